#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <span>
#include <vector>

namespace petasentra::sentra {

/// What the coordinates of units are.
enum class Ground : std::uint8_t {
    plane_m,     ///< x, y in metres of a projected system; distances are those of the plane
    lon_lat_deg  ///< degrees on the WGS 84 ellipsoid; distances are those on it, to 1 cm
};

struct DensityOptions {
    double eps_m = 0.0;           ///< how far neighbours may be, that distance itself included; above 0
    std::uint32_t min_units = 5;  ///< a core has so many units within eps_m, itself among them
    Ground ground = Ground::plane_m;
    /// Whether to use the wide registers of processors that have them. The answer is the same.
    bool wide_registers = true;
};

enum class Membership : std::uint8_t {
    core,     ///< min_units or more within eps_m
    border,   ///< within eps_m of a core, without being one
    alone,    ///< neither
    no_place  ///< a coordinate is not finite, or no latitude and longitude
};

inline constexpr std::uint32_t no_cluster = 0xFFFFFFFF;

struct DensityClusters {
    std::vector<std::uint32_t> cluster;  ///< of each unit; no_cluster for those alone or without a place
    std::vector<Membership> membership;  ///< of each unit
    std::uint32_t count = 0;
};

/// Clusters of units that stand close together, each group by itself (DBSCAN; Ester, Kriegel, Sander and Xu 1996).
///
/// Two cores within eps_m of each other are in one cluster, and so are the cores between which there is a chain of such:
///
///     c-c--c   b        c core, b border, . alone
///       \ c---b    .    min_units = 4
///
/// `xy`      x and y of each unit in turn. `group` is empty (one group) or one number a unit, for instance of its
///           commodity: units of different groups do not see each other. All groups take one pass.
/// Numbers   Clusters are numbered 0, 1, 2 ... by their first core. A border unit within reach of several clusters
///           belongs to the first of them. So hand the units in order of their ids: then the answer depends on ids alone.
/// Ground    With degrees, clusters do not join across the 180th meridian unless every unit is within 90 degrees of it;
///           eps_m may be 100 km at most.
/// Method    A grid whose cells have a diagonal of eps_m: a cell of min_units has only cores, and all cores of a cell are
///           together (Gunawan 2013). Other units ask the first eight of each of five rows at once, which tells
///           cores, joins them to those before and finds borders. What is more crowded than that is joined afterwards,
///           cell by cell, in a forest that threads share.
/// Cost      O(n) for the sort by cell, then some 20 neighbouring cells for each; worst where two crowded cells stand
///           just out of reach of each other. Some 65 bytes a unit, its answer included.
/// Errors    option_value: eps_m not above 0 or so small that cells cannot be numbered (2^31 in a row), min_units of 0,
///           spans whose lengths do not match.
[[nodiscard]] DensityClusters density_clusters(std::span<const double> xy, std::span<const std::uint32_t> group,
                                               const DensityOptions& options, const core::Control& control = {});

}  // namespace petasentra::sentra

#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/network/road_network.hpp>

namespace petasentra::network {

/// Whether numbers said to be degrees can be: latitudes within 90, longitudes within 360 either way, as files that go
/// round the antimeridian have them. Everything is in range in a system that is not geographic.
[[nodiscard]] bool is_in_range(const geometry::Crs& crs, double x, double y) noexcept;
/// Of all vertices of a row.
[[nodiscard]] bool is_in_range(const geometry::Crs& crs, const geometry::GeometryColumn& lines, std::size_t row);

/// Error(crs_mismatch) where more rows are out of range than in it: then not the rows are wrong but the system, or the
/// order of its axes. Names the system, the first such vertex and what to do.
void require_mostly_in_range(const geometry::Crs& crs, const geometry::GeometryColumn& lines, const Roads& roads,
                             const std::string& layer);

/// Tells DEGREES_AS_METRES where all nodes and vertices of a network in metres lie where the degrees of Indonesia do:
/// longitudes of 90 to 145, latitudes of -15 to 10. No region of that many metres has roads to plan.
void tell_degrees_as_metres(NetworkParts& parts);

}  // namespace petasentra::network

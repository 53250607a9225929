#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/finding.hpp>
#include <petasentra/network/traffic.hpp>
#include <string>
#include <vector>

namespace petasentra::network {

/// What became of a row of the source. No row is dropped: each keeps its entry in Roads, also where it has no edge.
enum class RoadStatus : std::uint8_t {
    used = 0,
    planned = 1,          ///< not built yet and left out
    no_geometry = 2,      ///< null or empty
    not_a_line = 3,       ///< a point or a polygon
    not_finite = 4,       ///< a coordinate is NaN or infinite
    without_length = 5,   ///< a line or loop whose places are all one
    node_missing = 6,     ///< names a node that the table of nodes does not have
    length_unusable = 7,  ///< its stated length is negative or no number
    line_unused = 8,      ///< has an edge, straight between its nodes: its line ends elsewhere, or is in parts
    out_of_range = 9      ///< a coordinate said to be in degrees is no longitude or latitude
};
/// The row takes part in the network.
[[nodiscard]] constexpr bool has_edge(RoadStatus status) noexcept {
    return status == RoadStatus::used || status == RoadStatus::line_unused;
}
/// The word of the enumerator.
[[nodiscard]] const char* to_string(RoadStatus status) noexcept;

/// What a road is, as bits. A road that is_waiting is not built yet and stands in the network all the same: closed to
/// everybody until a scenario opens it (CostOptions::waiting).
enum RoadFlag : std::uint8_t { is_bridge = 1, is_tunnel = 2, is_planned = 4, is_ferry = 8, is_waiting = 16 };

/// What becomes of roads that are not built yet.
enum class PlannedRoads : std::uint8_t {
    left_out = 0,  ///< status `planned`, no edge
    waiting = 1,   ///< edges, closed until they are opened
    open = 2       ///< edges like any other
};

/// No class, no access word.
inline constexpr std::uint32_t no_word = 0xFFFF'FFFF;
/// Closed on days that nobody can read, and so on every day.
inline constexpr std::uint16_t unread_days = 9999;

/// The attributes of the rows of the source, one entry a row in each column. Edges are pieces of these rows and name
/// them by number, so that nothing is held twice. What a source does not say is NaN, 0 or no_word.
struct Roads {
    std::vector<std::string> id;  ///< as the source calls it; its row number where it has no column of ids
    std::vector<RoadStatus> status;
    std::vector<std::uint32_t> road_class;  ///< into class_words
    std::vector<std::uint32_t> access;      ///< into access_words: "private", "no" ...
    std::vector<Traffic> traffic;
    std::vector<std::uint8_t> flags;
    std::vector<std::int16_t> level;
    std::vector<double> axle_limit_t;    ///< muatan sumbu terberat (MST): the heaviest axle
    std::vector<double> weight_limit_t;  ///< the heaviest vehicle, of bridges above all
    std::vector<double> width_m;
    std::vector<double> speed_limit_km_per_h;
    std::vector<double> duration_s;           ///< of a ferry's crossing, the whole row
    std::vector<std::uint16_t> closed_from;   ///< 100 month + day, the first day closed in every year; 0: never closed;
                                              ///< unread_days: closed on days that could not be read
    std::vector<std::uint16_t> closed_until;  ///< the last day closed; before closed_from: over the turn of the year
    std::vector<std::string> name;            ///< of the road, empty where there is none
    std::vector<std::string> class_words;     ///< in alphabetical order
    std::vector<std::string> access_words;

    [[nodiscard]] std::size_t size() const noexcept { return status.size(); }
    [[nodiscard]] bool has(std::size_t road, RoadFlag flag) const noexcept { return (flags[road] & flag) != 0; }
    /// Bridges, tunnels and levels: roads of one grade meet where they cross, others pass above or below.
    [[nodiscard]] bool same_grade(std::size_t a, std::size_t b) const noexcept {
        return ((flags[a] ^ flags[b]) & (is_bridge | is_tunnel)) == 0 && level[a] == level[b];
    }
    [[nodiscard]] bool on_ground(std::size_t road) const noexcept {
        return (flags[road] & (is_bridge | is_tunnel)) == 0 && level[road] == 0;
    }
};

/// Something found on the roads, and where: NaN where it has no place of its own.
struct RoadFinding {
    core::Finding finding;
    double x;
    double y;
};

}  // namespace petasentra::network

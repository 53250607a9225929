#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::network {

/// Why an edge cannot be travelled, or only one way. The first that holds is told, in the order
/// in which they are asked: planned, then as numbered.
enum class ArcState : std::uint8_t {
    open = 0,
    class_unknown = 1,  ///< the profile has no speed for the class of the road
    class_closed = 2,   ///< the profile says that it does not use this class
    access = 3,         ///< private, forbidden
    axle_limit = 4,     ///< the axle of the vehicle is heavier than the road bears
    weight_limit = 5,   ///< the vehicle is heavier than the bridge bears
    width = 6,          ///< the vehicle is wider than the road
    season = 7,         ///< closed on that day of the year
    day_unknown = 8,    ///< closed on some days of the year, and no day was named; or nobody can read on which
    one_way = 9,        ///< against the direction
    too_long = 10,      ///< takes longer than a Cost can say
    planned = 11        ///< not built yet, and waiting to be opened
};
inline constexpr std::size_t arc_states = 12;
[[nodiscard]] const char* to_string(ArcState state) noexcept;

/// What a class of roads is to a vehicle.
struct ClassSpeed {
    enum class Use : std::uint8_t { unknown, open, closed };
    Use use = Use::unknown;
    double km_per_h = 0.0;  ///< where open
};

/// A vehicle on a day.
struct CostOptions {
    std::vector<ClassSpeed> classes;      ///< one for each of roads().class_words
    ClassSpeed without_class;             ///< of roads whose source states no class
    std::vector<std::uint8_t> no_access;  ///< one for each of roads().access_words: 1 is closed to this vehicle
    double axle_load_t = 0.0;             ///< heaviest axle; 0: no limit closes a road
    double weight_t = 0.0;
    double width_m = 0.0;
    bool one_way = true;               ///< false: who walks may go against it
    bool speed_limits = true;          ///< stated limits below the speed of the class hold
    double ferry_km_per_h = 0.0;       ///< where no duration is stated; 0: ferries are not used
    double ferry_waiting_s = 0.0;      ///< once a crossing
    std::optional<std::uint16_t> day;  ///< 100 month + day
    bool waiting = false;              ///< roads that wait to be opened are open
};

struct ArcCosts {
    std::vector<Cost> cost;                       ///< two an edge, tenths of a second; unreachable where closed
    std::vector<ArcState> state;                  ///< of each arc
    std::array<std::size_t, arc_states> edges{};  ///< with at least one arc in that state
};

/// The time that each arc takes: length / speed in tenths of a second, rounded to the nearest, 1 at least where there is
/// length. A ferry takes its stated duration, or its length at ferry_km_per_h, and the waiting; both are shared out over
/// the edges of its row by length, so that a crossing in pieces waits once.
/// Errors  speed_unusable for an open class whose speed is negative, zero, NaN or infinite; option_value for lists of another
///         length than the words, and for negative or NaN loads, widths and waiting. Cost: O(edges).
[[nodiscard]] ArcCosts arc_costs(const RoadNetwork& network, const CostOptions& options);

}  // namespace petasentra::network

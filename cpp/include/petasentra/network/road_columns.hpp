#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/table.hpp>
#include <petasentra/network/roads.hpp>
#include <string>
#include <vector>

namespace petasentra::network {

/// Which columns of a source say what. Empty: the source has none of it. A name that is given and not there is
/// Error(column_missing).
struct RoadColumns {
    std::string id;
    std::string road_class;
    std::string one_way;
    std::string bridge;
    std::string tunnel;
    std::string level;  ///< whole numbers, 0 is the ground
    std::string ferry;
    std::string status;  ///< built or planned: STSJRN of the RBI
    std::string access;
    std::string axle_limit_t;
    std::string weight_limit_t;
    std::string width_m;
    std::string speed_limit;  ///< km/h, or "20 mph"
    std::string duration;     ///< of ferries: "h:mm", "h:mm:ss", "PT1H30M", or minutes
    std::string closed;       ///< every year from day to day: "11-01/03-31" is November to March; "08-17" is one day
    std::string name;
};

/// The attributes of every row. Status is `used`, or `planned` where the words say so and such roads are left out:
/// whoever builds the network says what else may happen to a row.
///
/// Findings  ONE_WAY_UNKNOWN for a text that `words` does not know, taken as both ways; ONE_WAY_LETTERS, once for a
///           column, where its letters could be read in two ways; STATUS_UNKNOWN for a text that is not known, taken as
///           built; VALUE_UNREADABLE for limits, levels and durations that cannot be read, left out ("none" is no limit);
///           CLOSURE_UNREADABLE for days closed that cannot be read, taken as closed on every day;
///           ROAD_PLANNED for a row that is not built yet. They lie at the middle vertex of the row in `lines`, if any.
/// Errors    column_missing; column_type where a column is neither text nor number nor boolean.
[[nodiscard]] Roads read_roads(const layer::Table& table, const RoadColumns& columns, const RoadWords& words,
                               PlannedRoads planned, const std::string& layer_name, std::vector<RoadFinding>& findings,
                               const geometry::GeometryColumn* lines = nullptr);

}  // namespace petasentra::network

#pragma once
#include <limits>
#include <petasentra/network/roads.hpp>
#include <string>
#include <utility>

namespace petasentra::network {

inline constexpr double no_place = std::numeric_limits<double>::quiet_NaN();
inline constexpr double no_measure = std::numeric_limits<double>::quiet_NaN();

/// A finding of a road and its place.
[[nodiscard]] inline RoadFinding road_finding(const char* code, core::Severity severity, std::string layer,
                                              std::string feature, core::Text message, core::Text hint,
                                              double measure = no_measure, std::string unit = {}, double x = no_place,
                                              double y = no_place) {
    return {{code, severity, std::move(layer), std::move(feature), std::move(message), std::move(hint), measure,
             std::move(unit)},
            x,
            y};
}

/// Where the line of a feature was refused: sets its status and says so. `cells`: columns and what stands in them, where
/// those are at fault.
void tell_row_status(Roads& roads, std::size_t road, RoadStatus status, const std::string& layer,
                     std::vector<RoadFinding>& findings, const std::string& cells = {});

}  // namespace petasentra::network

#pragma once
#include <optional>
#include <petasentra/core/finding.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// What a site states of the building on it, for conditions and bounds that compute; nothing where it states nothing.
struct SiteValues {
    std::optional<double> activity_area_m2;
    std::optional<double> lot_m2;
    std::optional<double> kdb;
    std::optional<double> klb;
    std::optional<double> kdh;
    std::optional<double> height_m;
    std::string road_class;
};

/// Reads the columns of these names where the layer has them. A value that is no number, or negative, counts as not
/// stated and is a finding (VALUE_UNREADABLE): digits in a column of text may mean a thousand or a one.
[[nodiscard]] std::vector<SiteValues> site_values_of(const layer::Layer& sites, const std::vector<std::string>& ids,
                                                     std::vector<core::Finding>& findings);

}  // namespace petasentra::conformance

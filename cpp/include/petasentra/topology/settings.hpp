#pragma once
#include <optional>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>

namespace petasentra::topology {

/// Hectares are what plans state; the unit is read from the column's name or found by comparison.
enum class AreaUnit { automatic, square_metre, hectare, square_kilometre };
/// "auto", "m2", "ha", "km2"; Error(option_value) names the four otherwise.
[[nodiscard]] AreaUnit area_unit(std::string_view name);
[[nodiscard]] const char* to_string(AreaUnit unit) noexcept;

/// What to validate and how strictly. Columns are names in the validated layer; empty means "none".
struct ValidateSettings {
    double tolerance_m = 0.002;    ///< see topology/tolerance.hpp; 2 mm is what XPlanung asks of neighbours
    double sliver_m2 = 1.0;        ///< smaller parts are slivers, whatever their shape
    double spike_deg = 1.0;        ///< narrower angles are spikes; at most 90
    double border_reach_m = 10.0;  ///< how far apart two plans' borders are still the same border
    std::string feature_id;        ///< how findings call a row; by default its number, from 0
    std::string valid_from;        ///< first day in force; null: always has been
    std::string valid_to;          ///< first day no longer in force; null: no end
    std::string stated_area;       ///< "auto": the first of LUASHA, LUAS_HA ... that exists; empty: not asked
    AreaUnit stated_area_unit = AreaUnit::automatic;
    geometry::MeasureMethod area_method = geometry::MeasureMethod::planar_utm;
    geometry::Crs metric_crs;  ///< where distances and areas are taken; unknown: see working_crs()
};

/// Where a metre is a metre: the layer's own CRS if that is projected in metres and no length over the layer's bounds
/// (25 places of them) is wrong by more than 0.4 %, as it is in Web Mercator; else the WGS 84 / UTM zone of the centre
/// under the same condition, which holds to five degrees from its central meridian; else, for layers wider than that,
/// Lambert's azimuthal equal-area projection around the centre: areas are true, lengths to 1 % within 16 degrees of it.
/// Coordinates without longitude and latitude are not asked.
/// Error(crs_missing); Error(degrees_refused) if `wanted` is known but not projected in metres.
[[nodiscard]] geometry::Crs working_crs(const layer::Layer& layer, const geometry::Crs& wanted);

}  // namespace petasentra::topology

#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <string_view>
#include <vector>

namespace petasentra::geometry {

/// How area and length are computed; always named in results.
enum class MeasureMethod {
    planar,      ///< in the coordinates of the layer, which must be projected metres (degrees: CrsError)
    planar_utm,  ///< in the WGS 84 / UTM zone of each feature: what Indonesian plans publish as LUASHA
    geodesic,    ///< on the ellipsoid of WGS 84 (Karney, through PROJ's geodesic.h; short edges within 0.1 um of it)
};
/// "planar", "planar-utm", "geodesic"; Error(option_value) names the three otherwise.
[[nodiscard]] MeasureMethod measure_method(std::string_view name);

/// Area of each row in square metres, holes taken off; lines, points, null and empty rows: 0.
///
/// planar_utm takes the zone of the centre of the feature's bounds in longitude and latitude; a feature already in its
/// own UTM zone is measured as it is. Rings are summed relative to their first vertex: large eastings cost no digits.
/// Errors  crs_missing, degrees_refused (planar on degrees or feet), geometry_not_finite with the row.
[[nodiscard]] std::vector<double> area_m2(const GeometryColumn& column, const Crs& crs, MeasureMethod method,
                                          const core::Control& control = {});
/// Length of lines, perimeter of polygons (all rings), in metres; points, null and empty rows: 0.
[[nodiscard]] std::vector<double> length_m(const GeometryColumn& column, const Crs& crs, MeasureMethod method,
                                           const core::Control& control = {});

/// Shortest line on the WGS 84 ellipsoid between two places; degrees in, metres and degrees (clockwise from north) out.
struct Geodesic {
    double distance_m;
    double azimuth_at_start_deg;
    double azimuth_at_end_deg;  ///< azimuth from the end back to the start
};
[[nodiscard]] Geodesic geodesic_between(double lon1, double lat1, double lon2, double lat2);

}  // namespace petasentra::geometry

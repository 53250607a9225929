#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/measure.hpp>
#include <vector>

namespace petasentra::network {

/// Error(crs_missing); Error(degrees_refused) for a projected system whose unit is not the metre.
void require_measurable(const geometry::Crs& crs);

/// Short distances in metres on the coordinates of a layer.
///
///     degrees        flat near a place, with the radii of curvature of WGS 84 there (Snyder, Map Projections: A Working
///                    Manual, 1987, eq. 4-20 and 4-22): within a kilometre it differs from the geodesic by less than a
///                    millimetre in the latitudes of Indonesia
///     true metres    the plane, as it is: UTM and its kin, where no length over the ground is wrong by more than
///                    geometry::most_scale_error
///     other metres   those of Web Mercator, or of a UTM zone far away: flat near a place with the scale of the
///                    projection there along x and y, taken from PROJ over the ground beforehand
///
/// What is reported is measured by distance_m(), which is geodesic but for true metres.
class LocalGround {
  public:
    /// Metres of one unit of x and of y at a place.
    struct Scale {
        double x;
        double y;
    };

    /// `extent` is that of the roads. Errors as require_measurable().
    LocalGround(const geometry::Crs& crs, const geometry::Box& extent);

    [[nodiscard]] Scale scale_at(double x, double y) const;
    /// Exact, at any distance; infinite where other metres have no longitude and latitude.
    [[nodiscard]] double distance_m(double x1, double y1, double x2, double y2) const;
    [[nodiscard]] geometry::MeasureMethod method() const noexcept {
        return m_kind == Kind::true_metres ? geometry::MeasureMethod::planar : geometry::MeasureMethod::geodesic;
    }

  private:
    enum class Kind { degrees, true_metres, other_metres };
    void measure_scales();

    geometry::Crs m_crs;
    geometry::Box m_extent;
    Kind m_kind;
    std::vector<Scale> m_scales;  ///< of other metres: over the extent, row by row from the south-west
};

/// Where on a segment a place is nearest, in the metres of a scale.
struct NearestOnSegment {
    double squared_m;
    double along;  ///< 0 at the start, 1 at the end
};
[[nodiscard]] NearestOnSegment nearest_on_segment(double x, double y, const double* segment, LocalGround::Scale scale);

}  // namespace petasentra::network

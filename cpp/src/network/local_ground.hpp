#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/measure.hpp>

namespace petasentra::network {

/// Short distances in metres on the coordinates of a layer, degrees or metres.
///
/// In degrees the ground near a place is flat with the radii of curvature of WGS 84 there (Snyder, Map Projections: A
/// Working Manual, 1987, eq. 4-20 and 4-22): within a kilometre it differs from the geodesic by less than a millimetre in
/// the latitudes of Indonesia. What is reported is measured by distance_m(), which is geodesic.
class LocalGround {
  public:
    /// Error(crs_missing); Error(degrees_refused) for a projected system whose unit is not the metre.
    explicit LocalGround(const geometry::Crs& crs);

    /// Metres of one unit of x and of y at a place.
    struct Scale {
        double x;
        double y;
    };
    [[nodiscard]] Scale scale_at(double y) const;
    /// Exact, at any distance.
    [[nodiscard]] double distance_m(double x1, double y1, double x2, double y2) const;
    [[nodiscard]] geometry::MeasureMethod method() const noexcept {
        return m_degrees ? geometry::MeasureMethod::geodesic : geometry::MeasureMethod::planar;
    }

  private:
    bool m_degrees;
};

/// Where on a segment a place is nearest, in the metres of a scale.
struct NearestOnSegment {
    double squared_m;
    double along;  ///< 0 at the start, 1 at the end
};
[[nodiscard]] NearestOnSegment nearest_on_segment(double x, double y, const double* segment, LocalGround::Scale scale);

}  // namespace petasentra::network

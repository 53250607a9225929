#pragma once
#include <map>
#include <petasentra/geometry/shape.hpp>
#include <vector>

namespace petasentra::conformance {

/// How much of a site conforms if the border between conforming and other ground lies elsewhere: moved outwards, into
/// the other ground, by so many metres at every place, or inwards where that is negative. The site itself stays.
///
///     share(0) = the share as the map has it        share(d) grows with d
///
/// Areas and lines by dilating the ground of one side (geometry::moved_out), points by their distance to it, exactly.
class MovedBorders {
  public:
    /// `conforming` and `other` are polygons that tile the ground around the site at least as far as borders will be
    /// moved. `measure` is that of the site, `share` what of it lies in `conforming`.
    MovedBorders(const geometry::Shape& site, int dimension, double measure, double share, geometry::Shape conforming,
                 geometry::Shape other);

    [[nodiscard]] double share(double outwards_m);
    /// The least movement with which the share reaches `wanted`, looked for between -2 x `step` and 2 x `step` and found
    /// within a thousandth of the step; minus or plus infinity where it lies beyond.
    [[nodiscard]] double needed_for(double wanted, double step);

  private:
    [[nodiscard]] double needed_by_points(double wanted, double step) const;
    [[nodiscard]] double between(double low, double high, double wanted);

    const geometry::Shape& m_site;
    int m_dimension;
    double m_measure;
    double m_share;
    geometry::Shape m_conforming;
    geometry::Shape m_other;
    double m_distance_m = 0.0;  ///< from the site to the other ground
    std::map<double, double> m_known;
    std::vector<double> m_turns;  ///< for points: the movement at which each begins to conform, ascending
};

}  // namespace petasentra::conformance

#include "moved_borders.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/geometry/buffers.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/law/predicate.hpp>

#include "conformance/pieces/pieces.hpp"

namespace petasentra::conformance {

using geometry::Shape;

namespace {

constexpr int segments_a_quarter = 64;
constexpr auto beyond = std::numeric_limits<double>::infinity();

}  // namespace

MovedBorders::MovedBorders(const Shape& site, int dimension, double measure, double share, Shape conforming,
                           Shape other)
    : m_site(site), m_dimension(dimension), m_measure(measure), m_share(share) {
    if (dimension == 0) {
        geometry::GeometryColumn column;
        site.append_to(column);
        const auto xy = column.vertices(0);
        for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
            const geometry::Place place{xy[i], xy[i + 1]};
            const auto point = geometry::points_of(std::span(&place, 1));
            const auto to_conforming = point.distance(conforming);
            m_turns.push_back(to_conforming > 0.0 ? to_conforming : -point.distance(other));
        }
        std::sort(m_turns.begin(), m_turns.end());
        return;
    }
    m_distance_m = site.distance(other);
    m_conforming = std::move(conforming);
    m_other = std::move(other);
}

double MovedBorders::share(double outwards_m) {
    if (outwards_m == 0.0) return m_share;
    if (m_dimension == 0) {
        // A border that just reaches a point leaves it on the side of conforming ground.
        const auto last = std::upper_bound(m_turns.begin(), m_turns.end(), outwards_m + law::distance_slack_m);
        const auto turned = static_cast<double>(last - m_turns.begin()) / m_measure;
        return outwards_m > 0.0 ? std::max(m_share, turned) : std::min(m_share, turned);
    }
    if (const auto known = m_known.find(outwards_m); known != m_known.end()) return known->second;
    const bool outwards = outwards_m > 0.0;
    const auto& grows = outwards ? m_conforming : m_other;
    const auto grown = geometry::moved_out(grows, std::abs(outwards_m), segments_a_quarter);
    const auto covered = m_site.intersection(grown).only(m_dimension).measure(m_dimension) / m_measure;
    const auto share = std::clamp(outwards ? covered : 1.0 - covered, 0.0, 1.0);
    // Chords leave out a little of a circle.
    return m_known[outwards_m] = outwards ? std::max(m_share, share) : std::min(m_share, share);
}

double MovedBorders::needed_by_points(double wanted, double step) const {
    const auto points = std::max(1.0, std::ceil(wanted * m_measure));
    const auto turn = m_turns[std::min(m_turns.size(), static_cast<std::size_t>(points)) - 1];
    return turn > 2.0 * step ? beyond : turn < -2.0 * step ? -beyond : turn;
}

double MovedBorders::needed_for(double wanted, double step) {
    if (wanted <= 0.0) return -beyond;
    if (m_dimension == 0) return needed_by_points(wanted, step);
    if (m_share >= wanted) {
        // All of the site stays conforming until the other ground reaches it.
        if (wanted > 1.0 - 2.0 * rounding_slack) return m_distance_m > 2.0 * step ? -beyond : -m_distance_m;
        if (share(-step) < wanted) return between(-step, 0.0, wanted);
        return share(-2.0 * step) < wanted ? between(-2.0 * step, -step, wanted) : -beyond;
    }
    if (share(step) >= wanted) return between(0.0, step, wanted);
    return share(2.0 * step) >= wanted ? between(step, 2.0 * step, wanted) : beyond;
}

double MovedBorders::between(double low, double high, double wanted) {
    constexpr int halvings = 10;
    for (int i = 0; i < halvings; ++i) {
        const auto middle = 0.5 * (low + high);
        (share(middle) < wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

}  // namespace petasentra::conformance

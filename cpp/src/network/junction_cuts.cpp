#include <algorithm>
#include <cmath>
#include <petasentra/geometry/orientation.hpp>
#include <petasentra/index/box_index.hpp>
#include <utility>

#include "network/end_places.hpp"
#include "network/line_chains.hpp"

namespace petasentra::network {
namespace {

using geometry::Point;

Point point_at(const Chains& chains, std::size_t vertex) {
    return {chains.at(vertex)[0], chains.at(vertex)[1]};
}

/// Vertices within chains at which some chain ends.
void cut_at_ends(const Chains& chains, NetworkParts& parts, std::vector<Cut>& cuts) {
    const EndPlaces places(chains);
    for (std::size_t chain = 0; chain < chains.size(); ++chain) {
        for (auto v = chains.first_vertex[chain] + 1; v < chains.last_vertex(chain); ++v) {
            const auto p = point_at(chains, v);
            const auto place = places.find(p.x, p.y);
            if (place == places.size()) continue;
            const auto ends = places.ends_at(place);
            const bool meets = std::any_of(ends.begin(), ends.end(), [&](const EndPlaces::End& end) {
                return may_meet(parts.roads, chains.road[end.chain], true, chains.road[chain]);
            });
            if (!meets) continue;
            cuts.push_back({static_cast<std::uint32_t>(chain), v, 0.0, p.x, p.y});
            ++parts.t_junctions;
        }
    }
}

/// Cuts of pairs of segments.
class CrossingCuts {
  public:
    CrossingCuts(const Chains& chains, const Roads& roads, const SegmentIndex& segments)
        : m_chains(chains), m_roads(roads), m_segments(segments) {}

    void meet(std::uint32_t one, std::uint32_t other, std::vector<Cut>& cuts) const {
        const auto a = point_at(m_chains, m_segments.vertex[one]);
        const auto b = point_at(m_chains, m_segments.vertex[one] + 1);
        const auto c = point_at(m_chains, m_segments.vertex[other]);
        const auto d = point_at(m_chains, m_segments.vertex[other] + 1);
        const int side_c = geometry::side_of(a, b, c);
        const int side_d = geometry::side_of(a, b, d);
        if (side_c * side_d > 0) return;
        const int side_a = geometry::side_of(c, d, a);
        const int side_b = geometry::side_of(c, d, b);
        if (side_a * side_b > 0) return;
        if (side_c * side_d < 0 && side_a * side_b < 0) {
            cross(one, other, a, b, c, d, cuts);
            return;
        }
        if (side_c == 0) touch(other, m_segments.vertex[other], one, a, b, cuts);
        if (side_d == 0) touch(other, m_segments.vertex[other] + 1, one, a, b, cuts);
        if (side_a == 0) touch(one, m_segments.vertex[one], other, c, d, cuts);
        if (side_b == 0) touch(one, m_segments.vertex[one] + 1, other, c, d, cuts);
    }

  private:
    void cross(std::uint32_t one, std::uint32_t other, Point a, Point b, Point c, Point d,
               std::vector<Cut>& cuts) const {
        const auto chain = m_segments.chain[one];
        const auto chain2 = m_segments.chain[other];
        if (!m_roads.same_grade(m_chains.road[chain], m_chains.road[chain2])) return;
        const auto place = crossing(a, b, c, d);
        add(chain, m_segments.vertex[one], a, b, place, cuts);
        add(chain2, m_segments.vertex[other], c, d, place, cuts);
    }

    /// The vertex `v` of the segment `from` lies on the line of the segment `on`, a to b.
    void touch(std::uint32_t from, std::size_t v, std::uint32_t on, Point a, Point b, std::vector<Cut>& cuts) const {
        const auto p = point_at(m_chains, v);
        if (p.x < std::min(a.x, b.x) || p.x > std::max(a.x, b.x) || p.y < std::min(a.y, b.y) ||
            p.y > std::max(a.y, b.y))
            return;
        const auto chain = m_segments.chain[from];
        const auto target = m_segments.chain[on];
        // The vertex that two segments of one line share is no crossing.
        if (chain == target && (v == m_segments.vertex[on] || v == m_segments.vertex[on] + 1)) return;
        if (!may_meet(m_roads, m_chains.road[chain], m_chains.is_end(chain, v), m_chains.road[target])) return;
        add(target, m_segments.vertex[on], a, b, p, cuts);
        if (!m_chains.is_end(chain, v)) cuts.push_back({chain, v, 0.0, p.x, p.y});
    }

    /// The same place whichever segment comes first and whichever way it runs: roads drawn twice cross others at one.
    static Point crossing(Point a, Point b, Point c, Point d) {
        const auto before = [](const Point& p, const Point& q) { return p.x < q.x || (p.x == q.x && p.y < q.y); };
        if (before(b, a)) std::swap(a, b);
        if (before(d, c)) std::swap(c, d);
        if (before(c, a) || (c == a && before(d, b))) {
            std::swap(a, c);
            std::swap(b, d);
        }
        const double of_start = std::fabs(geometry::exact_cross(c, d, a));
        const double of_end = std::fabs(geometry::exact_cross(c, d, b));
        const double along = of_start / (of_start + of_end);
        return {a.x + along * (b.x - a.x) + 0.0, a.y + along * (b.y - a.y) + 0.0};
    }

    void add(std::uint32_t chain, std::size_t vertex, Point a, Point b, Point place, std::vector<Cut>& cuts) const {
        if (place == a || place == b) {
            const auto v = place == a ? vertex : vertex + 1;
            if (!m_chains.is_end(chain, v)) cuts.push_back({chain, v, 0.0, place.x, place.y});
            return;
        }
        const bool flat = std::fabs(b.x - a.x) >= std::fabs(b.y - a.y);
        const double along = flat ? (place.x - a.x) / (b.x - a.x) : (place.y - a.y) / (b.y - a.y);
        cuts.push_back({chain, vertex, std::clamp(along, 1e-300, 1.0), place.x, place.y});
    }

    const Chains& m_chains;
    const Roads& m_roads;
    const SegmentIndex& m_segments;
};

}  // namespace

std::vector<Cut> junction_cuts(const Chains& chains, NetworkParts& parts, bool crossings,
                               const core::Control& control) {
    std::vector<Cut> cuts;
    cut_at_ends(chains, parts, cuts);
    put_in_order(cuts);
    if (!crossings) return cuts;
    const auto at_ends = cuts.size();
    const auto segments = segments_of(chains);
    const index::BoxIndex index(segments.boxes);
    const CrossingCuts pairs(chains, parts.roads, segments);
    std::vector<std::uint32_t> rows;
    for (std::size_t s = 0; s < segments.boxes.size(); ++s) {
        if (s % 4096 == 0) control.check();
        index.query(segments.boxes[s], rows);
        for (const auto other : rows)
            if (other > s) pairs.meet(static_cast<std::uint32_t>(s), other, cuts);
    }
    put_in_order(cuts);
    parts.crossings = cuts.size() - at_ends;
    return cuts;
}

}  // namespace petasentra::network

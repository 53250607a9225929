#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <petasentra/core/number_text.hpp>
#include <petasentra/index/box_index.hpp>
#include <span>
#include <tuple>

#include "network/end_places.hpp"
#include "network/line_chains.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

using geometry::Box;

Box box_around(double x, double y, double metres, LocalGround::Scale scale) {
    const double more = metres * (1.0 + 1e-6) + 1e-9;
    return {x - more / scale.x, y - more / scale.y, x + more / scale.x, y + more / scale.y};
}

/// Ends of chains that move, and the sentence for each.
class EndJoining {
  public:
    EndJoining(Chains& chains, NetworkParts& parts, const LocalGround& ground, const core::Control& control)
        : m_chains(chains), m_parts(parts), m_control(control), m_ground(ground) {}

    void join_with_ends() {
        const EndPlaces places(m_chains);
        std::vector<std::size_t> group(places.size());
        std::iota(group.begin(), group.end(), std::size_t{0});
        std::vector<std::vector<std::size_t>> members(places.size());
        for (std::size_t p = 0; p < places.size(); ++p) members[p] = {p};
        for (const auto& [metres, a, b] : near_pairs(places)) {
            const auto one = group[a];
            const auto other = group[b];
            if (one == other || !may_unite(places, members[one], members[other])) continue;
            const auto kept = std::min(one, other);
            const auto gone = std::max(one, other);
            for (const auto p : members[gone]) group[p] = kept;
            members[kept].insert(members[kept].end(), members[gone].begin(), members[gone].end());
            members[gone].clear();
        }
        for (const auto& united : members) {
            if (united.size() > 1) move_to_busiest(places, united);
        }
    }

    void join_with_lines() {
        const EndPlaces places(m_chains);
        const auto segments = segments_of(m_chains);
        const index::BoxIndex index(segments.boxes);
        Moves moves(places.size());
        std::vector<std::uint32_t> rows;
        std::vector<std::uint32_t> met;
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (p % 1024 == 0) m_control.check();
            const auto& place = places.at(p);
            const auto scale = m_ground.scale_at(place.x, place.y);
            index.query(box_around(place.x, place.y, m_parts.tolerance_m, scale), rows);
            find_met(places, p, segments, rows, met);
            moves[p] = nearest_line(places, p, scale, segments, rows, met);
        }
        keep_lines_unfolded(places, moves);
        std::vector<Cut> cuts;
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (!moves[p]) continue;
            if (moves[p]->along > 0.0) cuts.push_back(*moves[p]);
            for (const auto& end : places.ends_at(p)) move_end(end, moves[p]->x, moves[p]->y);
        }
        put_in_order(cuts);
        m_chains = with_vertices(m_chains, cuts);
    }

  private:
    using Pair = std::tuple<double, std::size_t, std::size_t>;
    using Moves = std::vector<std::optional<Cut>>;  ///< where each place goes

    [[nodiscard]] double metres_between(const EndPlaces& places, std::size_t a, std::size_t b) const {
        return m_ground.distance_m(places.at(a).x, places.at(a).y, places.at(b).x, places.at(b).y);
    }

    std::vector<Pair> near_pairs(const EndPlaces& places) const {
        std::vector<Box> boxes(places.size());
        for (std::size_t p = 0; p < places.size(); ++p) boxes[p].add(places.at(p).x, places.at(p).y);
        const index::BoxIndex index(boxes);
        std::vector<Pair> pairs;
        std::vector<std::uint32_t> rows;
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (p % 1024 == 0) m_control.check();
            const auto& end = places.at(p);
            index.query(box_around(end.x, end.y, m_parts.tolerance_m, m_ground.scale_at(end.x, end.y)), rows);
            for (const auto other : rows) {
                if (other <= p) continue;
                const double metres = metres_between(places, p, other);
                if (metres <= m_parts.tolerance_m) pairs.emplace_back(metres, p, other);
            }
        }
        std::sort(pairs.begin(), pairs.end());
        return pairs;
    }

    /// No two of the places farther apart than the tolerance, and no short line folded onto itself.
    [[nodiscard]] bool may_unite(const EndPlaces& places, const std::vector<std::size_t>& one,
                                 const std::vector<std::size_t>& other) const {
        std::vector<std::uint32_t> chains;
        for (const auto a : one) {
            for (const auto b : other)
                if (metres_between(places, a, b) > m_parts.tolerance_m) return false;
            for (const auto& end : places.ends_at(a)) chains.push_back(end.chain);
        }
        for (const auto b : other) {
            for (const auto& end : places.ends_at(b)) {
                const bool both_ends = std::find(chains.begin(), chains.end(), end.chain) != chains.end();
                if (both_ends && is_within(end.chain, m_parts.tolerance_m)) return false;
            }
        }
        return true;
    }

    /// No longer than so many metres.
    [[nodiscard]] bool is_within(std::uint32_t chain, double most_m) const {
        double metres = 0.0;
        for (auto v = m_chains.first_vertex[chain]; v < m_chains.last_vertex(chain); ++v) {
            const auto* a = m_chains.at(v);
            const auto* b = m_chains.at(v + 1);
            metres += m_ground.distance_m(a[0], a[1], b[0], b[1]);
            if (metres > most_m) return false;
        }
        return true;
    }

    void move_to_busiest(const EndPlaces& places, const std::vector<std::size_t>& united) {
        // Places are numbered by x, then y, so the smallest number is the smallest place.
        const auto better = [&](std::size_t a, std::size_t b) {
            return places.count(a) != places.count(b) ? places.count(a) > places.count(b) : a < b;
        };
        const auto target = *std::min_element(united.begin(), united.end(), better);
        for (const auto p : united) {
            if (p == target) continue;
            for (const auto& end : places.ends_at(p)) move_end(end, places.at(target).x, places.at(target).y);
        }
    }

    /// Lines that are met from here already, in ascending order: those that end here, and those at the other end of a line
    /// no longer than the tolerance, which a move would only fold.
    void find_met(const EndPlaces& places, std::size_t place, const SegmentIndex& segments,
                  const std::vector<std::uint32_t>& rows, std::vector<std::uint32_t>& met) const {
        met.clear();
        for (const auto& end : places.ends_at(place)) {
            met.push_back(end.chain);
            if (!is_within(end.chain, m_parts.tolerance_m)) continue;
            const auto* other =
                m_chains.at(end.last ? m_chains.first_vertex[end.chain] : m_chains.last_vertex(end.chain));
            for (const auto row : rows) {
                const auto* segment = m_chains.at(segments.vertex[row]);
                if (nearest_on_segment(other[0], other[1], segment, {1.0, 1.0}).squared_m == 0.0)
                    met.push_back(segments.chain[row]);
            }
        }
        std::sort(met.begin(), met.end());
    }

    /// The nearest place on a line that is not met from here; among equals the smallest in x, then y, then by the id of the
    /// feature, so that the order of the rows decides nothing.
    [[nodiscard]] std::optional<Cut> nearest_line(const EndPlaces& places, std::size_t place, LocalGround::Scale scale,
                                                  const SegmentIndex& segments, const std::vector<std::uint32_t>& rows,
                                                  const std::vector<std::uint32_t>& met) const {
        const auto& at = places.at(place);
        double best = m_parts.tolerance_m * m_parts.tolerance_m;
        std::optional<Cut> found;
        for (const auto row : rows) {
            const auto chain = segments.chain[row];
            if (std::binary_search(met.begin(), met.end(), chain) || !any_may_meet(places.ends_at(place), chain))
                continue;
            const auto* segment = m_chains.at(segments.vertex[row]);
            const auto near = nearest_on_segment(at.x, at.y, segment, scale);
            if (near.squared_m > best) continue;
            const auto cut = on_segment(segments, row, segment, near.along);
            // Ends that were not united may not be after all: too many of them stand too far apart.
            if (cut.along == 0.0 && m_chains.is_end(chain, cut.vertex)) continue;
            if (found && near.squared_m == best && !comes_before(cut, *found)) continue;
            best = near.squared_m;
            found = cut;
        }
        return found;
    }

    [[nodiscard]] bool any_may_meet(std::span<const EndPlaces::End> ends, std::uint32_t chain) const {
        return std::any_of(ends.begin(), ends.end(), [&](const EndPlaces::End& end) {
            return may_meet(m_parts.roads, m_chains.road[end.chain], true, m_chains.road[chain]);
        });
    }

    [[nodiscard]] bool comes_before(const Cut& a, const Cut& b) const {
        const auto id = [&](const Cut& cut) -> const std::string& {
            return m_parts.roads.id[m_chains.road[cut.chain]];
        };
        if (std::tie(a.x, a.y, id(a)) != std::tie(b.x, b.y, id(b)))
            return std::tie(a.x, a.y, id(a)) < std::tie(b.x, b.y, id(b));
        // Two lines of one id: by where they lie.
        const auto* one = m_chains.at(a.vertex);
        const auto* other = m_chains.at(b.vertex);
        return std::lexicographical_compare(one, one + 2, other, other + 2);
    }

    /// A line whose two ends would come to one place, and which is too short to be a loop, keeps the end apart that has
    /// farther to go. In rounds, each judged as it began: the order of the lines decides nothing.
    void keep_lines_unfolded(const EndPlaces& places, Moves& moves) const {
        std::vector<std::array<std::size_t, 2>> ends_of(m_chains.size());
        for (std::size_t p = 0; p < places.size(); ++p)
            for (const auto& end : places.ends_at(p)) ends_of[end.chain][end.last ? 1 : 0] = p;
        const auto goal = [&](std::size_t p) {
            return moves[p] ? std::pair(moves[p]->x, moves[p]->y) : std::pair(places.at(p).x, places.at(p).y);
        };
        const auto way = [&](std::size_t p) {
            const auto [x, y] = goal(p);
            return std::pair(m_ground.distance_m(places.at(p).x, places.at(p).y, x, y), p);
        };
        std::vector<std::size_t> stay;
        do {
            m_control.check();
            stay.clear();
            for (std::size_t chain = 0; chain < m_chains.size(); ++chain) {
                const auto [first, last] = ends_of[chain];
                if (first == last || (!moves[first] && !moves[last]) || goal(first) != goal(last)) continue;
                if (is_within(static_cast<std::uint32_t>(chain), 2.0 * m_parts.tolerance_m))
                    stay.push_back(way(first) > way(last) ? first : last);
            }
            for (const auto p : stay) moves[p].reset();
        } while (!stay.empty());
    }

    /// The place on a segment; its own ends are taken as they are.
    [[nodiscard]] static Cut on_segment(const SegmentIndex& segments, std::uint32_t row, const double* segment,
                                        double along) {
        const auto chain = segments.chain[row];
        const auto vertex = segments.vertex[row];
        if (along <= 0.0) return {chain, vertex, 0.0, segment[0], segment[1]};
        if (along >= 1.0) return {chain, vertex + 1, 0.0, segment[2], segment[3]};
        return {chain, vertex, along, segment[0] + along * (segment[2] - segment[0]),
                segment[1] + along * (segment[3] - segment[1])};
    }

    void move_end(const EndPlaces::End& end, double x, double y) {
        const auto vertex = end.last ? m_chains.last_vertex(end.chain) : m_chains.first_vertex[end.chain];
        if (end.x == x && end.y == y) return;
        m_chains.xy[2 * vertex] = x;
        m_chains.xy[2 * vertex + 1] = y;
        const double metres = m_ground.distance_m(end.x, end.y, x, y);
        ++m_parts.ends_moved;
        m_parts.farthest_move_m = std::max(m_parts.farthest_move_m, metres);
        const auto written = core::number_text(metres, 3);
        m_parts.findings.push_back(
            road_finding("END_SNAPPED", core::Severity::note, m_parts.title, m_parts.roads.id[m_chains.road[end.chain]],
                         {"Ujung jalan ini digeser " + written.id + " m agar bertemu jalan lain.",
                          "An end of this road was moved by " + written.en + " m to meet another."},
                         {"Periksa apakah kedua jalan itu memang bertemu.", "Look whether the two roads do meet."},
                         metres, "m", end.x, end.y));
    }

    Chains& m_chains;
    NetworkParts& m_parts;
    const core::Control& m_control;
    const LocalGround& m_ground;
};

}  // namespace

void join_ends(Chains& chains, NetworkParts& parts, const LocalGround& ground, const core::Control& control) {
    if (parts.tolerance_m <= 0.0) return;
    EndJoining joining(chains, parts, ground, control);
    joining.join_with_ends();
    joining.join_with_lines();
}

}  // namespace petasentra::network

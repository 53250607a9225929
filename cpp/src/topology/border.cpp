#include "topology/border.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/topology/tolerance.hpp>
#include <set>
#include <utility>

namespace petasentra::topology {
namespace {

using geometry::Place;
using RankPair = std::pair<std::uint32_t, std::uint32_t>;  // ours, theirs

/// Vertices of either plan off the other's border, by the zones they belong to.
struct OffBorder {
    std::vector<Place> places;
    double farthest = 0.0;
};
using OffBorders = std::map<RankPair, OffBorder>;

struct NearestEdge {
    std::uint32_t edge = 0;
    double distance = std::numeric_limits<double>::infinity();
    double vertex_distance = std::numeric_limits<double>::infinity();  ///< to the nearest end of an edge
};

class BorderQuestion {
  public:
    BorderQuestion(const LooseEdges& edges, double reach_m) : m_edges(edges), m_reach_m(reach_m) {}

    NearestEdge nearest(Place here) {
        NearestEdge out;
        m_edges.boxes.query({here.x - m_reach_m, here.y - m_reach_m, here.x + m_reach_m, here.y + m_reach_m}, m_near);
        for (const auto edge : m_near) {
            const auto begin = place_of(m_edges.ends[2 * edge]);
            const auto end = place_of(m_edges.ends[2 * edge + 1]);
            const auto foot = foot_on(here, begin, end);
            if (foot.distance < out.distance) {
                out.distance = foot.distance;
                out.edge = edge;
            }
            for (const auto& vertex : {begin, end})
                out.vertex_distance = std::min(out.vertex_distance, std::hypot(vertex.x - here.x, vertex.y - here.y));
        }
        return out;
    }

  private:
    [[nodiscard]] Place place_of(std::uint32_t node) const { return {m_edges.xy[2 * node], m_edges.xy[2 * node + 1]}; }
    const LooseEdges& m_edges;
    double m_reach_m;
    std::vector<std::uint32_t> m_near;
};

std::uint32_t smallest_rank(const LooseEdges& edges, std::uint32_t edge) {
    return edges.uses_of(edge).front().rank;
}

std::uint32_t smallest_rank_at(const LooseEdges& edges, std::uint32_t node) {
    auto rank = std::numeric_limits<std::uint32_t>::max();
    for (const auto edge : edges.edges_at(node)) rank = std::min(rank, smallest_rank(edges, edge));
    return rank;
}

/// The nodes of one plan's outline beside the other's. `swap` says that `from` is theirs.
void off_border_nodes(const LooseEdges& from, const LooseEdges& to, double tolerance_m, double reach_m, bool swap,
                      const core::Control& control, OffBorders& out) {
    BorderQuestion question(to, reach_m);
    std::vector<NearestEdge> found(from.node_count());
    std::vector<geometry::Box> shared;
    for (std::uint32_t node = 0; node < from.node_count(); ++node) {
        if (node % 4'096 == 0) control.check();
        const Place here{from.xy[2 * node], from.xy[2 * node + 1]};
        found[node] = question.nearest(here);
        if (found[node].vertex_distance <= tolerance_m) shared.push_back({here.x, here.y, here.x, here.y});
    }
    const index::BoxIndex shared_index(shared);
    std::vector<std::uint32_t> near;
    for (std::uint32_t node = 0; node < from.node_count(); ++node) {
        const auto& nearest = found[node];
        if (!(nearest.distance <= reach_m) || nearest.vertex_distance <= tolerance_m) continue;
        const Place here{from.xy[2 * node], from.xy[2 * node + 1]};
        if (nearest.distance > tolerance_m) {
            const double reach = 2.0 * reach_m;
            shared_index.query({here.x - reach, here.y - reach, here.x + reach, here.y + reach}, near);
            if (!near.empty()) continue;
        }
        RankPair pair{smallest_rank_at(from, node), smallest_rank(to, nearest.edge)};
        if (swap) std::swap(pair.first, pair.second);
        auto& off = out[pair];
        off.places.push_back(here);
        off.farthest = std::max(off.farthest, nearest.distance);
    }
}

void add_ground(FaultList& faults, const RankPair& pair, geometry::Shape ground) {
    const double area = ground.area();
    auto& fault = faults.add(Rule::border_mismatch, pair.first, std::move(ground));
    fault.other = pair.second;
    fault.measure = area;
    fault.unit = "m2";
}

}  // namespace

FaultList border_mismatches(const Plan& ours, const Plan& theirs, double tolerance_m, double reach_m,
                            const core::Control& control) {
    auto lines = chains_of(ours.edges);
    lines.add(chains_of(theirs.edges));
    lines.add(ours.bridges);
    lines.add(theirs.bridges);
    lines.add(bridges_between(ours.edges, theirs.edges, tolerance_m, control));
    const auto faces = faces_of(lines, ours.covering, control);

    FaultList out;
    std::set<RankPair> overlapping;
    std::vector<std::uint32_t> held;
    for (const auto& face : faces) {
        control.check();
        const geometry::Interruptible interruptible(control);
        theirs.covering.zones_at(face.inside, held);
        if (face.zones.empty() && held.empty() && wider_than(face.shape, tolerance_m)) {
            const auto mine = neighbours_of(face.shape, ours.edges);
            const auto other = neighbours_of(face.shape, theirs.edges);
            if (mine.empty() || other.empty()) continue;  // a gap of one plan alone
            add_ground(out,
                       {static_cast<std::uint32_t>(mine.front().row), static_cast<std::uint32_t>(other.front().row)},
                       off_grid(face.shape, {&ours.edges, &theirs.edges}));
        } else if (!face.zones.empty() && !held.empty()) {
            const Face beyond{face.shape.copy(), face.box, face.inside, held};
            const auto mine = zones_in(face, ours.covering, ours.shapes);
            for (const auto other : zones_in(beyond, theirs.covering, theirs.shapes)) {
                for (const auto rank : mine) {
                    if (ours.mosaic.boxes[rank].intersects(theirs.mosaic.boxes[other]))
                        overlapping.emplace(rank, other);
                }
            }
        }
    }
    for (const auto& pair : overlapping) {
        control.check();
        const geometry::Interruptible interruptible(control);
        auto ground =
            wider_parts(common_ground(ours.shapes.at(pair.first), theirs.shapes.at(pair.second)), tolerance_m);
        if (!ground.empty()) add_ground(out, pair, std::move(ground));
    }

    OffBorders off;
    off_border_nodes(ours.edges, theirs.edges, tolerance_m, reach_m, false, control, off);
    off_border_nodes(theirs.edges, ours.edges, tolerance_m, reach_m, true, control, off);
    for (const auto& [pair, vertices] : off) {
        auto& fault = out.add(Rule::border_mismatch, pair.first, geometry::points_of(vertices.places));
        fault.other = pair.second;
        fault.measure = vertices.farthest;
        fault.unit = "m";
    }
    return out;
}

}  // namespace petasentra::topology

#include "network/added_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <petasentra/core/number_text.hpp>

#include "network/end_places.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

/// Two systems of coordinates, or two writings of one number, put a place within this.
constexpr double one_place_m = 0.001;

geometry::Box box_about(double x, double y, double metres, LocalGround::Scale scale) {
    const double more = metres * (1.0 + 1e-6) + 1e-9;
    return {x - more / scale.x, y - more / scale.y, x + more / scale.x, y + more / scale.y};
}

class LineMeeting {
  public:
    LineMeeting(Chains& added, NetworkParts& parts, const RoadNetwork& network, const NodesAndEdges& places,
                const core::Control& control)
        : m_added(added), m_parts(parts), m_network(network), m_places(places), m_control(control) {}

    std::vector<Cut> ends() {
        const EndPlaces places(m_added);
        std::vector<Cut> cuts;
        for (std::size_t p = 0; p < places.size(); ++p) {
            if (p % 256 == 0) m_control.check();
            const auto& end = places.at(p);
            if (const auto node = m_places.node_near(end.x, end.y, reach()); node != no_node) {
                const auto* at = m_parts.node_xy.data() + 2 * std::size_t{node};
                move(places, p, at[0], at[1]);
            } else if (const auto cut = cut_near(places, p)) {
                move(places, p, cut->x, cut->y);
                cuts.push_back(*cut);
            }
        }
        return cuts;
    }

    /// Vertices that are nodes but for the last digits become them.
    void vertices() {
        for (std::size_t chain = 0; chain < m_added.size(); ++chain) {
            for (auto v = m_added.first_vertex[chain] + 1; v < m_added.last_vertex(chain); ++v) {
                const auto node = m_places.node_near(m_added.at(v)[0], m_added.at(v)[1], one_place_m);
                if (node == no_node) continue;
                m_added.xy[2 * v] = m_parts.node_xy[2 * std::size_t{node}];
                m_added.xy[2 * v + 1] = m_parts.node_xy[2 * std::size_t{node} + 1];
            }
        }
    }

    /// Dead ends within the tolerance, and with `crossings` every node that lies on a chain.
    void nodes_on_the_way(bool crossings) {
        const double most = std::max(m_parts.tolerance_m, crossings ? one_place_m : 0.0);
        if (most <= 0.0) return;
        std::map<std::pair<std::uint32_t, Node>, std::pair<double, Cut>> found;  // of each chain at each dead end
        const auto segments = segments_of(m_added);
        std::vector<std::uint32_t> nodes;
        for (std::size_t s = 0; s < segments.boxes.size(); ++s) {
            if (s % 256 == 0) m_control.check();
            m_places.nodes_around(segments.boxes[s], most, nodes);
            for (const auto node : nodes) {
                const auto cut = bend(segments, s, node, crossings);
                if (!cut) continue;
                const auto [same, is_new] = found.try_emplace({cut->second.chain, node}, *cut);
                if (!is_new && cut->first < same->second.first) same->second = *cut;
            }
        }
        std::vector<Cut> cuts;
        for (const auto& [which, near] : found) {
            const auto& [squared_m, cut] = near;
            if (has_vertex(cut)) continue;
            cuts.push_back(cut);
            if (squared_m <= one_place_m * one_place_m) continue;
            tell(m_added.road[cut.chain], std::sqrt(squared_m), cut.x, cut.y,
                 {"Jalan ini dibelokkan ", "This road was bent by "},
                 {" m agar bertemu ujung jalan lain.", " m to meet the end of another."});
        }
        put_in_order(cuts);
        m_added = with_vertices(m_added, cuts);
    }

  private:
    [[nodiscard]] double reach() const { return std::max(m_parts.tolerance_m, one_place_m); }

    [[nodiscard]] std::optional<Cut> cut_near(const EndPlaces& places, std::size_t p) const {
        const auto first = places.ends.begin() + static_cast<std::ptrdiff_t>(places.first_end[p]);
        const auto last = places.ends.begin() + static_cast<std::ptrdiff_t>(places.first_end[p + 1]);
        const auto may = [&](std::uint32_t edge) {
            const auto road = m_network.parts().road[edge];
            return !m_parts.roads.has(road, is_ferry) && std::any_of(first, last, [&](const EndPlaces::End& end) {
                return may_meet(m_parts.roads, m_added.road[end.chain], true, road);
            });
        };
        std::vector<std::uint32_t> rows;
        const auto& end = places.at(p);
        const auto near = m_places.strips().nearest_within(end.x, end.y, reach(), may, rows);
        if (!near) return std::nullopt;
        const auto* a = m_network.parts().xy.data() + 2 * near->vertex;
        if (near->along <= 0.0 || near->along >= 1.0) {
            const auto vertex = near->along <= 0.0 ? near->vertex : near->vertex + 1;
            // A table of edges may draw lines that end beside their nodes: it is the node that is met.
            const auto& parts = m_network.parts();
            if (vertex == parts.vertex_of_edge[near->edge]) return at_node(near->edge, vertex, parts.from[near->edge]);
            if (vertex + 1 == parts.vertex_of_edge[near->edge + 1])
                return at_node(near->edge, vertex, parts.to[near->edge]);
            return Cut{near->edge, vertex, 0.0, parts.xy[2 * vertex], parts.xy[2 * vertex + 1]};
        }
        return Cut{near->edge, near->vertex, near->along, a[0] + near->along * (a[2] - a[0]),
                   a[1] + near->along * (a[3] - a[1])};
    }

    [[nodiscard]] Cut at_node(std::uint32_t edge, std::uint64_t vertex, Node node) const {
        return {edge, vertex, 0.0, m_parts.node_xy[2 * std::size_t{node}], m_parts.node_xy[2 * std::size_t{node} + 1]};
    }

    void move(const EndPlaces& places, std::size_t p, double x, double y) {
        for (auto e = places.first_end[p]; e < places.first_end[p + 1]; ++e) {
            const auto& end = places.ends[e];
            const auto first = m_added.first_vertex[end.chain];
            const auto last = m_added.last_vertex(end.chain);
            const auto other = end.last ? first : last;
            // A line of two places is not folded onto one.
            if (last == first + 1 && m_added.at(other)[0] == x && m_added.at(other)[1] == y) continue;
            const auto vertex = end.last ? last : first;
            m_added.xy[2 * vertex] = x;
            m_added.xy[2 * vertex + 1] = y;
            const double metres = m_places.ground().distance_m(end.x, end.y, x, y);
            if (metres <= one_place_m) continue;
            ++m_parts.ends_moved;
            m_parts.farthest_move_m = std::max(m_parts.farthest_move_m, metres);
            tell(m_added.road[end.chain], metres, end.x, end.y,
                 {"Ujung jalan ini digeser ", "An end of this road was moved by "},
                 {" m agar bertemu jalan lain.", " m to meet another."});
        }
    }

    /// Where a segment comes near to a node that it may meet, and how near.
    [[nodiscard]] std::optional<std::pair<double, Cut>> bend(const SegmentIndex& segments, std::size_t s, Node node,
                                                             bool crossings) const {
        const double on_it = crossings ? one_place_m : -1.0;
        const double reach = m_network.degree(node) == 1 ? std::max(m_parts.tolerance_m, on_it) : on_it;
        const auto chain = segments.chain[s];
        const auto first = m_network.first_leaving()[node];
        const auto arcs = m_network.leaving().subspan(first, m_network.first_leaving()[node + 1] - first);
        const bool may = std::any_of(arcs.begin(), arcs.end(), [&](std::uint32_t arc) {
            return may_meet(m_parts.roads, m_network.parts().road[arc / 2], true, m_added.road[chain]);
        });
        if (!may || reach < 0.0) return std::nullopt;
        const double x = m_parts.node_xy[2 * std::size_t{node}];
        const double y = m_parts.node_xy[2 * std::size_t{node} + 1];
        const auto near = nearest_on_segment(x, y, m_added.at(segments.vertex[s]), m_places.ground().scale_at(x, y));
        if (near.squared_m > reach * reach) return std::nullopt;
        // At an end of the chain: ends that were not joined stand too far apart.
        const auto v = segments.vertex[s];
        if ((near.along <= 0.0 && v == m_added.first_vertex[chain]) ||
            (near.along >= 1.0 && v + 1 == m_added.last_vertex(chain)))
            return std::nullopt;
        return std::pair(near.squared_m, Cut{chain, v, std::clamp(near.along, 1e-9, 1.0), x, y});
    }

    [[nodiscard]] bool has_vertex(const Cut& cut) const {
        for (auto v = m_added.first_vertex[cut.chain]; v < m_added.first_vertex[cut.chain + 1]; ++v)
            if (m_added.at(v)[0] == cut.x && m_added.at(v)[1] == cut.y) return true;
        return false;
    }

    void tell(std::uint32_t road, double metres, double x, double y, const core::Text& before,
              const core::Text& behind) {
        const auto written = core::number_text(metres, 3);
        m_parts.findings.push_back(
            road_finding("END_SNAPPED", core::Severity::note, m_parts.title, m_parts.roads.id[road],
                         {before.id + written.id + behind.id, before.en + written.en + behind.en},
                         {"Periksa apakah kedua jalan itu memang bertemu.", "Look whether the two roads do meet."},
                         metres, "m", x, y));
    }

    Chains& m_added;
    NetworkParts& m_parts;
    const RoadNetwork& m_network;
    const NodesAndEdges& m_places;
    const core::Control& m_control;
};

}  // namespace

NodesAndEdges::NodesAndEdges(const RoadNetwork& network) : m_network(network), m_strips(network) {
    std::vector<geometry::Box> boxes(network.node_count());
    for (std::size_t node = 0; node < boxes.size(); ++node)
        boxes[node].add(network.parts().node_xy[2 * node], network.parts().node_xy[2 * node + 1]);
    m_nodes = index::BoxIndex(boxes);
}

Node NodesAndEdges::node_near(double x, double y, double metres) const {
    std::vector<std::uint32_t> rows;
    m_nodes.query(box_about(x, y, metres, ground().scale_at(x, y)), rows);
    Node best = no_node;
    double least = metres;
    for (const auto node : rows) {
        const auto* at = m_network.parts().node_xy.data() + 2 * std::size_t{node};
        const double away = ground().distance_m(x, y, at[0], at[1]);
        if (away > least || (away == least && best != no_node)) continue;
        least = away;
        best = node;
    }
    return best;
}

void NodesAndEdges::nodes_around(const geometry::Box& box, double metres, std::vector<std::uint32_t>& nodes) const {
    const auto low = box_about(box.min_x, box.min_y, metres, ground().scale_at(box.min_x, box.min_y));
    const auto high = box_about(box.max_x, box.max_y, metres, ground().scale_at(box.max_x, box.max_y));
    m_nodes.query({std::min(low.min_x, high.min_x), low.min_y, std::max(low.max_x, high.max_x), high.max_y}, nodes);
}

std::vector<Cut> meet_network(Chains& added, NetworkParts& parts, const RoadNetwork& network,
                              const NodesAndEdges& places, bool crossings, const core::Control& control) {
    LineMeeting meeting(added, parts, network, places, control);
    auto cuts = meeting.ends();
    meeting.vertices();
    meeting.nodes_on_the_way(crossings);
    return cuts;
}

}  // namespace petasentra::network

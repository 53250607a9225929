#include <algorithm>
#include <petasentra/access/isochrones.hpp>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/reached_nodes.hpp>
#include <utility>

#include "access/along_line.hpp"

namespace petasentra::access {
namespace {

using network::Cost;
using network::Direction;
using network::Edge;
using network::Node;
using network::RoadNetwork;
using network::unreachable;

/// Part of one edge.
struct Part {
    Edge edge;
    double from, to;
    Cost cost_from, cost_to;
};

/// All that one stop reaches.
class Reached {
  public:
    Reached(const RoadNetwork& network, std::span<const Cost> costs, const Stops& stops, Cost limit,
            Direction direction)
        : m_network(network),
          m_costs(costs),
          m_stops(stops),
          m_limit(limit),
          m_leaving(direction == Direction::from_it) {}

    std::vector<Part> parts(const network::Hierarchy& hierarchy, const network::Metric& metric, std::size_t stop) {
        m_parts.clear();
        if (m_stops.edge[stop] < 0 || m_stops.access[stop] > m_limit) return {};
        add_own_edge(stop);
        for (const auto& [node, cost] : nodes_within(hierarchy, metric, stop)) add_edges_at(node, cost);
        join();
        return std::move(m_parts);
    }

    /// Of all stops together; `nearest` has what the nearest of them costs for every node.
    std::vector<Part> parts_of_any(const network::NearestTargets& nearest) {
        m_parts.clear();
        for (std::size_t stop = 0; stop < m_stops.size(); ++stop) {
            if (m_stops.edge[stop] >= 0 && m_stops.access[stop] <= m_limit) add_own_edge(stop);
        }
        for (std::size_t node = 0; node < nearest.rows; ++node) {
            if (nearest.costs[node] <= m_limit) add_edges_at(static_cast<Node>(node), nearest.costs[node]);
        }
        join();
        return std::move(m_parts);
    }

  private:
    /// Nodes with what they cost, each once.
    std::vector<std::pair<Node, Cost>> nodes_within(const network::Hierarchy& hierarchy, const network::Metric& metric,
                                                    std::size_t stop) const {
        std::vector<std::pair<Node, Cost>> out;
        for (auto way = m_stops.first[stop]; way < m_stops.first[stop + 1]; ++way) {
            const auto spent = m_stops.cost[way];
            if (spent > m_limit) continue;
            const auto found =
                network::reached_nodes(hierarchy, metric, m_stops.node[way], m_limit - spent,
                                       m_leaving ? Direction::from_it : Direction::to_it, {.threads = 1});
            for (std::size_t i = 0; i < found.nodes.size(); ++i)
                out.emplace_back(found.nodes[i], found.costs[i] + spent);
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
                  out.end());
        return out;
    }

    /// What it costs to travel an edge away from a node (or towards it): from its node `from`, or from `to`.
    [[nodiscard]] Cost cost_of(Edge edge, bool from_start) const {
        return m_costs[2 * std::size_t{edge} + (from_start == m_leaving ? 0U : 1U)];
    }

    /// How much of an edge of that cost is within reach with so much left.
    [[nodiscard]] static double share(Cost left, Cost cost) {
        return left >= cost ? 1.0 : static_cast<double>(left) / static_cast<double>(cost);
    }

    void add_edges_at(Node node, Cost spent) {
        if (node >= m_network.node_count()) {
            const auto& travel = m_network.travel();
            const auto arc = m_leaving ? travel.leaving(node) : travel.entering(node);
            if (arc != network::TravelGraph::no_road_arc) add_part(m_leaving ? arc : arc ^ 1U, spent);
            return;
        }
        const auto first = m_network.first_leaving();
        for (auto i = first[node]; i < first[node + 1]; ++i) {
            const auto arc = m_network.leaving()[i];
            // With rules for turns some arcs begin or end at nodes of their own.
            const auto own = m_leaving ? m_network.travel_arcs().tails[arc] : m_network.node_after(arc ^ 1U);
            if (own == node) add_part(arc, spent);
        }
    }

    /// What is within reach of an edge, away from the node where an arc of it begins.
    void add_part(std::uint32_t arc, Cost spent) {
        const auto edge = static_cast<Edge>(arc / 2);
        const bool from_start = arc % 2 == 0;
        const auto cost = cost_of(edge, from_start);
        if (cost == unreachable) return;
        const auto left = m_limit - spent;
        const auto reach = share(left, cost);
        const auto end = spent + std::min(left, cost);
        if (from_start)
            m_parts.push_back({edge, 0.0, reach, spent, end});
        else
            m_parts.push_back({edge, 1.0 - reach, 1.0, end, spent});
    }

    /// From the stop along its edge, both ways as far as they are open.
    void add_own_edge(std::size_t stop) {
        const auto edge = static_cast<Edge>(m_stops.edge[stop]);
        const auto access = m_stops.access[stop];
        const auto left = m_limit - access;
        const auto at = m_stops.fraction[stop];
        m_parts.push_back({edge, at, at, access, access});
        for (const bool ahead : {true, false}) {
            const auto cost = cost_of(edge, ahead);
            if (cost == unreachable) continue;
            const auto room = ahead ? 1.0 - at : at;
            // Costs of an edge that is too short to take a tenth of a second are 0: then all of it is within reach.
            const auto reach = cost == 0 ? room : std::min(room, static_cast<double>(left) / cost);
            const auto spent = access + std::min(left, static_cast<Cost>(std::lround(reach * cost)));
            if (ahead)
                m_parts.push_back({edge, at, at + reach, access, spent});
            else
                m_parts.push_back({edge, at - reach, at, spent, access});
        }
    }

    /// Parts of one edge that meet become one.
    void join() {
        std::sort(m_parts.begin(), m_parts.end(), [](const Part& a, const Part& b) {
            return std::tie(a.edge, a.from, a.cost_from, a.to, a.cost_to) <
                   std::tie(b.edge, b.from, b.cost_from, b.to, b.cost_to);
        });
        std::size_t last = 0;
        for (std::size_t i = 1; i < m_parts.size(); ++i) {
            auto& kept = m_parts[last];
            const auto& next = m_parts[i];
            if (next.edge != kept.edge || next.from > kept.to) {
                m_parts[++last] = next;
                continue;
            }
            if (next.to > kept.to || (next.to == kept.to && next.cost_to < kept.cost_to)) {
                kept.to = next.to;
                kept.cost_to = next.cost_to;
            }
        }
        if (!m_parts.empty()) m_parts.resize(last + 1);
    }

    const RoadNetwork& m_network;
    std::span<const Cost> m_costs;
    const Stops& m_stops;
    Cost m_limit;
    bool m_leaving;
    std::vector<Part> m_parts;
};

void require_costs(const RoadNetwork& network, std::span<const Cost> arc_costs) {
    if (arc_costs.size() == network.travel_arcs().size()) return;
    throw core::Error(core::ErrorCode::option_value, {"Biaya tidak sama banyak dengan busur jaringan ini.",
                                                      "There are not as many costs as this network has arcs."});
}

ReachedParts columns_of(const std::vector<std::vector<Part>>& of_stop) {
    ReachedParts out;
    for (std::size_t stop = 0; stop < of_stop.size(); ++stop) {
        for (const auto& part : of_stop[stop]) {
            out.stop.push_back(static_cast<std::uint32_t>(stop));
            out.edge.push_back(part.edge);
            out.from_fraction.push_back(part.from);
            out.to_fraction.push_back(part.to);
            out.cost_at_from.push_back(part.cost_from);
            out.cost_at_to.push_back(part.cost_to);
        }
    }
    return out;
}

}  // namespace

ReachedParts reached_parts(const RoadNetwork& network, std::span<const Cost> arc_costs,
                           const network::Hierarchy& hierarchy, const network::Metric& metric, const Stops& stops,
                           Cost limit, Direction direction, const core::Control& control) {
    require_costs(network, arc_costs);
    std::vector<std::vector<Part>> of_stop(stops.size());
    core::for_blocks(stops.size(), 1, control, [&](core::Block block) {
        Reached reached(network, arc_costs, stops, limit, direction);
        of_stop[block.begin] = reached.parts(hierarchy, metric, block.begin);
    });
    return columns_of(of_stop);
}

ReachedParts parts_reached_by_any(const RoadNetwork& network, std::span<const Cost> arc_costs,
                                  const network::Hierarchy& hierarchy, const network::Metric& metric,
                                  const Stops& stops, Cost limit, Direction direction, const core::Control& control) {
    require_costs(network, arc_costs);
    // Seen from the nodes, journeys that leave the stops are those that come to them.
    const auto from_nodes = direction == Direction::from_it ? Direction::to_it : Direction::from_it;
    const auto nearest = nearest_facilities(hierarchy, metric, stops, from_nodes, control);
    return columns_of({Reached(network, arc_costs, stops, limit, direction).parts_of_any(nearest)});
}

geometry::GeometryColumn lines_of(const RoadNetwork& network, const ReachedParts& parts) {
    geometry::GeometryColumn out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto before = out.xy.size();
        AlongLine(network.line(parts.edge[i])).cut(parts.from_fraction[i], parts.to_fraction[i], out.xy);
        const bool point = out.xy.size() - before == 2;
        out.vertex_of_ring.push_back(out.xy.size() / 2);
        out.ring_of_part.push_back(out.ring_of_part.back() + 1);
        out.part_of_row.push_back(out.part_of_row.back() + 1);
        out.kind.push_back(point ? geometry::Kind::point : geometry::Kind::line_string);
        out.has_z.push_back(0);
        out.has_m.push_back(0);
    }
    return out;
}

}  // namespace petasentra::access

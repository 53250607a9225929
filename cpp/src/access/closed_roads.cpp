#include <algorithm>
#include <memory>
#include <petasentra/access/closed_roads.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <string>
#include <utility>

namespace petasentra::access {

using network::Cost;
using network::Edge;
using network::unreachable;

namespace {

std::span<const Cost> costs_of_arcs(const network::RoadNetwork& network, std::span<const Cost> arc_costs) {
    if (arc_costs.size() == network.travel_arcs().size()) return arc_costs;
    throw core::Error(core::ErrorCode::option_value, {"Biaya tidak sama banyak dengan busur jaringan.",
                                                      "There are not as many costs as arcs of the network."});
}

void require_place(std::size_t stop, const Stops& stops) {
    if (stop < stops.size()) return;
    const auto number = std::to_string(stop);
    throw core::Error(core::ErrorCode::option_value, {"Perjalanan menyebut tempat " + number + ", yang tidak ada.",
                                                      "A journey names place " + number + ", which is not there."});
}

}  // namespace

ClosedRoads::ClosedRoads(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                         std::span<const Cost> arc_costs, const Stops& origins, const Stops& targets,
                         const core::Control& control)
    : m_network(network),
      m_hierarchy(hierarchy),
      m_origins(origins),
      m_targets(targets),
      m_metric(hierarchy, costs_of_arcs(network, arc_costs), control),
      m_search(hierarchy, m_metric.metric(), m_metric.arc_costs()) {
    if (network.travel().empty()) return;
    for (auto arc = 2 * network.edge_count(); arc < arc_costs.size(); ++arc) {
        const auto of = network.travel().road_arc(arc);
        if (of != network::TravelGraph::no_road_arc) m_copies.emplace_back(of, static_cast<std::uint32_t>(arc));
    }
    std::sort(m_copies.begin(), m_copies.end());
}

ClosedRoads::ClosedRoads(const ClosedRoads& other)
    : m_network(other.m_network),
      m_hierarchy(other.m_hierarchy),
      m_origins(other.m_origins),
      m_targets(other.m_targets),
      m_metric(other.m_metric),
      m_search(m_hierarchy, m_metric.metric(), m_metric.arc_costs()),
      m_copies(other.m_copies),
      m_closed(other.m_closed) {}

void ClosedRoads::close(std::span<const Edge> edges) {
    for (const auto edge : edges) {
        if (edge < m_network.edge_count()) continue;
        const auto number = std::to_string(edge);
        const auto count = std::to_string(m_network.edge_count());
        throw core::Error(core::ErrorCode::option_value,
                          {"Tidak ada ruas " + number + ": jaringan ini punya " + count + " ruas.",
                           "There is no edge " + number + ": this network has " + count + " edges."},
                          {}, {.feature = number});
    }
    std::vector<Edge> wanted(edges.begin(), edges.end());
    std::sort(wanted.begin(), wanted.end());
    if (wanted == m_closed) return;
    m_metric.open_all();
    m_closed = std::move(wanted);
    std::vector<std::uint32_t> arcs;
    for (const auto edge : m_closed) {
        for (const auto arc : {2 * edge, 2 * edge + 1}) {
            arcs.push_back(arc);
            for (auto copy = std::lower_bound(m_copies.begin(), m_copies.end(), std::pair(arc, std::uint32_t{0}));
                 copy != m_copies.end() && copy->first == arc; ++copy)
                arcs.push_back(copy->second);
        }
    }
    m_metric.close(arcs);
}

Cost ClosedRoads::cost(const Journey& journey) {
    const auto [o, t] = journey;
    require_place(o, m_origins);
    require_place(t, m_targets);
    Cost least = is_closed(m_origins.edge[o]) ? unreachable : cost_on_edge(m_origins, o, m_targets, t);
    for (auto a = m_origins.first[o]; a < m_origins.first[o + 1]; ++a) {
        if (!stays_open(m_origins, o, a)) continue;
        for (auto b = m_targets.first[t]; b < m_targets.first[t + 1]; ++b) {
            if (!stays_open(m_targets, t, b)) continue;
            const auto between = m_search.cost(m_origins.node[a], m_targets.node[b]);
            const auto there = std::min(m_origins.cost[a] + between, unreachable);
            least = std::min(least, there + m_targets.cost[b]);
        }
    }
    return least;
}

std::vector<Cost> closed_costs(const ClosedRoads& roads, const Closures& closures, const core::Control& control) {
    const auto splits = [](std::span<const std::size_t> first, std::size_t length) {
        return !first.empty() && first.front() == 0 && first.back() == length &&
               std::is_sorted(first.begin(), first.end());
    };
    if (closures.first_edge.size() != closures.first_journey.size() ||
        !splits(closures.first_edge, closures.edge.size()) ||
        !splits(closures.first_journey, closures.journey.size())) {
        throw core::Error(core::ErrorCode::option_value, {"Kolom penutupan tidak sama panjang.",
                                                          "The columns of the closures are not of one length."});
    }
    std::vector<Cost> out(closures.journey.size(), unreachable);
    constexpr std::size_t closures_a_block = 8;
    core::Pool<ClosedRoads> copies([&] { return std::make_unique<ClosedRoads>(roads); });
    core::for_blocks(closures.first_edge.size() - 1, closures_a_block, control, [&](core::Block block) {
        auto copy = copies.borrow();
        for (auto one = block.begin; one < block.end; ++one) {
            const auto begin = closures.first_journey[one], end = closures.first_journey[one + 1];
            const auto first = closures.first_edge[one];
            if (begin != end) copy->close(closures.edge.subspan(first, closures.first_edge[one + 1] - first));
            for (auto journey = begin; journey < end; ++journey) out[journey] = copy->cost(closures.journey[journey]);
        }
    });
    return out;
}

bool ClosedRoads::is_closed(std::int64_t edge) const noexcept {
    return edge >= 0 && std::binary_search(m_closed.begin(), m_closed.end(), static_cast<Edge>(edge));
}

bool ClosedRoads::stays_open(const Stops& stops, std::size_t stop, std::uint32_t way) const noexcept {
    return !is_closed(stops.edge[stop]) || stops.fraction[stop] == stops.end[way];
}

}  // namespace petasentra::access

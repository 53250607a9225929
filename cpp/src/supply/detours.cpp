#include "supply/detours.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "supply/flow_input.hpp"
#include "supply/wide_sum.hpp"

namespace petasentra::supply {
namespace {

constexpr auto not_reached = std::numeric_limits<std::int64_t>::max();

}  // namespace

OpenNetwork::OpenNetwork(const FlowProblem& problem, const FlowPlan& plan)
    : m_tail(problem.tail.begin(), problem.tail.end()),
      m_head(problem.head.begin(), problem.head.end()),
      m_cost(problem.cost.begin(), problem.cost.end()),
      m_flow(plan.flow),
      m_price(plan.price) {
    for (std::size_t arc = 0; arc < m_tail.size(); ++arc) {
        m_capacity.push_back(capacity_of(problem, arc));
        m_least.push_back(least_of(problem, arc));
    }
    const auto pool = static_cast<std::uint32_t>(m_price.size());
    m_price.push_back(0);
    for (std::uint32_t node = 0; node < pool && problem.supply_may_stay; ++node) {
        if (problem.supply[node] <= 0) continue;
        m_tail.push_back(node);
        m_head.push_back(pool);
        m_cost.push_back(0);
        m_capacity.push_back(problem.supply[node]);
        m_least.push_back(0);
        m_flow.push_back(plan.kept[node]);
    }
    m_first.assign(m_price.size() + 1, 0);
    for (std::size_t arc = 0; arc < m_tail.size(); ++arc) {
        ++m_first[m_tail[arc] + 1];
        ++m_first[m_head[arc] + 1];
    }
    for (std::size_t node = 0; node < m_price.size(); ++node) m_first[node + 1] += m_first[node];
    m_ways.resize(m_first.back());
    auto next = m_first;
    for (std::uint32_t arc = 0; arc < m_tail.size(); ++arc) {
        m_ways[next[m_tail[arc]]++] = {arc, m_head[arc], true};
        m_ways[next[m_head[arc]]++] = {arc, m_tail[arc], false};
    }
}

Detours::Detours(const OpenNetwork& network)
    : m_network(&network),
      m_flow(network.flow()),
      m_price(network.price()),
      m_cost(network.nodes(), not_reached),
      m_way(network.nodes()),
      m_from(network.nodes()) {}

Detours::Loss Detours::without(std::uint32_t arc) {
    const auto carried = m_flow[arc];
    const auto forward = carried > 0;
    const auto from = forward ? m_network->tail(arc) : m_network->head(arc);
    const auto to = forward ? m_network->head(arc) : m_network->tail(arc);
    Loss out{0, forward ? carried : -carried};
    WideSum extra;
    if (from == to) {
        extra.add(-carried, m_network->cost(arc));
        return {extra.value(), 0};
    }
    while (out.lacking > 0 && search(from, to, arc)) {
        // With prices settled a path costs what the prices of its ends differ by.
        settle_prices(m_cost[to]);
        const auto amount = push(from, to, out.lacking);
        out.lacking -= amount;
        extra.add(amount, m_price[to] - m_price[from]);
        extra.add(forward ? -amount : amount, m_network->cost(arc));
    }
    put_back();
    out.extra_cost = extra.value();
    return out;
}

/// Dijkstra over reduced costs until `to` is settled; the arc that is cut is no way.
bool Detours::search(std::uint32_t from, std::uint32_t to, std::uint32_t without) {
    for (const auto node : m_seen) m_cost[node] = not_reached;
    m_seen.assign(1, from);
    m_settled.clear();
    m_heap.assign(1, {0, from});
    m_cost[from] = 0;
    while (!m_heap.empty()) {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
        const auto [cost, node] = m_heap.back();
        m_heap.pop_back();
        if (cost != m_cost[node]) continue;
        if (node == to) return true;
        m_settled.push_back(node);
        const auto ways = m_network->ways_from(node);
        for (std::uint32_t number = 0; number < ways.size(); ++number) {
            const auto& way = ways[number];
            if (way.arc == without || m_network->room(way.arc, way.forward, m_flow[way.arc]) <= 0) continue;
            const auto its = m_network->cost(way.arc);
            const auto there = cost + (way.forward ? its : -its) + m_price[node] - m_price[way.to];
            if (there >= m_cost[way.to]) continue;
            if (m_cost[way.to] == not_reached) m_seen.push_back(way.to);
            m_cost[way.to] = there;
            m_way[way.to] = number;
            m_from[way.to] = node;
            m_heap.push_back({there, way.to});
            std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
        }
    }
    return false;
}

/// Keeps all reduced costs 0 or more once goods flow along the path. Nodes that are farther than its end keep theirs.
void Detours::settle_prices(std::int64_t cost) {
    for (const auto node : m_settled) {
        m_price[node] += m_cost[node] - cost;
        m_priced.push_back(node);
    }
}

std::int64_t Detours::push(std::uint32_t from, std::uint32_t to, std::int64_t amount) {
    const auto each = [&](const auto& call) {
        for (auto node = to; node != from; node = m_from[node]) call(m_network->ways_from(m_from[node])[m_way[node]]);
    };
    each([&](const OpenNetwork::Way& way) {
        amount = std::min(amount, m_network->room(way.arc, way.forward, m_flow[way.arc]));
    });
    each([&](const OpenNetwork::Way& way) {
        m_flow[way.arc] += way.forward ? amount : -amount;
        m_changed.push_back(way.arc);
    });
    return amount;
}

void Detours::put_back() {
    for (const auto arc : m_changed) m_flow[arc] = m_network->flow()[arc];
    for (const auto node : m_priced) m_price[node] = m_network->price()[node];
    m_changed.clear();
    m_priced.clear();
}

}  // namespace petasentra::supply

#include "supply/detours.hpp"

#include <algorithm>
#include <functional>
#include <limits>

#include "supply/wide_sum.hpp"

namespace petasentra::supply {
namespace {

constexpr auto not_reached = std::numeric_limits<std::int64_t>::max();

}  // namespace

Detours::Detours(const OpenNetwork& network, const PriceForest& forest)
    : m_network(&network),
      m_forest(&forest),
      m_flow(network.flow()),
      m_price(network.price()),
      m_cost(network.nodes(), not_reached),
      m_way(network.nodes()),
      m_before(network.nodes()) {}

Detours::Loss Detours::without(std::uint32_t arc) {
    const auto carried = m_flow[arc];
    Loss out{0, carried < 0 ? -carried : carried};
    WideSum extra;
    const auto what = asked(arc);
    if (what.from == what.to) {
        extra.add(-carried, m_network->cost(arc));
        return {extra.value(), 0};
    }
    while (out.lacking > 0 && search(what)) {
        const auto amount = push(out.lacking);
        out.lacking -= amount;
        // With prices settled a path costs what the prices of its ends differ by.
        extra.add(amount, m_price[what.to] - m_price[what.from]);
        extra.add(carried > 0 ? -amount : amount, m_network->cost(arc));
    }
    put_back();
    out.extra_cost = extra.value();
    return out;
}

Detours::Asked Detours::asked(std::uint32_t arc) const {
    const auto forward = m_flow[arc] >= 0;
    const auto tail = m_network->tail(arc);
    const auto head = m_network->head(arc);
    Asked out{arc, forward ? tail : head, forward ? head : tail, false, m_forest->below(arc)};
    if (out.below != nobody) {
        const auto lower_is_smaller = m_forest->size(out.below) <= m_network->nodes() / 2;
        out.backward = (out.below == out.to) == lower_is_smaller;
    }
    return out;
}

/// Dijkstra over reduced costs. Where it ends prices are settled and the path is known.
bool Detours::search(const Asked& asked) {
    for (const auto node : m_seen) m_cost[node] = not_reached;
    const auto begin = asked.backward ? asked.to : asked.from;
    m_seen.assign(1, begin);
    m_settled.clear();
    m_heap.clear();
    m_level.assign(1, begin);
    m_cost[begin] = 0;
    for (std::int64_t level = 0; !m_level.empty() || !m_heap.empty();) {
        Reached here{level, 0};
        if (m_level.empty()) {
            std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
            here = m_heap.back();
            m_heap.pop_back();
            if (here.cost != m_cost[here.node]) continue;
            level = here.cost;
        } else {
            here.node = m_level.back();
            m_level.pop_back();
        }
        if (leads_on(asked, here.node)) {
            take_path(asked, here.node);
            settle_prices(asked, here.cost);
            return true;
        }
        m_settled.push_back(here.node);
        look_around(asked, here);
    }
    return false;
}

/// Whether the tree has room between a node and the end of the search, at no reduced cost; keeps the path through it.
bool Detours::leads_on(const Asked& asked, std::uint32_t node) {
    m_path.clear();
    const auto end = asked.backward ? asked.from : asked.to;
    if (asked.below != nobody && m_forest->is_below(node, asked.below) != m_forest->is_below(end, asked.below))
        return false;
    const auto step = [&](std::uint32_t arc, bool forward, std::uint32_t from, std::uint32_t to) {
        const auto reduced = m_network->cost(arc) * (forward ? 1 : -1) + m_price[from] - m_price[to];
        m_path.push_back({arc, forward});
        return reduced == 0 && m_network->room(arc, forward, m_flow[arc]) > 0;
    };
    return asked.backward ? m_forest->walk(end, node, step) : m_forest->walk(node, end, step);
}

void Detours::look_around(const Asked& asked, const Reached& here) {
    const auto ways = m_network->ways_from(here.node);
    for (std::uint32_t number = 0; number < ways.size(); ++number) {
        const auto& way = ways[number];
        const auto forward = way.forward != asked.backward;
        if (way.arc == asked.arc || m_network->room(way.arc, forward, m_flow[way.arc]) <= 0) continue;
        const auto its = m_network->cost(way.arc) * (forward ? 1 : -1);
        const auto apart = m_price[here.node] - m_price[way.to];
        const auto there = here.cost + its + (asked.backward ? -apart : apart);
        if (there >= m_cost[way.to]) continue;
        if (m_cost[way.to] == not_reached) m_seen.push_back(way.to);
        m_cost[way.to] = there;
        m_way[way.to] = number;
        m_before[way.to] = here.node;
        if (there == here.cost) {
            m_level.push_back(way.to);
        } else {
            m_heap.push_back({there, way.to});
            std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>{});
        }
    }
}

/// Keeps all reduced costs 0 or more once goods flow along the path. Nodes that are farther than its end keep theirs.
void Detours::settle_prices(const Asked& asked, std::int64_t cost) {
    for (const auto node : m_settled) {
        const auto nearer = m_cost[node] - cost;
        m_price[node] += asked.backward ? -nearer : nearer;
        m_priced.push_back(node);
    }
}

/// Adds what the search found to the path through the tree.
void Detours::take_path(const Asked& asked, std::uint32_t node) {
    const auto begin = asked.backward ? asked.to : asked.from;
    for (; node != begin; node = m_before[node]) {
        const auto& way = m_network->ways_from(m_before[node])[m_way[node]];
        m_path.push_back({way.arc, way.forward != asked.backward});
    }
}

std::int64_t Detours::push(std::int64_t amount) {
    for (const auto& step : m_path)
        amount = std::min(amount, m_network->room(step.arc, step.forward, m_flow[step.arc]));
    for (const auto& step : m_path) {
        m_flow[step.arc] += step.forward ? amount : -amount;
        m_changed.push_back(step.arc);
    }
    return amount;
}

void Detours::put_back() {
    for (const auto arc : m_changed) m_flow[arc] = m_network->flow()[arc];
    for (const auto node : m_priced) m_price[node] = m_network->price()[node];
    m_changed.clear();
    m_priced.clear();
}

}  // namespace petasentra::supply

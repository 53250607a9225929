#include "supply/transport_tree.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace petasentra::supply {
namespace {

/// Sources whose arcs are compared before the best of them enters: more give fewer pivots, each of them later.
constexpr std::uint32_t sources_a_look = 12;
constexpr std::uint64_t pivots_a_check = 1024;

}  // namespace

TransportTree::TransportTree(const std::vector<std::int64_t>& supply, const std::vector<std::int64_t>& demand,
                             std::vector<std::int64_t> leftover_cost, std::vector<std::int64_t> unmet_cost)
    : m_sources(static_cast<std::uint32_t>(supply.size())),
      m_tree(static_cast<Node>(supply.size() + demand.size() + 1)),
      m_price(supply.size() + demand.size() + 1, 0),
      m_flow(supply),
      m_root_cost(std::move(leftover_cost)) {
    if (m_sources != 0) m_sinks_a_source = (sinks() + m_sources - 1) / m_sources;
    for (Node source = 0; source < m_sources; ++source) m_price[source] = price_of(-m_root_cost[source]);
    for (std::size_t sink = 0; sink < demand.size(); ++sink) m_price[m_sources + sink] = price_of(unmet_cost[sink]);
    m_flow.insert(m_flow.end(), demand.begin(), demand.end());
    m_flow.push_back(0);
    m_root_cost.insert(m_root_cost.end(), unmet_cost.begin(), unmet_cost.end());
}

void TransportTree::raise(const std::vector<std::int64_t>& unmet_cost) {
    const auto root = m_tree.root();
    std::int64_t change = 0;
    for (auto node = m_tree.next(root); node != root; node = m_tree.next(node)) {
        if (hangs_on_root(node)) change = node < m_sources ? 0 : unmet_cost[node - m_sources] - m_root_cost[node];
        m_price[node] += price_of(change);
    }
    std::copy(unmet_cost.begin(), unmet_cost.end(), m_root_cost.begin() + m_sources);
}

/// Numbers sources in the order of the thread, and sinks likewise: what pivots walk through lies side by side in memory
/// then, and mostly stays there. Sources are still looked at in their own order, so that every pivot is the same.
void TransportTree::gather() {
    const auto root = m_tree.root();
    m_name.assign(m_tree.size(), root);
    Node source = 0;
    Node sink = m_sources;
    for (auto node = m_tree.next(root); node != root; node = m_tree.next(node))
        m_name[node] = node < m_sources ? source++ : sink++;
    rename(m_name);
}

/// Gives the nodes their own numbers back.
void TransportTree::scatter() {
    std::vector<Node> own(m_name.size());
    for (Node node = 0; node < own.size(); ++node) own[m_name[node]] = node;
    rename(own);
    m_name.clear();
}

void TransportTree::rename(const std::vector<Node>& names) {
    m_tree.rename(names);
    move_to(names, m_price);
    move_to(names, m_flow);
    move_to(names, m_root_cost);
}

/// The arcs of one source, and those of its share of the sinks to the root.
void TransportTree::look(Node source, const Shortlist& list, Arc& best) const {
    const auto root = m_tree.root();
    const auto tail = m_name[source];
    const auto here = m_price[tail];
    const auto offer = [&](Node from, Node to, std::int64_t gain) {
        if (gain < best.gain) best = {from, to, gain};
    };
    for (auto pair = list.first[source]; pair < list.first[source + 1]; ++pair) {
        const auto head = m_name[m_sources + list.sink[pair]];
        offer(tail, head, reduced_cost(list.cost[pair], here, m_price[head]));
    }
    offer(tail, root, reduced_cost(m_root_cost[tail], here, m_price[root]));
    const auto begin = m_sources + std::min(source * m_sinks_a_source, sinks());
    const auto end = m_sources + std::min((source + 1) * m_sinks_a_source, sinks());
    for (auto sink = begin; sink < end; ++sink) {
        const auto head = m_name[sink];
        offer(root, head, reduced_cost(m_root_cost[head], m_price[root], m_price[head]));
    }
}

void TransportTree::improve(const Shortlist& list, const core::Control& control) {
    gather();
    std::uint32_t without = 0;
    while (without < m_sources) {
        Arc best;
        for (std::uint32_t looked = 1; without < m_sources; ++looked) {
            look(m_next_source, list, best);
            m_next_source = m_next_source + 1 == m_sources ? 0 : m_next_source + 1;
            ++without;
            if (looked >= sources_a_look && best.gain < 0) break;
        }
        if (best.gain == 0) break;
        without = 0;
        enter(best);
        if (m_pivots % pivots_a_check == 0) control.check();
    }
    scatter();
}

/// Pushes what can be pushed along the arc and back through the tree. What goes against the way of an arc empties it: on
/// the side of the tail those of sources, on that of the head those of sinks. Of several arcs that empty together the
/// last one along the circle leaves, from where the two sides meet on.
SpanningTree::Run TransportTree::enter(const Arc& arc) {
    ++m_pivots;
    const auto meeting = m_tree.meeting(arc.tail, arc.head);
    auto amount = std::numeric_limits<std::int64_t>::max();
    auto leaving = nobody;
    auto on_tail_side = false;
    for (auto node = arc.tail; node != meeting; node = m_tree.parent(node)) {
        if (node >= m_sources || m_flow[node] >= amount) continue;
        amount = m_flow[node];
        leaving = node;
        on_tail_side = true;
    }
    for (auto node = arc.head; node != meeting; node = m_tree.parent(node)) {
        if (node < m_sources || m_flow[node] > amount) continue;
        amount = m_flow[node];
        leaving = node;
        on_tail_side = false;
    }
    if (amount > 0) {
        for (auto node = arc.tail; node != meeting; node = m_tree.parent(node))
            m_flow[node] += node < m_sources ? -amount : amount;
        for (auto node = arc.head; node != meeting; node = m_tree.parent(node))
            m_flow[node] += node < m_sources ? amount : -amount;
    }
    const auto inner = on_tail_side ? arc.tail : arc.head;
    m_tree.hang(inner, on_tail_side ? arc.head : arc.tail, leaving, meeting);
    auto carried = amount;
    for (const auto node : m_tree.turned()) std::swap(carried, m_flow[node]);
    return m_tree.shift(inner, price_of(on_tail_side ? -arc.gain : arc.gain), m_price);
}

SpanningTree::Run TransportTree::reprice(Node node, std::int64_t more) {
    return m_tree.shift(node, price_of(node < m_sources ? -more : more), m_price);
}

SpanningTree::Run TransportTree::set_leftover_cost(Node source, std::int64_t cost) {
    const auto more = cost - m_root_cost[source];
    m_root_cost[source] = cost;
    return hangs_on_root(source) ? reprice(source, more) : SpanningTree::Run{source, 0};
}

}  // namespace petasentra::supply

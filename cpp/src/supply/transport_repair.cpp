#include "supply/transport_repair.hpp"

#include <algorithm>
#include <utility>

namespace petasentra::supply {

TransportRepair::TransportRepair(const TransportTree& optimum, const CostsBetween& costs, const NearPairs& near)
    : m_optimum(&optimum),
      m_costs(&costs),
      m_near(&near),
      m_tree(optimum),
      m_rising(optimum.sources(), 0),
      m_lost(optimum.sources(), 0),
      m_is_moved(optimum.nodes().size(), 0) {}

const TransportTree& TransportRepair::solve(std::span<const Dearer> dearer, std::span<const Node> lost) {
    put_back();
    for (const auto source : lost) m_lost[source] = 1;
    make_dearer(dearer);
    for (const auto source : lost) lose(source);
    for (auto arc = best_arc(); arc.gain < 0; arc = best_arc()) mark(m_tree.enter(arc));
    return m_tree;
}

void TransportRepair::put_back() {
    m_tree = *m_optimum;
    for (const auto& one : m_rises) m_rising[one.source] = 0;
    m_rises.clear();
    std::fill(m_lost.begin(), m_lost.end(), std::uint8_t{0});
    for (const auto node : m_moved) m_is_moved[node] = 0;
    m_moved.clear();
}

void TransportRepair::mark(Node node) {
    if (m_is_moved[node] != 0) return;
    m_is_moved[node] = 1;
    m_moved.push_back(node);
}

void TransportRepair::mark(SpanningTree::Run run) {
    for (auto node = run.first; run.count != 0; --run.count, node = m_tree.nodes().next(node)) mark(node);
}

/// What costs more than leaving it at the source and lacking it at the sink carries nothing: dearer than that it need not
/// be, so that prices stay within what they were.
void TransportRepair::make_dearer(std::span<const Dearer> dearer) {
    for (const auto& [source, sink, cost] : dearer) {
        const auto before = m_costs->cost(source, sink - m_tree.sources());
        const auto enough = m_tree.root_cost(source) + m_tree.root_cost(sink) + 1;
        const auto more = std::min(cost, enough) - before;
        if (m_lost[source] != 0 || before == CostTable::forbidden_64 || more <= 0) continue;
        m_rises.push_back({source, sink, more});
        m_rising[source] = 1;
        raise_arc(source, sink, more);
    }
}

/// Nothing goes from the source any more, and what it has may stay for nothing.
void TransportRepair::lose(Node source) {
    mark(source);
    mark(m_tree.set_leftover_cost(source, 0));
    const auto lose_to = [&](Node sink) {
        const auto enough = m_tree.root_cost(sink) + 1;
        raise_arc(source, sink, std::max<std::int64_t>(0, enough - m_costs->cost(source, sink - m_tree.sources())));
    };
    const auto& nodes = m_tree.nodes();
    auto below = nodes.next(source);
    for (auto rest = nodes.count(source) - 1; rest != 0; --rest, below = nodes.next(below))
        if (nodes.parent(below) == source) lose_to(below);
    if (!m_tree.hangs_on_root(source)) lose_to(nodes.parent(source));
}

void TransportRepair::raise_arc(Node source, Node sink, std::int64_t more) {
    if (m_tree.parent(sink) == source) mark(m_tree.reprice(sink, more));
    if (m_tree.parent(source) == sink) mark(m_tree.reprice(source, more));
}

std::int64_t TransportRepair::rise(Node source, Node sink) const {
    if (m_rising[source] == 0) return 0;
    const auto found =
        std::lower_bound(m_rises.begin(), m_rises.end(), std::pair{source, sink},
                         [](const Rise& one, const auto& pair) { return std::pair{one.source, one.sink} < pair; });
    const auto there = found != m_rises.end() && found->source == source && found->sink == sink;
    return there ? found->more : 0;
}

/// The reduced cost of a pair whose excess at the optimum is known.
std::int64_t TransportRepair::gain(Node source, Node sink, std::int64_t excess) const {
    return excess + rise(source, sink) + moved_by(source) - moved_by(sink);
}

/// A pair can pay only if its source has fallen or its sink has risen, by more than what it cost too much.
TransportRepair::Arc TransportRepair::best_arc() {
    Arc best;
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (const auto node : m_moved) {
        if (node == m_tree.nodes().root()) continue;
        auto& bound = is_source(node) ? least : most;
        bound = is_source(node) ? std::min(least, moved_by(node)) : std::max(most, moved_by(node));
    }
    for (const auto node : m_moved) {
        if (node == m_tree.nodes().root()) {
            for (Node other = 0; other < node; ++other) look_at_root(other, best);
            continue;
        }
        look_at_root(node, best);
        if (is_source(node) ? m_lost[node] == 0 && moved_by(node) < 0 : moved_by(node) > 0)
            look_near(node, is_source(node) ? most : -least, best);
    }
    return best;
}

void TransportRepair::look_at_root(Node node, Arc& best) const {
    const auto excess = m_tree.excess_at_root(node);
    if (excess >= best.gain) return;
    const auto root = m_tree.nodes().root();
    best = is_source(node) ? Arc{node, root, excess} : Arc{root, node, excess};
}

/// The first pair that pays, nearest first: mostly the one that pays most, since most others have not moved. Where the
/// pairs kept end before those that cannot pay begin, all are looked at.
void TransportRepair::look_near(Node node, std::int64_t most_of_others, Arc& best) {
    const auto here = is_source(node) ? -moved_by(node) : moved_by(node);
    for (const auto& [excess, other] : m_near->of(node)) {
        if (excess >= here + most_of_others) return;
        const auto source = std::min(node, other);
        const auto sink = std::max(node, other);
        if (m_lost[source] != 0) continue;
        const auto found = gain(source, sink, excess);
        if (found >= 0) continue;
        if (found < best.gain) best = {source, sink, found};
        return;
    }
    if (!m_near->all_of(node)) look_everywhere(node, best);
}

void TransportRepair::look_everywhere(Node node, Arc& best) {
    const auto sources = m_tree.sources();
    const auto offer = [&](Node source, Node sink, std::int64_t cost) {
        if (cost == CostTable::forbidden_64 || m_lost[source] != 0) return;
        const auto found = reduced_cost(cost, m_tree.held_price(source), m_tree.held_price(sink)) + rise(source, sink);
        if (found < best.gain) best = {source, sink, found};
    };
    if (is_source(node)) {
        m_costs->row(node, m_row);
        for (Node sink = 0; sink < m_tree.sinks(); ++sink) offer(node, sources + sink, m_row[sink]);
    } else {
        for (Node source = 0; source < sources; ++source) offer(source, node, m_costs->cost(source, node - sources));
    }
}

}  // namespace petasentra::supply

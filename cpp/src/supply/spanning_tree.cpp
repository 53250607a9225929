#include "supply/spanning_tree.hpp"

#include <numeric>

namespace petasentra::supply {

SpanningTree::SpanningTree(Node nodes)
    : m_parent(nodes, nodes - 1), m_next(nodes), m_previous(nodes), m_size(nodes, 1), m_last(nodes) {
    const auto top = nodes - 1;
    m_parent[top] = nobody;
    for (Node node = 0; node < nodes; ++node) join(node, node == top ? 0 : node + 1);
    std::iota(m_last.begin(), m_last.end(), Node{0});
    m_size[top] = nodes;
    m_last[top] = nodes == 1 ? top : top - 1;
}

void SpanningTree::rename(const std::vector<Node>& names) {
    const auto named = [&](Node node) { return node == nobody ? nobody : names[node]; };
    for (auto* links : {&m_parent, &m_next, &m_previous, &m_last})
        for (auto& node : *links) node = named(node);
    for (auto* values : {&m_parent, &m_next, &m_previous, &m_last, &m_size}) move_to(names, *values);
}

Node SpanningTree::meeting(Node one, Node other) const noexcept {
    while (one != other) {
        const auto here = m_size[one];
        const auto there = m_size[other];
        if (here <= there) one = m_parent[one];
        if (there <= here) other = m_parent[other];
    }
    return one;
}

void SpanningTree::hang(Node inner, Node stay, Node top, Node meeting) {
    cut(top, meeting);
    const auto total = m_size[top];
    const auto end = turn(inner, stay, top);
    const auto after = m_next[stay];
    join(stay, inner);
    join(end, after);
    for (auto above = stay; above != nobody && m_last[above] == stay; above = m_parent[above]) m_last[above] = end;
    for (auto above = stay; above != meeting; above = m_parent[above]) m_size[above] += total;
}

void SpanningTree::cut(Node top, Node meeting) {
    const auto before = m_previous[top];
    const auto end = m_last[top];
    for (auto above = m_parent[top]; above != nobody && m_last[above] == end; above = m_parent[above])
        m_last[above] = before;
    for (auto above = m_parent[top]; above != meeting; above = m_parent[above]) m_size[above] -= m_size[top];
    join(before, m_next[end]);
}

/// Each node of the path keeps what was below it beside the path, and its former parent with the rest follows behind: the
/// thread is put together from runs of the old one. Returns the last node of it.
Node SpanningTree::turn(Node inner, Node stay, Node top) {
    m_turned.clear();
    auto end = m_last[inner];
    auto hangs_on = stay;
    // The run of the node below on the path, as it was: its size, its end, and its neighbours in the thread.
    Node lower_size = 0;
    Node lower_end = nobody;
    Node before_lower = nobody;
    Node after_lower = nobody;
    for (auto node = inner;;) {
        const auto up = m_parent[node];
        const auto run_end = m_last[node];
        const auto run_size = m_size[node];
        const auto before = m_previous[node];
        // Where both runs end together, the thread behind that end has been joined anew already.
        const auto after = node != inner && run_end == lower_end ? after_lower : m_next[run_end];
        if (node != inner) {
            join(end, node);
            end = before_lower;
            if (lower_end != run_end) {
                join(end, after_lower);
                end = run_end;
            }
        }
        m_parent[node] = hangs_on;
        m_size[node] = run_size - lower_size;
        m_turned.push_back(node);
        if (node == top) break;
        hangs_on = node;
        lower_size = run_size;
        lower_end = run_end;
        before_lower = before;
        after_lower = after;
        node = up;
    }
    Node total = 0;
    for (auto node = m_turned.rbegin(); node != m_turned.rend(); ++node) {
        total += m_size[*node];
        m_size[*node] = total;
        m_last[*node] = end;
    }
    return end;
}

}  // namespace petasentra::supply

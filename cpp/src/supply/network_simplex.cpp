#include "supply/network_simplex.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace petasentra::supply {
namespace {

constexpr std::uint64_t pivots_a_check_of_cancel = 1024;

}  // namespace

NetworkSimplex::NetworkSimplex(std::vector<Arc> arcs, const std::vector<std::int64_t>& supply,
                               const std::vector<std::uint32_t>& full, std::int64_t lacking_cost,
                               std::int64_t left_cost)
    : m_arcs(std::move(arcs)),
      m_given(m_arcs.size()),
      m_tree(static_cast<Node>(supply.size() + 1)),
      m_flow(m_given, 0),
      m_state(m_given, State::empty),
      m_price(supply.size() + 1, 0),
      m_block(std::max<std::size_t>(20, static_cast<std::size_t>(std::sqrt(static_cast<double>(m_given))))) {
    auto rest = supply;
    rest.push_back(0);
    for (const auto arc : full) {
        m_flow[arc] = m_arcs[arc].capacity;
        m_state[arc] = State::full;
        rest[m_arcs[arc].tail] -= m_flow[arc];
        rest[m_arcs[arc].head] += m_flow[arc];
    }
    const auto root = m_tree.root();
    for (Node node = 0; node < root; ++node) {
        const auto lacks = rest[node] < 0;
        m_arc_up.push_back(m_arcs.size());
        m_arcs.push_back(lacks ? Arc{root, node, lacking_cost, unlimited} : Arc{node, root, left_cost, unlimited});
        m_flow.push_back(lacks ? -rest[node] : rest[node]);
        m_state.push_back(State::in_tree);
        m_price[node] = price_of(lacks ? lacking_cost : -left_cost);
    }
}

std::int64_t NetworkSimplex::lacking(Node node) const noexcept {
    const auto arc = m_given + node;
    return m_arcs[arc].head == node ? m_flow[arc] : -m_flow[arc];
}

bool NetworkSimplex::solve(const core::Control& control) {
    for (auto entering = arc_to_enter(); entering != m_arcs.size(); entering = arc_to_enter()) {
        const auto circle = circle_of(entering);
        if (circle.amount == unlimited) {
            keep_cycle(entering, circle);
            return false;
        }
        push(entering, circle);
        turn(entering, circle);
        if (++m_pivots % pivots_a_check_of_cancel != 0) continue;
        control.check();
        // Nobody knows how many pivots are left; some ten a node are usual.
        const auto done = static_cast<double>(m_pivots);
        if (control.progress) control.progress(0.95 * done / (done + 10.0 * m_tree.size()));
    }
    return true;
}

/// The arc that gains most of the block of arcs in which the first one gains.
std::size_t NetworkSimplex::arc_to_enter() {
    auto best = m_arcs.size();
    std::int64_t gain = 0;
    std::size_t looked = 0;
    for (std::size_t arc = m_next_arc, seen = 0; seen < m_arcs.size(); ++seen) {
        const auto state = m_state[arc];
        if (state != State::in_tree) {
            const auto cost = state == State::empty ? reduced(arc) : -reduced(arc);
            if (cost < gain) {
                gain = cost;
                best = arc;
            }
        }
        arc = arc + 1 == m_arcs.size() ? 0 : arc + 1;
        if (++looked >= m_block) {
            looked = 0;
            if (best != m_arcs.size()) {
                m_next_arc = arc;
                return best;
            }
        }
    }
    return best;
}

/// Of several arcs that fill up or empty together the last one along the circle leaves, from where its sides meet on.
NetworkSimplex::Circle NetworkSimplex::circle_of(std::size_t entering) const {
    const auto& arc = m_arcs[entering];
    const auto forward = m_state[entering] == State::empty;
    Circle out{forward ? arc.tail : arc.head, forward ? arc.head : arc.tail, nobody, arc.capacity, nobody, false};
    out.meeting = m_tree.meeting(out.from, out.to);
    for (auto node = out.from; node != out.meeting; node = m_tree.parent(node)) {
        const auto up = m_arc_up[node];
        const auto left = leads_up(node) ? m_flow[up] : room(up);
        if (left >= out.amount) continue;
        out.amount = left;
        out.leaving = node;
        out.on_from_side = true;
    }
    for (auto node = out.to; node != out.meeting; node = m_tree.parent(node)) {
        const auto up = m_arc_up[node];
        const auto left = leads_up(node) ? room(up) : m_flow[up];
        if (left > out.amount || left == unlimited) continue;
        out.amount = left;
        out.leaving = node;
        out.on_from_side = false;
    }
    return out;
}

void NetworkSimplex::push(std::size_t entering, const Circle& circle) {
    const auto amount = circle.amount;
    if (amount == 0) return;
    m_flow[entering] += m_state[entering] == State::empty ? amount : -amount;
    for (auto node = circle.from; node != circle.meeting; node = m_tree.parent(node))
        m_flow[m_arc_up[node]] += leads_up(node) ? -amount : amount;
    for (auto node = circle.to; node != circle.meeting; node = m_tree.parent(node))
        m_flow[m_arc_up[node]] += leads_up(node) ? amount : -amount;
}

void NetworkSimplex::turn(std::size_t entering, const Circle& circle) {
    if (circle.leaving == nobody) {
        m_state[entering] = m_state[entering] == State::empty ? State::full : State::empty;
        return;
    }
    const auto left = m_arc_up[circle.leaving];
    m_state[left] = m_flow[left] == 0 ? State::empty : State::full;
    const auto cost = reduced(entering);
    m_state[entering] = State::in_tree;
    const auto inner = circle.on_from_side ? circle.from : circle.to;
    m_tree.hang(inner, circle.on_from_side ? circle.to : circle.from, circle.leaving, circle.meeting);
    auto carried = entering;
    for (const auto node : m_tree.turned()) std::swap(carried, m_arc_up[node]);
    m_tree.shift(inner, price_of(m_arcs[entering].tail == inner ? -cost : cost), m_price);
}

void NetworkSimplex::keep_cycle(std::size_t entering, const Circle& circle) {
    m_cycle = {static_cast<std::uint32_t>(entering)};
    for (auto node = circle.to; node != circle.meeting; node = m_tree.parent(node))
        m_cycle.push_back(static_cast<std::uint32_t>(m_arc_up[node]));
    const auto first_half = m_cycle.size();
    for (auto node = circle.from; node != circle.meeting; node = m_tree.parent(node))
        m_cycle.push_back(static_cast<std::uint32_t>(m_arc_up[node]));
    std::reverse(m_cycle.begin() + static_cast<std::ptrdiff_t>(first_half), m_cycle.end());
}

}  // namespace petasentra::supply

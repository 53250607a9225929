#include <algorithm>
#include <array>
#include <petasentra/network/contraction_order.hpp>

#include "network/check_arcs.hpp"
#include "network/plain_graph.hpp"

namespace petasentra::network {
namespace {

/// Nodes with more links are never looked through to take a neighbour out: a hub with a million dead ends stays fast.
constexpr std::int32_t most_links_searched = 64;

/// Takes out dead ends and nodes between two others until none is left, neighbours never in the same round: a chain of
/// a thousand nodes is gone after some ten rounds, and its paths have as few steps in the hierarchy.
class Stripping {
  public:
    explicit Stripping(PlainGraph graph) : m_graph(std::move(graph)), m_links(m_graph.size()) {
        m_end.assign(m_graph.first.begin() + 1, m_graph.first.end());
        for (std::size_t v = 0; v < m_links.size(); ++v) m_links[v] = m_graph.first[v + 1] - m_graph.first[v];
        m_gone.assign(m_graph.size(), 0);
        m_round_of.assign(m_graph.size(), 0);
    }

    std::vector<Node> run(const core::Control& control) {
        std::vector<Node> round(m_graph.size());
        for (std::size_t v = 0; v < round.size(); ++v) round[v] = static_cast<Node>(v);
        for (std::int32_t number = 1; !round.empty(); ++number) {
            control.check();
            m_next.clear();
            for (const auto v : round) take_out(v, number);
            std::sort(m_next.begin(), m_next.end());
            m_next.erase(std::unique(m_next.begin(), m_next.end()), m_next.end());
            round.swap(m_next);
        }
        return std::move(m_order);
    }

    /// What is left, with numbers of its own; `node` receives those of the whole.
    PlainGraph rest(std::vector<Node>& node) const {
        std::vector<std::int32_t> local(m_graph.size(), -1);
        for (std::size_t v = 0; v < m_graph.size(); ++v) {
            if (m_gone[v] != 0) continue;
            local[v] = static_cast<std::int32_t>(node.size());
            node.push_back(static_cast<Node>(v));
        }
        PlainGraph out;
        for (const auto v : node) {
            for (const auto neighbour : links(v))
                if (m_gone[neighbour] == 0) out.neighbours.push_back(local[neighbour]);
            out.first.push_back(static_cast<std::int32_t>(out.neighbours.size()));
        }
        return out;
    }

  private:
    std::span<const std::uint32_t> links(std::size_t v) const {
        // Numbers of nodes are never negative: the same bits without a sign.
        const auto* begin = reinterpret_cast<const std::uint32_t*>(m_graph.neighbours.data());
        return {begin + m_graph.first[v], begin + m_end[v]};
    }
    bool is_long(Node v) const { return m_end[v] - m_graph.first[v] > most_links_searched; }

    void take_out(Node v, std::int32_t round) {
        if (m_gone[v] != 0 || m_links[v] > 2) return;
        if (m_round_of[v] == round) {
            m_next.push_back(v);
            return;
        }
        std::array<Node, 2> ends{no_node, no_node};
        std::size_t found = 0;
        for (const auto neighbour : links(v))
            if (m_gone[neighbour] == 0) ends[found++] = neighbour;
        if (found == 2 && (is_long(ends[0]) || is_long(ends[1]))) return;
        m_gone[v] = 1;
        m_order.push_back(v);
        if (found == 2) {
            join(ends[0], ends[1], v);
            join(ends[1], ends[0], v);
        } else if (found == 1) {
            --m_links[ends[0]];
        }
        for (std::size_t i = 0; i < found; ++i) {
            m_round_of[ends[i]] = round;
            if (m_links[ends[i]] <= 2) m_next.push_back(ends[i]);
        }
    }

    /// Where a led to the node taken out it now leads to b, once.
    void join(Node a, Node b, Node out) {
        auto* begin = m_graph.neighbours.data() + m_graph.first[a];
        auto* end = m_graph.neighbours.data() + m_end[a];
        auto* place = std::find(begin, end, static_cast<std::int32_t>(out));
        if (std::find(begin, end, static_cast<std::int32_t>(b)) == end) {
            *place = static_cast<std::int32_t>(b);
        } else {
            *place = *(end - 1);
            --m_end[a];
            --m_links[a];
        }
    }

    PlainGraph m_graph;
    std::vector<std::int32_t> m_end;    ///< the lists grow shorter
    std::vector<std::int32_t> m_links;  ///< how many neighbours are still there
    std::vector<std::uint8_t> m_gone;
    std::vector<std::int32_t> m_round_of;  ///< the last round in which a neighbour was taken out
    std::vector<Node> m_next;
    std::vector<Node> m_order;
};

}  // namespace

std::vector<Node> contraction_order(const Arcs& arcs, const core::Control& control) {
    check_arcs(arcs);
    Stripping stripping(plain_graph(arcs));
    auto order = stripping.run(control);
    std::vector<Node> node;
    const auto rest = stripping.rest(node);
    for (const auto v : dissection_order(rest, control)) order.push_back(node[v]);
    return order;
}

}  // namespace petasentra::network

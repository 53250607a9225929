#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace petasentra::supply {

using Node = std::uint32_t;
constexpr Node nobody = UINT32_MAX;

/// Prices of nodes modulo 2^64: those of all nodes drift together while the tree changes, only differences have a meaning,
/// and these fit into 64 bits.
using Price = std::uint64_t;
[[nodiscard]] inline Price price_of(std::int64_t value) {
    return static_cast<Price>(value);
}
/// What an arc costs beyond what the prices of its ends differ by.
[[nodiscard]] inline std::int64_t reduced_cost(std::int64_t cost, Price tail, Price head) {
    return static_cast<std::int64_t>(price_of(cost) + tail - head);
}

/// Puts the value of each node to that of `names[node]`.
template <class Value>
void move_to(const std::vector<Node>& names, std::vector<Value>& values) {
    std::vector<Value> moved(values.size());
    for (std::size_t node = 0; node < values.size(); ++node) moved[names[node]] = values[node];
    values = std::move(moved);
}

/// The tree of a network simplex: every node hangs on another, all in the end on the root. Nodes are threaded in an
/// order in which each stands before those below it and those below it follow without a gap, so a part of the tree is a
/// run of the thread. That makes all steps of a pivot proportional to the paths that change, and to the nodes whose
/// prices do.
///
///          root                    thread: root a c d b e, and round again
///         /    \                   a: size 3, last d
///        a      b
///       / \      \                 .
///      c   d      e
class SpanningTree {
  public:
    /// All nodes but the last one hang on the last one, the root.
    explicit SpanningTree(Node nodes);

    [[nodiscard]] Node size() const noexcept { return static_cast<Node>(m_parent.size()); }
    [[nodiscard]] Node root() const noexcept { return size() - 1; }
    [[nodiscard]] Node parent(Node node) const noexcept { return m_parent[node]; }
    [[nodiscard]] Node next(Node node) const noexcept { return m_next[node]; }
    /// Nodes below, itself included.
    [[nodiscard]] Node count(Node node) const noexcept { return m_size[node]; }
    /// The lowest node that both hang below, themselves included.
    [[nodiscard]] Node meeting(Node one, Node other) const noexcept;

    /// Cuts `top` from its parent and hangs what was below it on `stay` by its node `inner`: the path from `inner` up to
    /// `top`, which is `turned()` afterwards, turns over. `stay` is not below `top`; `meeting` is that of `inner` and
    /// `stay` before.
    void hang(Node inner, Node stay, Node top, Node meeting);
    [[nodiscard]] const std::vector<Node>& turned() const noexcept { return m_turned; }

    /// Every node is `names[node]` from now on; the root stays the last one.
    void rename(const std::vector<Node>& names);

    /// Nodes that follow each other in the thread.
    struct Run {
        Node first;
        Node count;
    };
    /// Adds `change` to the prices of all nodes below `top`, or takes it from all others where these are fewer: only
    /// differences of prices matter. Returns those whose prices it changed.
    Run shift(Node top, Price change, std::vector<Price>& prices) const {
        const auto below = m_size[top];
        if (below <= size() / 2) {
            shift_run(top, m_last[top], below, change, prices);
            return {top, below};
        }
        const auto first = m_next[m_last[top]];
        shift_run(first, m_previous[top], size() - below, Price{0} - change, prices);
        return {first, size() - below};
    }

  private:
    /// Works from both ends, since each step of a thread waits for the one before.
    void shift_run(Node first, Node last, Node count, Price change, std::vector<Price>& prices) const {
        for (Node done = 0; done < count / 2; ++done) {
            prices[first] += change;
            prices[last] += change;
            first = m_next[first];
            last = m_previous[last];
        }
        if (count % 2 != 0) prices[first] += change;
    }
    void cut(Node top, Node meeting);
    Node turn(Node inner, Node stay, Node top);
    void join(Node one, Node after) noexcept {
        m_next[one] = after;
        m_previous[after] = one;
    }

    std::vector<Node> m_parent;
    std::vector<Node> m_next;
    std::vector<Node> m_previous;
    std::vector<Node> m_size;  ///< nodes below, itself included
    std::vector<Node> m_last;  ///< the last of them in the thread
    std::vector<Node> m_turned;
};

}  // namespace petasentra::supply

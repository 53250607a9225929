#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "supply/costs_between.hpp"
#include "supply/near_pairs.hpp"
#include "supply/transport_tree.hpp"

namespace petasentra::supply {

/// Goes on from the tree of an optimum when pairs have become dearer or sources are lost, one case after the other. One
/// for each thread; what it is made of must outlive it.
class TransportRepair {
  public:
    struct Dearer {
        Node source;
        Node sink;  ///< node of the tree
        std::int64_t cost;
    };
    TransportRepair(const TransportTree& optimum, const CostsBetween& costs, const NearPairs& near);

    /// The optimum of a case, beginning at that of before. Pairs are ascending, each once, none cheaper than before.
    const TransportTree& solve(std::span<const Dearer> dearer, std::span<const Node> lost);

  private:
    /// How much dearer a pair is.
    struct Rise {
        Node source;
        Node sink;
        std::int64_t more;
    };
    using Arc = TransportTree::Arc;
    [[nodiscard]] bool is_source(Node node) const noexcept { return node < m_tree.sources(); }
    [[nodiscard]] std::int64_t rise(Node source, Node sink) const;
    [[nodiscard]] std::int64_t moved_by(Node node) const noexcept {
        return static_cast<std::int64_t>(m_tree.held_price(node) - m_optimum->held_price(node));
    }
    void mark(SpanningTree::Run run);
    void mark(Node node);
    void make_dearer(std::span<const Dearer> dearer);
    void lose(Node source);
    void raise_arc(Node source, Node sink, std::int64_t more);
    void put_back();
    [[nodiscard]] Arc best_arc();
    void look_near(Node node, std::int64_t most_of_others, Arc& best);
    void look_everywhere(Node node, Arc& best);
    void look_at_root(Node node, Arc& best) const;
    [[nodiscard]] std::int64_t gain(Node source, Node sink, std::int64_t excess) const;

    const TransportTree* m_optimum;
    const CostsBetween* m_costs;
    const NearPairs* m_near;
    TransportTree m_tree;
    std::vector<Rise> m_rises;           ///< ascending
    std::vector<std::uint8_t> m_rising;  ///< of each source: whether any of its pairs is dearer
    std::vector<std::uint8_t> m_lost;    ///< of each source
    std::vector<Node> m_moved;           ///< nodes whose prices may have changed
    std::vector<std::uint8_t> m_is_moved;
    std::vector<std::int64_t> m_row;
};

}  // namespace petasentra::supply

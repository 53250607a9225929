#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <span>
#include <vector>

#include "supply/costs_between.hpp"
#include "supply/transport_tree.hpp"

namespace petasentra::supply {

/// Of each source and each sink of a tree, the pairs that cost least beyond what the prices of their ends differ by, the
/// least first.
class NearPairs {
  public:
    struct Near {
        std::int64_t excess;
        Node other;  ///< node at the other end
        friend auto operator<=>(const Near&, const Near&) = default;
    };

    /// One pass over the table. O(pairs), and memory for `kept` pairs a node.
    NearPairs(const CostsBetween& costs, const TransportTree& tree, const core::Control& control);

    [[nodiscard]] std::span<const Near> of(Node node) const noexcept {
        return std::span(m_near).subspan(m_first[node], m_first[node + 1] - m_first[node]);
    }
    /// Whether these are all pairs of the node that are allowed.
    [[nodiscard]] bool all_of(Node node) const noexcept { return m_all[node] != 0; }

  private:
    std::vector<std::size_t> m_first;
    std::vector<Near> m_near;
    std::vector<std::uint8_t> m_all;
};

}  // namespace petasentra::supply

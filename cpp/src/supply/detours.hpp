#pragma once
#include <cstdint>
#include <vector>

#include "supply/open_network.hpp"
#include "supply/price_forest.hpp"

namespace petasentra::supply {

/// Searches of one thread. Each leaves the flow as it was.
///
/// A tree of a PriceForest falls into two parts without an arc of it. The search begins in the smaller one, at the end of
/// the arc that lies there, and is over as soon as it has settled a node from which the tree leads on to the other end:
/// that costs nothing more. Most searches see a few nodes.
class Detours {
  public:
    struct Loss {
        std::int64_t extra_cost = 0;
        std::int64_t lacking = 0;
    };
    Detours(const OpenNetwork& network, const PriceForest& forest);

    /// What is lost without the arc. Error(option_value) if the sum of costs leaves 64 bits.
    [[nodiscard]] Loss without(std::uint32_t arc);

  private:
    /// Which detour is looked for: `from` -> `to` without the arc, found from the one end or from the other.
    struct Asked {
        std::uint32_t arc;
        std::uint32_t from;
        std::uint32_t to;
        bool backward;        ///< the search begins at `to`
        std::uint32_t below;  ///< the node below the arc, or nobody if it is in no tree
    };
    struct Reached {
        std::int64_t cost;
        std::uint32_t node;
        friend bool operator>(const Reached& one, const Reached& other) {
            return one.cost != other.cost ? one.cost > other.cost : one.node > other.node;
        }
    };
    struct Step {
        std::uint32_t arc;
        bool forward;
    };
    [[nodiscard]] Asked asked(std::uint32_t arc) const;
    [[nodiscard]] bool search(const Asked& asked);
    [[nodiscard]] bool leads_on(const Asked& asked, std::uint32_t node);
    void look_around(const Asked& asked, const Reached& here);
    void settle_prices(const Asked& asked, std::int64_t cost);
    void take_path(const Asked& asked, std::uint32_t node);
    [[nodiscard]] std::int64_t push(std::int64_t amount);
    void put_back();

    const OpenNetwork* m_network;
    const PriceForest* m_forest;
    std::vector<std::int64_t> m_flow;
    std::vector<std::int64_t> m_price;
    std::vector<std::int64_t> m_cost;  ///< from where the search begins; a mark where it has not been
    std::vector<std::uint32_t> m_way;  ///< number of the way by which a node was reached, of its former node
    std::vector<std::uint32_t> m_before;
    std::vector<std::uint32_t> m_seen;     ///< nodes with a cost
    std::vector<std::uint32_t> m_settled;  ///< those whose cost is final
    std::vector<std::uint32_t> m_priced;   ///< nodes whose price has changed
    std::vector<std::uint32_t> m_changed;  ///< arcs whose flow has
    std::vector<Reached> m_heap;
    std::vector<std::uint32_t> m_level;  ///< nodes as near as the last one: they need no heap
    std::vector<Step> m_path;
};

}  // namespace petasentra::supply

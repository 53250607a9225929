#pragma once
#include <petasentra/core/control.hpp>
#include <vector>

#include "network/climb.hpp"

namespace petasentra::network {

struct ReachedNode {
    Node node;
    Cost cost;
};

/// One origin's way up, then down as far as the limit. Both know the nodes above the present one by their slots. One
/// object answers any number of origins.
class ReachSearch {
  public:
    ReachSearch(const Hierarchy& hierarchy, Ways ways, Cost limit, const core::Control& control);

    /// The nodes reached, in the order of the hierarchy. Takes a rank. Stands until the next call.
    [[nodiscard]] const std::vector<ReachedNode>& run(Node origin);

  private:
    void go_down(Node origin, Node apex);

    const Hierarchy& m_hierarchy;
    Ways m_ways;
    Cost m_limit;
    const core::Control& m_control;
    std::vector<Cost> m_known;
    std::vector<Cost> m_stack;
    std::vector<ReachedNode> m_found;
};

}  // namespace petasentra::network

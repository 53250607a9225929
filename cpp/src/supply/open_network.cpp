#include "supply/open_network.hpp"

#include "supply/flow_input.hpp"

namespace petasentra::supply {

OpenNetwork::OpenNetwork(const FlowProblem& problem, const FlowPlan& plan)
    : m_tail(problem.tail.begin(), problem.tail.end()),
      m_head(problem.head.begin(), problem.head.end()),
      m_cost(problem.cost.begin(), problem.cost.end()),
      m_flow(plan.flow),
      m_price(plan.price) {
    for (std::size_t arc = 0; arc < m_tail.size(); ++arc) {
        m_capacity.push_back(capacity_of(problem, arc));
        m_least.push_back(least_of(problem, arc));
    }
    const auto pool = static_cast<std::uint32_t>(m_price.size());
    m_price.push_back(0);
    for (std::uint32_t node = 0; node < pool && problem.supply_may_stay; ++node) {
        if (problem.supply[node] <= 0) continue;
        m_tail.push_back(node);
        m_head.push_back(pool);
        m_cost.push_back(0);
        m_capacity.push_back(problem.supply[node]);
        m_least.push_back(0);
        m_flow.push_back(plan.kept[node]);
    }
    m_first.assign(m_price.size() + 1, 0);
    for (std::size_t arc = 0; arc < m_tail.size(); ++arc) {
        ++m_first[m_tail[arc] + 1];
        ++m_first[m_head[arc] + 1];
    }
    for (std::size_t node = 0; node < m_price.size(); ++node) m_first[node + 1] += m_first[node];
    m_ways.resize(m_first.back());
    auto next = m_first;
    for (std::uint32_t arc = 0; arc < m_tail.size(); ++arc) {
        m_ways[next[m_tail[arc]]++] = {arc, m_head[arc], true};
        m_ways[next[m_head[arc]]++] = {arc, m_tail[arc], false};
    }
}

}  // namespace petasentra::supply

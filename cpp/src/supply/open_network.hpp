#pragma once
#include <cstdint>
#include <petasentra/supply/min_cost_flow.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

/// A flow at its optimum and the network around it, the same for all that look for detours. The node behind the last one
/// is where kept supply goes.
class OpenNetwork {
  public:
    /// One way to go on from a node: an arc along it, or back.
    struct Way {
        std::uint32_t arc;
        std::uint32_t to;
        bool forward;
    };
    OpenNetwork(const FlowProblem& problem, const FlowPlan& plan);

    [[nodiscard]] std::size_t nodes() const noexcept { return m_price.size(); }
    [[nodiscard]] std::size_t arcs() const noexcept { return m_flow.size(); }
    [[nodiscard]] std::span<const Way> ways_from(std::uint32_t node) const noexcept {
        return {m_ways.data() + m_first[node], m_first[node + 1] - m_first[node]};
    }
    [[nodiscard]] std::int64_t cost(std::uint32_t arc) const noexcept { return m_cost[arc]; }
    [[nodiscard]] std::uint32_t tail(std::uint32_t arc) const noexcept { return m_tail[arc]; }
    [[nodiscard]] std::uint32_t head(std::uint32_t arc) const noexcept { return m_head[arc]; }
    /// What an arc that carries `flow` could carry more along it, or less.
    [[nodiscard]] std::int64_t room(std::uint32_t arc, bool forward, std::int64_t flow) const noexcept {
        if (!forward) return flow - m_least[arc];
        return m_capacity[arc] == unlimited ? unlimited : m_capacity[arc] - flow;
    }
    /// Its cost beyond what the prices of its ends differ by.
    [[nodiscard]] std::int64_t reduced(std::uint32_t arc) const noexcept {
        return m_cost[arc] + m_price[m_tail[arc]] - m_price[m_head[arc]];
    }
    [[nodiscard]] const std::vector<std::int64_t>& flow() const noexcept { return m_flow; }
    [[nodiscard]] const std::vector<std::int64_t>& price() const noexcept { return m_price; }

  private:
    std::vector<std::uint32_t> m_tail;
    std::vector<std::uint32_t> m_head;
    std::vector<std::int64_t> m_cost;
    std::vector<std::int64_t> m_capacity;
    std::vector<std::int64_t> m_least;
    std::vector<std::int64_t> m_flow;
    std::vector<std::int64_t> m_price;
    std::vector<std::size_t> m_first;
    std::vector<Way> m_ways;
};

}  // namespace petasentra::supply

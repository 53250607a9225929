#include "network/climb.hpp"

#include <algorithm>
#include <numeric>

namespace petasentra::network {
namespace {

const LaneRow& nowhere() {
    static const LaneRow row = [] {
        LaneRow out{};
        std::fill(std::begin(out.of), std::end(out.of), unreachable);
        return out;
    }();
    return row;
}

}  // namespace

Ways ways_of(const Metric& metric, Direction direction) {
    if (direction == Direction::from_it) return {metric.up.data(), metric.down.data()};
    return {metric.down.data(), metric.up.data()};
}

HierarchyView view_of(const Hierarchy& hierarchy, const Cost* costs) {
    return {hierarchy.first_arc.data(), hierarchy.head_slots.data(), hierarchy.slot.data(),
            hierarchy.subtree_begin.data(), costs};
}

std::vector<std::uint32_t> by_rank(const Hierarchy& hierarchy, std::span<const Node> asked) {
    std::vector<std::uint64_t> keys(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) keys[i] = (std::uint64_t{hierarchy.rank_of[asked[i]]} << 32U) | i;
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> out(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) out[i] = static_cast<std::uint32_t>(keys[i]);
    return out;
}

Climb::Climb(const Hierarchy& hierarchy) : m_hierarchy(hierarchy), m_stack(hierarchy.height, nowhere()) {}

void Climb::run(const LaneKernels& kernels, const Cost* up, std::span<const Node> asked,
                std::span<const std::uint32_t> chosen, Cost limit) {
    m_starts.clear();
    for (std::uint32_t lane = 0; lane < chosen.size(); ++lane)
        m_starts.push_back({m_hierarchy.rank_of[asked[chosen[lane]]], lane, 0});
    run(kernels, up, m_starts, limit);
}

void Climb::run(const LaneKernels& kernels, const Cost* up, std::span<const LaneStart> starts, Cost limit) {
    const auto& h = m_hierarchy;
    m_ranks.clear();
    for (std::size_t i = 0; i < starts.size(); ++i) {
        // What lies above the start before this one as well is listed already.
        const auto start = starts[i].rank;
        const bool first = i == 0;
        const auto before = first ? Node{0} : starts[i - 1].rank;
        if (!first && start == before) continue;
        for (auto v = start; v != no_node && (first || h.subtree_begin[v] > before); v = h.parent[v])
            m_ranks.push_back(v);
    }
    std::sort(m_ranks.begin(), m_ranks.end());
    m_seeds.clear();
    std::uint32_t entry = 0;
    for (const auto& start : starts) {
        while (m_ranks[entry] != start.rank) ++entry;
        m_seeds.push_back({entry, start.lane, start.cost});
    }
    if (m_rows.size() < m_ranks.size()) {
        m_rows.resize(m_ranks.size());
        m_within.resize(m_ranks.size());
    }
    kernels.climb(view_of(h, up), m_ranks.data(), static_cast<std::uint32_t>(m_ranks.size()), m_seeds.data(),
                  static_cast<std::uint32_t>(m_seeds.size()), limit, m_stack.data(), m_rows.data(), m_within.data());
}

}  // namespace petasentra::network

#pragma once
#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <petasentra/supply/transport.hpp>
#include <random>
#include <vector>

namespace supply_ground {

namespace su = petasentra::supply;
constexpr auto forbidden = su::CostTable::forbidden_32;

/// A problem with columns of its own.
struct Chain {
    std::vector<std::int64_t> supply;
    std::vector<std::int64_t> demand;
    std::vector<std::int32_t> costs;
    std::vector<std::int64_t> unmet_cost{};
    std::vector<std::int64_t> leftover_cost{};

    [[nodiscard]] su::TransportProblem problem() const { return {supply, demand, unmet_cost, leftover_cost}; }
    [[nodiscard]] su::CostTable table() const { return {costs, supply.size(), demand.size()}; }
    [[nodiscard]] std::int32_t cost(std::size_t source, std::size_t sink) const {
        return costs[source * demand.size() + sink];
    }
};

inline std::int64_t any_of(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}

/// Small amounts and costs, so that ties, zeros and shortages are common.
inline Chain any_chain(std::mt19937_64& random, std::int64_t most_ends, bool with_unmet_cost) {
    Chain out;
    const auto sources = any_of(random, 1, most_ends);
    const auto sinks = any_of(random, 1, most_ends);
    for (std::int64_t i = 0; i < sources; ++i) out.supply.push_back(any_of(random, 0, 4));
    for (std::int64_t j = 0; j < sinks; ++j) out.demand.push_back(any_of(random, 0, 4));
    const auto dearest = any_of(random, 1, 30);
    const auto cheapest = any_of(random, 0, 3) == 0 ? -dearest : 0;
    for (std::int64_t pair = 0; pair < sources * sinks; ++pair) {
        out.costs.push_back(static_cast<std::int32_t>(any_of(random, cheapest, dearest)));
        if (any_of(random, 0, 5) == 0) out.costs.back() = forbidden;
    }
    if (with_unmet_cost) {
        for (std::int64_t j = 0; j < sinks; ++j) out.unmet_cost.push_back(any_of(random, 0, 40));
        for (std::int64_t i = 0; i < sources; ++i) out.leftover_cost.push_back(any_of(random, 0, 5));
    }
    return out;
}

/// The independent twin: units go one at a time along the cheapest path that Bellman and Ford find in what is left of the
/// network, until no path lowers the cost. `unmet` is what a unit of unmet demand costs.
inline std::int64_t least_cost_by_paths(const Chain& chain, const std::vector<std::int64_t>& unmet) {
    struct Arc {
        std::size_t tail, head;
        std::int64_t room, cost;
    };
    const auto m = chain.supply.size();
    const auto n = chain.demand.size();
    std::vector<Arc> arcs;
    const auto add = [&](std::size_t tail, std::size_t head, std::int64_t room, std::int64_t cost) {
        arcs.push_back({tail, head, room, cost});
        arcs.push_back({head, tail, 0, -cost});
    };
    const auto start = m + n;
    const auto end = m + n + 1;
    std::int64_t total = 0;
    for (std::size_t i = 0; i < m; ++i) {
        const auto left = chain.leftover_cost.empty() ? 0 : chain.leftover_cost[i];
        add(start, i, chain.supply[i], -left);
        total += left * chain.supply[i];
    }
    for (std::size_t j = 0; j < n; ++j) {
        add(m + j, end, chain.demand[j], -unmet[j]);
        total += unmet[j] * chain.demand[j];
    }
    for (std::size_t i = 0; i < m; ++i)
        for (std::size_t j = 0; j < n; ++j)
            if (chain.cost(i, j) != forbidden) add(i, m + j, 1000000, chain.cost(i, j));
    constexpr auto far = std::numeric_limits<std::int64_t>::max() / 4;
    for (;;) {
        std::vector<std::int64_t> cost(m + n + 2, far);
        std::vector<std::size_t> by(m + n + 2, arcs.size());
        cost[start] = 0;
        for (bool again = true; again;) {
            again = false;
            for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
                const auto& one = arcs[arc];
                if (one.room == 0 || cost[one.tail] == far || cost[one.tail] + one.cost >= cost[one.head]) continue;
                cost[one.head] = cost[one.tail] + one.cost;
                by[one.head] = arc;
                again = true;
            }
        }
        if (cost[end] >= 0) return total;
        for (auto node = end; node != start; node = arcs[by[node]].tail) {
            --arcs[by[node]].room;
            ++arcs[by[node] ^ 1U].room;
        }
        total += cost[end];
    }
}

}  // namespace supply_ground

#pragma once
#include <petasentra/supply/min_cost_flow.hpp>

#include "supply/transport_ground.hpp"

namespace supply_ground {

/// A network with columns of its own.
struct Roads {
    std::vector<std::int64_t> supply;
    std::vector<std::uint32_t> tail{};
    std::vector<std::uint32_t> head{};
    std::vector<std::int64_t> cost{};
    std::vector<std::int64_t> capacity{};
    std::vector<std::int64_t> least{};
    bool supply_may_stay = false;

    void add(std::uint32_t from, std::uint32_t to, std::int64_t a_unit, std::int64_t room, std::int64_t at_least = 0) {
        tail.push_back(from);
        head.push_back(to);
        cost.push_back(a_unit);
        capacity.push_back(room);
        least.push_back(at_least);
    }
    [[nodiscard]] su::FlowProblem problem() const {
        return {supply, tail, head, cost, capacity, least, supply_may_stay};
    }
};

inline Roads any_roads(std::mt19937_64& random, bool supply_may_stay) {
    Roads out;
    const auto nodes = any_of(random, 1, 8);
    out.supply.assign(static_cast<std::size_t>(nodes), 0);
    const auto arcs = any_of(random, 0, 24);
    const auto lowest = any_of(random, 0, 2) == 0 ? -5 : 0;
    const auto with_least = any_of(random, 0, 2) == 0;
    const auto node = [&] { return static_cast<std::uint32_t>(any_of(random, 0, nodes - 1)); };
    for (std::int64_t arc = 0; arc < arcs; ++arc) {
        const auto least = with_least ? any_of(random, -1, 1) : 0;
        out.add(node(), node(), any_of(random, lowest, 9), least + any_of(random, 0, 6), least);
    }
    for (int times = 0; times < 4; ++times) {
        const auto amount = any_of(random, 0, 3);
        out.supply[node()] += amount + (supply_may_stay ? any_of(random, 0, 2) : 0);
        out.supply[node()] -= amount;
    }
    out.supply_may_stay = supply_may_stay;
    return out;
}

/// The independent twin: first any flow that does what has to be done, by units along any path with room, then circles of
/// negative cost are filled until there is none (Klein 1967). Nothing if there is no such flow. Every capacity is small.
inline std::optional<std::int64_t> least_cost_by_circles(const Roads& roads) {
    struct Arc {
        std::size_t tail, head;
        std::int64_t room, cost;
    };
    const auto nodes = roads.supply.size();
    const auto pool = nodes;  // takes the supply that stays
    const auto start = nodes + 1;
    const auto end = nodes + 2;
    std::vector<Arc> arcs;
    auto supply = roads.supply;
    supply.push_back(0);
    std::int64_t total = 0;
    const auto add = [&](std::size_t tail, std::size_t head, std::int64_t room, std::int64_t cost) {
        arcs.push_back({tail, head, room, cost});
        arcs.push_back({head, tail, 0, -cost});
    };
    for (std::size_t arc = 0; arc < roads.tail.size(); ++arc) {
        add(roads.tail[arc], roads.head[arc], roads.capacity[arc] - roads.least[arc], roads.cost[arc]);
        supply[roads.tail[arc]] -= roads.least[arc];
        supply[roads.head[arc]] += roads.least[arc];
        total += roads.least[arc] * roads.cost[arc];
    }
    std::int64_t sum = 0;
    for (std::size_t node = 0; node < nodes; ++node) {
        if (roads.supply_may_stay && roads.supply[node] > 0) add(node, pool, roads.supply[node], 0);
        sum += roads.supply[node];
    }
    if (sum < 0 || (sum > 0 && !roads.supply_may_stay)) return std::nullopt;
    supply[pool] -= sum;
    std::int64_t wanted = 0;
    for (std::size_t node = 0; node <= nodes; ++node) {
        if (supply[node] > 0) add(start, node, supply[node], 0);
        if (supply[node] < 0) add(node, end, -supply[node], 0);
        wanted += std::max<std::int64_t>(supply[node], 0);
    }
    const auto walk = [&](std::size_t to, const std::vector<std::size_t>& by, std::size_t stop) {
        auto node = to;
        do {
            --arcs[by[node]].room;
            ++arcs[by[node] ^ 1U].room;
            total += arcs[by[node]].cost;
            node = arcs[by[node]].tail;
        } while (node != stop);
    };
    for (;; --wanted) {
        std::vector<std::size_t> by(nodes + 3, arcs.size());
        std::vector<std::size_t> queue{start};
        for (std::size_t done = 0; done < queue.size(); ++done) {
            for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
                const auto& one = arcs[arc];
                if (one.tail != queue[done] || one.room == 0 || one.head == start || by[one.head] != arcs.size())
                    continue;
                by[one.head] = arc;
                queue.push_back(one.head);
            }
        }
        if (by[end] == arcs.size()) break;
        walk(end, by, start);
    }
    if (wanted != 0) return std::nullopt;
    for (;;) {
        std::vector<std::int64_t> cost(nodes + 3, 0);
        std::vector<std::size_t> by(nodes + 3, arcs.size());
        auto changed = nodes + 3;
        for (std::size_t round = 0; round < nodes + 3; ++round) {
            changed = nodes + 3;
            for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
                const auto& one = arcs[arc];
                if (one.room == 0 || cost[one.tail] + one.cost >= cost[one.head]) continue;
                cost[one.head] = cost[one.tail] + one.cost;
                by[one.head] = arc;
                changed = one.head;
            }
            if (changed == nodes + 3) return total;
        }
        for (std::size_t back = 0; back < nodes + 3; ++back) changed = arcs[by[changed]].tail;
        walk(changed, by, changed);
    }
}

}  // namespace supply_ground

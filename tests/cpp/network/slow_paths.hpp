#pragma once
#include <petasentra/network/arcs.hpp>
#include <petasentra/network/direction.hpp>
#include <queue>
#include <random>
#include <utility>
#include <vector>

/// Small networks and Dijkstra's search written in the plainest way: what the hierarchy has to agree with.
namespace slow {

using petasentra::network::Arcs;
using petasentra::network::Cost;
using petasentra::network::Direction;
using petasentra::network::Node;
using petasentra::network::unreachable;

struct Network {
    std::size_t nodes = 0;
    std::vector<Node> tails, heads;
    std::vector<Cost> costs;

    void add(Node tail, Node head, Cost cost) {
        tails.push_back(tail);
        heads.push_back(head);
        costs.push_back(cost);
    }
    void add_both(Node a, Node b, Cost cost) {
        add(a, b, cost);
        add(b, a, cost);
    }
    Arcs arcs() const { return {nodes, tails, heads}; }
};

/// Costs from one node to all, or to it from all.
inline std::vector<Cost> costs_of(const Network& network, Node start, Direction direction = Direction::from_it) {
    std::vector<std::vector<std::pair<Node, Cost>>> out(network.nodes);
    for (std::size_t i = 0; i < network.tails.size(); ++i) {
        if (network.costs[i] == unreachable) continue;
        if (direction == Direction::from_it) out[network.tails[i]].emplace_back(network.heads[i], network.costs[i]);
        if (direction == Direction::to_it) out[network.heads[i]].emplace_back(network.tails[i], network.costs[i]);
    }
    std::vector<Cost> cost(network.nodes, unreachable);
    using Open = std::pair<Cost, Node>;
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open;
    cost[start] = 0;
    open.emplace(0, start);
    while (!open.empty()) {
        const auto [least, v] = open.top();
        open.pop();
        if (least > cost[v]) continue;
        for (const auto& [head, more] : out[v]) {
            if (least + more >= cost[head]) continue;
            cost[head] = least + more;
            open.emplace(cost[head], head);
        }
    }
    return cost;
}

/// Streets of a town: a grid with streets missing, one-way streets, free ones (cost 0), closed ones, repeated ones, loops
/// and places without any street.
inline Network town(unsigned seed, std::size_t across = 12, std::size_t down = 11) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    Network out;
    out.nodes = across * down;
    const auto at = [&](std::size_t x, std::size_t y) { return static_cast<Node>(y * across + x); };
    const auto street = [&](Node a, Node b) {
        const auto kind = below(12);
        if (kind < 2) return;
        const auto cost = below(9) == 0 ? 0 : static_cast<Cost>(1 + below(30));
        out.add(a, b, below(25) == 0 ? unreachable : cost);
        if (kind > 4) out.add(b, a, kind == 5 ? cost + 7 : cost);
        if (kind == 6) out.add(a, b, cost + below(5));
        if (kind == 7) out.add(a, a, 1);
    };
    for (std::size_t y = 0; y < down; ++y) {
        for (std::size_t x = 0; x < across; ++x) {
            if (x + 1 < across) street(at(x, y), at(x + 1, y));
            if (y + 1 < down) street(at(x, y), at(x, y + 1));
        }
    }
    return out;
}

/// Arcs between any nodes: nothing like a road network, dense enough for large cliques.
inline Network tangle(unsigned seed, std::size_t nodes, std::size_t arcs) {
    std::mt19937 random(seed);
    Network out;
    out.nodes = nodes;
    for (std::size_t i = 0; i < arcs; ++i) {
        const auto tail = static_cast<Node>(random() % nodes), head = static_cast<Node>(random() % nodes);
        out.add(tail, head, random() % 20 == 0 ? unreachable : static_cast<Cost>(random() % 50));
    }
    return out;
}

/// The networks most tests run on.
inline std::vector<Network> networks() {
    std::vector<Network> out;
    for (unsigned seed = 1; seed <= 6; ++seed) out.push_back(town(seed));
    out.push_back(town(7, 40, 37));
    out.push_back(town(8, 90, 3));
    out.push_back(tangle(9, 60, 70));
    out.push_back(tangle(10, 60, 400));
    out.push_back(tangle(11, 300, 330));
    Network nothing;
    out.push_back(nothing);
    Network alone;
    alone.nodes = 1;
    alone.add(0, 0, 5);
    out.push_back(alone);
    Network apart;
    apart.nodes = 5;
    apart.add(1, 3, 0);
    out.push_back(apart);
    return out;
}

/// Nodes drawn at random, some of them twice.
inline std::vector<Node> some_nodes(const Network& network, std::size_t count, unsigned seed) {
    std::vector<Node> out;
    if (network.nodes == 0) return out;
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < count; ++i) out.push_back(static_cast<Node>(random() % network.nodes));
    if (count > 3) out[3] = out[0];
    return out;
}

}  // namespace slow

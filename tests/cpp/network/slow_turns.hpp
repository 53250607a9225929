// Dijkstra's search that carries the arcs it has travelled, and asks every rule at every step: what the graph with turns
// has to agree with.
#pragma once
#include <algorithm>
#include <map>
#include <petasentra/network/road_network.hpp>
#include <random>
#include <vector>

namespace slow {

using petasentra::network::Cost;
using petasentra::network::Node;
using petasentra::network::RoadNetwork;
using petasentra::network::TurnRules;
using petasentra::network::unreachable;
using Travelled = std::vector<std::uint32_t>;

class TurnSearch {
  public:
    /// `costs` of the arcs of the roads and of the rules.
    TurnSearch(const RoadNetwork& roads, const TurnRules& rules, std::vector<Cost> costs, std::vector<Cost> of_rules)
        : m_roads(roads), m_rules(rules), m_costs(std::move(costs)), m_of_rules(std::move(of_rules)) {
        for (std::size_t i = 0; i < rules.size(); ++i) m_longest = std::max(m_longest, rules.sequence(i).size());
    }

    /// What it costs to travel an arc after these.
    Cost turn(Travelled travelled, std::uint32_t arc) const {
        travelled.push_back(arc);
        std::vector<char> counted(m_rules.rules, 0);
        std::uint64_t cost = 0;
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            const auto sequence = m_rules.sequence(i);
            if (sequence.size() > travelled.size() || counted[m_rules.rule[i]] != 0) continue;
            if (!std::equal(sequence.rbegin(), sequence.rend(), travelled.rbegin())) continue;
            counted[m_rules.rule[i]] = 1;
            cost += m_of_rules[m_rules.rule[i]];
        }
        return static_cast<Cost>(std::min<std::uint64_t>(cost, unreachable));
    }

    /// Where one stands, what was travelled before, and what that cost.
    struct Stand {
        Node node;
        Travelled travelled;
        Cost cost;
    };
    /// Everywhere one can get to from some stands, by the cheapest way for each memory.
    std::vector<Stand> from(const std::vector<Stand>& starts) const {
        std::multimap<Cost, std::pair<Node, Travelled>> open;
        std::map<std::pair<Node, Travelled>, Cost> done;
        for (const auto& start : starts)
            if (start.cost < unreachable) open.emplace(start.cost, std::pair(start.node, remembered(start.travelled)));
        std::vector<Stand> out;
        while (!open.empty()) {
            const auto [cost, place] = *open.begin();
            open.erase(open.begin());
            if (!done.emplace(place, cost).second) continue;
            out.push_back({place.first, place.second, cost});
            for (auto i = m_roads.first_leaving()[place.first]; i < m_roads.first_leaving()[place.first + 1]; ++i) {
                const auto arc = m_roads.leaving()[i];
                const auto more = std::uint64_t{m_costs[arc]} + turn(place.second, arc);
                if (more >= unreachable || cost + more >= unreachable) continue;
                auto next = place.second;
                next.push_back(arc);
                open.emplace(cost + static_cast<Cost>(more),
                             std::pair(m_roads.arcs().heads[arc], remembered(std::move(next))));
            }
        }
        return out;
    }

    /// From one node to all.
    std::vector<Cost> costs_of(Node start) const {
        std::vector<Cost> out(m_roads.node_count(), unreachable);
        for (const auto& stand : from({{start, {}, 0}})) out[stand.node] = std::min(out[stand.node], stand.cost);
        return out;
    }

  private:
    Travelled remembered(Travelled travelled) const {
        const auto keep = m_longest == 0 ? 0 : m_longest - 1;
        if (travelled.size() > keep)
            travelled.erase(travelled.begin(), travelled.end() - static_cast<std::ptrdiff_t>(keep));
        return travelled;
    }

    const RoadNetwork& m_roads;
    const TurnRules& m_rules;
    std::vector<Cost> m_costs;
    std::vector<Cost> m_of_rules;
    std::size_t m_longest = 0;
};

/// Rules of all kinds, drawn at random: forbidden turns and ways, only ones, closed nodes.
template <class Random>
TurnRules some_rules(const RoadNetwork& roads, Random& random, int count) {
    TurnRules out;
    const auto arcs = roads.arcs();
    const auto leaving = [&](Node v) { return roads.leaving().subspan(roads.first_leaving()[v], roads.degree(v)); };
    while (static_cast<int>(out.rules) < count && arcs.size() > 0) {
        const auto rule = out.rules++;
        Travelled way{static_cast<std::uint32_t>(random() % arcs.size())};
        const auto kind = random() % 8;
        if (kind == 0) {  // a closed node
            const auto v = arcs.heads[way[0]];
            for (const auto out_of : leaving(v))
                for (const auto other : leaving(v)) {
                    const std::uint32_t into = other ^ 1U;
                    if (out_of != other) out.add(rule, std::vector<std::uint32_t>{into, out_of});
                }
            continue;
        }
        const auto length = kind < 5 ? 2U : 2U + static_cast<unsigned>(random() % 4);
        while (way.size() < length) {
            const auto choice = leaving(arcs.heads[way.back()]);
            way.push_back(choice[random() % choice.size()]);
        }
        if (kind % 2 == 0) {
            out.add(rule, way);
            continue;
        }
        for (std::size_t k = 1; k < way.size(); ++k) {  // only this way
            for (const auto other : leaving(arcs.tails[way[k]])) {
                if (other == way[k]) continue;
                Travelled wrong(way.begin(), way.begin() + static_cast<std::ptrdiff_t>(k));
                wrong.push_back(other);
                out.add(rule, wrong);
            }
        }
    }
    return out;
}

}  // namespace slow

#include "network/plain_graph.hpp"

#include <algorithm>

namespace petasentra::network {

PlainGraph plain_graph(const Arcs& arcs) {
    std::vector<std::int32_t> first(arcs.nodes + 1, 0);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (arcs.tails[i] == arcs.heads[i]) continue;
        ++first[arcs.tails[i] + 1];
        ++first[arcs.heads[i] + 1];
    }
    for (std::size_t v = 0; v < arcs.nodes; ++v) first[v + 1] += first[v];
    std::vector<std::int32_t> all(static_cast<std::size_t>(first.back()));
    std::vector<std::int32_t> next(first.begin(), first.end() - 1);
    const auto put = [&](Node at, Node neighbour) {
        all[static_cast<std::size_t>(next[at]++)] = static_cast<std::int32_t>(neighbour);
    };
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (arcs.tails[i] == arcs.heads[i]) continue;
        put(arcs.tails[i], arcs.heads[i]);
        put(arcs.heads[i], arcs.tails[i]);
    }
    PlainGraph graph;
    graph.first.assign(arcs.nodes + 1, 0);
    auto kept = all.begin();
    for (std::size_t v = 0; v < arcs.nodes; ++v) {
        const auto begin = all.begin() + first[v], end = all.begin() + first[v + 1];
        std::sort(begin, end);
        kept = std::copy(begin, std::unique(begin, end), kept);
        graph.first[v + 1] = static_cast<std::int32_t>(kept - all.begin());
    }
    all.resize(static_cast<std::size_t>(kept - all.begin()));
    graph.neighbours = std::move(all);
    return graph;
}

}  // namespace petasentra::network

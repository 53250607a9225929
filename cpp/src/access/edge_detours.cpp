#include <algorithm>
#include <petasentra/access/closed_roads.hpp>
#include <petasentra/access/edge_detours.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <string>

namespace petasentra::access {
namespace {

using network::Cost;
using network::Edge;
using network::unreachable;

constexpr std::size_t edges_a_block = 32;

/// Calls take(edge, journey) for each edge that a journey needs: on its way, or because a place of it stands within.
/// Each once, also where the way comes to it again. Between two places at one spot of an edge there is no piece of it,
/// and closing it cuts both off all the same.
template <class Take>
void each_need(const TravelPaths& paths, const Stops& origins, const Stops& targets, std::span<const Journey> journeys,
               const Take& take) {
    std::vector<Edge> own;
    const auto stand = [&](const Stops& stops, std::size_t stop) {
        if (stops.fraction[stop] > 0.0 && stops.fraction[stop] < 1.0)
            own.push_back(static_cast<Edge>(stops.edge[stop]));
    };
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (paths.cost[i] == unreachable) continue;
        own.assign(paths.edge.begin() + static_cast<std::ptrdiff_t>(paths.first_piece[i]),
                   paths.edge.begin() + static_cast<std::ptrdiff_t>(paths.first_piece[i + 1]));
        stand(origins, journeys[i].origin);
        stand(targets, journeys[i].target);
        std::sort(own.begin(), own.end());
        own.erase(std::unique(own.begin(), own.end()), own.end());
        for (const auto edge : own) take(edge, static_cast<std::uint32_t>(i));
    }
}

/// Journeys by the edges that they need, as lists one behind the other.
struct UsersOfEdges {
    std::vector<std::uint64_t> first;
    std::vector<std::uint32_t> journey;

    UsersOfEdges(const TravelPaths& paths, const Stops& origins, const Stops& targets,
                 std::span<const Journey> journeys, std::size_t edges)
        : first(edges + 1, 0) {
        each_need(paths, origins, targets, journeys, [&](Edge edge, std::uint32_t) { ++first[edge + 1]; });
        for (std::size_t e = 0; e < edges; ++e) first[e + 1] += first[e];
        journey.resize(first.back());
        auto next = first;
        each_need(paths, origins, targets, journeys,
                  [&](Edge edge, std::uint32_t number) { journey[next[edge]++] = number; });
    }
    [[nodiscard]] std::span<const std::uint32_t> of(Edge edge) const {
        return std::span(journey).subspan(first[edge], first[edge + 1] - first[edge]);
    }
};

void require_edges(const network::RoadNetwork& network, std::span<const Cost> arc_costs,
                   std::span<const Journey> journeys, const TravelPaths& paths, std::span<const Edge> edges) {
    if (arc_costs.size() != network.travel_arcs().size() || paths.size() != journeys.size()) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Biaya atau jalur tidak sama banyak dengan busur atau perjalanan.",
                           "There are not as many costs as arcs, or not as many paths as journeys."});
    }
    for (const auto edge : edges) {
        if (edge < network.edge_count()) continue;
        const auto number = std::to_string(edge);
        const auto last = std::to_string(network.edge_count());
        throw core::Error(core::ErrorCode::option_value,
                          {"Tidak ada ruas " + number + ": jaringan ini punya " + last + " ruas.",
                           "There is no edge " + number + ": this network has " + last + " edges."},
                          {}, {.feature = number});
    }
}

}  // namespace

EdgeDetours edge_detours(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                         std::span<const Cost> arc_costs, const Stops& origins, const Stops& targets,
                         std::span<const Journey> journeys, const TravelPaths& paths, std::span<const Edge> edges,
                         const core::Control& control) {
    require_edges(network, arc_costs, journeys, paths, edges);
    const UsersOfEdges users(paths, origins, targets, journeys, network.edge_count());
    EdgeDetours out;
    out.edge.assign(edges.begin(), edges.end());
    for (auto* counts : {&out.using_it, &out.longer, &out.lost}) counts->assign(edges.size(), 0);
    out.more.assign(edges.size(), 0);
    out.most.assign(edges.size(), 0);
    const ClosedRoads open(network, hierarchy, arc_costs, origins, targets, control.part(0.0, 0.1));
    core::for_blocks(edges.size(), edges_a_block, control.part(0.1, 1.0), [&](core::Block block) {
        auto roads = open;
        for (auto k = block.begin; k < block.end; ++k) {
            const auto affected = users.of(edges[k]);
            out.using_it[k] = static_cast<std::uint32_t>(affected.size());
            if (affected.empty()) continue;
            control.check();
            roads.close({&edges[k], 1});
            for (const auto number : affected) {
                const auto after = roads.cost(journeys[number]);
                if (after >= unreachable) {
                    ++out.lost[k];
                    continue;
                }
                const auto more = after - paths.cost[number];
                if (more == 0) continue;
                ++out.longer[k];
                out.more[k] += more;
                out.most[k] = std::max(out.most[k], more);
            }
        }
    });
    return out;
}

std::vector<Edge> used_edges(const TravelPaths& paths, const Stops& origins, const Stops& targets,
                             std::span<const Journey> journeys) {
    std::vector<Edge> out;
    each_need(paths, origins, targets, journeys, [&](Edge edge, std::uint32_t) { out.push_back(edge); });
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace petasentra::access

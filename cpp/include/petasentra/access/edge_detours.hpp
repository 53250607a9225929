#pragma once
#include <petasentra/access/travel_paths.hpp>

namespace petasentra::access {

/// How much worse journeys become when one edge is closed in both directions, as columns: an entry for each edge that
/// was asked for.
///
///     o=====A--x--B=====*      AB closed: the journey goes the way round, or there is none and it is lost
///            \___/
///
/// Places stay where they meet the roads. One that stands within the closed edge is cut off; one that needs nothing of
/// it, because it stands at the end by which it leaves, is not.
struct EdgeDetours {
    std::vector<network::Edge> edge;
    std::vector<std::uint32_t> using_it;  ///< journeys whose way goes over the edge, or that begin or end within it
    std::vector<std::uint32_t> longer;    ///< of those: how many take longer
    std::vector<std::uint32_t> lost;      ///< and how many have no way any more
    std::vector<std::uint64_t> more;      ///< what those that take longer cost more, all together
    std::vector<network::Cost> most;      ///< and the one that suffers most
    [[nodiscard]] std::size_t size() const noexcept { return edge.size(); }
};

/// Closes each of the edges by itself. `paths` are those of `journeys` at `arc_costs`; a journey that does not need an
/// edge keeps its way, so only the others are asked again. Those between two places at one spot within an edge need it,
/// although they travel nowhere.
///
/// Empty    No edges: no entries. An edge that nobody uses: zeros.
/// Errors   Error(option_value) for an edge that is not there, paths of another number than journeys, and as for
///          travel_paths.
/// Same     Exact, and equal for any number of threads.
/// Cost     One customisation of the hierarchy, a copy of it for each 32 edges, for each edge what ClosableMetric takes to
///          close it, and up to four searches for each journey that uses it.
[[nodiscard]] EdgeDetours edge_detours(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                                       std::span<const network::Cost> arc_costs, const Stops& origins,
                                       const Stops& targets, std::span<const Journey> journeys,
                                       const TravelPaths& paths, std::span<const network::Edge> edges,
                                       const core::Control& control = {});

/// The edges that journeys use, each once, ascending: those for which EdgeDetours::using_it is not 0.
[[nodiscard]] std::vector<network::Edge> used_edges(const TravelPaths& paths, const Stops& origins,
                                                    const Stops& targets, std::span<const Journey> journeys);

}  // namespace petasentra::access

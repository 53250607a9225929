#pragma once
#include <petasentra/access/stops.hpp>
#include <petasentra/access/travel_paths.hpp>
#include <petasentra/network/closable_metric.hpp>
#include <petasentra/network/path_search.hpp>
#include <span>
#include <utility>
#include <vector>

namespace petasentra::access {

/// What journeys cost while some edges are closed in both directions, for one closure after the other.
///
///     o=====A--x--B=====*      AB closed: the journey goes the way round, or there is none
///            \___/
///
/// Places stay where they meet the roads. One that stands within a closed edge is cut off; one that needs nothing of it,
/// because it stands at the end by which it leaves, is not.
///
/// `arc_costs` are those of the network's travel_arcs(): Error(option_value) for another number. What it is made of must
/// outlive it.
///
/// Same     Exact: what travel_paths says on the roads that are left.
/// Cost     A customisation for the first; copies and closures take far less (ClosableMetric). Up to
///          four searches a journey.
class ClosedRoads {
  public:
    ClosedRoads(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                std::span<const network::Cost> arc_costs, const Stops& origins, const Stops& targets,
                const core::Control& control = {});
    ClosedRoads(const ClosedRoads& other);
    ClosedRoads& operator=(const ClosedRoads&) = delete;

    /// Closes these edges, and opens those that were closed before. Error(option_value) for an edge that is not there.
    void close(std::span<const network::Edge> edges);

    /// Unreachable: no way any more. Error(option_value) where one of its stops is not there.
    [[nodiscard]] network::Cost cost(const Journey& journey);

  private:
    [[nodiscard]] bool is_closed(std::int64_t edge) const noexcept;
    [[nodiscard]] bool stays_open(const Stops& stops, std::size_t stop, std::uint32_t way) const noexcept;

    const network::RoadNetwork& m_network;
    const network::Hierarchy& m_hierarchy;
    const Stops& m_origins;
    const Stops& m_targets;
    network::ClosableMetric m_metric;
    network::PathSearch m_search;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_copies;  ///< arc of the roads, its copy; sorted
    std::vector<network::Edge> m_closed;                            ///< ascending
};

/// Closures one after the other, and the journeys that are asked of each: edges first_edge[c] .. first_edge[c + 1] - 1 of
/// closure c, and so on.
struct Closures {
    std::span<const std::size_t> first_edge;  ///< of each closure, and the end
    std::span<const network::Edge> edge;
    std::span<const std::size_t> first_journey;  ///< of each closure, and the end
    std::span<const Journey> journey;
};

/// What ClosedRoads::cost says of each journey, with the edges of its closure closed and no others. Closures are shared out
/// among threads, each with a copy of the roads; the costs are the same for any number of them.
/// Error(option_value): as there, columns that do not fit. Error(cancelled).
[[nodiscard]] std::vector<network::Cost> closed_costs(const ClosedRoads& roads, const Closures& closures,
                                                      const core::Control& control = {});

}  // namespace petasentra::access

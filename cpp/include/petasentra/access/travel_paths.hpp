#pragma once
#include <cstdint>
#include <petasentra/access/stops.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <vector>

namespace petasentra::access {

/// A journey that is asked for: from which origin to which target.
struct Journey {
    std::uint32_t origin;
    std::uint32_t target;
};

/// How journeys go, as columns: one entry a journey, and the pieces of edges it is made of, in the order of travel.
///
///     A---*=====B=======C==*---D     three pieces: AB from 0.4 to 1, BC from 0 to 1, CD from 0 to 0.3
///
/// begin > end is against the direction in which the edge was drawn. Pieces without length are left out, so that whoever
/// is where he goes has none. The access legs are in the cost, and in no piece.
struct TravelPaths {
    std::vector<network::Cost> cost;            ///< as travel_matrix has it; unreachable: no way, and no pieces
    std::vector<double> length_m;               ///< on roads
    std::vector<std::uint64_t> first_piece{0};  ///< by journey, and the end
    std::vector<network::Edge> edge;            ///< by piece
    std::vector<double> begin;                  ///< fraction of the edge at which the piece is entered
    std::vector<double> end;
    [[nodiscard]] std::size_t size() const noexcept { return cost.size(); }
};

/// The cheapest way of each journey. Of several that cost the same always the same one is told for a network and its
/// costs: one that stays on its edge before one that leaves it, ways by `from` of an edge before those by `to`.
///
/// Turns that cost time are in the cost, and in no piece. `arc_costs` are those of the network's travel_arcs().
///
/// Errors   Error(option_value) for a journey between stops that are not there, and for arc costs of another number.
/// Same     Equal for any number of threads and any order of journeys.
/// Cost     Up to four searches a journey and one path: under a millisecond on a million nodes.
[[nodiscard]] TravelPaths travel_paths(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                                       const network::Metric& metric, std::span<const network::Cost> arc_costs,
                                       const Stops& origins, const Stops& targets, std::span<const Journey> journeys,
                                       const core::Control& control = {});

/// The journeys as lines along the roads, in the CRS of the network; null where nothing is travelled on a road.
[[nodiscard]] geometry::GeometryColumn lines_of(const network::RoadNetwork& network, const TravelPaths& paths);

}  // namespace petasentra::access

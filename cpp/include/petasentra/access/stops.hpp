#pragma once
#include <cstdint>
#include <petasentra/network/cost.hpp>
#include <petasentra/network/direction.hpp>
#include <petasentra/network/road_network.hpp>
#include <petasentra/network/snap.hpp>
#include <vector>

namespace petasentra::access {

/// Places where journeys begin, or where they end: how each gets onto the network.
///
///        * a stop                  ways: to A at 40, to B at 60 (leaving); from A, from B (arriving)
///        :  access
///    A---+-------B
///
/// A stop on a one-way road has one way only, a stop that is not snapped none. Ways hold the access leg; what lies
/// between two stops on one edge does not need them. Nodes are those of the network's travel_arcs(): who leaves along an
/// edge keeps to the rules for turns at its end, and who stands at an end of his edge begins and ends at the node, whose
/// roads are all open to him.
struct Stops {
    std::vector<std::uint32_t> first{0};  ///< by stop, and the end: where its ways begin; two at most
    std::vector<network::Node> node;      ///< by way
    std::vector<network::Cost> cost;      ///< by way
    std::vector<std::uint8_t> end;        ///< by way: the end of the edge, 0 at its node `from`, 1 at `to`
    std::vector<std::int64_t> edge;       ///< by stop: that it stands on, -1 if it is not snapped
    std::vector<double> fraction;         ///< by stop: where on its edge, 0 at the node `from`; NaN off the network
    std::vector<network::Cost> along;  ///< by stop: cost on its edge from the node `from` to it, unreachable if closed
    std::vector<network::Cost> against;  ///< from the node `to` to it
    std::vector<network::Cost> access;   ///< between the place itself and the road

    [[nodiscard]] std::size_t size() const noexcept { return first.size() - 1; }
};

/// Stops at snapped places. Direction::from_it: journeys begin there; to_it: they end there.
[[nodiscard]] Stops stops_at(const network::RoadNetwork& network, const network::Snapped& snapped,
                             const network::ReachCosts& reach, network::Direction direction);

/// What it costs to go from one stop to another on the same edge without leaving it, access legs included; unreachable
/// for stops on two edges, and against a one-way road, however near the two stops are: their fractions say which is
/// ahead, not their costs. Stops at one place reach each other at no cost but that of the access legs.
[[nodiscard]] network::Cost cost_on_edge(const Stops& origins, std::size_t origin, const Stops& targets,
                                         std::size_t target) noexcept;

}  // namespace petasentra::access

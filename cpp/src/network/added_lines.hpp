#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/index/box_index.hpp>
#include <petasentra/network/road_network.hpp>
#include <vector>

#include "network/edge_strips.hpp"
#include "network/line_chains.hpp"

namespace petasentra::network {

/// What of a network lies where.
class NodesAndEdges {
  public:
    explicit NodesAndEdges(const RoadNetwork& network);

    /// The nearest node within `metres`; no_node if there is none. The smallest among equals.
    [[nodiscard]] Node node_near(double x, double y, double metres) const;
    /// The nodes in the box around a segment, `metres` wider on every side.
    void nodes_around(const geometry::Box& box, double metres, std::vector<std::uint32_t>& nodes) const;

    [[nodiscard]] const EdgeStrips& strips() const noexcept { return m_strips; }
    [[nodiscard]] const LocalGround& ground() const noexcept { return m_strips.ground(); }

  private:
    const RoadNetwork& m_network;
    EdgeStrips m_strips;
    index::BoxIndex m_nodes;
};

/// Moves the ends of added chains to the network and bends chains to its dead ends, as with_roads says. `parts.roads` are
/// those of the network and then the added ones. Returns where edges get a vertex: `chain` is the edge, `vertex` one of
/// the network.
[[nodiscard]] std::vector<Cut> meet_network(Chains& added, NetworkParts& parts, const RoadNetwork& network,
                                            const NodesAndEdges& places, bool crossings, const core::Control& control);

}  // namespace petasentra::network

#pragma once
#include <optional>
#include <petasentra/index/box_index.hpp>

#include "topology/near.hpp"
#include "topology/repair_zone.hpp"

namespace petasentra::topology {

/// The edges of parts that meet a box, ready to be asked what runs near a place.
class NearEdges {
  public:
    struct Edge {
        std::uint32_t part;
        std::uint32_t ring;
        std::size_t vertex;  ///< at which it begins
        geometry::Place begin;
        geometry::Place end;
    };

    NearEdges(std::span<const PartHandle> parts, const geometry::Box& box);
    /// Numbers of the edges whose box is at most `reach` from a place; valid until the next question.
    const std::vector<std::uint32_t>& near(geometry::Place place, double reach);
    [[nodiscard]] const Edge& operator[](std::size_t i) const { return m_edges[i]; }

  private:
    std::vector<Edge> m_edges;
    std::optional<index::BoxIndex> m_index;  ///< only where there are many
    std::vector<std::uint32_t> m_near;
};

/// The part with those places as vertices that lie within `reach` of one of its edges and are no vertex of it: the same
/// handle if there are none. `shift` grows to the farthest that an edge had to bend.
[[nodiscard]] PartHandle with_vertices(const PartHandle& part, const std::vector<Vertex>& places, double reach,
                                       double& shift);

/// The part with one place as a vertex of the edge nearest to it, at most `reach` away; the same handle if no edge is.
[[nodiscard]] PartHandle with_vertex_on_nearest(const PartHandle& part, Vertex place, double reach, double& shift);

/// How much of the border of `ground` runs along the border of `zone`, no farther than `reach`, in metres.
[[nodiscard]] double border_along(std::span<const PartHandle> ground, std::span<const PartHandle> zone, double reach);

[[nodiscard]] double border_length(std::span<const PartHandle> ground);

}  // namespace petasentra::topology

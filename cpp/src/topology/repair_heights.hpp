#pragma once
#include <bit>
#include <limits>
#include <optional>
#include <petasentra/index/box_index.hpp>
#include <unordered_map>

#include "topology/repair_zone.hpp"

namespace petasentra::topology {

/// Z and M of a vertex; NaN is unknown.
struct Height {
    double z = std::numeric_limits<double>::quiet_NaN();
    double m = std::numeric_limits<double>::quiet_NaN();
};

struct VertexHash {
    std::size_t operator()(const Vertex& vertex) const noexcept {
        return (std::bit_cast<std::uint64_t>(vertex[0]) * 0x9e3779b97f4a7c15) ^
               (std::bit_cast<std::uint64_t>(vertex[1]) + 0x7f4a7c15);
    }
};

/// Z and M of a row of polygons, to be asked at the vertices of what becomes of it.
///
/// A place where a vertex of the row stands has that vertex's; else one on an edge of the row has what lies between the
/// ends of that edge, by length. Where several vertices or edges apply the one that comes first in the row decides, Z
/// and M each by the first that knows it. A ring that is open has its closing edge.
///
/// On an edge   no farther from it than 1e-11 of the largest coordinate: 0.1 mm in metres and in degrees, as crossings
///              are computed.
class RowHeights {
  public:
    /// `column` must outlive this.
    RowHeights(const geometry::GeometryColumn& column, std::size_t row);
    /// In the CRS of the column.
    [[nodiscard]] Height at(Vertex place);
    [[nodiscard]] bool stands_at(Vertex place) const { return m_vertices.contains({place[0] + 0.0, place[1] + 0.0}); }
    /// False if the row has neither Z nor M: there is nothing to ask.
    [[nodiscard]] bool any() const { return m_has_z || m_has_m; }

  private:
    struct Edge {
        std::size_t begin;  ///< vertices of the column
        std::size_t end;
    };
    const geometry::GeometryColumn& m_column;
    bool m_has_z;
    bool m_has_m;
    double m_reach = 0.0;
    std::unordered_map<Vertex, Height, VertexHash> m_vertices;
    std::vector<Edge> m_edges;
    std::optional<index::BoxIndex> m_index;  ///< made when the first new vertex is asked for
    std::vector<std::uint32_t> m_near;

    void add_ring(std::uint64_t ring);
    [[nodiscard]] Height of_vertex(std::size_t v) const;
    [[nodiscard]] Height on_edges(Vertex place);
};

/// Gives `made`, a column of one row without Z and M, those of row `row` of another, of which it was made. Returns how
/// many places of new vertices got no Z or no M although the row has them.
std::size_t give_heights(geometry::GeometryColumn& made, const geometry::GeometryColumn& column, std::size_t row);

}  // namespace petasentra::topology

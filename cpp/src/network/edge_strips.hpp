#pragma once
#include <cmath>
#include <cstdint>
#include <optional>
#include <petasentra/index/box_index.hpp>
#include <petasentra/network/road_network.hpp>
#include <vector>

#include "network/local_ground.hpp"

namespace petasentra::network {

/// The nearest place of an edge.
struct NearPlace {
    double metres = 0.0;  ///< on the flat ground near the point: for comparing
    std::uint32_t edge = 0;
    std::uint64_t vertex = 0;  ///< where the segment begins
    double along = 0.0;        ///< of the segment
};

/// The segments of a network in short runs, found by their boxes.
class EdgeStrips {
  public:
    explicit EdgeStrips(const RoadNetwork& network);

    /// The nearest place within `metres` on an edge for which `wanted(edge)` is true; the smallest edge among equals.
    template <class Wanted>
    [[nodiscard]] std::optional<NearPlace> nearest_within(double x, double y, double metres, Wanted&& wanted,
                                                          std::vector<std::uint32_t>& rows) const {
        const auto scale = m_ground.scale_at(x, y);
        const double more = metres * (1.0 + 1e-6) + 1e-9;
        m_index.query({x - more / scale.x, y - more / scale.y, x + more / scale.x, y + more / scale.y}, rows);
        double best = metres * metres;
        std::optional<NearPlace> found;
        for (const auto row : rows) {
            const auto& strip = m_strips[row];
            if (!wanted(strip.edge)) continue;
            for (auto v = strip.first; v < strip.last; ++v) {
                const auto near = nearest_on_segment(x, y, m_network->parts().xy.data() + 2 * v, scale);
                if (near.squared_m > best || (found && near.squared_m == best)) continue;
                best = near.squared_m;
                found = NearPlace{0.0, strip.edge, v, near.along};
            }
        }
        if (found) found->metres = std::sqrt(best);
        return found;
    }

    /// Edges with a run whose box meets this one, each once, ascending.
    void edges_near(const geometry::Box& box, std::vector<std::uint32_t>& edges) const;

    [[nodiscard]] const LocalGround& ground() const noexcept { return m_ground; }
    [[nodiscard]] const geometry::Box& bounds() const noexcept { return m_bounds; }

  private:
    struct Strip {
        std::uint32_t edge;
        std::uint64_t first;  ///< vertex
        std::uint64_t last;
    };
    const RoadNetwork* m_network;
    geometry::Box m_bounds;
    LocalGround m_ground;
    std::vector<Strip> m_strips;
    index::BoxIndex m_index;
};

}  // namespace petasentra::network

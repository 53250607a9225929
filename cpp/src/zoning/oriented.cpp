#include "zoning/oriented.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>

namespace petasentra::zoning {
namespace {

constexpr std::size_t rows_per_block = 32;

bool is_clockwise(const double* xy, std::size_t vertices) {
    double twice = 0.0;
    for (std::size_t v = 0; v + 1 < vertices; ++v)
        twice += (xy[2 * v] - xy[0]) * (xy[2 * v + 3] - xy[1]) - (xy[2 * v + 2] - xy[0]) * (xy[2 * v + 1] - xy[1]);
    return twice < 0.0;
}

void copy_ring(const double* from, double* to, std::size_t vertices, bool turn_round) {
    if (!turn_round) {
        std::copy_n(from, 2 * vertices, to);
        return;
    }
    for (const double* end = from + 2 * vertices; from != end; to += 2) {
        end -= 2;
        to[0] = end[0];
        to[1] = end[1];
    }
}

geometry::Box box_of(const double* xy, std::size_t vertices) {
    if (vertices == 0) return {};
    geometry::Box box{xy[0], xy[1], xy[0], xy[1]};
    for (std::size_t v = 1; v < vertices; ++v) {
        box.min_x = std::min(box.min_x, xy[2 * v]);
        box.min_y = std::min(box.min_y, xy[2 * v + 1]);
        box.max_x = std::max(box.max_x, xy[2 * v]);
        box.max_y = std::max(box.max_y, xy[2 * v + 1]);
    }
    return box;
}

}  // namespace

Oriented interior_on_the_left(const geometry::GeometryColumn& zones, const core::Control& control) {
    Oriented out{core::LargeVector<double>(zones.xy.size()), std::vector<geometry::Box>(zones.size())};
    core::for_blocks(zones.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) {
            const bool polygon = geometry::dimension(zones.kind[row]) == 2;
            for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
                for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
                    const auto first = zones.vertex_of_ring[ring];
                    const auto vertices = zones.vertex_of_ring[ring + 1] - first;
                    const double* xy = zones.xy.data() + 2 * first;
                    const bool hole = ring != zones.ring_of_part[part];
                    const bool turn_round = polygon && vertices >= 4 && is_clockwise(xy, vertices) != hole;
                    copy_ring(xy, out.xy.data() + 2 * first, vertices, turn_round);
                    if (polygon) out.boxes[row].add(box_of(xy, vertices));
                }
            }
        }
    });
    return out;
}

}  // namespace petasentra::zoning

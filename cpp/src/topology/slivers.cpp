#include <cmath>
#include <petasentra/core/parallel.hpp>

#include "topology/row_rules.hpp"

namespace petasentra::topology {
namespace {

constexpr std::size_t sliver_zones_per_block = 256;

/// Area and border of one polygon, its vertices taken relative to the first so that large eastings cost no digits.
struct PartMeasure {
    double area = 0.0;
    double border = 0.0;
};

PartMeasure measure_part(const geometry::GeometryColumn& zones, std::uint64_t part) {
    PartMeasure out;
    const auto shell = zones.ring_of_part[part];
    for (auto ring = shell; ring < zones.ring_of_part[part + 1]; ++ring) {
        const auto begin = zones.vertex_of_ring[ring];
        double twice = 0.0;
        for (auto v = begin; v + 1 < zones.vertex_of_ring[ring + 1]; ++v) {
            const double* pair = zones.xy.data() + 2 * v;
            const double x0 = zones.xy[2 * begin];
            const double y0 = zones.xy[2 * begin + 1];
            twice += (pair[0] - x0) * (pair[3] - y0) - (pair[2] - x0) * (pair[1] - y0);
            out.border += std::hypot(pair[2] - pair[0], pair[3] - pair[1]);
        }
        out.area += (ring == shell ? 0.5 : -0.5) * std::abs(twice);
    }
    return out;
}

}  // namespace

bool is_sliver(const geometry::GeometryColumn& zones, std::uint64_t part, double sliver_m2, double tolerance_m,
               double& area) {
    const auto measure = measure_part(zones, part);
    area = measure.area;
    return measure.border > 0.0 && (area < sliver_m2 || 2.0 * area / measure.border < tolerance_m);
}

FaultList slivers(const Mosaic& mosaic, double sliver_m2, double tolerance_m, const core::Control& control) {
    const auto& zones = mosaic.zones;
    std::vector<FaultList> found(core::block_count(zones.size(), sliver_zones_per_block));
    core::for_blocks(zones.size(), sliver_zones_per_block, control, [&](core::Block block) {
        for (auto rank = block.begin; rank < block.end; ++rank) {
            for (auto part = zones.part_of_row[rank]; part < zones.part_of_row[rank + 1]; ++part) {
                double area = 0.0;
                if (!is_sliver(zones, part, sliver_m2, tolerance_m, area)) continue;
                auto& fault = found[block.index].add(Rule::zone_sliver, static_cast<std::int64_t>(rank),
                                                     geometry::polygon_of_part(zones, part));
                fault.part =
                    mosaic.is_mended[rank] != 0 ? -1 : static_cast<std::int64_t>(part - zones.part_of_row[rank]);
                fault.measure = area;
                fault.unit = "m2";
            }
        }
    });
    FaultList out;
    out.add(std::move(found));
    return out;
}

}  // namespace petasentra::topology

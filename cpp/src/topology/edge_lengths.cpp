#include "topology/edge_lengths.hpp"

#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/polygons.hpp>

namespace petasentra::topology {
namespace {

constexpr std::size_t fewest_edges = 100;

bool shorter(const LooseEdges& edges, std::size_t edge, double length) {
    const std::size_t from = edges.ends[2 * edge];
    const std::size_t to = edges.ends[2 * edge + 1];
    return std::hypot(edges.xy[2 * to] - edges.xy[2 * from], edges.xy[2 * to + 1] - edges.xy[2 * from + 1]) < length;
}

[[noreturn]] void refuse_tolerance(const core::Text& what, const layer::Layer& layer) {
    throw core::Error(core::ErrorCode::option_value, what,
                      {"Periksa sistem koordinatnya dengan petasentra inspect, atau kecilkan tolerance_m.",
                       "Look at the coordinate system with petasentra inspect, or lower tolerance_m."},
                      {.file = layer.provenance.source, .layer = layer.title()});
}

}  // namespace

void require_zones_larger_than(double tolerance_m, const Mosaic& mosaic, const layer::Layer& layer) {
    if (mosaic.zones.xy.empty()) return;
    for (std::size_t rank = 0; rank < mosaic.size(); ++rank) {
        if (mosaic.source.is_null(rank)) continue;
        const auto& box = mosaic.boxes[rank];
        const double square = tolerance_m * tolerance_m;
        if ((box.max_x - box.min_x) * (box.max_y - box.min_y) <= square) continue;
        if (geometry::polygons_of_row(mosaic.zones, rank).area() > square) return;
    }
    refuse_tolerance({"Tidak ada zona seluas bujur sangkar bersisi toleransi: koordinatnya mungkin bukan meter, atau "
                      "toleransinya terlalu besar.",
                      "No zone has as much ground as a square of the tolerance: the coordinates are hardly metres, or "
                      "the tolerance is too large."},
                     layer);
}

void require_edges_longer_than(double tolerance_m, const LooseEdges& edges, const layer::Layer& layer) {
    if (edges.size() < fewest_edges) return;
    std::size_t below = 0;
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        if (shorter(edges, edge, tolerance_m)) ++below;
    }
    if (2 * below <= edges.size()) return;
    refuse_tolerance({"Sebagian besar ruas batas lebih pendek daripada toleransinya: koordinatnya mungkin bukan meter, "
                      "atau toleransinya terlalu besar.",
                      "Most edges of the borders are shorter than the tolerance: the coordinates are hardly metres, or "
                      "the tolerance is too large."},
                     layer);
}

}  // namespace petasentra::topology

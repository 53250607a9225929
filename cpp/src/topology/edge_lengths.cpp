#include "topology/edge_lengths.hpp"

#include <cmath>
#include <petasentra/core/error.hpp>

namespace petasentra::topology {
namespace {

constexpr std::size_t fewest_edges = 100;

bool shorter(const LooseEdges& edges, std::size_t edge, double length) {
    const std::size_t from = edges.ends[2 * edge];
    const std::size_t to = edges.ends[2 * edge + 1];
    return std::hypot(edges.xy[2 * to] - edges.xy[2 * from], edges.xy[2 * to + 1] - edges.xy[2 * from + 1]) < length;
}

}  // namespace

void require_edges_longer_than(double tolerance_m, const LooseEdges& edges, const layer::Layer& layer) {
    if (edges.size() < fewest_edges) return;
    std::size_t below = 0;
    for (std::size_t edge = 0; edge < edges.size(); ++edge) {
        if (shorter(edges, edge, tolerance_m)) ++below;
    }
    if (2 * below <= edges.size()) return;
    throw core::Error(
        core::ErrorCode::option_value,
        {"Sebagian besar ruas batas lebih pendek daripada toleransinya: koordinatnya mungkin bukan meter, "
         "atau toleransinya terlalu besar.",
         "Most edges of the borders are shorter than the tolerance: the coordinates are hardly metres, or "
         "the tolerance is too large."},
        {"Periksa sistem koordinatnya dengan petasentra inspect, atau kecilkan tolerance_m.",
         "Look at the coordinate system with petasentra inspect, or lower tolerance_m."},
        {.file = layer.provenance.source, .layer = layer.title()});
}

}  // namespace petasentra::topology

#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/from_lines.hpp>

#include "network/degree_range.hpp"
#include "network/line_chains.hpp"
#include "network/local_ground.hpp"

namespace petasentra::network {
namespace {

geometry::Box extent_of_chains(const Chains& chains) {
    geometry::Box box;
    for (std::size_t v = 0; v < chains.vertex_count(); ++v) box.add(chains.at(v)[0], chains.at(v)[1]);
    return box;
}

/// Nodes are the distinct ends of the pieces, by x, then y.
void number_nodes(NetworkParts& parts) {
    std::vector<std::pair<double, double>> places;
    const auto edges = parts.road.size();
    const auto end_of = [&](std::size_t edge, bool last) {
        const auto vertex = last ? parts.vertex_of_edge[edge + 1] - 1 : parts.vertex_of_edge[edge];
        return std::pair(parts.xy[2 * vertex], parts.xy[2 * vertex + 1]);
    };
    places.reserve(2 * edges);
    for (std::size_t e = 0; e < edges; ++e) {
        places.push_back(end_of(e, false));
        places.push_back(end_of(e, true));
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    const auto number = [&](const std::pair<double, double>& place) {
        return static_cast<Node>(std::lower_bound(places.begin(), places.end(), place) - places.begin());
    };
    for (std::size_t e = 0; e < edges; ++e) {
        parts.from.push_back(number(end_of(e, false)));
        parts.to.push_back(number(end_of(e, true)));
    }
    for (std::size_t node = 0; node < places.size(); ++node) {
        parts.node_xy.insert(parts.node_xy.end(), {places[node].first, places[node].second});
        parts.node_id.push_back(static_cast<std::int64_t>(node));
    }
}

}  // namespace

void require_tolerance(double tolerance_m) {
    if (tolerance_m >= 0.0 && tolerance_m <= widest_tolerance_m) return;
    throw core::Error(core::ErrorCode::option_value,
                      {"tolerance_m harus antara 0 dan 50 meter.", "tolerance_m must be between 0 and 50 metres."},
                      {"Toleransi yang lebih lebar akan menutup sungai dan selat.",
                       "A wider tolerance would close rivers and straits."});
}

RoadNetwork network_from_lines(const layer::Layer& lines, const LineOptions& options, const core::Control& control) {
    control.check();
    require_tolerance(options.tolerance_m);
    require_measurable(lines.crs);
    NetworkParts parts;
    parts.crs = lines.crs;
    parts.title = lines.title();
    parts.tolerance_m = options.tolerance_m;
    parts.roads = read_roads(lines.table, options.columns, options.words, options.planned, parts.title, parts.findings,
                             &lines.geometry);
    auto chains = chains_of(lines, parts.roads, parts.findings);
    parts.lines = chains.size();
    const LocalGround ground(lines.crs, extent_of_chains(chains));
    join_ends(chains, parts, ground, control);
    const auto cuts = junction_cuts(chains, parts, options.crossings, control);
    auto pieces = edges_drawn(chains, cuts, parts.road);
    parts.length_m = geometry::length_m(pieces, lines.crs, ground.method(), control);
    parts.vertex_of_edge = std::move(pieces.vertex_of_ring);
    parts.xy = std::move(pieces.xy);
    number_nodes(parts);
    tell_degrees_as_metres(parts);
    return RoadNetwork(std::move(parts));
}

}  // namespace petasentra::network

#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/topology/tolerance.hpp>

#include "topology/near.hpp"
#include "topology/partition.hpp"

namespace petasentra::topology {
namespace {

constexpr std::size_t gap_faces_per_block = 16;

bool inside_perimeter(const Face& face, const Covering* perimeter) {
    if (perimeter == nullptr) return true;
    std::vector<std::uint32_t> holding;
    perimeter->zones_at(face.inside, holding);
    return !holding.empty();
}

/// The zones that run along a piece of border, found at its middle.
void add_along(std::span<const double> pair, const LooseEdges& edges, std::vector<std::uint32_t>& near,
               std::map<std::uint32_t, double>& border) {
    const geometry::Place middle{(pair[0] + pair[2]) / 2.0, (pair[1] + pair[3]) / 2.0};
    constexpr double reach = 2.0 * resolution_m;
    edges.boxes.query({middle.x - reach, middle.y - reach, middle.x + reach, middle.y + reach}, near);
    for (const auto edge : near) {
        const auto begin = edges.ends[2 * edge];
        const auto end = edges.ends[2 * edge + 1];
        const auto foot =
            foot_on(middle, {edges.xy[2 * begin], edges.xy[2 * begin + 1]}, {edges.xy[2 * end], edges.xy[2 * end + 1]});
        if (foot.distance > reach) continue;
        for (const auto& use : edges.uses_of(edge))
            border[use.rank] += std::hypot(pair[2] - pair[0], pair[3] - pair[1]);
    }
}

/// The node nearest to a place that was moved to the grid, if there is one that near.
bool nearest_node(const LooseEdges& edges, double& x, double& y) {
    constexpr double reach = resolution_m;
    std::size_t low = 0;
    std::size_t high = edges.node_count();
    while (low < high) {
        const auto middle = (low + high) / 2;
        if (edges.xy[2 * middle] < x - reach) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    std::size_t best = edges.node_count();
    double least = reach;
    for (auto n = low; n < edges.node_count() && edges.xy[2 * n] <= x + reach; ++n) {
        const double distance = std::hypot(edges.xy[2 * n] - x, edges.xy[2 * n + 1] - y);
        if (distance < least) {
            least = distance;
            best = n;
        }
    }
    if (best == edges.node_count()) return false;
    x = edges.xy[2 * best];
    y = edges.xy[2 * best + 1];
    return true;
}

}  // namespace

std::vector<Neighbour> neighbours_of(const geometry::Shape& face, const LooseEdges& edges) {
    geometry::GeometryColumn column;
    face.append_to(column);
    std::map<std::uint32_t, double> border;
    std::vector<std::uint32_t> near;
    for (std::size_t ring = 0; ring + 1 < column.vertex_of_ring.size(); ++ring) {
        for (auto v = column.vertex_of_ring[ring]; v + 1 < column.vertex_of_ring[ring + 1]; ++v)
            add_along(std::span(column.xy).subspan(2 * v, 4), edges, near, border);
    }
    std::vector<Neighbour> out;
    for (const auto& [rank, length] : border) out.push_back({rank, length});
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.border_m > b.border_m; });
    return out;
}

geometry::Shape off_grid(const geometry::Shape& shape, std::initializer_list<const LooseEdges*> edges) {
    geometry::GeometryColumn column;
    shape.append_to(column);
    for (std::size_t v = 0; v < column.vertex_count(); ++v) {
        for (const auto* some : edges) {
            if (some != nullptr && nearest_node(*some, column.xy[2 * v], column.xy[2 * v + 1])) break;
        }
    }
    return geometry::Shape(column, 0);
}

FaultList gaps(const Partition& partition, const core::Control& control) {
    std::vector<FaultList> found(core::block_count(partition.faces.size(), gap_faces_per_block));
    core::for_blocks(partition.faces.size(), gap_faces_per_block, control, [&](core::Block block) {
        const geometry::Interruptible interruptible(control);
        for (auto f = block.begin; f < block.end; ++f) {
            const auto& face = partition.faces[f];
            if (!face.zones.empty() || !inside_perimeter(face, partition.perimeter)) continue;
            if (!wider_than(face.shape, partition.tolerance_m)) continue;
            auto neighbours = neighbours_of(face.shape, partition.edges);
            const auto first = neighbours.empty() ? no_row : neighbours.front().row;
            auto place = off_grid(face.shape, {&partition.edges, partition.outer_edges});
            const double area = place.area();
            auto& fault = found[block.index].add(Rule::zone_gap, first, std::move(place));
            fault.measure = area;
            fault.unit = "m2";
            fault.neighbours = std::move(neighbours);
        }
    });
    FaultList out;
    out.add(std::move(found));
    return out;
}

FaultList outside_perimeter(const Partition& partition, const core::Control& control) {
    std::map<std::uint32_t, std::vector<geometry::Shape>> pieces;
    if (partition.perimeter == nullptr) return {};
    for (const auto& face : partition.faces) {
        if (face.zones.empty() || inside_perimeter(face, partition.perimeter)) continue;
        control.check();
        const geometry::Interruptible interruptible(control);
        for (const auto rank : zones_in(face, partition.covering, partition.shapes))
            pieces[rank].push_back(common_ground(partition.shapes.at(rank), face.shape));
    }
    FaultList out;
    for (const auto& [rank, shapes] : pieces) {
        std::vector<const geometry::Shape*> all;
        for (const auto& shape : shapes) all.push_back(&shape);
        const auto ground = wider_parts(geometry::Shape::union_of(all), partition.tolerance_m);
        if (ground.empty()) continue;
        auto place = off_grid(ground, {&partition.edges, partition.outer_edges});
        const double area = place.area();
        auto& fault = out.add(Rule::outside_perimeter, rank, std::move(place));
        fault.measure = area;
        fault.unit = "m2";
    }
    return out;
}

}  // namespace petasentra::topology

#include "topology/ordered.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <petasentra/geometry/transform.hpp>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace petasentra::topology {
namespace {

struct SortKey {
    Rule rule;
    std::int64_t row;
    std::int64_t other;
    std::int64_t part;
    geometry::Box box;
    double measure;
    [[nodiscard]] auto order() const {
        return std::tie(rule, row, other, part, box.min_x, box.min_y, box.max_x, box.max_y, measure);
    }
};

SortKey key_of(const Fault& fault, const geometry::Shape& place) {
    return {fault.rule,
            fault.row,
            fault.other,
            fault.part,
            place.empty() ? geometry::Box{} : place.bounds(),
            fault.measure == fault.measure ? fault.measure : 0.0};
}

std::uint64_t hash_of_place(double x, double y) {
    return (std::bit_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15) ^ (std::bit_cast<std::uint64_t>(y) + 0x7f4a7c15);
}

/// Places in the layer's CRS: its own coordinates where a vertex is one of its vertices, transformed otherwise.
geometry::GeometryColumn in_source(const geometry::GeometryColumn& places, const Mosaic& mosaic,
                                   const geometry::Crs& working, const geometry::Crs& source,
                                   const core::Control& control) {
    if (working.same_as(source)) return places;
    auto out = geometry::transform(places, working, source, control);
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> vertices_at;
    for (std::size_t v = 0; v < places.vertex_count(); ++v)
        vertices_at[hash_of_place(places.xy[2 * v], places.xy[2 * v + 1])].push_back(v);
    if (vertices_at.empty()) return out;
    const auto& zones = mosaic.zones.xy;
    for (std::size_t i = 0; i + 1 < zones.size(); i += 2) {
        const auto found = vertices_at.find(hash_of_place(zones[i], zones[i + 1]));
        if (found == vertices_at.end()) continue;
        for (const auto v : found->second) {
            if (places.xy[2 * v] != zones[i] || places.xy[2 * v + 1] != zones[i + 1]) continue;
            out.xy[2 * v] = mosaic.source.xy[i];
            out.xy[2 * v + 1] = mosaic.source.xy[i + 1];
        }
    }
    return out;
}

std::int64_t row_at(const std::vector<std::uint32_t>& row_of, std::int64_t rank) {
    return rank == no_row ? no_row : static_cast<std::int64_t>(row_of[static_cast<std::size_t>(rank)]);
}

}  // namespace

Faults ordered(FaultList faults, const Mosaic& mosaic, const std::vector<std::uint32_t>& their_row_of,
               const layer::Layer& layer, const geometry::Crs& working, const core::Control& control) {
    std::vector<SortKey> keys;
    for (std::size_t i = 0; i < faults.faults.size(); ++i) keys.push_back(key_of(faults.faults[i], faults.places[i]));
    std::vector<std::size_t> order(keys.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return keys[a].order() < keys[b].order(); });
    Faults out;
    out.crs = working;
    for (const auto i : order) {
        auto fault = std::move(faults.faults[i]);
        const bool across = fault.rule == Rule::border_mismatch;
        fault.row = row_at(mosaic.row_of, fault.row);
        fault.other = row_at(across ? their_row_of : mosaic.row_of, fault.other);
        for (auto& neighbour : fault.neighbours) neighbour.row = row_at(mosaic.row_of, neighbour.row);
        out.faults.push_back(std::move(fault));
        if (faults.places[i].empty()) {
            out.places.append_null();
        } else {
            faults.places[i].append_to(out.places);
        }
    }
    out.source_places = in_source(out.places, mosaic, working, layer.crs, control);
    return out;
}

}  // namespace petasentra::topology

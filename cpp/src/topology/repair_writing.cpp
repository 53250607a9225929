#include "topology/repair_writing.hpp"

#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/transform.hpp>
#include <unordered_map>

#include "topology/repair_heights.hpp"

namespace petasentra::topology {
namespace {

using geometry::GeometryColumn;

constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// A vertex as the layer has it.
struct SourceVertex {
    Vertex place{not_known, not_known};
    double z = not_known;
    double m = not_known;
    bool known = false;
};
using SourceVertices = std::unordered_map<Vertex, SourceVertex, VertexHash>;

SourceVertices source_vertices(const layer::Layer& layer, const RepairGround& ground, std::set<Vertex>& made,
                               const core::Control& control) {
    SourceVertices out;
    for (const auto row : ground.touched) {
        for (const auto& part : ground.zones.at(row).parts) {
            if (part->number >= 0) continue;
            for (const auto& ring : part->rings) {
                for (std::size_t i = 0; i + 1 < ring.size(); i += 2) out.try_emplace({ring[i], ring[i + 1]});
            }
        }
    }
    const auto& source = layer.geometry;
    std::size_t v = 0;
    for (const auto row : ground.polygon_rows) {
        const auto ring = source.ring_of_part[source.part_of_row[row]];
        auto s = source.vertex_of_ring[ring];
        const auto count = source.vertices(row).size() / 2;
        for (std::size_t k = 0; k < count; ++k, ++v, ++s) {
            const auto at = out.find({ground.metric.xy[2 * v] + 0.0, ground.metric.xy[2 * v + 1] + 0.0});
            if (at == out.end()) continue;
            auto& vertex = at->second;
            if (!vertex.known) vertex.place = {source.xy[2 * s], source.xy[2 * s + 1]};
            vertex.known = true;
            if (!source.z.empty() && std::isnan(vertex.z)) vertex.z = source.z[s];
            if (!source.m.empty() && std::isnan(vertex.m)) vertex.m = source.m[s];
        }
    }
    std::vector<double> xy;
    std::vector<SourceVertex*> unknown;
    for (auto& [place, vertex] : out) {
        if (vertex.known) continue;
        unknown.push_back(&vertex);
        xy.insert(xy.end(), place.begin(), place.end());
    }
    geometry::transform_xy(xy, ground.found.settings.metric_crs, layer.crs, control);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        unknown[i]->place = {xy[2 * i], xy[2 * i + 1]};
        made.insert(unknown[i]->place);
    }
    return out;
}

/// Fills in heights (or measures) of new vertices between the known ones of a closed ring, by length.
void interpolate(std::span<const double> xy, std::span<double> values) {
    const auto count = values.size() - 1;
    const auto step = [&](std::size_t i) {
        const auto a = i % count;
        return std::hypot(xy[2 * a + 2] - xy[2 * a], xy[2 * a + 3] - xy[2 * a + 1]);
    };
    std::size_t first = 0;
    while (first < count && std::isnan(values[first])) ++first;
    if (first == count) return;
    for (auto last = first; last < first + count;) {
        auto next = last + 1;
        double length = step(last);
        while (std::isnan(values[next % count])) length += step(next++);
        double gone = 0.0;
        for (auto i = last + 1; i < next; ++i) {
            gone += step(i - 1);
            const double t = length > 0.0 ? gone / length : 0.0;
            values[i % count] = values[last % count] + t * (values[next % count] - values[last % count]);
        }
        last = next;
    }
    values[count] = values[0];
}

struct RowWriter {
    const layer::Layer& layer;
    const RepairZone& zone;
    const SourceVertices& vertices;

    void ring_as_it_was(std::uint64_t ring, GeometryColumn& out) const {
        const auto& from = layer.geometry;
        for (auto v = from.vertex_of_ring[ring]; v < from.vertex_of_ring[ring + 1]; ++v) {
            out.xy.insert(out.xy.end(), {from.xy[2 * v], from.xy[2 * v + 1]});
            out.z.push_back(from.z.empty() ? not_known : from.z[v]);
            out.m.push_back(from.m.empty() ? not_known : from.m[v]);
        }
        out.vertex_of_ring.push_back(out.vertex_count());
    }

    /// The row's own heights come before those another row has at the same place.
    void ring_anew(const std::vector<double>& ring, RowHeights& own, GeometryColumn& out) const {
        const auto begin = out.vertex_count();
        for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
            const auto& vertex = vertices.at({ring[i], ring[i + 1]});
            out.xy.insert(out.xy.end(), vertex.place.begin(), vertex.place.end());
            const auto height = own.at(vertex.place);
            out.z.push_back(std::isnan(height.z) ? vertex.z : height.z);
            out.m.push_back(std::isnan(height.m) ? vertex.m : height.m);
        }
        const auto xy = std::span<const double>(out.xy).subspan(2 * begin);
        interpolate(xy, std::span(out.z).subspan(begin));
        interpolate(xy, std::span(out.m).subspan(begin));
        out.vertex_of_ring.push_back(out.vertex_count());
    }

    /// The row alone.
    [[nodiscard]] GeometryColumn written() const {
        const auto& from = layer.geometry;
        GeometryColumn out;
        RowHeights own(from, zone.row);
        for (const auto& part : zone.parts) {
            if (part->number >= 0) {
                const auto number = from.part_of_row[zone.row] + static_cast<std::uint64_t>(part->number);
                for (auto ring = from.ring_of_part[number]; ring < from.ring_of_part[number + 1]; ++ring)
                    ring_as_it_was(ring, out);
            } else {
                for (const auto& ring : part->rings) ring_anew(ring, own, out);
            }
            out.ring_of_part.push_back(out.vertex_of_ring.size() - 1);
        }
        out.part_of_row.push_back(out.ring_of_part.size() - 1);
        const bool one = from.kind[zone.row] == geometry::Kind::polygon && zone.parts.size() <= 1;
        out.kind.push_back(one ? geometry::Kind::polygon : geometry::Kind::multi_polygon);
        out.has_z.push_back(from.has_z[zone.row]);
        out.has_m.push_back(from.has_m[zone.row]);
        if (out.has_z[0] == 0) out.z.clear();
        if (out.has_m[0] == 0) out.m.clear();
        return out;
    }
};

/// A row that is valid in metres may be invalid by a hair in the layer's CRS.
GeometryColumn sound(GeometryColumn row) {
    if (geometry::validity(row, 0).valid()) return row;
    const auto shape = geometry::mended(row, 0);
    if (shape.empty()) return row;
    GeometryColumn out;
    shape.append_to(out);
    give_heights(out, row, 0);
    return out;
}

}  // namespace

geometry::GeometryColumn written_back(const layer::Layer& layer, const RepairGround& ground, std::set<Vertex>& made,
                                      const core::Control& control) {
    const auto vertices = source_vertices(layer, ground, made, control);
    GeometryColumn by;
    std::vector<std::size_t> rows;
    for (const auto row : ground.touched) {
        by.append(sound(RowWriter{layer, ground.zones.at(row), vertices}.written()), 0);
        rows.push_back(row);
    }
    return replaced_rows(layer.geometry, rows, by);
}

geometry::GeometryColumn replaced_rows(const geometry::GeometryColumn& column, std::span<const std::size_t> rows,
                                       const geometry::GeometryColumn& by) {
    std::unordered_map<std::size_t, std::size_t> at;
    for (std::size_t i = 0; i < rows.size(); ++i) at[rows[i]] = i;
    GeometryColumn out;
    out.xy.reserve(column.xy.size() + by.xy.size());
    for (std::size_t row = 0; row < column.size(); ++row) {
        const auto found = at.find(row);
        if (found == at.end()) {
            out.append(column, row);
        } else {
            out.append(by, found->second);
        }
    }
    return out;
}

layer::Layer with_geometries(const layer::Layer& layer, std::span<const std::size_t> rows,
                             const geometry::GeometryColumn& geometries) {
    for (const auto row : rows) {
        if (row < layer.size() && rows.size() == geometries.size()) continue;
        throw core::Error(core::ErrorCode::option_value,
                          {"Baris " + std::to_string(row) + " tidak ada dalam lapisan ini.",
                           "Row " + std::to_string(row) + " does not exist in this layer."},
                          {}, {.file = layer.provenance.source, .layer = layer.title()});
    }
    auto out = layer;
    out.geometry = replaced_rows(layer.geometry, rows, geometries);
    return out;
}

}  // namespace petasentra::topology

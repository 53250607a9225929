#include "topology/mosaic.hpp"

#include <algorithm>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/index/box_index.hpp>
#include <utility>

namespace petasentra::topology {
namespace {

using geometry::GeometryColumn;
using geometry::Kind;
using geometry::Shape;

constexpr std::size_t rows_per_block = 64;

/// What stands for a row: its own polygons, a mended shape, or nothing.
struct Usable {
    bool as_it_is = false;
    std::optional<Shape> mended;
};

struct RowQuestion {
    const layer::Layer& layer;
    const geometry::Crs& working;

    [[nodiscard]] Shape in_metres(GeometryColumn column) const {
        return Shape(geometry::transform(column, layer.crs, working), 0);
    }
    [[nodiscard]] Shape row_in_metres(std::size_t row) const {
        const std::size_t rows[] = {row};
        return in_metres(layer.geometry.take(rows));
    }
    [[nodiscard]] Shape point_in_metres(double x, double y) const {
        const geometry::Place place[] = {{x, y}};
        GeometryColumn column;
        geometry::points_of(place).append_to(column);
        return in_metres(std::move(column));
    }

    [[nodiscard]] Usable ask(std::size_t row, std::int64_t rank, FaultList& faults) const;
    void name_invalid(std::size_t row, std::int64_t rank, FaultList& faults) const;
};

std::size_t count_no_places(std::span<const double> xy) {
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
        if (!geometry::is_place(xy[i], xy[i + 1])) ++count;
    }
    return count;
}

void RowQuestion::name_invalid(std::size_t row, std::int64_t rank, FaultList& faults) const {
    for (const auto& [what, part] : geometry::validity_faults(layer.geometry, row)) {
        auto& fault = faults.add(Rule::geometry_invalid, rank, point_in_metres(what.x, what.y));
        fault.part = part;
        fault.detail = what.reason;
    }
}

Usable RowQuestion::ask(std::size_t row, std::int64_t rank, FaultList& faults) const {
    const auto& column = layer.geometry;
    if (column.is_null(row)) {
        faults.add(Rule::geometry_null, rank, {});
        return {};
    }
    if (column.is_empty(row)) {
        faults.add(Rule::geometry_empty, rank, {});
        return {};
    }
    if (!geometry::has_places_only(column, row)) {
        auto& fault = faults.add(Rule::coordinate_not_finite, rank, {});
        fault.measure = static_cast<double>(count_no_places(column.vertices(row)));
        fault.unit = "vertices";
        return {};
    }
    if (geometry::dimension(column.kind[row]) != 2) {
        faults.add(Rule::geometry_not_polygon, rank, row_in_metres(row));
        auto polygons = geometry::mended(column, row);
        return polygons.empty() ? Usable{} : Usable{false, std::move(polygons)};
    }
    if (geometry::validity(column, row).valid()) return {true, std::nullopt};
    name_invalid(row, rank, faults);
    return {false, geometry::mended(column, row)};
}

/// Polygons of a row in flat form, without Z and M. Their parts keep their number.
void append_flat(GeometryColumn& to, const GeometryColumn& from, std::size_t row) {
    for (auto part = from.part_of_row[row]; part < from.part_of_row[row + 1]; ++part) {
        for (auto ring = from.ring_of_part[part]; ring < from.ring_of_part[part + 1]; ++ring) {
            const auto begin = from.xy.begin() + static_cast<std::ptrdiff_t>(2 * from.vertex_of_ring[ring]);
            const auto end = from.xy.begin() + static_cast<std::ptrdiff_t>(2 * from.vertex_of_ring[ring + 1]);
            to.xy.insert(to.xy.end(), begin, end);
            to.vertex_of_ring.push_back(to.vertex_count());
        }
        to.ring_of_part.push_back(to.vertex_of_ring.size() - 1);
    }
    to.part_of_row.push_back(to.ring_of_part.size() - 1);
    to.kind.push_back(Kind::multi_polygon);
    to.has_z.push_back(0);
    to.has_m.push_back(0);
}

}  // namespace

Mosaic mosaic_of(const layer::Layer& layer, std::vector<std::uint32_t> row_of, const geometry::Crs& working,
                 FaultList* faults, const core::Control& control) {
    const RowQuestion question{layer, working};
    std::vector<Usable> usable(row_of.size());
    std::vector<FaultList> found(core::block_count(row_of.size(), rows_per_block));
    core::for_blocks(row_of.size(), rows_per_block, control.part(0.0, 0.7), [&](core::Block block) {
        const geometry::Interruptible interruptible(control);
        for (auto rank = block.begin; rank < block.end; ++rank)
            usable[rank] = question.ask(row_of[rank], static_cast<std::int64_t>(rank), found[block.index]);
    });
    if (faults != nullptr) faults->add(std::move(found));

    Mosaic out;
    out.is_mended.resize(row_of.size());
    out.source.xy.reserve(layer.geometry.xy.size());
    for (std::size_t rank = 0; rank < row_of.size(); ++rank) {
        if (usable[rank].as_it_is) {
            append_flat(out.source, layer.geometry, row_of[rank]);
        } else if (usable[rank].mended && !usable[rank].mended->empty()) {
            GeometryColumn alone;
            usable[rank].mended->append_to(alone);
            append_flat(out.source, alone, 0);
            out.is_mended[rank] = 1;
        } else {
            out.source.append_null();
        }
    }
    try {
        out.zones = geometry::transform(out.source, layer.crs, working, control.part(0.7, 1.0));
    } catch (const core::Error& error) {
        if (error.place().feature.empty()) throw;
        const auto row = row_of[std::stoul(error.place().feature)];
        throw core::Error(error.code(), error.message(), error.hint(),
                          {layer.provenance.source, layer.title(), std::to_string(row), {}});
    }
    for (auto& value : out.zones.xy) value += 0.0;  // -0 and 0 are one place, and edges are compared bit by bit
    out.boxes = index::boxes_of(out.zones);
    out.row_of = std::move(row_of);
    return out;
}

}  // namespace petasentra::topology

#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/transform.hpp>
#include <utility>

#include "geometry/proj_context.hpp"
#include "geometry/refusals.hpp"
#include "geometry/wkb_bytes.hpp"

namespace petasentra::geometry {
namespace {

constexpr std::size_t vertices_per_block = 50'000;

/// A vertex that has no place in the target system, by its index in the array.
struct NoPlace {
    std::size_t vertex;
};

bool finite_pair(const double* pair) {
    return std::isfinite(pair[0]) && std::isfinite(pair[1]);
}

/// Vertices without a place in the target come out infinite, as PROJ has it; the others do not depend on them.
void transform_block(std::span<double> xy, const Crs& from, const Crs& to) {
    const auto n = xy.size() / 2;
    for (std::size_t v = 0; v < n; ++v) {
        if (!finite_pair(&xy[2 * v])) xy[2 * v] = xy[2 * v + 1] = HUGE_VAL;
    }
    const auto kept = operation_object(from, to);
    auto* transformation = kept.get();
    proj_errno_reset(transformation);
    constexpr auto stride = 2 * sizeof(double);
    proj_trans_generic(transformation, PJ_FWD, xy.data(), stride, n, xy.data() + 1, stride, n, nullptr, 0, 0, nullptr,
                       0, 0);
}

/// Calls `lost(block, vertex)` for every vertex without a place, in ascending order within a block; a `lost` that
/// throws ends its block.
template <class Lost>
void transform_blocks(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control, Lost lost) {
    core::for_blocks(xy.size() / 2, vertices_per_block, control, [&](core::Block block) {
        transform_block(xy.subspan(2 * block.begin, 2 * (block.end - block.begin)), from, to);
        for (auto vertex = block.begin; vertex < block.end; ++vertex) {
            if (!finite_pair(&xy[2 * vertex])) lost(block.index, vertex);
        }
    });
}

/// As transform_xy, but a failing vertex is thrown as NoPlace.
void transform_all(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control) {
    require_known(from);
    require_known(to);
    if (from.same_as(to)) return;
    transform_blocks(xy, from, to, control, [](std::size_t, std::size_t vertex) { throw NoPlace{vertex}; });
}

core::Error failed_at(const std::string& vertex, const Crs& from, const Crs& to, core::Place place = {}) {
    return core::Error(
        core::ErrorCode::transform_failed,
        {"Titik ke-" + vertex + " tidak dapat dipindahkan dari \"" + from.name() + "\" ke \"" + to.name() +
             "\": koordinatnya bukan bilangan terhingga atau berada di luar jangkauan proyeksi.",
         "Vertex " + vertex + " cannot be transformed from \"" + from.name() + "\" to \"" + to.name() +
             "\": its coordinates are not finite or outside the reach of the projection."},
        {"Periksa koordinat dan sistem koordinat lapisan; mungkin sistem koordinatnya keliru disebut.",
         "Check the coordinates and the layer's coordinate reference system; it may have been stated wrongly."},
        std::move(place));
}

std::size_t first_vertex(const GeometryColumn& column, std::size_t row) {
    return static_cast<std::size_t>(column.vertex_of_ring[column.ring_of_part[column.part_of_row[row]]]);
}

/// The row that holds a vertex, and which of the row's vertices it is.
RowFailure place_in_row(const GeometryColumn& column, std::size_t vertex) {
    std::size_t row = 0;
    std::size_t beyond = column.size();
    while (beyond - row > 1) {  // `row` begins at or before the vertex, `beyond` after it
        const auto middle = row + (beyond - row) / 2;
        if (first_vertex(column, middle) <= vertex) {
            row = middle;
        } else {
            beyond = middle;
        }
    }
    return {row, vertex - first_vertex(column, row)};
}

void repeat_in_collections(GeometryColumn& column) {
    for (auto& [row, wkb] : column.verbatim) replace_xy(wkb, column.vertices(row));
}

void make_nan(GeometryColumn& column, std::size_t row) {
    const auto begin = 2 * first_vertex(column, row);
    std::fill_n(column.xy.begin() + static_cast<std::ptrdiff_t>(begin), column.vertices(row).size(),
                std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

void transform_xy(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control) {
    try {
        transform_all(xy, from, to, control);
    } catch (const NoPlace& at) {
        throw failed_at(std::to_string(at.vertex), from, to);
    }
}

core::LargeVector<double> transform_places(const Places& places, const Crs& from, const Crs& to,
                                           const core::Control& control) {
    require_known(from);
    require_known(to);
    const bool same = from.same_as(to);
    core::LargeVector<double> xy(2 * places.size());
    core::for_blocks(places.size(), vertices_per_block, control, [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            const auto place = places[i];
            xy[2 * i] = place.x;
            xy[2 * i + 1] = place.y;
        }
        if (same) return;
        transform_block(std::span(xy).subspan(2 * block.begin, 2 * (block.end - block.begin)), from, to);
        for (auto i = block.begin; i < block.end; ++i) {
            if (!finite_pair(&xy[2 * i])) xy[2 * i] = xy[2 * i + 1] = std::numeric_limits<double>::quiet_NaN();
        }
    });
    return xy;
}

GeometryColumn swap_axes(const GeometryColumn& column) {
    GeometryColumn out = column;
    for (std::size_t i = 0; i + 1 < out.xy.size(); i += 2) std::swap(out.xy[i], out.xy[i + 1]);
    repeat_in_collections(out);
    return out;
}

GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to, const core::Control& control) {
    GeometryColumn out = column;
    try {
        transform_all(out.xy, from, to, control);
    } catch (const NoPlace& at) {
        const auto place = place_in_row(column, at.vertex);
        throw failed_at(std::to_string(place.vertex), from, to, core::Place{.feature = std::to_string(place.row)});
    }
    repeat_in_collections(out);
    return out;
}

GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to, const core::Control& control,
                         RowFailures& failed) {
    failed.clear();
    require_known(from);
    require_known(to);
    GeometryColumn out = column;
    if (from.same_as(to)) return out;
    std::vector<RowFailures> found(core::block_count(out.vertex_count(), vertices_per_block));
    transform_blocks(out.xy, from, to, control, [&](std::size_t block, std::size_t vertex) {
        const auto place = place_in_row(column, vertex);
        if (found[block].empty() || found[block].back().row != place.row) found[block].push_back(place);
    });
    for (const auto& places : found) {
        for (const auto& place : places) {
            // A row may reach over several blocks.
            if (failed.empty() || failed.back().row != place.row) failed.push_back(place);
        }
    }
    for (const auto& place : failed) make_nan(out, place.row);
    repeat_in_collections(out);
    return out;
}

Operation operation_at(double x, double y, const Crs& from, const Crs& to) {
    require_known(from);
    require_known(to);
    if (from.same_as(to)) return {"", 0.0};
    const auto kept = operation_object(from, to);
    // PROJ chooses among several operations when it is given a place, and then tells which it took.
    const auto there = proj_trans(kept.get(), PJ_FWD, proj_coord(x, y, 0.0, HUGE_VAL));
    if (!finite_pair(there.v)) throw failed_at("0", from, to);
    const PjPtr used(proj_trans_get_last_used_operation(kept.get()));
    const auto info = proj_pj_info(used != nullptr ? used.get() : kept.get());
    return {info.description == nullptr ? "" : info.description, info.accuracy};
}

}  // namespace petasentra::geometry

#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/transform.hpp>
#include <utility>

#include "geometry/proj_context.hpp"
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

Operation describe(PJ* transformation, const double* first) {
    // Where several operations compete, PROJ decides by the place: ask it with the first vertex.
    PJ_COORD place = proj_coord(first[0], first[1], 0.0, HUGE_VAL);
    static_cast<void>(proj_trans(transformation, PJ_FWD, place));
    const PjPtr used(proj_trans_get_last_used_operation(transformation));
    const auto info = proj_pj_info(used != nullptr ? used.get() : transformation);
    return {info.description == nullptr ? "" : info.description, info.accuracy};
}

void transform_block(std::span<double> xy, const Crs& from, const Crs& to, std::size_t first_vertex) {
    const auto n = xy.size() / 2;
    for (std::size_t v = 0; v < n; ++v) {
        if (!finite_pair(&xy[2 * v])) throw NoPlace{first_vertex + v};
    }
    const auto kept = operation_object(from, to);
    auto* transformation = kept.get();
    proj_errno_reset(transformation);
    constexpr auto stride = 2 * sizeof(double);
    proj_trans_generic(transformation, PJ_FWD, xy.data(), stride, n, xy.data() + 1, stride, n, nullptr, 0, 0, nullptr,
                       0, 0);
    for (std::size_t v = 0; v < n; ++v) {
        if (!finite_pair(&xy[2 * v])) throw NoPlace{first_vertex + v};
    }
}

/// As transform_xy, but a failing vertex is thrown as NoPlace.
Operation transform_all(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control) {
    if (!from.known() || !to.known()) {
        throw core::Error(
            core::ErrorCode::crs_missing,
            {"Sistem koordinat lapisan tidak diketahui.", "The coordinate reference system of the layer is unknown."},
            {"Sebutkan sistem koordinatnya, misalnya crs=\"EPSG:32749\".",
             "State it, for instance crs=\"EPSG:32749\"."});
    }
    if (from.same_as(to)) return {"", 0.0};
    Operation operation;
    if (!xy.empty() && finite_pair(xy.data())) operation = describe(operation_object(from, to).get(), xy.data());
    core::for_blocks(xy.size() / 2, vertices_per_block, control, [&](core::Block block) {
        transform_block(xy.subspan(2 * block.begin, 2 * (block.end - block.begin)), from, to, block.begin);
    });
    return operation;
}

core::Error failed(const std::string& vertex, const Crs& from, const Crs& to, core::Place place = {}) {
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

std::size_t row_of_vertex(const GeometryColumn& column, std::size_t vertex) {
    std::size_t row = 0;
    std::size_t end = 0;
    while (row < column.size() && (end += column.vertices(row).size() / 2) <= vertex) ++row;
    return row;
}

}  // namespace

Operation transform_xy(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control) {
    try {
        return transform_all(xy, from, to, control);
    } catch (const NoPlace& at) {
        throw failed(std::to_string(at.vertex), from, to);
    }
}

GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to, const core::Control& control) {
    GeometryColumn out = column;
    try {
        transform_all(out.xy, from, to, control);
    } catch (const NoPlace& at) {
        const auto row = row_of_vertex(column, at.vertex);
        const auto first =
            static_cast<std::size_t>(column.vertex_of_ring[column.ring_of_part[column.part_of_row[row]]]);
        throw failed(std::to_string(at.vertex - first), from, to, core::Place{.feature = std::to_string(row)});
    }
    for (auto& [row, wkb] : out.verbatim) replace_xy(wkb, out.vertices(row));
    return out;
}

}  // namespace petasentra::geometry

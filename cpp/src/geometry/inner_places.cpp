#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/inner_places.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <string>

namespace petasentra::geometry {
namespace {

Place inner_place(const GeometryColumn& column, std::size_t row) {
    const auto vertices = column.vertices(row);
    if (vertices.empty()) return {NAN, NAN};
    const auto kind = column.kind[row];
    if (vertices.size() == 2 && (kind == Kind::point || kind == Kind::multi_point)) return {vertices[0], vertices[1]};
    try {
        return place_inside(Shape(column, row));
    } catch (const core::Error& error) {
        throw error.at({.feature = std::to_string(row)});
    }
}

}  // namespace

std::vector<double> inner_places(const GeometryColumn& column, const core::Control& control) {
    // A polygon of some thousand vertices takes GEOS milliseconds, and a caller waits for a block to end.
    constexpr std::size_t rows_per_block = 16;
    std::vector<double> out(2 * column.size());
    core::for_blocks(column.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) {
            const auto place = inner_place(column, row);
            out[2 * row] = place.x;
            out[2 * row + 1] = place.y;
        }
    });
    return out;
}

}  // namespace petasentra::geometry

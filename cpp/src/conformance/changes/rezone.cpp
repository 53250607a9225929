#include <algorithm>
#include <petasentra/conformance/rezone.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>

#include "conformance/pieces/pieces.hpp"

namespace petasentra::conformance {

namespace {

using core::Error;
using core::ErrorCode;

core::Place place_of_ground(const layer::Layer& ground, std::size_t row) {
    return {ground.provenance.source, ground.title(), std::to_string(row), {}};
}

void require_polygon(const layer::Layer& ground, std::size_t row) {
    const auto& geometry = ground.geometry;
    if (geometry::dimension(geometry.kind[row]) != 2 || geometry.is_empty(row)) {
        throw Error(ErrorCode::geometry_kind,
                    {"Yang diubah peruntukannya harus poligon.", "What is rezoned has to be a polygon."},
                    {"Beri lapisan poligon tanpa geometri kosong.", "Give a layer of polygons, none of them empty."},
                    place_of_ground(ground, row));
    }
    const auto validity = geometry::validity(geometry, row);
    if (validity.valid()) return;
    throw Error(ErrorCode::geometry_invalid,
                {"Poligon yang diubah peruntukannya tidak sah (" + validity.reason + ").",
                 "The polygon to be rezoned is not valid (" + validity.reason + ")."},
                {"Perbaiki geometrinya, misalnya dengan Fix geometries di QGIS.",
                 "Repair its geometry, e.g. with Fix geometries in QGIS."},
                place_of_ground(ground, row));
}

void require_apart(const layer::Layer& ground, const std::vector<geometry::Shape>& shapes) {
    for (std::size_t b = 1; b < shapes.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            if (!shapes[a].bounds().intersects(shapes[b].bounds())) continue;
            const auto common = shapes[a].intersection(shapes[b]).area();
            if (common <= rounding_slack * std::min(shapes[a].area(), shapes[b].area())) continue;
            const auto area = core::number_text(common, 1);
            throw Error(ErrorCode::geometry_invalid,
                        {"Poligon " + std::to_string(a) + " dan " + std::to_string(b) +
                             " yang diubah peruntukannya bertumpang tindih seluas " + area.id + " m2.",
                         "The rezoned polygons " + std::to_string(a) + " and " + std::to_string(b) + " overlap by " +
                             area.en + " m2."},
                        {"Satu tempat hanya dapat memperoleh satu kode: pisahkan poligonnya.",
                         "One place can be given one code only: take the polygons apart."},
                        place_of_ground(ground, b));
        }
    }
}

/// What of the ground no zone has.
void require_zones(const layer::Layer& ground, std::size_t row, const geometry::Shape& shape, const BoundLayer& zones,
                   const std::vector<const geometry::Shape*>& met, const law::Tolerance& tolerance) {
    const auto all = shape.area();
    const auto outside = met.empty() ? all : shape.difference(geometry::Shape::union_of(met)).area();
    if (outside <= std::max(tolerance.sliver_m2, rounding_slack * all)) return;
    const auto area = core::number_text(outside, 1);
    throw Error(
        ErrorCode::geometry_invalid,
        {"Poligon yang diubah peruntukannya berada di luar zona lapisan " + zones.id + " seluas " + area.id + " m2.",
         "The polygon to be rezoned lies outside the zones of layer " + zones.id + " by " + area.en + " m2."},
        {"Potong poligon pada batas rencana, atau ganti seluruh lapisan zonanya.",
         "Cut the polygon at the border of the plan, or replace the layer of zones as a whole."},
        place_of_ground(ground, row));
}

}  // namespace

RezonedGround rezoned(const BoundLayer& zones, const layer::Layer& ground, const law::Tolerance& tolerance,
                      const core::Control& control) {
    std::vector<geometry::Shape> shapes;
    for (std::size_t row = 0; row < ground.size(); ++row) {
        require_polygon(ground, row);
        shapes.emplace_back(ground.geometry, row);
    }
    require_apart(ground, shapes);

    std::vector<std::vector<const geometry::Shape*>> met(shapes.size());
    RezonedGround out;
    for (std::size_t row = 0; row < zones.data.size(); ++row) {
        control.check();
        std::vector<const geometry::Shape*> taken;
        for (std::size_t k = 0; k < shapes.size(); ++k) {
            if (zones.bounds[row].empty() || !zones.bounds[row].intersects(shapes[k].bounds())) continue;
            const auto& zone = zones.index.zone(static_cast<std::uint32_t>(row));
            if (zone.intersection(shapes[k]).area() <= rounding_slack * shapes[k].area()) continue;
            taken.push_back(&shapes[k]);
            met[k].push_back(&zone);
        }
        if (taken.empty()) {
            out.row.push_back(static_cast<std::int64_t>(row));
            out.geometry.append(zones.data.geometry, row);
            continue;
        }
        const auto& zone = zones.index.zone(static_cast<std::uint32_t>(row));
        const auto left = zone.difference(geometry::Shape::union_of(taken)).only(2);
        if (left.area() <= rounding_slack * zone.area()) continue;
        out.row.push_back(static_cast<std::int64_t>(row));
        left.append_to(out.geometry);
    }
    for (std::size_t k = 0; k < shapes.size(); ++k) {
        require_zones(ground, k, shapes[k], zones, met[k], tolerance);
        out.row.push_back(-1);
        shapes[k].append_to(out.geometry);
    }
    return out;
}

}  // namespace petasentra::conformance

#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/true_metres.hpp>
#include <petasentra/index/box_index.hpp>
#include <petasentra/network/rows_near.hpp>
#include <string>

namespace petasentra::network {
namespace {

using core::ErrorCode;

void require_comparable(const layer::Layer& rows, const layer::Layer& ground, double distance_m) {
    if (!(distance_m >= 0.0) || !std::isfinite(distance_m)) {
        throw core::Error(ErrorCode::option_value,
                          {"Jarak harus 0 m atau lebih.", "A distance has to be 0 m or more."});
    }
    if (!rows.crs.same_as(ground.crs)) {
        throw core::Error(
            ErrorCode::crs_mismatch,
            {"Kedua lapisan memakai CRS yang berbeda: " + rows.crs.name() + " dan " + ground.crs.name() + ".",
             "The two layers are in two systems: " + rows.crs.name() + " and " + ground.crs.name() + "."});
    }
    if (distance_m > 0.0 && !rows.crs.is_projected_metre()) {
        throw core::Error(ErrorCode::degrees_refused,
                          {"Jarak tidak diukur pada " + rows.crs.name() + ": satuannya bukan meter.",
                           "Distances are not measured in " + rows.crs.name() + ": its unit is not the metre."},
                          {"Ubah dahulu ke sistem bermeter, misalnya EPSG:32749.",
                           "Transform to a system in metres first, such as EPSG:32749."});
    }
}

layer::Layer in_metres(const layer::Layer& layer, const geometry::Crs& metres, const core::Control& control) {
    layer::Layer out;
    geometry::RowFailures without_place;  // NaN from here on, and refused as such
    out.geometry = geometry::transform(layer.geometry, layer.crs, metres, control, without_place);
    out.crs = metres;
    out.table.size = layer.size();
    out.provenance = layer.provenance;
    return out;
}

/// The system of the ground where a metre of it is a metre, else the UTM zone of its middle.
geometry::Crs metres_of(const layer::Layer& ground) {
    const auto box = ground.geometry.bounds();
    if (box.empty() || geometry::has_true_metres(ground.crs, box)) return ground.crs;
    double middle[] = {(box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0};
    geometry::transform_xy(middle, ground.crs, geometry::Crs::from_user_input("EPSG:4326"));
    return geometry::Crs::from_user_input(std::to_string(geometry::utm_epsg(middle[0], middle[1])));
}

geometry::Shape shape_of_row(const layer::Layer& layer, std::size_t row) {
    try {
        return geometry::Shape(layer.geometry, row);
    } catch (const core::Error& error) {
        throw error.at({.layer = layer.provenance.layer_name, .feature = std::to_string(row)});
    }
}

}  // namespace

std::vector<std::uint8_t> rows_near(const layer::Layer& rows, const layer::Layer& ground, double distance_m,
                                    const core::Control& control) {
    require_comparable(rows, ground, distance_m);
    if (distance_m > 0.0) {
        if (const auto metres = metres_of(ground); !metres.same_as(ground.crs))
            return rows_near(in_metres(rows, metres, control), in_metres(ground, metres, control), distance_m, control);
    }
    const index::BoxIndex boxes(index::boxes_of(rows.geometry));
    std::vector<std::uint8_t> near(rows.size(), 0);
    std::vector<std::uint32_t> candidates;
    for (std::size_t row = 0; row < ground.size(); ++row) {
        control.check();
        const auto shape = shape_of_row(ground, row);
        if (shape.empty()) continue;
        const geometry::PreparedShape prepared(shape);
        auto box = shape.bounds();
        box.min_x -= distance_m;
        box.min_y -= distance_m;
        box.max_x += distance_m;
        box.max_y += distance_m;
        boxes.query(box, candidates);
        for (const auto candidate : candidates) {
            if (near[candidate] != 0) continue;
            control.check();
            const auto line = shape_of_row(rows, candidate);
            const bool meets = prepared.intersects(line) || (distance_m > 0.0 && shape.distance(line) <= distance_m);
            near[candidate] = meets ? 1 : 0;
        }
    }
    return near;
}

}  // namespace petasentra::network

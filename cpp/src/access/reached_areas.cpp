#include <algorithm>
#include <cmath>
#include <petasentra/access/reached_areas.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/buffers.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/geometry/shape.hpp>
#include <string>
#include <vector>

namespace petasentra::access {
namespace {

using core::Error;
using core::ErrorCode;
using geometry::Shape;

constexpr int segments_a_quarter = 4;

void require_sound(const layer::Layer& lines, std::span<const std::uint32_t> group, std::size_t groups, double width_m,
                   const layer::Layer* water) {
    if (!(width_m > 0.0) || !std::isfinite(width_m)) {
        throw Error(ErrorCode::option_value, {"Lebar jangkauan di sisi jalan harus lebih dari 0 m.",
                                              "The width of the ground along roads has to be above 0 m."});
    }
    const bool sound = group.size() == lines.size() &&
                       std::all_of(group.begin(), group.end(), [&](std::uint32_t one) { return one < groups; });
    if (!sound) {
        throw Error(ErrorCode::option_value,
                    {"Setiap garis harus punya satu kelompok.", "There has to be one group for each line."});
    }
    if (!lines.crs.is_projected_metre()) {
        throw Error(ErrorCode::degrees_refused,
                    {"Luas jangkauan tidak dihitung pada " + lines.crs.name() + ": satuannya bukan meter.",
                     "Areas along roads are not made in " + lines.crs.name() + ": its unit is not the metre."},
                    {"Ubah dahulu ke sistem bermeter, misalnya EPSG:32749.",
                     "Transform to a system in metres first, such as EPSG:32749."});
    }
    if (water != nullptr && !water->crs.same_as(lines.crs)) {
        throw Error(ErrorCode::crs_mismatch, {"Lapisan air memakai CRS lain (" + water->crs.name() + ").",
                                              "The water is in another CRS (" + water->crs.name() + ")."});
    }
}

/// Bounds that meet or touch.
bool meet(const geometry::Box& a, const geometry::Box& b) {
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

std::vector<Shape> shapes_of(const layer::Layer& water, const core::Control& control) {
    std::vector<Shape> out;
    for (std::size_t row = 0; row < water.size(); ++row) {
        control.check();
        try {
            // What is sound in one system may cross itself in another, by the last digits.
            if (geometry::validity(water.geometry, row).valid())
                out.emplace_back(water.geometry, row);
            else
                out.push_back(geometry::mended(water.geometry, row));
        } catch (const Error& error) {
            throw error.at({.layer = water.provenance.layer_name, .feature = std::to_string(row)});
        }
    }
    return out;
}

geometry::GeometryColumn column_of(const std::vector<Shape>& areas) {
    geometry::GeometryColumn out;
    for (const auto& area : areas) {
        if (area.empty())
            out.append_null();
        else
            area.append_to(out);
    }
    return out;
}

Shape joined(const std::vector<Shape>& shapes) {
    std::vector<const Shape*> all;
    for (const auto& one : shapes) all.push_back(&one);
    return Shape::union_of(all);
}

}  // namespace

geometry::GeometryColumn reached_areas(const layer::Layer& lines, std::span<const std::uint32_t> group,
                                       std::size_t groups, double width_m, const layer::Layer* water,
                                       const core::Control& control) {
    require_sound(lines, group, groups, width_m, water);
    const auto waters = water == nullptr ? std::vector<Shape>{} : shapes_of(*water, control);
    std::vector<geometry::Box> bounds;
    for (const auto& one : waters) bounds.push_back(one.bounds());
    std::vector<std::vector<std::size_t>> rows(groups);
    for (std::size_t row = 0; row < group.size(); ++row) rows[group[row]].push_back(row);

    std::vector<Shape> areas(groups);
    core::for_blocks(groups, 1, control, [&](core::Block block) {
        const auto number = block.begin;
        const geometry::Interruptible stoppable(control);  // one union of many strips takes seconds
        std::vector<Shape> strips;
        for (const auto row : rows[number]) {
            control.check();
            strips.push_back(geometry::moved_out(Shape(lines.geometry, row), width_m, segments_a_quarter));
        }
        if (strips.empty()) return;
        auto area = joined(strips);
        const auto box = area.bounds();
        for (std::size_t i = 0; i < waters.size(); ++i) {
            control.check();
            if (meet(box, bounds[i])) area = area.difference(waters[i]).only(2);
        }
        areas[number] = std::move(area);
    });
    return column_of(areas);
}

geometry::GeometryColumn ground_only_in(const layer::Layer& one, const layer::Layer& other,
                                        const core::Control& control) {
    if (one.size() != other.size()) {
        throw Error(ErrorCode::option_value,
                    {"Kedua lapisan harus punya baris sama banyak.", "The two layers have to have as many rows."});
    }
    if (!one.crs.same_as(other.crs)) {
        throw Error(ErrorCode::crs_mismatch, {"Lapisan kedua memakai CRS lain (" + other.crs.name() + ").",
                                              "The other layer is in another CRS (" + other.crs.name() + ")."});
    }
    std::vector<Shape> areas(one.size());
    core::for_blocks(one.size(), 1, control, [&](core::Block block) {
        const geometry::Interruptible stoppable(control);
        const auto row = block.begin;
        try {
            const Shape ground(one.geometry, row);
            if (!ground.empty()) areas[row] = ground.difference(Shape(other.geometry, row)).only(2);
        } catch (const Error& error) {
            if (error.code() == ErrorCode::cancelled) throw;
            throw error.at({.layer = one.provenance.layer_name, .feature = std::to_string(row)});
        }
    });
    return column_of(areas);
}

}  // namespace petasentra::access

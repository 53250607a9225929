#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <utility>

#include "topology/row_rules.hpp"

namespace petasentra::topology {
namespace {

using geometry::MeasureMethod;

struct MethodName {
    MeasureMethod method;
    const char* name;
};
constexpr std::array<MethodName, 3> area_methods{{{MeasureMethod::planar_utm, "planar-utm"},
                                                  {MeasureMethod::planar, "planar"},
                                                  {MeasureMethod::geodesic, "geodesic"}}};

/// "Luas (Ha)" -> "luasha".
std::string bare(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

/// Areas that a plan states, most certain first. Shape_Area is what a program wrote beside the shape, no statement.
constexpr std::array<const char*, 9> stated_names{"luasha", "luashektar", "luasm2", "luaskm2", "luaswh",
                                                  "areaha", "luas",       "ha",     "hektar"};

std::string find_stated(const layer::Table& table) {
    for (const char* wanted : stated_names) {
        for (const auto& column : table.columns) {
            if (bare(column.name) == wanted && column.is_number()) return column.name;
        }
    }
    return {};
}

double square_metres(AreaUnit unit) {
    return unit == AreaUnit::hectare ? 1e4 : unit == AreaUnit::square_kilometre ? 1e6 : 1.0;
}

struct StatedRow {
    std::size_t rank;
    double value;
};

/// The unit in which stated and computed areas agree best, by the median of their ratio.
AreaUnit unit_by_comparison(const std::vector<StatedRow>& stated, const std::vector<double>& computed) {
    std::vector<double> logs;
    for (const auto& row : stated) {
        if (row.value > 0.0 && computed[row.rank] > 0.0) logs.push_back(std::log10(computed[row.rank] / row.value));
    }
    if (logs.empty()) return AreaUnit::hectare;
    const auto middle = logs.begin() + static_cast<std::ptrdiff_t>(logs.size() / 2);
    std::nth_element(logs.begin(), middle, logs.end());
    return *middle < 2.0 ? AreaUnit::square_metre : *middle < 5.0 ? AreaUnit::hectare : AreaUnit::square_kilometre;
}

AreaUnit unit_by_name(std::string_view column) {
    const auto name = bare(column);
    if (name.ends_with("km2")) return AreaUnit::square_kilometre;
    if (name.ends_with("m2")) return AreaUnit::square_metre;
    if (name.ends_with("ha") || name.ends_with("hektar")) return AreaUnit::hectare;
    return AreaUnit::automatic;
}

int decimals_of(double value) {
    std::array<char, 512> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
    const auto mark = std::find(text.data(), end, '.');
    return mark == end ? 0 : static_cast<int>(end - mark) - 1;
}

double border_of(const geometry::GeometryColumn& zones, std::size_t rank) {
    double sum = 0.0;
    const auto last = zones.ring_of_part[zones.part_of_row[rank + 1]];
    for (auto ring = zones.ring_of_part[zones.part_of_row[rank]]; ring < last; ++ring) {
        for (auto v = zones.vertex_of_ring[ring]; v + 1 < zones.vertex_of_ring[ring + 1]; ++v)
            sum += std::hypot(zones.xy[2 * v + 2] - zones.xy[2 * v], zones.xy[2 * v + 3] - zones.xy[2 * v + 1]);
    }
    return sum;
}

std::vector<StatedRow> stated_rows(const Mosaic& mosaic, const layer::Column& column) {
    std::vector<StatedRow> out;
    for (std::size_t rank = 0; rank < mosaic.size(); ++rank) {
        if (mosaic.source.is_null(rank)) continue;
        const auto value = column.number_at(mosaic.row_of[rank]);
        if (value && std::isfinite(*value)) out.push_back({rank, *value});
    }
    return out;
}

/// A row whose stated area does not fit, and how much may be missing.
struct Misfit {
    std::size_t rank;
    double stated_m2;
    double slack_m2;
};

/// By each other method, the misfits it would explain: names by comma.
std::vector<std::string> fitting_methods(const Mosaic& mosaic, const layer::Layer& layer,
                                         const std::vector<Misfit>& misfits, MeasureMethod used,
                                         const core::Control& control) {
    std::vector<std::string> out(misfits.size());
    std::vector<std::size_t> ranks;
    for (const auto& misfit : misfits) ranks.push_back(misfit.rank);
    const auto column = mosaic.source.take(ranks);
    for (const auto& [method, name] : area_methods) {
        if (method == used || (method == MeasureMethod::planar && !layer.crs.is_projected_metre())) continue;
        const auto areas = geometry::area_m2(column, layer.crs, method, control);
        for (std::size_t i = 0; i < misfits.size(); ++i) {
            if (std::abs(misfits[i].stated_m2 - areas[i]) > misfits[i].slack_m2) continue;
            out[i] += (out[i].empty() ? "" : ", ") + std::string(name);
        }
    }
    return out;
}

}  // namespace

FaultList stated_areas(const Mosaic& mosaic, const layer::Layer& layer, ValidateSettings& settings,
                       const core::Control& control) {
    if (bare(settings.stated_area) == "auto" && layer.table.find(settings.stated_area) == nullptr)
        settings.stated_area = find_stated(layer.table);
    if (settings.stated_area.empty()) return {};
    const auto stated = stated_rows(mosaic, layer.table.column(settings.stated_area, layer.title()));
    const auto computed = geometry::area_m2(mosaic.source, layer.crs, settings.area_method, control);
    if (settings.stated_area_unit == AreaUnit::automatic)
        settings.stated_area_unit = unit_by_name(settings.stated_area);
    if (settings.stated_area_unit == AreaUnit::automatic)
        settings.stated_area_unit = unit_by_comparison(stated, computed);

    const double unit = square_metres(settings.stated_area_unit);
    int decimals = 0;
    for (const auto& row : stated) decimals = std::max(decimals, decimals_of(row.value));
    const double rounding = 0.5 * std::pow(10.0, -decimals) * unit;
    std::vector<Misfit> misfits;
    for (const auto& [rank, value] : stated) {
        const double slack = settings.tolerance_m * border_of(mosaic.zones, rank) + rounding + 1e-9 * computed[rank];
        if (!(std::abs(value * unit - computed[rank]) <= slack)) misfits.push_back({rank, value * unit, slack});
    }
    const auto fitting = fitting_methods(mosaic, layer, misfits, settings.area_method, control);
    FaultList out;
    for (std::size_t i = 0; i < misfits.size(); ++i) {
        const auto rank = misfits[i].rank;
        const geometry::Place inside[] = {geometry::place_inside(geometry::polygons_of_row(mosaic.zones, rank))};
        auto& fault = out.add(Rule::stated_area, static_cast<std::int64_t>(rank), geometry::points_of(inside));
        fault.stated_m2 = misfits[i].stated_m2;
        fault.computed_m2 = computed[rank];
        fault.measure = fault.stated_m2 - fault.computed_m2;
        fault.unit = "m2";
        fault.detail = fitting[i];
    }
    return out;
}

}  // namespace petasentra::topology

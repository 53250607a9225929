#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/conformance/remainder.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/buffers.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <tuple>

#include "conforming_ground.hpp"
#include "draw_pieces.hpp"

namespace petasentra::conformance {

using core::Text;
using geometry::Shape;
using layer::Column;

namespace {

constexpr auto nothing_stated = std::numeric_limits<double>::quiet_NaN();

void require_minimum(double value, const char* name) {
    if (std::isfinite(value) && value >= 0.0) return;
    throw core::Error(core::ErrorCode::option_value, {std::string(name) + " harus bilangan yang tidak negatif.",
                                                      std::string(name) + " must be a number that is not negative."});
}

/// One part of the conforming ground of a site.
struct Part {
    std::size_t site;
    std::int64_t number;
    Shape ground;
    double measure;
    double width_m = nothing_stated;
    bool usable = true;
    Text why;  ///< it is of no use
};

Text below(const char* id, const char* en, double value, double least, const std::string& unit) {
    const auto is = core::number_text(value, 1);
    const auto wanted = core::number_text(least, 1);
    return {std::string(id) + " " + is.id + unit + " kurang dari " + wanted.id + unit,
            std::string(en) + " " + is.en + unit + " is below " + wanted.en + unit};
}

void refuse(Part& part, const Text& why) {
    part.usable = false;
    part.why.id += (part.why.id.empty() ? "" : "; ") + why.id;
    part.why.en += (part.why.en.empty() ? "" : "; ") + why.en;
}

void test(Part& part, const RemainderOptions& options, const law::Tolerance& tolerance, int dimension) {
    if (dimension != 2) {
        if (options.min_area_m2 > 0.0 || options.min_width_m > 0.0)
            refuse(part, {"tapak bukan bidang: luas dan lebar minimum tidak dapat diuji",
                          "the site is no area: minimum area and width cannot be tested"});
        return;
    }
    part.width_m = geometry::largest_circle_m(part.ground, 0.005);
    if (part.measure < std::max(tolerance.sliver_m2, tolerance.boundary_m * part.ground.length()))
        refuse(part, {"serpihan menurut toleransi paket", "a sliver by the tolerance of the pack"});
    if (part.measure < options.min_area_m2)
        refuse(part, below("luas", "area", part.measure, options.min_area_m2, " m2"));
    if (part.width_m < options.min_width_m)
        refuse(part, below("lebar", "width", part.width_m, options.min_width_m, " m"));
}

/// Polygons from the largest to the smallest, ties from west to east and south to north.
std::vector<Shape> in_order(std::vector<Shape> shapes) {
    const auto key = [](const Shape& shape) {
        const auto box = shape.bounds();
        return std::tuple(-shape.area(), box.min_x, box.min_y, box.max_x, box.max_y);
    };
    std::sort(shapes.begin(), shapes.end(), [&](const Shape& a, const Shape& b) { return key(a) < key(b); });
    return shapes;
}

template <class T, class Items, class Value>
std::vector<T> values_of(const Items& items, Value value) {
    std::vector<T> out;
    for (const auto& item : items) out.push_back(value(item));
    return out;
}

/// What the rows of both layers have in common; `site_of(item)` is its row among the verdicts.
template <class Items, class SiteOf>
void add_identity(layer::Table& table, const CheckResult& result, const Items& items, SiteOf site_of) {
    table.size = items.size();
    const auto text = [&](const char* name, auto of_row) {
        table.add(Column::of_text(name, values_of<std::string>(items, [&](const auto& one) {
                                      return of_row(result.verdicts.rows()[site_of(one)]);
                                  })));
    };
    text("site_id", [](const auto& row) { return row.site_id; });
    text("activity", [](const auto& row) { return row.words->activity; });
}

template <class Items, class Value>
void add_numbers(layer::Table& table, const char* name, const Items& items, Value value) {
    table.add(Column::of_double(name, values_of<double>(items, value)));
}
template <class Items, class Value>
void add_counts(layer::Table& table, const char* name, const Items& items, Value value) {
    table.add(Column::of_int64(name, values_of<std::int64_t>(items, value)));
}
template <class Items, class Value>
void add_flags(layer::Table& table, const char* name, const Items& items, Value value) {
    table.add(Column::of_bool(name, values_of<std::uint8_t>(items, [&](const auto& one) {
                                  return static_cast<std::uint8_t>(value(one) ? 1 : 0);
                              })));
}
template <class Items, class Value>
void add_reasons(layer::Table& table, const Items& items, Value why) {
    const auto add = [&](const char* name, std::string Text::* language) {
        table.add(Column::of_optional_text(
            name, values_of<std::optional<std::string>>(items, [&](const auto& one) -> std::optional<std::string> {
                const Text text = why(one);
                if (text.id.empty()) return std::nullopt;
                return text.*language;
            })));
    };
    add("reason_id", &Text::id);
    add("reason_en", &Text::en);
}

layer::Layer empty_layer(const CheckResult& result, const char* name) {
    layer::Layer out;
    out.crs = result.pack->crs();
    out.provenance.source = result.pack->law().title;
    out.provenance.layer_name = name;
    return out;
}

/// A site and its parts.
struct Left {
    std::size_t site;
    std::span<const Part> parts;
    double measure;
    [[nodiscard]] std::int64_t usable_parts() const {
        return std::count_if(parts.begin(), parts.end(), [](const Part& part) { return part.usable; });
    }
};

Text why_not(const Left& left) {
    Text all;
    if (left.usable_parts() > 0) return all;
    const bool several = left.parts.size() > 1;
    for (const auto& part : left.parts) {
        const auto number = std::to_string(part.number);
        all.id += (all.id.empty() ? "" : "; ") + (several ? "bagian " + number + ": " : std::string()) + part.why.id;
        all.en += (all.en.empty() ? "" : "; ") + (several ? "part " + number + ": " : std::string()) + part.why.en;
    }
    return all;
}

layer::Layer layer_of_parts(const CheckResult& result, const std::vector<Part>& parts) {
    auto out = empty_layer(result, "remainder_parts");
    const auto site = [&](const Part& part) -> const auto& { return result.verdicts.rows()[part.site]; };
    auto& table = out.table;
    add_identity(table, result, parts, [](const Part& part) { return part.site; });
    add_counts(table, "part", parts, [](const Part& part) { return part.number; });
    add_numbers(table, "area_m2", parts,
                [&](const Part& p) { return site(p).words->dimension == 2 ? p.measure : nothing_stated; });
    add_numbers(table, "share", parts, [&](const Part& part) { return part.measure / site(part).measure; });
    add_numbers(table, "width_m", parts, [](const Part& part) { return part.width_m; });
    add_flags(table, "usable", parts, [](const Part& part) { return part.usable; });
    add_reasons(table, parts, [](const Part& part) { return part.why; });
    add_flags(table, "schematic", parts, [&](const Part& part) { return site(part).words->schematic; });
    for (const auto& part : parts) part.ground.append_to(out.geometry);
    out.geometry_position = table.columns.size();
    return out;
}

layer::Layer layer_of_sites(const CheckResult& result, const std::vector<Left>& sites,
                            const geometry::GeometryColumn& ground) {
    auto out = empty_layer(result, "remainder");
    const auto dimension = [&](const Left& left) { return result.verdicts.rows()[left.site].words->dimension; };
    auto& table = out.table;
    add_identity(table, result, sites, [](const Left& left) { return left.site; });
    add_numbers(table, "area_m2", sites, [&](const Left& s) { return dimension(s) == 2 ? s.measure : nothing_stated; });
    add_numbers(table, "length_m", sites,
                [&](const Left& s) { return dimension(s) == 1 ? s.measure : nothing_stated; });
    add_numbers(table, "share", sites,
                [&](const Left& s) { return *result.verdicts.rows()[s.site].words->share_conforming; });
    add_numbers(table, "width_m", sites, [](const Left& left) {
        auto widest = nothing_stated;
        for (const auto& part : left.parts) widest = std::fmax(widest, part.width_m);
        return widest;
    });
    add_counts(table, "parts", sites, [](const Left& left) { return static_cast<std::int64_t>(left.parts.size()); });
    add_counts(table, "usable_parts", sites, [](const Left& left) { return left.usable_parts(); });
    add_numbers(table, "usable_area_m2", sites, [&](const Left& left) {
        auto sum = 0.0;
        for (const auto& part : left.parts) sum += part.usable ? part.measure : 0.0;
        return dimension(left) == 2 ? sum : nothing_stated;
    });
    add_flags(table, "usable", sites, [](const Left& left) { return left.usable_parts() > 0; });
    add_reasons(table, sites, why_not);
    add_flags(table, "schematic", sites,
              [&](const Left& left) { return result.verdicts.rows()[left.site].words->schematic; });
    out.geometry = ground;
    out.geometry_position = table.columns.size();
    return out;
}

}  // namespace

Remainder remainder_of(const CheckResult& result, const RemainderOptions& options, const core::Control& control) {
    require_minimum(options.min_area_m2, "min_area_m2");
    require_minimum(options.min_width_m, "min_width_m");
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < result.verdicts.size(); ++row) {
        if (result.verdicts.rows()[row].words->partial) rows.push_back(row);
    }
    const auto drawn_pieces = drawn(result, rows, control);
    std::vector<Part> parts;
    std::vector<std::size_t> first_part;
    std::vector<double> measures;
    geometry::GeometryColumn ground;
    std::size_t next = 0;
    for (const auto row : rows) {
        const auto& site = result.verdicts[row];
        std::vector<Shape> shapes;
        for (auto p = site.first_piece; p < site.last_piece; ++p) shapes.emplace_back(drawn_pieces, next++);
        std::vector<Drawn> pieces;
        for (std::size_t i = 0; i < shapes.size(); ++i)
            pieces.push_back({&result.pieces[site.first_piece + i], &shapes[i]});
        auto conforming = conforming_ground(pieces, *result.pack, site.dimension, site.measure);
        conforming.append_to(ground);
        measures.push_back(conforming.measure(site.dimension));
        first_part.push_back(parts.size());
        std::vector<Shape> grounds;
        if (site.dimension == 2)
            grounds = in_order(geometry::polygons_of(conforming));
        else
            grounds.push_back(std::move(conforming));
        std::int64_t number = 0;
        for (auto& one : grounds) {
            const auto measure = one.measure(site.dimension);
            parts.push_back({row, ++number, std::move(one), measure, nothing_stated, true, {}});
            test(parts.back(), options, result.pack->law().tolerance, site.dimension);
        }
    }
    first_part.push_back(parts.size());
    std::vector<Left> sites;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sites.push_back(
            {rows[i], std::span(parts).subspan(first_part[i], first_part[i + 1] - first_part[i]), measures[i]});
    return {layer_of_sites(result, sites, ground), layer_of_parts(result, parts)};
}

}  // namespace petasentra::conformance

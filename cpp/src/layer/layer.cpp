#include <algorithm>
#include <array>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/layer/layer.hpp>

namespace petasentra::layer {

std::string Layer::title() const {
    if (!provenance.layer_name.empty()) return provenance.layer_name;
    if (!provenance.source.empty()) return provenance.source;
    return "layer";
}

Layer Layer::take(std::span<const std::size_t> rows) const {
    return {.table = table.take(rows),
            .geometry = geometry.take(rows),
            .crs = crs,
            .provenance = provenance,
            .geometry_name = geometry_name,
            .geometry_position = geometry_position};
}

std::string_view kind_name(geometry::Kind kind) noexcept {
    switch (kind) {
        case geometry::Kind::null:
            return "";
        case geometry::Kind::point:
            return "Point";
        case geometry::Kind::line_string:
            return "LineString";
        case geometry::Kind::polygon:
            return "Polygon";
        case geometry::Kind::multi_point:
            return "MultiPoint";
        case geometry::Kind::multi_line_string:
            return "MultiLineString";
        case geometry::Kind::multi_polygon:
            return "MultiPolygon";
        case geometry::Kind::collection:
            return "GeometryCollection";
    }
    return "";
}

std::vector<std::pair<std::string, std::size_t>> count_kinds(const geometry::GeometryColumn& column) {
    std::array<std::size_t, 8> rows_of_kind{};
    for (const auto kind : column.kind) ++rows_of_kind[static_cast<std::size_t>(kind)];
    std::vector<std::pair<std::string, std::size_t>> out;
    for (std::size_t kind = 1; kind < rows_of_kind.size(); ++kind) {
        if (rows_of_kind[kind] > 0) out.emplace_back(kind_name(static_cast<geometry::Kind>(kind)), rows_of_kind[kind]);
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, [](const auto& item) { return item.second; });
    return out;
}

GeometryCounts count_geometries(const geometry::GeometryColumn& column, bool validity, const core::Control& control) {
    GeometryCounts out;
    out.rows = column.size();
    out.vertices = column.vertex_count();
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.is_null(row)) {
            ++out.null;
            continue;
        }
        out.empty += column.is_empty(row) ? 1U : 0U;
        out.with_z += column.has_z[row] != 0 ? 1U : 0U;
        out.with_m += column.has_m[row] != 0 ? 1U : 0U;
    }
    out.kinds = count_kinds(column);
    if (validity) out.invalid = geometry::invalid_rows(column, control).size();
    return out;
}

}  // namespace petasentra::layer

#include "io/arrow/import_geometry.hpp"

#include <array>
#include <petasentra/geometry/wkb.hpp>
#include <string>
#include <utility>

#include "io/arrow/malformed.hpp"
#include "io/arrow/metadata.hpp"
#include "io/arrow/native_geometry.hpp"

namespace petasentra::io::arrow {
namespace {

using geometry::GeometryColumn;
using geometry::Kind;
using layer::Column;

constexpr std::array<std::pair<std::string_view, Kind>, 6> native_names{{
    {"geoarrow.point", Kind::point},
    {"geoarrow.linestring", Kind::line_string},
    {"geoarrow.polygon", Kind::polygon},
    {"geoarrow.multipoint", Kind::multi_point},
    {"geoarrow.multilinestring", Kind::multi_line_string},
    {"geoarrow.multipolygon", Kind::multi_polygon},
}};

bool is_wkb_name(std::string_view name) {
    return name == "geoarrow.wkb" || name == "ogc.wkb";
}
bool is_binary(const Column& column) {
    return column.dictionary.empty() && (column.format == "z" || column.format == "Z");
}

GeometryColumn decode_wkb(const Column& column, const core::Control& control) {
    GeometryColumn out;
    const auto* bytes = column.data.data();
    for (std::size_t row = 0; row < column.size; ++row) {
        if (row % rows_between_looks == 0) control.check();
        if (!column.is_valid(row)) {
            out.append_null();
            continue;
        }
        const auto begin = static_cast<std::size_t>(column.offsets[row]);
        const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
        try {
            geometry::append_wkb(out, {bytes + begin, end - begin});
        } catch (const core::Error& error) {
            throw error.at({.feature = std::to_string(row), .column = column.name});
        }
    }
    return out;
}

}  // namespace

bool is_geometry(const Column& column) {
    const auto name = column.metadata_value(extension_name_key);
    if (is_wkb_name(name)) return true;
    for (const auto& [native, kind] : native_names) {
        if (name == native) return true;
    }
    return false;
}

GeometryColumn decode_geometry(const Column& column, const core::Control& control) {
    const auto name = column.metadata_value(extension_name_key);
    for (const auto& [native, kind] : native_names) {
        if (name == native) return decode_native(column, kind, control);
    }
    if (is_wkb_name(name) || name.empty()) {
        if (is_binary(column)) return decode_wkb(column, control);
        if (is_wkb_name(name)) malformed(column.name, "WKB harus berupa data biner", "WKB has to be binary data");
    }
    const std::string what = name.empty() ? layer::type_name(column.format) : std::string(name);
    throw core::Error(core::ErrorCode::geometry_kind,
                      {"Kolom \"" + column.name + "\" (" + what + ") tidak dapat dibaca sebagai geometri.",
                       "Column \"" + column.name + "\" (" + what + ") cannot be read as geometry."},
                      {"Berikan geometri sebagai WKB atau sebagai tipe GeoArrow titik, garis, atau poligon.",
                       "Pass the geometry as WKB or as a GeoArrow point, line or polygon type."},
                      {.column = column.name});
}

}  // namespace petasentra::io::arrow

#include "io/arrow/native_geometry.hpp"

#include <cmath>
#include <cstring>
#include <string>
#include <vector>

#include "io/arrow/malformed.hpp"

namespace petasentra::io::arrow {
namespace {

using geometry::GeometryColumn;
using geometry::Kind;
using layer::Column;
using layer::Family;

[[noreturn]] void wrong_nesting(const Column& column) {
    malformed(column.name, "susunan larik tidak sesuai dengan jenis geometri GeoArrow",
              "its nesting does not fit its GeoArrow geometry type");
}

// Where each ordinate of vertex v stands: base[v * step].
struct Ordinate {
    const std::byte* base = nullptr;
    std::size_t step = 1;
    [[nodiscard]] double at(std::size_t vertex) const {
        double value = 0.0;
        std::memcpy(&value, base + vertex * step * sizeof(double), sizeof value);
        return value;
    }
};

struct Coordinates {
    Ordinate x, y, z, m;
};

Ordinate separated(const Column& column, const Column& child, std::size_t size) {
    if (child.format != "g" || child.size < size) wrong_nesting(column);
    return {child.data.data(), 1};
}

// GeoArrow names the child of an interleaved column by its dimensions; without a name three ordinates mean x, y, z.
std::string dimensions(const Column& coordinates, std::size_t n) {
    const auto& name = coordinates.children[0].name;
    if (name.size() == n && (name == "xy" || name == "xyz" || name == "xym" || name == "xyzm")) return name;
    return std::string("xyzm").substr(0, n);
}

Coordinates coordinates_of(const Column& column, const Column& leaf) {
    Coordinates out;
    const auto set = [&out](char dimension, Ordinate ordinate) {
        switch (dimension) {
            case 'x':
                out.x = ordinate;
                break;
            case 'y':
                out.y = ordinate;
                break;
            case 'z':
                out.z = ordinate;
                break;
            case 'm':
                out.m = ordinate;
                break;
            default:
                break;
        }
    };
    if (leaf.format == "+s") {
        for (const auto& child : leaf.children) {
            if (child.name != "x" && child.name != "y" && child.name != "z" && child.name != "m") wrong_nesting(column);
            set(child.name[0], separated(column, child, leaf.size));
        }
    } else {
        const auto n = layer::fixed_list_size(leaf.format);
        if (n < 2 || n > 4 || leaf.children[0].format != "g") wrong_nesting(column);
        const auto order = dimensions(leaf, n);
        for (std::size_t i = 0; i < n; ++i) set(order[i], {leaf.children[0].data.data() + i * sizeof(double), n});
    }
    static const std::byte nothing[sizeof(double)]{};
    if (leaf.size == 0) {  // no vertex is ever asked for, but the checks below want an address
        for (auto* ordinate : {&out.x, &out.y}) {
            if (ordinate->base == nullptr) ordinate->base = nothing;
        }
    }
    if (out.x.base == nullptr || out.y.base == nullptr) wrong_nesting(column);
    return out;
}

struct Range {
    std::size_t begin, end;
};
Range content(const Column& list, std::size_t row) {
    return {static_cast<std::size_t>(list.offsets[row]), static_cast<std::size_t>(list.offsets[row + 1])};
}

class Builder {
  public:
    Builder(const Column& column, Kind kind) : m_source(column), m_kind(kind) {
        const Column* level = &column;
        for (int depth = list_levels(kind); depth > 0; --depth) {
            if (layer::family_of(level->format) != Family::list) wrong_nesting(column);
            m_levels.push_back(level);
            level = &level->children[0];
        }
        const auto family = layer::family_of(level->format);
        if (family != Family::structure && family != Family::fixed_list) wrong_nesting(column);
        m_coordinates = coordinates_of(column, *level);
    }

    GeometryColumn build(const core::Control& control) {
        for (std::size_t row = 0; row < m_source.size; ++row) {
            if (row % rows_between_looks == 0) control.check();
            if (!m_source.is_valid(row)) {
                m_out.append_null();
                continue;
            }
            append_parts(row);
            m_out.kind.push_back(m_kind);
            m_out.has_z.push_back(m_coordinates.z.base != nullptr ? 1 : 0);
            m_out.has_m.push_back(m_coordinates.m.base != nullptr ? 1 : 0);
            m_out.part_of_row.push_back(m_out.ring_of_part.size() - 1);
        }
        return std::move(m_out);
    }

  private:
    static int list_levels(Kind kind) {
        switch (kind) {
            case Kind::line_string:
            case Kind::multi_point:
                return 1;
            case Kind::polygon:
            case Kind::multi_line_string:
                return 2;
            case Kind::multi_polygon:
                return 3;
            default:
                return 0;
        }
    }

    void append_parts(std::size_t row) {
        switch (m_kind) {
            case Kind::point:
                return point_part(row);
            case Kind::line_string:
                return line_part(content(*m_levels[0], row));
            case Kind::polygon:
                return polygon_part(content(*m_levels[0], row), 1);
            case Kind::multi_point: {
                const auto points = content(*m_levels[0], row);
                for (auto point = points.begin; point < points.end; ++point) point_part(point);
                return;
            }
            case Kind::multi_line_string: {
                const auto lines = content(*m_levels[0], row);
                for (auto line = lines.begin; line < lines.end; ++line) line_part(content(*m_levels[1], line));
                return;
            }
            default: {
                const auto polygons = content(*m_levels[0], row);
                for (auto polygon = polygons.begin; polygon < polygons.end; ++polygon) {
                    polygon_part(content(*m_levels[1], polygon), 2);
                }
            }
        }
    }

    void point_part(std::size_t vertex) {
        if (std::isnan(m_coordinates.x.at(vertex)) && std::isnan(m_coordinates.y.at(vertex))) return;
        line_part({vertex, vertex + 1});
    }
    void line_part(Range vertices) {
        if (vertices.begin == vertices.end) return;
        ring(vertices);
        m_out.ring_of_part.push_back(m_out.vertex_of_ring.size() - 1);
    }
    void polygon_part(Range rings, std::size_t ring_level) {
        if (rings.begin == rings.end) return;
        for (auto r = rings.begin; r < rings.end; ++r) ring(content(*m_levels[ring_level], r));
        m_out.ring_of_part.push_back(m_out.vertex_of_ring.size() - 1);
    }
    void ring(Range vertices) {
        for (auto v = vertices.begin; v < vertices.end; ++v) {
            m_out.xy.push_back(m_coordinates.x.at(v));
            m_out.xy.push_back(m_coordinates.y.at(v));
            if (m_coordinates.z.base != nullptr) m_out.z.push_back(m_coordinates.z.at(v));
            if (m_coordinates.m.base != nullptr) m_out.m.push_back(m_coordinates.m.at(v));
        }
        m_out.vertex_of_ring.push_back(m_out.vertex_count());
    }

    const Column& m_source;
    Kind m_kind;
    std::vector<const Column*> m_levels;
    Coordinates m_coordinates;
    GeometryColumn m_out;
};

}  // namespace

GeometryColumn decode_native(const Column& column, Kind kind, const core::Control& control) {
    return Builder(column, kind).build(control);
}

}  // namespace petasentra::io::arrow

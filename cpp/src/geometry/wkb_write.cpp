#include <cmath>
#include <limits>
#include <petasentra/geometry/wkb.hpp>

#include "geometry/row_builder.hpp"
#include "geometry/wkb_bytes.hpp"

namespace petasentra::geometry {
namespace {

std::uint32_t as_count(std::uint64_t n) {
    return static_cast<std::uint32_t>(n);
}

/// One row of a column, written as WKB.
class Writer {
  public:
    Writer(const GeometryColumn& column, std::size_t row, std::vector<std::byte>& out)
        : m_column(column), m_row(row), m_z(column.has_z[row] != 0), m_m(column.has_m[row] != 0), m_out(out) {}

    void write() {
        const auto kind = m_column.kind[m_row];
        const auto begin = m_column.part_of_row[m_row];
        const auto end = m_column.part_of_row[m_row + 1];
        if (dimension(kind) >= 0 && member_of(kind) == kind) {
            if (begin == end) {
                empty(kind);
            } else {
                part(begin, kind);
            }
            return;
        }
        header(kind);
        put_u32(m_out, as_count(end - begin));
        for (auto p = begin; p < end; ++p) part(p, part_kind(p - begin));
    }

  private:
    [[nodiscard]] Kind part_kind(std::size_t index) const {
        const auto kind = m_column.kind[m_row];
        return kind == Kind::collection ? m_column.part_kind.at(m_row)[index] : member_of(kind);
    }

    void header(Kind kind) { put_header(m_out, kind, m_z, m_m); }

    void empty(Kind kind) {
        header(kind);
        if (kind == Kind::point) {
            no_vertex();
        } else {
            put_u32(m_out, 0);
        }
    }

    void part(std::uint64_t p, Kind kind) {
        header(kind);
        const auto begin = m_column.ring_of_part[p];
        const auto end = m_column.ring_of_part[p + 1];
        if (kind == Kind::polygon) put_u32(m_out, as_count(end - begin));
        for (auto ring = begin; ring < end; ++ring) {
            const auto first = m_column.vertex_of_ring[ring];
            const auto last = m_column.vertex_of_ring[ring + 1];
            if (kind != Kind::point) put_u32(m_out, as_count(last - first));
            if (kind == Kind::point && first == last) no_vertex();
            for (auto v = first; v < last; ++v) vertex(v);
        }
    }

    void vertex(std::uint64_t v) {
        put_double(m_out, m_column.xy[2 * v]);
        put_double(m_out, m_column.xy[2 * v + 1]);
        if (m_z) put_double(m_out, m_column.z[v]);
        if (m_m) put_double(m_out, m_column.m[v]);
    }

    void no_vertex() {
        for (int i = 0; i < 2 + (m_z ? 1 : 0) + (m_m ? 1 : 0); ++i)
            put_double(m_out, std::numeric_limits<double>::quiet_NaN());
    }

    const GeometryColumn& m_column;
    std::size_t m_row;
    bool m_z;
    bool m_m;
    std::vector<std::byte>& m_out;
};

/// Walks WKB of our own making and overwrites its coordinates.
class Replacer {
  public:
    Replacer(std::span<std::byte> wkb, std::span<const double> xy) : m_wkb(wkb), m_xy(xy) {}

    void geometry() {
        m_at += 1;
        const auto code = u32();
        const auto dimensions = code / 1000;
        m_vertex_size = sizeof(double) * (2U + (dimensions == 3 ? 2U : dimensions == 0 ? 0U : 1U));
        switch (static_cast<Kind>(code % 1000)) {
            case Kind::point:
                point();
                break;
            case Kind::line_string:
                vertices(u32());
                break;
            case Kind::polygon:
                for (auto rings = u32(); rings > 0; --rings) vertices(u32());
                break;
            default:
                for (auto members = u32(); members > 0; --members) geometry();
        }
    }

  private:
    void point() {
        double old[2];
        std::memcpy(old, m_wkb.data() + m_at, sizeof old);
        if (std::isnan(old[0]) && std::isnan(old[1])) {
            m_at += m_vertex_size;
        } else {
            vertices(1);
        }
    }

    void vertices(std::uint32_t n) {
        for (std::uint32_t i = 0; i < n; ++i, m_at += m_vertex_size, m_next += 2) {
            std::memcpy(m_wkb.data() + m_at, m_xy.data() + m_next, 2 * sizeof(double));
        }
    }

    std::uint32_t u32() {
        std::uint32_t value = 0;
        std::memcpy(&value, m_wkb.data() + m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }

    std::span<std::byte> m_wkb;
    std::span<const double> m_xy;
    std::size_t m_at = 0;
    std::size_t m_next = 0;
    std::size_t m_vertex_size = 0;
};

}  // namespace

void replace_xy(std::span<std::byte> wkb, std::span<const double> xy) {
    Replacer(wkb, xy).geometry();
}

void write_wkb(const GeometryColumn& column, std::size_t row, std::vector<std::byte>& out) {
    if (column.is_null(row)) return;
    if (const auto kept = column.verbatim.find(row); kept != column.verbatim.end()) {
        out.insert(out.end(), kept->second.begin(), kept->second.end());
        return;
    }
    Writer(column, row, out).write();
}

std::size_t wkb_size(const GeometryColumn& column, std::size_t row) {
    const auto kind = column.kind[row];
    if (kind == Kind::null) return 0;
    if (const auto kept = column.verbatim.find(row); kept != column.verbatim.end()) return kept->second.size();
    const auto vertex_size =
        sizeof(double) * (2U + (column.has_z[row] != 0 ? 1U : 0U) + (column.has_m[row] != 0 ? 1U : 0U));
    const auto begin = column.part_of_row[row];
    const auto end = column.part_of_row[row + 1];
    const bool simple = dimension(kind) >= 0 && member_of(kind) == kind;
    if (simple && begin == end) return header_size + (kind == Kind::point ? vertex_size : count_size);

    std::size_t size = simple ? 0 : header_size + count_size;
    for (auto p = begin; p < end; ++p) {
        const auto part = kind == Kind::collection ? column.part_kind.at(row)[p - begin] : member_of(kind);
        const auto first_ring = column.ring_of_part[p];
        const auto last_ring = column.ring_of_part[p + 1];
        const auto vertices = column.vertex_of_ring[last_ring] - column.vertex_of_ring[first_ring];
        size += header_size;
        if (part == Kind::point) size += vertex_size;
        if (part == Kind::line_string) size += count_size + vertices * vertex_size;
        if (part == Kind::polygon) size += count_size * (1 + last_ring - first_ring) + vertices * vertex_size;
    }
    return size;
}

}  // namespace petasentra::geometry

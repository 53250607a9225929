#pragma once
#include <cmath>
#include <cstring>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

namespace petasentra::geometry {

/// Appends one row to a column vertex by vertex, ring by ring, part by part. If it is dropped before `finish` (an
/// exception on the way), the column is as it was before.
class RowBuilder {
  public:
    explicit RowBuilder(GeometryColumn& column)
        : m_column(column),
          m_parts(column.ring_of_part.size()),
          m_rings(column.vertex_of_ring.size()),
          m_xy(column.xy.size()),
          m_z(column.z.size()),
          m_m(column.m.size()) {}
    RowBuilder(const RowBuilder&) = delete;
    RowBuilder& operator=(const RowBuilder&) = delete;
    ~RowBuilder() {
        if (!m_finished) roll_back();
    }

    void vertex(double x, double y) {
        m_column.xy.push_back(x);
        m_column.xy.push_back(y);
    }
    /// `z` and `m` belong to the vertex added last.
    void z(double value) {
        set_last(m_column.z, value);
        m_has_z = true;
    }
    void m(double value) {
        set_last(m_column.m, value);
        m_has_m = true;
    }
    /// Many x,y pairs as they lie in memory.
    void raw_xy(std::span<const std::byte> pairs) {
        const auto before = m_column.xy.size();
        m_column.xy.resize(before + pairs.size() / sizeof(double));
        if (!pairs.empty()) std::memcpy(m_column.xy.data() + before, pairs.data(), pairs.size());
    }

    void end_ring() { m_column.vertex_of_ring.push_back(m_column.vertex_count()); }
    void end_part(Kind simple) {
        m_column.ring_of_part.push_back(m_column.vertex_of_ring.size() - 1);
        m_part_kinds.push_back(simple);
    }
    /// Marks the row as having Z or M even where it has no vertex (POINT Z EMPTY).
    void has(bool z, bool m) {
        m_has_z = m_has_z || z;
        m_has_m = m_has_m || m;
    }

    [[nodiscard]] std::span<const Kind> part_kinds() const { return m_part_kinds; }

    void finish(Kind kind) {
        const auto row = m_column.kind.size();
        const auto vertices = m_column.vertex_count();
        if (!m_column.z.empty()) m_column.z.resize(vertices, std::nan(""));
        if (!m_column.m.empty()) m_column.m.resize(vertices, std::nan(""));
        if (kind == Kind::collection) m_column.part_kind[row] = m_part_kinds;
        m_column.part_of_row.push_back(m_column.ring_of_part.size() - 1);
        m_column.has_z.push_back(m_has_z ? 1 : 0);
        m_column.has_m.push_back(m_has_m ? 1 : 0);
        m_column.kind.push_back(kind);
        m_finished = true;
    }

  private:
    void set_last(std::vector<double>& values, double value) {
        values.resize(m_column.vertex_count() - 1, std::nan(""));
        values.push_back(value);
    }
    void roll_back() noexcept {
        m_column.ring_of_part.resize(m_parts);
        m_column.vertex_of_ring.resize(m_rings);
        m_column.xy.resize(m_xy);
        m_column.z.resize(m_z);
        m_column.m.resize(m_m);
    }

    GeometryColumn& m_column;
    std::size_t m_parts;
    std::size_t m_rings;
    std::size_t m_xy;
    std::size_t m_z;
    std::size_t m_m;
    std::vector<Kind> m_part_kinds;
    bool m_has_z = false;
    bool m_has_m = false;
    bool m_finished = false;
};

/// What a multi-geometry is made of (multi_polygon -> polygon); a simple kind is its own member.
[[nodiscard]] constexpr Kind member_of(Kind kind) {
    switch (kind) {
        case Kind::multi_point:
            return Kind::point;
        case Kind::multi_line_string:
            return Kind::line_string;
        case Kind::multi_polygon:
            return Kind::polygon;
        default:
            return kind;
    }
}

[[nodiscard]] constexpr Kind multi_of(Kind simple) {
    switch (simple) {
        case Kind::point:
            return Kind::multi_point;
        case Kind::line_string:
            return Kind::multi_line_string;
        case Kind::polygon:
            return Kind::multi_polygon;
        default:
            return simple;
    }
}

}  // namespace petasentra::geometry

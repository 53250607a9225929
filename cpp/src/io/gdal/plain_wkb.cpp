#include "io/gdal/plain_wkb.hpp"

#include <cmath>
#include <cstdint>

#include "io/gdal/file_bytes.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t wkb_header = 5;
constexpr std::uint32_t wkb_dimensions = 1000;  // a type code says 1000 for Z, 2000 for M, 3000 for both

enum WkbKind : std::uint32_t {
    wkb_point = 1,
    wkb_line = 2,
    wkb_ring_list = 3,
    wkb_first_multi = 4,
    wkb_last_multi = 6
};

class PlainWalk {
  public:
    explicit PlainWalk(std::span<const std::byte> wkb) noexcept : m_at(wkb.data()), m_end(wkb.data() + wkb.size()) {}

    [[nodiscard]] bool whole() noexcept {
        const auto code = header();
        const auto kind = code % wkb_dimensions;
        const auto dimensions = code / wkb_dimensions;
        if (kind < wkb_point || kind > wkb_last_multi || dimensions > 3) return false;
        m_z = dimensions == 1 || dimensions == 3;
        m_vertex = (dimensions == 0 ? 2U : dimensions == 3 ? 4U : 3U) * sizeof(double);
        if (kind < wkb_first_multi) return one(kind) && m_at == m_end;
        const auto members = count(wkb_header);
        for (std::uint32_t i = 0; i < members; ++i) {
            if (header() != code - 3 || !one(kind - 3)) return false;
        }
        return members > 0 && m_at == m_end;
    }

  private:
    [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(m_end - m_at); }

    // 0 for a header that does not fit or is not little-endian.
    std::uint32_t header() noexcept {
        if (left() < wkb_header || m_at[0] != std::byte{1}) return 0;
        const auto code = little_u32(m_at + 1);
        m_at += wkb_header;
        return code;
    }
    // 0 also where so many of at least `least` bytes do not fit.
    std::uint32_t count(std::size_t least) noexcept {
        if (left() < sizeof(std::uint32_t)) return 0;
        const auto n = little_u32(m_at);
        m_at += sizeof n;
        return n <= left() / least ? n : 0;
    }

    bool one(std::uint32_t kind) noexcept {
        if (kind == wkb_point) return point();
        if (kind == wkb_line) return run(false);
        const auto rings = count(sizeof(std::uint32_t));
        for (std::uint32_t i = 0; i < rings; ++i) {
            if (!run(true)) return false;
        }
        return rings > 0;
    }
    bool point() noexcept {
        if (left() < m_vertex) return false;
        // GDAL writes an empty point so.
        const bool empty = std::isnan(little_double(m_at)) && std::isnan(little_double(m_at + sizeof(double)));
        m_at += m_vertex;
        return !empty;
    }
    bool run(bool closed) noexcept {
        const auto n = count(m_vertex);
        if (n == 0) return false;
        const auto* first = m_at;
        m_at += n * m_vertex;
        return !closed || same_place(first, m_at - m_vertex);
    }
    [[nodiscard]] bool same_place(const std::byte* one, const std::byte* two) const noexcept {
        const std::size_t bytes = (m_z ? 3 : 2) * sizeof(double);
        for (std::size_t at = 0; at < bytes; at += sizeof(double)) {
            if (little_double(one + at) != little_double(two + at)) return false;
        }
        return true;
    }

    const std::byte* m_at;
    const std::byte* m_end;
    std::size_t m_vertex = 0;  // bytes of a vertex
    bool m_z = false;
};

}  // namespace

bool is_plain_wkb(std::span<const std::byte> wkb) noexcept {
    return PlainWalk(wkb).whole();
}

bool append_flat_point(geometry::GeometryColumn& column, std::span<const std::byte> wkb) {
    if (wkb.size() != wkb_header + 2 * sizeof(double) || !column.z.empty() || !column.m.empty()) return false;
    if (wkb[0] != std::byte{1} || little_u32(wkb.data() + 1) != wkb_point) return false;
    const auto x = little_double(wkb.data() + wkb_header);
    const auto y = little_double(wkb.data() + wkb_header + sizeof(double));
    if (std::isnan(x) && std::isnan(y)) return false;
    column.xy.push_back(x);
    column.xy.push_back(y);
    column.vertex_of_ring.push_back(column.vertex_count());
    column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
    column.kind.push_back(geometry::Kind::point);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    return true;
}

}  // namespace petasentra::io::gdal

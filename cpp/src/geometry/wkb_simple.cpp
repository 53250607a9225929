#include "geometry/wkb_simple.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>

#include "geometry/row_builder.hpp"
#include "geometry/wkb_bytes.hpp"

namespace petasentra::geometry {
namespace {

constexpr std::size_t pair_size = 2 * sizeof(double);
constexpr std::size_t point_size = header_size + pair_size;

std::uint32_t u32_at(const std::byte* at) {
    std::uint32_t value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

// Type code of a little-endian header, 0 for anything else.
std::uint32_t code_at(const std::byte* at) {
    return at[0] == std::byte{1} ? u32_at(at + 1) : 0;
}

bool is_nan_point(const std::byte* xy) {
    double pair[2];
    std::memcpy(pair, xy, sizeof pair);
    return std::isnan(pair[0]) && std::isnan(pair[1]);
}

/// Walks one geometry twice: first to see that every count fits, then to append.
class Walker {
  public:
    explicit Walker(std::span<const std::byte> wkb) : m_at(wkb.data()), m_end(wkb.data() + wkb.size()) {}

    bool fits(Kind kind) {
        if (member_of(kind) == kind) return member_fits(kind) && m_at == m_end;
        const auto n = count(header_size);
        if (n == 0) return false;
        const auto wanted = static_cast<std::uint32_t>(member_of(kind));
        for (std::uint32_t i = 0; i < n; ++i) {
            if (left() < header_size || code_at(m_at) != wanted) return false;
            if (!member_fits(member_of(kind))) return false;
        }
        return m_at == m_end;
    }

    void append(GeometryColumn& column, Kind kind) {
        const auto parts = member_of(kind) == kind ? 1 : take_u32();
        for (std::uint32_t i = 0; i < parts; ++i) {
            m_at += member_of(kind) == kind ? 0 : header_size;
            append_member(column, member_of(kind));
        }
    }
    void skip(std::size_t bytes) { m_at += bytes; }

  private:
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }

    // 0 also for a count that the rest of the buffer cannot hold.
    std::uint32_t count(std::size_t least) {
        if (left() < count_size) return 0;
        const auto n = take_u32();
        return n > left() / least ? 0 : n;
    }
    std::uint32_t take_u32() {
        const auto value = u32_at(m_at);
        m_at += count_size;
        return value;
    }

    // Starts before the member's header, which members of multi-geometries have and single ones had skipped.
    bool member_fits(Kind kind) {
        m_at += header_size;
        if (kind == Kind::point) {
            if (left() < pair_size || is_nan_point(m_at)) return false;
            m_at += pair_size;
            return true;
        }
        if (kind == Kind::line_string) return run_fits();
        const auto rings = count(count_size);
        for (std::uint32_t i = 0; i < rings; ++i) {
            if (!run_fits()) return false;
        }
        return rings > 0;
    }
    bool run_fits() {
        const auto n = count(pair_size);
        m_at += n * pair_size;
        return n > 0;
    }

    void append_member(GeometryColumn& column, Kind kind) {
        if (kind == Kind::point) {
            append_pairs(column, 1);
        } else {
            const auto rings = kind == Kind::polygon ? take_u32() : 1;
            for (std::uint32_t i = 0; i < rings; ++i) append_pairs(column, take_u32());
        }
        column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    }
    void append_pairs(GeometryColumn& column, std::uint32_t n) {
        const auto before = column.xy.size();
        column.xy.resize(before + std::size_t{2} * n);
        std::memcpy(column.xy.data() + before, m_at, n * pair_size);
        m_at += n * pair_size;
        column.vertex_of_ring.push_back(column.vertex_count());
    }

    const std::byte* m_at;
    const std::byte* m_end;
};

void end_row(GeometryColumn& column, Kind kind) {
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    column.kind.push_back(kind);
}

}  // namespace

bool append_simple_wkb(GeometryColumn& column, std::span<const std::byte> wkb) {
    if (wkb.size() < point_size) return false;
    if (!column.z.empty() || !column.m.empty()) return false;
    const auto code = code_at(wkb.data());
    if (code < 1 || code > 6) return false;
    const auto kind = static_cast<Kind>(code);
    const bool simple = member_of(kind) == kind;
    Walker check(wkb);
    if (!simple) check.skip(header_size);
    if (!check.fits(kind)) return false;
    Walker take(wkb);
    take.skip(header_size);
    take.append(column, kind);
    end_row(column, kind);
    return true;
}

}  // namespace petasentra::geometry

#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

namespace petasentra::geometry {

static_assert(std::endian::native == std::endian::little, "coordinates are copied as they lie in memory");

/// Bytes of a WKB header (byte order and type code) and of a count.
inline constexpr std::size_t header_size = 5;
inline constexpr std::size_t count_size = 4;

inline void put_u32(std::vector<std::byte>& out, std::uint32_t value) {
    std::byte bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

inline void put_double(std::vector<std::byte>& out, double value) {
    std::byte bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

/// Byte order and ISO type code: 1001 is POINT Z, 2001 POINT M, 3001 POINT ZM.
inline void put_header(std::vector<std::byte>& out, Kind kind, bool z, bool m) {
    out.push_back(std::byte{1});
    put_u32(out, static_cast<std::uint32_t>(kind) + (z ? 1000U : 0U) + (m ? 2000U : 0U));
}

/// Puts other coordinates into WKB written by this library (ISO, little-endian), vertex by vertex in reading order.
/// Empty points have no vertex in the column and stay as they are.
void replace_xy(std::span<std::byte> wkb, std::span<const double> xy);

}  // namespace petasentra::geometry

#include "io/gdal/gpkg_blob.hpp"

#include <array>
#include <cstdint>

namespace petasentra::io::gdal {

// OGC 12-128 (GeoPackage Encoding Standard), clause 2.1.3 "BLOB format".
std::span<const std::byte> wkb_of_blob(std::span<const std::byte> blob) noexcept {
    constexpr std::size_t fixed_part = 8;
    if (blob.size() < fixed_part || blob[0] != std::byte{'G'} || blob[1] != std::byte{'P'} || blob[2] != std::byte{0})
        return {};
    const auto flags = std::to_integer<unsigned>(blob[3]);
    constexpr unsigned extended = 0x20;
    // xy has four numbers, with z or m six, with both eight; codes 5 to 7 mean nothing.
    constexpr std::array<std::size_t, 5> envelope_numbers{0, 4, 6, 6, 8};
    const auto envelope = (flags >> 1U) & 7U;
    if ((flags & extended) != 0 || envelope >= envelope_numbers.size()) return {};
    const auto header = fixed_part + envelope_numbers[envelope] * sizeof(double);
    return blob.size() < header ? std::span<const std::byte>{} : blob.subspan(header);
}

}  // namespace petasentra::io::gdal

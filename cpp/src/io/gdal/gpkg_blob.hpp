#pragma once
#include <cstddef>
#include <span>

namespace petasentra::io::gdal {

/// The WKB in a GeoPackage's geometry blob: "GP", version, flags, SRS id, an envelope of 0 to 8 numbers, the WKB. Empty for
/// blobs that are something else or cut short, and for those of extended types.
[[nodiscard]] std::span<const std::byte> wkb_of_blob(std::span<const std::byte> blob) noexcept;

}  // namespace petasentra::io::gdal

#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

struct ZipEntry {
    std::string name;  ///< bytes as they stand there
    std::uint64_t size = 0;
    bool encrypted = false;
};

/// The entries that a .zip lists at its end, 64-bit sizes too; nothing if the list is missing or does not add up.
/// Format: APPNOTE.TXT of PKWARE, sections 4.3.12 to 4.3.16 and 4.5.3.
[[nodiscard]] std::optional<std::vector<ZipEntry>> zip_entries(const std::string& path);

}  // namespace petasentra::io::gdal

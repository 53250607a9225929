#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

// Files as GDAL names them: plain paths and paths into a .zip.

/// Bytes of a file; nothing if there is none (or it is a folder).
[[nodiscard]] std::optional<std::uint64_t> virtual_size(const std::string& path);
/// Its first bytes, fewer if it is shorter; none for an empty path.
[[nodiscard]] std::vector<std::byte> virtual_head(const std::string& path, std::size_t bytes);
/// All of it; none if it cannot be read.
[[nodiscard]] std::vector<std::byte> virtual_bytes(const std::string& path);

}  // namespace petasentra::io::gdal

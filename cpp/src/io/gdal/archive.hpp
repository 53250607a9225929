#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

// An archive is refused as a bomb when its files unpack to more than `most_unpacked` bytes, or to more than
// `suspicious_size` bytes and `suspicious_ratio` times the archive. Geodata pack 2 to 50 times; deflate can do 1,032.
inline constexpr std::uint64_t most_unpacked = 64ULL << 30U;
inline constexpr std::uint64_t suspicious_size = 256ULL << 20U;
inline constexpr std::uint64_t suspicious_ratio = 200;

/// The vector files in a .zip, folders that are file geodatabases among them, sorted; and every file in it.
struct Archive {
    std::string root;  ///< how GDAL calls the archive as a folder
    std::vector<std::string> vector_files;
    std::vector<std::string> files;
};

/// Error(file_unreadable): no .zip or one that was cut off, an entry whose path leads out of the archive (absolute, or
/// with ".."), a bomb. Reads the list of contents; nothing is unpacked.
void require_sound_archive(const std::string& path);

/// The same, then what is in it.
[[nodiscard]] Archive list_archive(const std::string& path);

}  // namespace petasentra::io::gdal

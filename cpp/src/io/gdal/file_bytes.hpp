#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

/// A plain file read at any place by any thread. Not mapped into memory: a file that shrinks under a mapping kills the
/// program, here a read just fails.
class FileBytes {
  public:
    /// Nothing if there is no such plain file.
    [[nodiscard]] static std::optional<FileBytes> open(const std::string& path);
    FileBytes(FileBytes&& other) noexcept;
    FileBytes& operator=(FileBytes&&) = delete;
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;
    ~FileBytes();

    [[nodiscard]] std::uint64_t size() const noexcept { return m_size; }
    /// Fills `out` from `offset` on; false if the file does not hold that much.
    [[nodiscard]] bool read(std::uint64_t offset, std::span<std::byte> out) const noexcept;
    /// The same into a vector made as long as needed; empty if that cannot be had.
    [[nodiscard]] std::vector<std::byte> read(std::uint64_t offset, std::size_t size) const;

  private:
    FileBytes(int file, std::uint64_t size) noexcept : m_file(file), m_size(size) {}
    int m_file;
    std::uint64_t m_size;
};

/// Numbers as Shapefiles hold them, in either byte order, at any place.
[[nodiscard]] std::uint32_t big_u32(const std::byte* at) noexcept;
[[nodiscard]] std::uint32_t little_u32(const std::byte* at) noexcept;
[[nodiscard]] std::uint16_t little_u16(const std::byte* at) noexcept;
[[nodiscard]] double little_double(const std::byte* at) noexcept;

}  // namespace petasentra::io::gdal

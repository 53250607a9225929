#include "io/gdal/file_bytes.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace petasentra::io::gdal {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers of a Shapefile are taken as they lie");

template <class Number>
Number number_at(const std::byte* at) noexcept {
    Number value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

std::optional<FileBytes> FileBytes::open(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    struct stat about{};
    if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
        close(file);
        return std::nullopt;
    }
    return FileBytes(file, static_cast<std::uint64_t>(about.st_size));
}

FileBytes::FileBytes(FileBytes&& other) noexcept : m_file(std::exchange(other.m_file, -1)), m_size(other.m_size) {}

FileBytes::~FileBytes() {
    if (m_file >= 0) close(m_file);
}

bool FileBytes::read(std::uint64_t offset, std::span<std::byte> out) const noexcept {
    if (offset > m_size || out.size() > m_size - offset) return false;
    while (!out.empty()) {
        const auto got = pread(m_file, out.data(), out.size(), static_cast<off_t>(offset));
        if (got <= 0) return false;
        offset += static_cast<std::uint64_t>(got);
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

std::vector<std::byte> FileBytes::read(std::uint64_t offset, std::size_t size) const {
    if (offset > m_size || size > m_size - offset) return {};
    std::vector<std::byte> out(size);
    if (!read(offset, out)) out.clear();
    return out;
}

std::uint32_t big_u32(const std::byte* at) noexcept {
    return __builtin_bswap32(number_at<std::uint32_t>(at));
}
std::uint32_t little_u32(const std::byte* at) noexcept {
    return number_at<std::uint32_t>(at);
}
std::uint16_t little_u16(const std::byte* at) noexcept {
    return number_at<std::uint16_t>(at);
}
double little_double(const std::byte* at) noexcept {
    return number_at<double>(at);
}

}  // namespace petasentra::io::gdal

#include "io/gdal/zip_directory.hpp"

#include <algorithm>
#include <cstring>

#include "io/gdal/file_bytes.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t wide_end_mark = 0x06064b50;
constexpr std::uint32_t locator_mark = 0x07064b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::size_t end_size = 22;
constexpr std::size_t locator_size = 20;
constexpr std::size_t wide_end_size = 56;
constexpr std::size_t entry_size = 46;
constexpr std::size_t longest_comment = 65'535;
constexpr std::uint32_t elsewhere = 0xFFFF'FFFF;  // the 64-bit field has the value
constexpr std::uint64_t largest_list = 256U << 20U;

std::uint64_t little_u64(const std::byte* at) {
    return little_u32(at) | (std::uint64_t{little_u32(at + 4)} << 32U);
}

struct Place {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

// Where the list of entries lies.
std::optional<Place> list_place(const FileBytes& file) {
    const auto tail_size = static_cast<std::size_t>(std::min<std::uint64_t>(file.size(), end_size + longest_comment));
    const auto tail = file.read(file.size() - tail_size, tail_size);
    for (std::size_t back = end_size; back <= tail.size(); ++back) {
        const auto* end = tail.data() + (tail.size() - back);
        if (little_u32(end) != end_mark) continue;
        Place place{little_u32(end + 16), little_u32(end + 12)};
        if (place.offset != elsewhere && place.size != elsewhere) return place;
        const auto end_at = file.size() - back;
        const auto locator =
            end_at < locator_size ? std::vector<std::byte>{} : file.read(end_at - locator_size, locator_size);
        if (locator.empty() || little_u32(locator.data()) != locator_mark) return std::nullopt;
        const auto wide = file.read(little_u64(locator.data() + 8), wide_end_size);
        if (wide.empty() || little_u32(wide.data()) != wide_end_mark) return std::nullopt;
        return Place{little_u64(wide.data() + 48), little_u64(wide.data() + 40)};
    }
    return std::nullopt;
}

// The unpacked size where it does not fit 32 bits: first value of the extra field 1.
std::optional<std::uint64_t> wide_size(const std::byte* extra, std::size_t size) {
    for (std::size_t at = 0; at + 4 <= size;) {
        const std::size_t length = little_u16(extra + at + 2);
        if (length > size - at - 4) return std::nullopt;
        if (little_u16(extra + at) == 1 && length >= 8) return little_u64(extra + at + 4);
        at += 4 + length;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::vector<ZipEntry>> zip_entries(const std::string& path) {
    const auto file = FileBytes::open(path);
    if (!file) return std::nullopt;
    const auto place = list_place(*file);
    if (!place || place->size > largest_list || place->offset > file->size()) return std::nullopt;
    const auto list = file->read(place->offset, static_cast<std::size_t>(place->size));
    if (list.size() != place->size) return std::nullopt;
    std::vector<ZipEntry> entries;
    for (std::size_t at = 0; at < list.size();) {
        const auto* entry = list.data() + at;
        if (list.size() - at < entry_size || little_u32(entry) != entry_mark) return std::nullopt;
        const std::size_t name = little_u16(entry + 28);
        const std::size_t extra = little_u16(entry + 30);
        const std::size_t whole = entry_size + name + extra + little_u16(entry + 32);
        if (whole > list.size() - at) return std::nullopt;
        ZipEntry found{std::string(reinterpret_cast<const char*>(entry + entry_size), name), little_u32(entry + 24),
                       (little_u16(entry + 8) & 1U) != 0};
        if (found.size == elsewhere) found.size = wide_size(entry + entry_size + name, extra).value_or(elsewhere);
        entries.push_back(std::move(found));
        at += whole;
    }
    return entries;
}

}  // namespace petasentra::io::gdal

#include "io/gdal/fgb_file.hpp"

#include <array>
#include <petasentra/core/large_memory.hpp>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/flat_buffer.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::uint64_t largest = std::uint64_t{2} << 30U;
constexpr std::array<unsigned char, 7> magic{'f', 'g', 'b', 3, 'f', 'g', 'b'};  // the eighth byte is the patch level
constexpr std::size_t magic_size = 8;
constexpr std::uint64_t index_node_size = 40;

// Fields of the header, by their place in the schema.
enum HeaderField : unsigned { type = 2, has_z = 3, has_m = 4, has_t = 5, has_tm = 6, columns = 7, count = 8, node = 9 };
enum ColumnField : unsigned { column_type = 1 };

// Bytes of the packed tree that stands between header and features; nothing if it cannot be.
std::optional<std::uint64_t> index_size(std::uint64_t features, std::uint16_t node_size) {
    if (node_size == 0 || features == 0) return 0;
    if (node_size < 2 || features > largest) return std::nullopt;
    std::uint64_t nodes = features;
    for (auto level = features; level != 1;) {
        level = (level + node_size - 1) / node_size;
        nodes += level;
    }
    return nodes * index_node_size;
}

std::vector<std::byte> whole_file(const std::string& path) {
    const auto file = FileBytes::open(path);
    std::vector<std::byte> bytes;
    if (!file || file->size() > largest) return bytes;
    core::reserve_large(bytes, static_cast<std::size_t>(file->size()));
    bytes.resize(static_cast<std::size_t>(file->size()));
    if (!file->read(0, bytes)) bytes.clear();
    return bytes;
}

// Where the features begin.
std::optional<std::size_t> read_header(FgbFile& file, std::uint64_t& features) {
    const std::span<const std::byte> bytes = file.bytes;
    if (bytes.size() < magic_size + 4) return std::nullopt;
    for (std::size_t i = 0; i < magic.size(); ++i) {
        if (std::to_integer<unsigned char>(bytes[i]) != magic[i]) return std::nullopt;
    }
    const std::size_t size = little_u32(bytes.data() + magic_size);
    const auto rest = bytes.subspan(magic_size + 4);
    if (size > rest.size()) return std::nullopt;
    const auto header = FlatTable::root(rest.first(size));
    file.geometry_type = header.value<std::uint8_t>(type, 0);
    for (const auto extra : {has_z, has_m, has_t, has_tm})
        file.flat = file.flat && header.value<std::uint8_t>(extra, 0) == 0;
    const auto list = header.vector(columns, sizeof(std::uint32_t));
    for (std::size_t i = 0; i < list.size() / sizeof(std::uint32_t); ++i)
        file.column_types.push_back(header.table_in(list, i).value<std::uint8_t>(column_type, 0));
    features = header.value<std::uint64_t>(count, 0);
    const auto index = index_size(features, header.value<std::uint16_t>(node, 16));
    if (!index || *index > rest.size() - size) return std::nullopt;
    return magic_size + 4 + size + static_cast<std::size_t>(*index);
}

}  // namespace

std::optional<FgbFile> read_fgb(const std::string& path) {
    FgbFile file;
    file.bytes = whole_file(path);
    std::uint64_t features = 0;
    try {
        const auto begin = read_header(file, features);
        if (!begin) return std::nullopt;
        // A row takes more than its length; a header that says otherwise is not believed.
        if (features <= file.bytes.size() / 4) file.features.reserve(static_cast<std::size_t>(features));
        const std::span<const std::byte> bytes = file.bytes;
        for (std::size_t at = *begin; at < bytes.size();) {
            if (bytes.size() - at < 4) return std::nullopt;
            const std::size_t size = little_u32(bytes.data() + at);
            if (size > bytes.size() - at - 4) return std::nullopt;
            file.features.push_back(bytes.subspan(at + 4, size));
            at += 4 + size;
        }
    } catch (const BrokenBuffer&) {
        return std::nullopt;
    }
    if (features != file.features.size()) return std::nullopt;
    return file;
}

}  // namespace petasentra::io::gdal

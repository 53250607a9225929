#include "io/gdal/shp_records.hpp"

#include <cmath>
#include <cstring>

namespace petasentra::io::gdal {
namespace {

using geometry::Kind;

constexpr std::size_t file_header = 100;
constexpr std::size_t record_header = 8;
constexpr std::uint32_t magic = 9994;
constexpr std::size_t pair_size = 2 * sizeof(double);
// Rows and bytes that one thread reads at once: enough to be worth a call, little enough for its cache.
constexpr std::size_t rows_per_block = 8192;
constexpr std::uint64_t bytes_per_block = 1U << 20U;

// Of a record, after its header: type, then for lines and polygons a box and two counts, for multipoints a box and one.
constexpr std::size_t type_size = 4;
constexpr std::size_t box_size = 4 * sizeof(double);
constexpr std::size_t parts_at = record_header + type_size + box_size;

bool is_header(const std::vector<std::byte>& head) {
    return head.size() == file_header && big_u32(head.data()) == magic;
}

bool is_same_pair(const std::byte* one, const std::byte* two) {
    // By value: a ring with NaN in its first vertex is not closed, as elsewhere.
    return little_double(one) == little_double(two) && little_double(one + 8) == little_double(two + 8);
}

// GDAL takes a place without x or without y for no place.
bool is_nan_pair(const std::byte* pair) {
    return std::isnan(little_double(pair)) || std::isnan(little_double(pair + 8));
}

RowPlan aside() {
    RowPlan plan;
    plan.aside = true;
    return plan;
}

RowPlan plan_point(std::span<const std::byte> record) {
    if (record.size() != record_header + type_size + pair_size) return aside();
    if (is_nan_pair(record.data() + record_header + type_size)) return aside();
    return {Kind::point, false, 1, 1, 1};
}

RowPlan plan_multipoint(std::span<const std::byte> record) {
    if (record.size() < parts_at + 4) return aside();
    const std::uint64_t n = little_u32(record.data() + parts_at);
    if (n == 0 || record.size() != parts_at + 4 + n * pair_size) return aside();
    for (std::uint64_t i = 0; i < n; ++i) {
        if (is_nan_pair(record.data() + parts_at + 4 + i * pair_size)) return aside();
    }
    const auto points = static_cast<std::uint32_t>(n);
    return {Kind::multi_point, false, points, points, points};
}

// Whether parts begin at 0 and go up, each with at least one vertex.
bool are_parts_in_order(const std::byte* starts, std::uint64_t parts, std::uint64_t vertices) {
    if (little_u32(starts) != 0) return false;
    for (std::uint64_t i = 1; i < parts; ++i) {
        if (little_u32(starts + 4 * i) <= little_u32(starts + 4 * (i - 1))) return false;
    }
    return little_u32(starts + 4 * (parts - 1)) < vertices;
}

RowPlan plan_parts(std::span<const std::byte> record, bool polygon) {
    if (record.size() < parts_at + 8) return aside();
    const std::uint64_t parts = little_u32(record.data() + parts_at);
    const std::uint64_t n = little_u32(record.data() + parts_at + 4);
    const auto* starts = record.data() + parts_at + 8;
    if (parts == 0 || n == 0 || record.size() != parts_at + 8 + 4 * parts + n * pair_size) return aside();
    if (!are_parts_in_order(starts, parts, n)) return aside();
    const auto rings = static_cast<std::uint32_t>(parts);
    const auto vertices = static_cast<std::uint32_t>(n);
    if (!polygon) return {parts == 1 ? Kind::line_string : Kind::multi_line_string, false, rings, rings, vertices};
    const auto* pairs = starts + 4 * parts;
    // Which ring is a hole of which is a question of its own.
    if (parts > 1 || !is_same_pair(pairs, pairs + (n - 1) * pair_size)) return aside();
    return {Kind::polygon, false, 1, 1, vertices};
}

void add_blocks(ShpIndex& index) {
    const auto& records = index.records;
    std::size_t begin = 0;
    for (std::size_t row = 0; row < records.size(); ++row) {
        const auto end = records[row].offset + record_header + records[row].size;
        const bool last = row + 1 == records.size();
        if (!last && row + 1 - begin < rows_per_block && end - records[begin].offset < bytes_per_block) continue;
        index.blocks.push_back({begin, row + 1, index.blocks.size()});
        begin = row + 1;
    }
}

}  // namespace

std::optional<ShpIndex> shp_index(const FileBytes& shp, const FileBytes& shx) {
    const auto head = shp.read(0, file_header);
    const auto index_head = shx.read(0, file_header);
    if (!is_header(head) || !is_header(index_head)) return std::nullopt;
    const auto stated = std::uint64_t{big_u32(index_head.data() + 24)} * 2;
    if (stated != shx.size() || (stated - file_header) % record_header != 0) return std::nullopt;
    const auto entries = shx.read(file_header, static_cast<std::size_t>(stated) - file_header);
    ShpIndex out;
    out.shape_type = little_u32(head.data() + 32);
    out.records.reserve(entries.size() / record_header);
    std::uint64_t free_from = file_header;
    std::uint64_t gaps = 0;
    for (std::size_t at = 0; at < entries.size(); at += record_header) {
        const auto offset = std::uint64_t{big_u32(entries.data() + at)} * 2;
        const auto size = std::uint64_t{big_u32(entries.data() + at + 4)} * 2;
        if (offset < free_from || size < type_size || offset + record_header + size > shp.size()) return std::nullopt;
        gaps += offset - free_from;
        free_from = offset + record_header + size;
        out.records.push_back({offset, size});
    }
    // A file that is mostly holes would be read for nothing.
    if (gaps > shp.size() / 2) return std::nullopt;
    add_blocks(out);
    return out;
}

RowPlan plan_record(std::span<const std::byte> record, std::uint32_t shape_type) {
    if (record.size() < record_header + type_size) return aside();
    const auto stated = std::uint64_t{big_u32(record.data() + 4)} * 2;
    if (stated != record.size() - record_header) return aside();
    const auto type = little_u32(record.data() + record_header);
    if (type == 0) return {};
    if (type != shape_type) return aside();
    switch (type) {
        case 1:
            return plan_point(record);
        case 3:
            return plan_parts(record, false);
        case 5:
            return plan_parts(record, true);
        case 8:
            return plan_multipoint(record);
        default:
            return aside();
    }
}

void copy_record(std::span<const std::byte> record, const RowPlan& plan, const RowSlot& to) {
    const auto* pairs = record.data() + record.size() - plan.vertices * pair_size;
    if (plan.vertices > 0) std::memcpy(to.xy, pairs, plan.vertices * pair_size);
    const bool of_points = geometry::dimension(plan.kind) == 0;
    const auto* starts = record.data() + parts_at + 8;
    // Whatever is not put aside has as many parts as rings.
    for (std::uint32_t ring = 0; ring < plan.rings; ++ring) {
        std::uint64_t end = plan.vertices;
        if (of_points) {
            end = ring + 1;
        } else if (ring + 1 < plan.rings) {
            end = little_u32(starts + std::size_t{4} * (ring + 1));
        }
        to.ring_ends[ring] = to.first.vertex + end;
        to.part_ends[ring] = to.first.ring + ring + 1;
    }
}

}  // namespace petasentra::io::gdal

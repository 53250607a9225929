#include "io/gdal/dbf_layout.hpp"

#include <utility>

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t header_part = 32;  // the header itself, then as much for each field
constexpr std::byte end_of_fields{0x0D};

}  // namespace

std::optional<DbfLayout> dbf_layout(const FileBytes& file) {
    const auto head = file.read(0, header_part);
    if (head.empty()) return std::nullopt;
    DbfLayout out;
    out.records = little_u32(head.data() + 4);
    out.first_record = little_u16(head.data() + 8);
    out.record_size = little_u16(head.data() + 10);
    if (out.first_record < header_part || out.record_size == 0) return std::nullopt;
    const auto fields = file.read(header_part, static_cast<std::size_t>(out.first_record) - header_part);
    std::size_t next = 1;
    for (std::size_t at = 0; at + header_part <= fields.size(); at += header_part) {
        const auto* field = fields.data() + at;
        if (field[0] == end_of_fields) break;
        const auto width = std::to_integer<std::size_t>(field[16]);
        out.fields.push_back({static_cast<char>(field[11]), next, width});
        next += width;
    }
    const auto rows_size = file.size() < out.first_record ? 0 : file.size() - out.first_record;
    if (next > out.record_size || out.records > rows_size / out.record_size) return std::nullopt;
    return out;
}

}  // namespace petasentra::io::gdal

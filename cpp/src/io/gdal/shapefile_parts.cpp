#include "io/gdal/shapefile_parts.hpp"

#include <cpl_vsi.h>

#include <array>
#include <memory>
#include <petasentra/core/error.hpp>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/virtual_file.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t index_header = 100;
constexpr std::size_t index_entry = 8;

// The sibling with one of two spellings of its ending.
ShapefileParts::Part sibling(const std::string& shp_path, const char* small, const char* large) {
    const std::string stem = shp_path.substr(0, shp_path.find_last_of('.'));
    for (const char* ending : {small, large}) {
        const std::string path = stem + ending;
        if (const auto size = virtual_size(path)) return {path, *size, 0};
    }
    return {};
}

std::string name_of(const std::string& path) {
    return path.substr(path.find_last_of('/') + 1);
}

core::Error incomplete(const std::string& report_path, const std::string& name, std::uint64_t whole,
                       std::uint64_t announced) {
    const std::string count = std::to_string(whole) + " / " + std::to_string(announced);
    return core::Error(
        core::ErrorCode::file_unreadable,
        {"Shapefile \"" + report_path + "\" terpotong: " + name + " hanya memuat " + count + " rekaman secara utuh.",
         "Shapefile \"" + report_path + "\" is cut off: " + name + " holds " + count + " records in full."},
        {"Berkas tidak lengkap, mungkin karena unduhan terputus; minta salinan baru.",
         "The file is incomplete, perhaps from a broken download; ask for a new copy."},
        {.file = report_path});
}

}  // namespace

ShapefileParts shapefile_parts(const std::string& shp_path) {
    ShapefileParts parts;
    parts.shp = {shp_path, virtual_size(shp_path).value_or(0), 0};
    parts.shx = sibling(shp_path, ".shx", ".SHX");
    parts.dbf = sibling(shp_path, ".dbf", ".DBF");
    for (auto* part : {&parts.shp, &parts.shx}) {
        const auto head = virtual_head(part->path, index_header);
        if (head.size() == index_header) part->stated = std::uint64_t{big_u32(head.data() + 24)} * 2;
    }
    if (parts.shx.size >= index_header) parts.shx_records = (parts.shx.size - index_header) / index_entry;
    if (const auto head = virtual_head(parts.dbf.path, 32); head.size() == 32) {
        parts.dbf_records = little_u32(head.data() + 4);
        parts.dbf.stated = little_u16(head.data() + 8) + parts.dbf_records * little_u16(head.data() + 10);
    }
    return parts;
}

void note_lengths(const ShapefileParts& parts, std::vector<Note>& notes) {
    core::Text words;
    const auto add = [&words](const ShapefileParts::Part& part) {
        const std::string stated = std::to_string(part.stated);
        const std::string size = std::to_string(part.size);
        words.id += (words.id.empty() ? "" : "; ") + name_of(part.path) + ": tertulis " + stated + ", nyatanya " + size;
        words.en += (words.en.empty() ? "" : "; ") + name_of(part.path) + ": states " + stated + ", has " + size;
    };
    for (const auto* part : {&parts.shp, &parts.shx}) {
        if (!part->path.empty() && part->stated != part->size) add(*part);
    }
    // Tables may end with a mark of one byte, some with more of them.
    if (!parts.dbf.path.empty() && (parts.dbf.size < parts.dbf.stated || parts.dbf.size > parts.dbf.stated + 2)) {
        add(parts.dbf);
    }
    if (words.en.empty()) return;
    notes.push_back({"FILE_LENGTH",
                     {"Panjang berkas (byte) tidak sama dengan yang tertulis di kepalanya: " + words.id + ".",
                      "The length of a file (bytes) is not what its header states: " + words.en + "."}});
}

void note_missing_table(const ShapefileParts& parts, std::vector<Note>& notes) {
    if (parts.shp.size == 0 || !parts.dbf.path.empty()) return;
    notes.push_back({"ATTRIBUTES_MISSING",
                     {"Berkas .dbf tidak ada: bentuknya terbaca, tetapi tanpa satu pun atribut.",
                      "There is no .dbf file: the shapes were read, but without any attributes."}});
}

void require_whole(const ShapefileParts& parts, const std::string& report_path) {
    if (parts.dbf.size < parts.dbf.stated) {
        const auto head = virtual_head(parts.dbf.path, 32);
        const std::uint64_t record = little_u16(head.data() + 10);
        const std::uint64_t first = little_u16(head.data() + 8);
        const auto whole = parts.dbf.size < first ? 0 : (parts.dbf.size - first) / record;
        throw incomplete(report_path, name_of(parts.dbf.path), whole, parts.dbf_records);
    }
    const auto index = virtual_bytes(parts.shx.path);
    std::uint64_t whole = 0;
    std::uint64_t records = 0;
    for (std::size_t at = index_header; at + index_entry <= index.size(); at += index_entry, ++records) {
        const auto offset = std::uint64_t{big_u32(index.data() + at)} * 2;
        const auto size = std::uint64_t{big_u32(index.data() + at + 4)} * 2;
        if (offset + 8 + size <= parts.shp.size) ++whole;
    }
    if (whole < records) throw incomplete(report_path, name_of(parts.shp.path), whole, records);
}

}  // namespace petasentra::io::gdal

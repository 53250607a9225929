#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/core/suggest.hpp>
#include <utility>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/shapefile_parts.hpp"
#include "io/gdal/unreadable.hpp"
#include "io/gdal/virtual_file.hpp"

namespace petasentra::io::gdal {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t file_header_size = 100;
constexpr std::size_t record_header_size = 8;

Bytes bytes_of(const std::string& path) {
    const auto read = virtual_bytes(path);
    Bytes out(read.size());
    if (!read.empty()) std::memcpy(out.data(), read.data(), read.size());
    return out;
}

void put_big(Bytes& out, std::uint64_t words) {
    for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<unsigned char>(words >> shift));
}

core::Error lost(const std::string& report_path, std::uint64_t record, std::uint64_t byte) {
    const std::string where_id = "rekaman " + std::to_string(record) + " pada byte " + std::to_string(byte);
    const std::string where_en = "record " + std::to_string(record) + " at byte " + std::to_string(byte);
    return core::Error(core::ErrorCode::file_unreadable,
                       {"Berkas .shx tidak ada dan indeksnya tidak dapat disusun dari \"" + report_path +
                            "\": " + where_id + " rusak.",
                        "There is no .shx file, and its index cannot be rebuilt from \"" + report_path +
                            "\": " + where_en + " is damaged."},
                       {"Minta shapefile lengkap (.shp, .shx, .dbf, .prj) dari pengirimnya.",
                        "Ask the sender for the whole shapefile (.shp, .shx, .dbf, .prj)."},
                       {.file = report_path});
}

// The index that a .shp implies: where each record begins and how long it is.
Bytes index_of(const Bytes& shp, const std::string& report_path) {
    const auto* bytes = reinterpret_cast<const std::byte*>(shp.data());
    if (shp.size() < file_header_size || big_u32(bytes) != 9994) {
        if (const auto known = known_content(report_path)) throw *known;
        throw lost(report_path, 0, 0);
    }
    Bytes index(shp.begin(), shp.begin() + file_header_size);
    std::uint64_t records = 0;
    std::size_t at = file_header_size;
    while (at + record_header_size < shp.size()) {
        const auto size = std::uint64_t{big_u32(bytes + at + 4)} * 2;
        if (big_u32(bytes + at) != records + 1 || size < 4 || size > shp.size() - at - record_header_size) {
            throw lost(report_path, records + 1, at);
        }
        put_big(index, at / 2);
        put_big(index, size / 2);
        at += record_header_size + static_cast<std::size_t>(size);
        ++records;
    }
    Bytes length;
    put_big(length, index.size() / 2);
    std::copy(length.begin(), length.end(), index.begin() + 24);
    return index;
}

// The table with blank records up to `records`, which read as rows without values.
Bytes padded_table(Bytes dbf, std::uint64_t records) {
    const auto* bytes = reinterpret_cast<const std::byte*>(dbf.data());
    const std::uint64_t first = little_u16(bytes + 8);
    const std::uint64_t record = std::max<std::uint64_t>(little_u16(bytes + 10), 1);
    const std::uint64_t there = little_u32(bytes + 4);
    dbf.resize(static_cast<std::size_t>(first + there * record));
    dbf.resize(static_cast<std::size_t>(first + records * record), ' ');
    for (int i = 0; i < 4; ++i) dbf[4 + static_cast<std::size_t>(i)] = static_cast<unsigned char>(records >> (8 * i));
    dbf[10] = static_cast<unsigned char>(record);
    dbf[11] = static_cast<unsigned char>(record >> 8);
    return dbf;
}

// An index whose length is not the one it states was written by halves: the records themselves are asked. Nothing where
// they cannot be followed either.
std::optional<Bytes> better_index(const ShapefileParts& parts, const Bytes& shp) {
    if (parts.shx.stated == parts.shx.size) return std::nullopt;
    try {
        return index_of(shp, {});
    } catch (const core::Error&) {
        return std::nullopt;
    }
}

Note damaged_index_note() {
    return {
        "INDEX_REBUILT",
        {"Berkas .shx rusak; indeksnya disusun kembali di memori dari .shp. Berkas asli tidak diubah.",
         "The .shx file is damaged; its index was rebuilt in memory from the .shp. The file itself was not changed."}};
}

Note rebuilt_note() {
    return {"INDEX_REBUILT",
            {"Berkas .shx tidak ada; indeksnya disusun kembali di memori dari .shp. Berkas asli tidak diubah.",
             "There is no .shx file; its index was rebuilt in memory from the .shp. The file itself was not changed."}};
}

Note missing_rows_note(std::uint64_t rows, std::uint64_t shapes) {
    return {"ATTRIBUTES_MISSING",
            {"Berkas .dbf hanya memuat " + std::to_string(rows) + " baris untuk " + std::to_string(shapes) +
                 " bentuk; atribut sisanya kosong.",
             "The .dbf holds " + core::counted(rows, "row", "rows") + " for " +
                 core::counted(shapes, "shape", "shapes") + "; the other attributes are empty."}};
}

}  // namespace

MendedShapefile::MendedShapefile(MendedShapefile&& other) noexcept {
    *this = std::move(other);
}

MendedShapefile& MendedShapefile::operator=(MendedShapefile&& other) noexcept {
    std::swap(m_folder, other.m_folder);
    std::swap(m_shp_path, other.m_shp_path);
    std::swap(m_files, other.m_files);
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

MendedShapefile::~MendedShapefile() {
    for (const auto& file : m_files) VSIUnlink(file.c_str());
    if (!m_folder.empty()) VSIRmdir(m_folder.c_str());
}

void MendedShapefile::hold(const std::string& name, Bytes&& bytes) {
    const std::string path = m_folder + "/" + name;
    m_bytes.push_back(std::move(bytes));
    auto& held = m_bytes.back();
    m_files.push_back(path);
    VSILFILE* file = VSIFileFromMemBuffer(path.c_str(), held.data(), held.size(), FALSE);
    if (file != nullptr) VSIFCloseL(file);
}

MendedShapefile MendedShapefile::of(const ShapefileParts& parts, const std::string& report_path,
                                    std::vector<Note>& notes) {
    const bool no_index = parts.shx.path.empty();
    const bool few_rows = !no_index && !parts.dbf.path.empty() && parts.dbf.size >= 32 &&
                          parts.dbf.size >= parts.dbf.stated && parts.dbf_records < parts.shx_records;
    MendedShapefile out;
    const bool odd_index = !no_index && parts.shx.stated != parts.shx.size;
    if (parts.shp.size == 0 || (!no_index && !few_rows && !odd_index)) return out;
    Bytes shp = bytes_of(parts.shp.path);
    auto better = no_index ? index_of(shp, report_path) : better_index(parts, shp);
    if (!better && !few_rows) return out;
    static std::atomic<unsigned> number{0};
    out.m_folder = "/vsimem/petasentra-" + std::to_string(number++);
    const std::string name = parts.shp.path.substr(parts.shp.path.find_last_of('/') + 1);
    const std::string stem = name.substr(0, name.find_last_of('.'));
    if (better) notes.push_back(no_index ? rebuilt_note() : damaged_index_note());
    Bytes index = better ? std::move(*better) : bytes_of(parts.shx.path);
    const std::uint64_t shapes = (index.size() - std::min(index.size(), file_header_size)) / record_header_size;
    if (!parts.dbf.path.empty()) {
        Bytes dbf = bytes_of(parts.dbf.path);
        if (dbf.size() >= 32 && parts.dbf.size >= parts.dbf.stated && parts.dbf_records < shapes) {
            notes.push_back(missing_rows_note(parts.dbf_records, shapes));
            dbf = padded_table(std::move(dbf), shapes);
        }
        out.hold(stem + ".dbf", std::move(dbf));
    }
    out.hold(stem + ".shp", std::move(shp));
    out.hold(stem + ".shx", std::move(index));
    const std::string old_stem = parts.shp.path.substr(0, parts.shp.path.find_last_of('.'));
    for (const char* ending : {".prj", ".PRJ", ".cpg", ".CPG"}) {
        Bytes side = bytes_of(old_stem + ending);
        if (!side.empty()) out.hold(stem + ending, std::move(side));
    }
    out.m_shp_path = out.m_folder + "/" + stem + ".shp";
    return out;
}

}  // namespace petasentra::io::gdal

#include "io/gdal/dbf_text.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <string_view>
#include <utility>

#include "io/gdal/encoding.hpp"

namespace petasentra::io::gdal {
namespace {

// Code pages of one byte a letter, whose lower half is ASCII.
bool extends_ascii(const std::string& encoding) {
    static constexpr std::string_view pages[] = {"CP437",  "CP737",  "CP775",  "CP850",  "CP852",  "CP855",
                                                 "CP857",  "CP860",  "CP861",  "CP862",  "CP863",  "CP865",
                                                 "CP866",  "CP869",  "CP874",  "CP1250", "CP1251", "CP1252",
                                                 "CP1253", "CP1254", "CP1255", "CP1256", "CP1257", "CP1258"};
    if (encoding.starts_with("ISO-8859-")) return true;
    for (const auto page : pages) {
        if (encoding == page) return true;
    }
    return false;
}

}  // namespace

bool decode_text(layer::Column& column, const std::string& encoding) {
    if (encoding.empty() || encoding == "UTF-8") return true;
    const std::string_view all(reinterpret_cast<const char*>(column.data.data()), column.data.size());
    if (!extends_ascii(encoding)) return false;
    if (is_ascii(all)) return true;
    std::vector<std::byte> data;
    data.reserve(all.size() + all.size() / 8);
    auto begin = column.offsets.front();
    for (std::size_t row = 0; row < column.size; ++row) {
        const auto end = column.offsets[row + 1];
        const std::string text(all.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
        char* const decoded = is_ascii(text) ? nullptr : CPLRecode(text.c_str(), encoding.c_str(), CPL_ENC_UTF8);
        const std::string_view value = decoded == nullptr ? std::string_view(text) : std::string_view(decoded);
        const auto* bytes = reinterpret_cast<const std::byte*>(value.data());
        data.insert(data.end(), bytes, bytes + value.size());
        CPLFree(decoded);
        column.offsets[row + 1] = static_cast<std::int64_t>(data.size());
        begin = end;
    }
    column.data = std::move(data);
    return true;
}

}  // namespace petasentra::io::gdal

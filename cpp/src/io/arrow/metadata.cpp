#include "io/arrow/metadata.hpp"

#include <cstdint>
#include <cstring>
#include <stdexcept>

#include "io/arrow/json_fragment.hpp"
#include "io/arrow/malformed.hpp"

namespace petasentra::io::arrow {
namespace {

std::int32_t read_int(const char*& at) {
    std::int32_t value = 0;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    if (value < 0)
        malformed_stream("metadata skema berisi panjang negatif", "the schema metadata holds a negative length");
    return value;
}

std::string read_text(const char*& at) {
    const auto length = static_cast<std::size_t>(read_int(at));
    std::string text(at, length);
    at += length;
    return text;
}

void write_int(std::string& out, std::size_t value) {
    const auto narrow = static_cast<std::int32_t>(value);
    out.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
}

}  // namespace

layer::Metadata decode_metadata(const char* bytes) {
    layer::Metadata out;
    if (bytes == nullptr) return out;
    const auto count = read_int(bytes);
    for (std::int32_t i = 0; i < count; ++i) {
        auto key = read_text(bytes);
        auto value = read_text(bytes);
        out.emplace_back(std::move(key), std::move(value));
    }
    return out;
}

std::string encode_metadata(const layer::Metadata& metadata) {
    std::string out;
    if (metadata.empty()) return out;
    write_int(out, metadata.size());
    for (const auto& [key, value] : metadata) {
        write_int(out, key.size());
        out += key;
        write_int(out, value.size());
        out += value;
    }
    return out;
}

geometry::Crs crs_of_extension(std::string_view json, std::string_view column) {
    if (json.empty()) return {};
    try {
        const auto type = json_member(json, "crs_type");
        if (type && type->text == "srid") return {};
        const auto crs = json_member(json, "crs");
        if (!crs || (crs->is_text() && crs->text.empty())) return {};
        if (crs->is_text()) return geometry::Crs::from_user_input(crs->text);
        if (crs->is_object()) return geometry::Crs::from_user_input(crs->raw);
        return {};
    } catch (const std::invalid_argument&) {
        malformed(column, "metadata GeoArrow bukan JSON yang benar", "its GeoArrow metadata is not valid JSON");
    } catch (const core::Error& error) {
        throw error.at({.column = std::string(column)});
    }
}

std::string extension_of_crs(const geometry::Crs& crs) {
    if (!crs.known()) return "{}";
    return "{\"crs\":" + crs.projjson() + ",\"crs_type\":\"projjson\"}";
}

}  // namespace petasentra::io::arrow

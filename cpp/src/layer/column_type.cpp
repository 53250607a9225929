#include <charconv>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/column_type.hpp>

namespace petasentra::layer {
namespace {

[[noreturn]] void refuse(std::string_view format) {
    const std::string name(format);
    throw core::Error(core::ErrorCode::column_type,
                      {"Tipe kolom Arrow \"" + name + "\" tidak didukung.",
                       "The Arrow column type \"" + name + "\" is not supported."},
                      {"Ubah kolom itu menjadi angka, teks, tanggal, daftar atau struktur, atau hapus dari tabel.",
                       "Cast the column to a number, text, date, list or struct, or drop it from the table."});
}

std::size_t number_after(std::string_view format, std::size_t prefix) {
    std::size_t value = 0;
    const char* end = format.data() + format.size();
    const auto read = std::from_chars(format.data() + prefix, end, value);
    if (read.ec != std::errc() || read.ptr != end || value > 0x7fffffff) refuse(format);
    return value;
}

// "d:precision,scale" is 128 bits wide; a third number states another width.
std::size_t decimal_width(std::string_view format) {
    const auto first = format.find(',');
    if (first == std::string_view::npos) refuse(format);
    const auto second = format.find(',', first + 1);
    const auto bits = second == std::string_view::npos ? 128 : number_after(format, second + 1);
    if (bits != 32 && bits != 64 && bits != 128 && bits != 256) refuse(format);
    return bits / 8;
}

std::size_t time_width(std::string_view format) {
    if (format == "tdD" || format == "tts" || format == "ttm" || format == "tiM") return 4;
    if (format == "tin") return 16;
    if (format == "tdm" || format == "ttu" || format == "ttn" || format == "tiD") return 8;
    const auto unit = format.size() > 2 ? format[2] : ' ';
    const bool known_unit = unit == 's' || unit == 'm' || unit == 'u' || unit == 'n';
    if (format.starts_with("tD") && format.size() == 3 && known_unit) return 8;
    if (format.starts_with("ts") && format.size() > 3 && format[3] == ':' && known_unit) return 8;
    refuse(format);
}

}  // namespace

Family family_of(std::string_view format) {
    if (format == "n") return Family::nothing;
    if (format == "b") return Family::boolean;
    if (format == "z" || format == "Z" || format == "vz" || format == "u" || format == "U" || format == "vu") {
        return Family::text;
    }
    if (format == "+l" || format == "+L" || format == "+m") return Family::list;
    if (format.starts_with("+w:")) return Family::fixed_list;
    if (format == "+s") return Family::structure;
    if (fixed_width(format) == 0) refuse(format);
    return Family::fixed;
}

std::size_t fixed_width(std::string_view format) {
    if (format.size() == 1) {
        switch (format[0]) {
            case 'b':
            case 'c':
            case 'C':
                return 1;
            case 's':
            case 'S':
            case 'e':
                return 2;
            case 'i':
            case 'I':
            case 'f':
                return 4;
            case 'l':
            case 'L':
            case 'g':
                return 8;
            case 'n':
            case 'z':
            case 'Z':
            case 'u':
            case 'U':
                return 0;
            default:
                refuse(format);
        }
    }
    if (format == "vz" || format == "vu" || format == "+l" || format == "+L" || format == "+m" || format == "+s")
        return 0;
    if (format.starts_with("+w:")) return 0;
    if (format.starts_with("w:")) return number_after(format, 2);
    if (format.starts_with("d:")) return decimal_width(format);
    if (format.starts_with("t")) return time_width(format);
    refuse(format);
}

std::size_t fixed_list_size(std::string_view format) {
    return format.starts_with("+w:") ? number_after(format, 3) : 0;
}

std::string type_name(std::string_view format) {
    if (format.size() == 1) {
        switch (format[0]) {
            case 'n':
                return "null";
            case 'b':
                return "bool";
            case 'c':
                return "int8";
            case 'C':
                return "uint8";
            case 's':
                return "int16";
            case 'S':
                return "uint16";
            case 'i':
                return "int32";
            case 'I':
                return "uint32";
            case 'l':
                return "int64";
            case 'L':
                return "uint64";
            case 'e':
                return "half";
            case 'f':
                return "float";
            case 'g':
                return "double";
            case 'u':
            case 'U':
                return "text";
            case 'z':
            case 'Z':
                return "binary";
            default:
                return std::string(format);
        }
    }
    if (format == "vu") return "text";
    if (format == "vz" || format.starts_with("w:")) return "binary";
    if (format.starts_with("td")) return "date";
    if (format.starts_with("ts")) return "timestamp";
    if (format.starts_with("tt")) return "time";
    if (format.starts_with("tD")) return "duration";
    if (format.starts_with("d:")) return "decimal";
    if (format == "+s") return "struct";
    if (format == "+m") return "map";
    if (format == "+l" || format == "+L" || format.starts_with("+w:")) return "list";
    return std::string(format);
}

}  // namespace petasentra::layer

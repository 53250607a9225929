#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/layer/column.hpp>

namespace petasentra::layer {
namespace {

template <class T>
T read_at(const Column& column, std::size_t row) {
    T value;
    std::memcpy(&value, column.data.data() + row * sizeof(T), sizeof(T));
    return value;
}

std::optional<std::int64_t> signed_at(const Column& column, std::size_t row) {
    if (column.format == "c") return read_at<std::int8_t>(column, row);
    if (column.format == "C") return read_at<std::uint8_t>(column, row);
    if (column.format == "s") return read_at<std::int16_t>(column, row);
    if (column.format == "S") return read_at<std::uint16_t>(column, row);
    if (column.format == "i") return read_at<std::int32_t>(column, row);
    if (column.format == "I") return read_at<std::uint32_t>(column, row);
    if (column.format == "l") return read_at<std::int64_t>(column, row);
    return std::nullopt;
}

// IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits.
double half_at(const Column& column, std::size_t row) {
    const auto bits = read_at<std::uint16_t>(column, row);
    const int exponent = (bits >> 10) & 0x1f;
    const int fraction = bits & 0x3ff;
    double size = 0.0;
    if (exponent == 0x1f) {
        size = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    } else if (exponent == 0) {
        size = std::ldexp(fraction, -24);
    } else {
        size = std::ldexp(1024 + fraction, exponent - 25);
    }
    return (bits & 0x8000) != 0 ? -size : size;
}

[[noreturn]] void refuse(const Column& column, const char* wanted_id, const char* wanted_en) {
    const auto type = type_name(column.dictionary.empty() ? column.format : column.dictionary[0].format);
    throw core::Error(core::ErrorCode::column_type,
                      {"Kolom \"" + column.name + "\" bertipe " + type + ", padahal diperlukan " + wanted_id + ".",
                       "Column \"" + column.name + "\" is of type " + type + "; " + wanted_en + " is needed."},
                      {"Ubah tipe kolom itu atau pilih kolom lain.", "Convert the column or name another one."},
                      {.column = column.name});
}

// The row of the dictionary's values that an index row points to.
std::size_t value_row(const Column& column, std::size_t row) {
    const auto index = column.format == "L" ? static_cast<std::int64_t>(read_at<std::uint64_t>(column, row))
                                            : signed_at(column, row).value_or(-1);
    if (index < 0 || static_cast<std::size_t>(index) >= column.dictionary[0].size) {
        throw core::Error(core::ErrorCode::malformed_table,
                          {"Kolom kategori \"" + column.name + "\" menunjuk nilai yang tidak ada.",
                           "The category column \"" + column.name + "\" points to a value that does not exist."},
                          {}, {.column = column.name});
    }
    return static_cast<std::size_t>(index);
}

bool is_text_format(const std::string& format) {
    return format == "u" || format == "U" || format == "vu";
}

}  // namespace

std::size_t Column::null_count() const noexcept {
    return static_cast<std::size_t>(std::count(valid.begin(), valid.end(), std::uint8_t{0}));
}

bool Column::is_text() const noexcept {
    return is_text_format(dictionary.empty() ? format : dictionary[0].format);
}

bool Column::is_number() const noexcept {
    return dictionary.empty() && format.size() == 1 &&
           std::string_view("cCsSiIlLefg").find(format) != std::string_view::npos;
}

std::string_view Column::metadata_value(std::string_view key) const noexcept {
    const auto found = std::ranges::find(metadata, key, &std::pair<std::string, std::string>::first);
    return found == metadata.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string> Column::text_at(std::size_t row) const {
    if (!is_valid(row)) return std::nullopt;
    if (!dictionary.empty()) return dictionary[0].text_at(value_row(*this, row));
    if (is_text_format(format)) {
        const auto begin = static_cast<std::size_t>(offsets[row]);
        const auto end = static_cast<std::size_t>(offsets[row + 1]);
        return std::string(reinterpret_cast<const char*>(data.data()) + begin, end - begin);
    }
    if (format == "n") return std::nullopt;
    if (format == "L") return std::to_string(read_at<std::uint64_t>(*this, row));
    if (const auto number = signed_at(*this, row)) return std::to_string(*number);
    refuse(*this, "teks", "text");
}

std::optional<double> Column::number_at(std::size_t row) const {
    if (!is_valid(row)) return std::nullopt;
    if (!dictionary.empty()) return dictionary[0].number_at(value_row(*this, row));
    if (format == "g") return read_at<double>(*this, row);
    if (format == "f") return static_cast<double>(read_at<float>(*this, row));
    if (format == "e") return half_at(*this, row);
    if (format == "L") return static_cast<double>(read_at<std::uint64_t>(*this, row));
    if (const auto number = signed_at(*this, row)) return static_cast<double>(*number);
    if (format == "n") return std::nullopt;
    refuse(*this, "angka", "a number");
}

}  // namespace petasentra::layer

#include "io/gdal/dbf_number.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace petasentra::io::gdal {

DbfNumber dbf_number_of(const layer::Column& column) {
    double largest = 1.0;
    for (std::size_t row = 0; row < column.size; ++row) {
        const double value = column.number_at(row).value_or(0.0);
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    // Two characters for sign and point, one more for rounding up to the next power of ten.
    constexpr int room = 21;
    const int digits = static_cast<int>(std::floor(std::log10(largest))) + 1;
    DbfNumber out;
    out.fits = digits <= room;
    out.decimals = std::clamp(room - digits, 0, 15);
    return out;
}

bool keeps_value(double value, int decimals, bool narrow) {
    char text[400];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    const double back = std::strtod(text, nullptr);
    return narrow ? static_cast<float>(back) == static_cast<float>(value) : back == value;
}

bool needs_many_digits(const layer::Column& column) {
    for (std::size_t row = 0; row < column.size; ++row) {
        if (const auto text = column.text_at(row); text && text->size() - ((*text)[0] == '-' ? 1 : 0) > 18) return true;
    }
    return false;
}

}  // namespace petasentra::io::gdal

#include "io/gdal/field_writers.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <span>

#include "io/gdal/dbf_number.hpp"

namespace petasentra::io::gdal {
namespace {

using layer::Column;

std::span<const GByte> blob_at(const Column& column, std::size_t row) {
    const auto begin = static_cast<std::size_t>(column.offsets[row]);
    const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
    return {reinterpret_cast<const GByte*>(column.data.data()) + begin, end - begin};
}

bool is_integer(std::string_view format) {
    return format.size() == 1 && std::strchr("cCsSiIlL", format[0]) != nullptr;
}

FieldWriter text_writer(const Column& column) {
    return {OFTString,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                const auto text = column.text_at(row);
                if (text) feature.SetField(field, text->c_str());
            },
            {}};
}

FieldWriter boolean_writer(const Column& column, bool as_number) {
    FieldWriter out{OFTInteger,
                    as_number ? OFSTNone : OFSTBoolean,
                    [&column](OGRFeature& feature, int field, std::size_t row) {
                        feature.SetField(field, column.data[row] != std::byte{0} ? 1 : 0);
                    },
                    {}};
    if (as_number) out.changed = {"ya/tidak menjadi 1/0", "true/false as 1/0"};
    return out;
}

FieldWriter integer_writer(const Column& column, bool wide_as_text) {
    const std::string& format = column.format;
    const bool narrow = format != "l" && format != "L" && format != "I";
    if (!narrow && wide_as_text) {
        auto out = text_writer(column);
        out.changed = {"bilangan bulat besar menjadi teks", "large integers as text"};
        return out;
    }
    const bool short_int = format == "s" || format == "c" || format == "C";
    return {narrow ? OFTInteger : OFTInteger64,
            short_int ? OFSTInt16 : OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                // Through text, because number_at would round large integers to doubles.
                const auto digits = column.text_at(row);
                if (digits) feature.SetField(field, static_cast<GIntBig>(std::strtoll(digits->c_str(), nullptr, 10)));
            },
            {}};
}

FieldWriter real_as_text_writer(const Column& column) {
    return {OFTString,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                char text[40];
                std::snprintf(text, sizeof text, "%.17g", column.number_at(row).value_or(0.0));
                feature.SetField(field, text);
            },
            {"angka yang terlalu besar menjadi teks", "numbers that are too large as text"}};
}

FieldWriter real_writer(const Column& column, bool fixed_width) {
    if (fixed_width) {
        const auto number = dbf_number_of(column);
        if (!number.fits) return real_as_text_writer(column);
        FieldWriter out = real_writer(column, false);
        out.set = [&column](OGRFeature& feature, int field, std::size_t row) {
            // "inf" in a .dbf is what few readers understand.
            const double value = column.number_at(row).value_or(0.0);
            std::isfinite(value) ? feature.SetField(field, value) : feature.SetFieldNull(field);
        };
        out.width = number.width;
        out.decimals = number.decimals;
        return out;
    }
    return {OFTReal,
            column.format == "f" ? OFSTFloat32 : OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                feature.SetField(field, column.number_at(row).value_or(0.0));
            },
            {}};
}

FieldWriter blob_writer(const Column& column, bool as_text) {
    if (!as_text) {
        return {OFTBinary,
                OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    const auto bytes = blob_at(column, row);
                    feature.SetField(field, static_cast<int>(bytes.size()), bytes.data());
                },
                {}};
    }
    return {OFTString,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                static constexpr const char* digits = "0123456789ABCDEF";
                std::string text;
                for (const auto byte : blob_at(column, row)) {
                    text += digits[byte >> 4];
                    text += digits[byte & 15];
                }
                feature.SetField(field, text.c_str());
            },
            {"biner menjadi teks heksadesimal", "bytes as hexadecimal text"}};
}

}  // namespace

FormatTypes FormatTypes::of(std::string_view driver) {
    FormatTypes types;
    if (driver == "GeoJSON") {
        // JSON has no times: ISO text is what its readers take for one.
        types = {.lists = true, .days = false, .moments = false, .bytes = false};
    } else if (driver == "ESRI Shapefile") {
        types = {.moments = false, .bytes = false, .booleans = false, .fixed_width = true};
    } else if (driver == "LIBKML" || driver == "KML") {
        // Fields of time become the time of the placemark itself, and integers are of 32 bits.
        types = {.days = false, .moments = false, .bytes = false, .booleans = false, .wide_integers = false};
    }
    return types;
}

FieldWriter writer_for(const Column& column, const FormatTypes& types) {
    const std::string& format = column.format;
    if (!column.dictionary.empty() || column.is_text()) return text_writer(column);
    if (format == "b") return boolean_writer(column, !types.booleans);
    if (is_integer(format))
        return integer_writer(column, !types.wide_integers || (types.fixed_width && needs_many_digits(column)));
    if (format == "e" || format == "f" || format == "g") return real_writer(column, types.fixed_width);
    if (format.starts_with("td")) return day_writer(column, !types.days);
    if (format.starts_with("ts")) return moment_writer(column, !types.moments);
    if (format.starts_with("tt")) return clock_writer(column, !types.clocks);
    if (format == "z" || format == "Z" || format == "vz") return blob_writer(column, !types.bytes);
    if (format == "+l" || format == "+L") return list_writer(column, !types.lists);
    if (format == "n") return {OFTString, OFSTNone, [](OGRFeature&, int, std::size_t) {}, {}};
    throw core::Error(core::ErrorCode::column_type,
                      {"Kolom \"" + column.name + "\" bertipe " + format + ", yang tidak dapat disimpan dalam berkas.",
                       "Column \"" + column.name + "\" is of type " + format + ", which no file format holds."},
                      {"Ubah menjadi teks atau buang kolom itu.", "Turn it into text or leave the column out."},
                      {.column = column.name});
}

}  // namespace petasentra::io::gdal

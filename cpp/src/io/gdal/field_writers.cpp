#include "io/gdal/field_writers.hpp"

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <sstream>
#include <string>
#include <string_view>

namespace petasentra::io::gdal {
namespace {

using layer::Column;

template <class Value>
Value value_at(const Column& column, std::size_t row) {
    Value value{};
    std::memcpy(&value, column.data.data() + row * sizeof(Value), sizeof(Value));
    return value;
}

std::string_view bytes_at(const Column& column, std::size_t row) {
    const auto begin = static_cast<std::size_t>(column.offsets[row]);
    const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
    return {reinterpret_cast<const char*>(column.data.data()) + begin, end - begin};
}

// Ticks a second of a time format: the third letter is its unit.
std::int64_t ticks_per_second(std::string_view format) {
    switch (format[2]) {
        case 's':
            return 1;
        case 'm':
            return 1'000;
        case 'u':
            return 1'000'000;
        default:
            return 1'000'000'000;
    }
}

// OGR's number for a zone: UTC is 100, each step a quarter of an hour; named zones are written in UTC.
int zone_of(std::string_view zone) {
    if (zone.empty()) return 0;
    const bool offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':';
    if (!offset) return 100;
    const int minutes =
        std::atoi(std::string(zone.substr(1, 2)).c_str()) * 60 + std::atoi(std::string(zone.substr(4, 2)).c_str());
    return minutes % 15 != 0 ? 100 : 100 + (zone[0] == '-' ? -minutes : minutes) / 15;
}

void set_moment(OGRFeature& feature, int field, std::int64_t days, std::int64_t ticks, std::int64_t per_second,
                int zone) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
    const std::int64_t seconds = ticks / per_second;
    const auto second = static_cast<float>(static_cast<double>(seconds % 60) +
                                           static_cast<double>(ticks % per_second) / static_cast<double>(per_second));
    feature.SetField(field, static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                     static_cast<int>(static_cast<unsigned>(day.day())), static_cast<int>(seconds / 3600),
                     static_cast<int>(seconds / 60 % 60), second, zone);
}

FieldWriter timestamp_writer(const Column& column) {
    const auto per_second = ticks_per_second(column.format);
    const int zone = zone_of(std::string_view(column.format).substr(4));
    return {OFTDateTime, OFSTNone, [&column, per_second, zone](OGRFeature& feature, int field, std::size_t row) {
                const std::int64_t shift = zone > 1 ? (zone - 100) * std::int64_t{900} * per_second : 0;
                const std::int64_t ticks = value_at<std::int64_t>(column, row) + shift;
                const std::int64_t per_day = 86'400 * per_second;
                const std::int64_t days = ticks / per_day - (ticks % per_day < 0 ? 1 : 0);
                set_moment(feature, field, days, ticks - days * per_day, per_second, zone);
            }};
}

FieldWriter day_writer(const Column& column) {
    const bool in_days = column.format == "tdD";
    return {OFTDate, OFSTNone, [&column, in_days](OGRFeature& feature, int field, std::size_t row) {
                const std::int64_t days =
                    in_days ? value_at<std::int32_t>(column, row) : value_at<std::int64_t>(column, row) / 86'400'000;
                set_moment(feature, field, days, 0, 1, 0);
            }};
}

FieldWriter clock_writer(const Column& column) {
    const auto per_second = ticks_per_second(column.format);
    const bool narrow = layer::fixed_width(column.format) == 4;
    return {OFTTime, OFSTNone, [&column, per_second, narrow](OGRFeature& feature, int field, std::size_t row) {
                const std::int64_t ticks =
                    narrow ? value_at<std::int32_t>(column, row) : value_at<std::int64_t>(column, row);
                set_moment(feature, field, 0, ticks, per_second, 0);
            }};
}

std::string item_text(const Column& items, std::size_t row) {
    if (!items.is_valid(row)) return {};
    if (items.is_text()) return std::string(bytes_at(items, row));
    if (items.format != "e" && items.format != "f" && items.format != "g") return items.text_at(row).value_or("");
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(17);
    text << items.number_at(row).value_or(0.0);
    return text.str();
}

FieldWriter list_writer(const Column& column) {
    return {OFTString, OFSTNone, [&column](OGRFeature& feature, int field, std::size_t row) {
                std::string joined;
                for (auto item = column.offsets[row]; item < column.offsets[row + 1]; ++item) {
                    if (item > column.offsets[row]) joined += ", ";
                    joined += item_text(column.children.front(), static_cast<std::size_t>(item));
                }
                feature.SetField(field, joined.c_str());
            }};
}

bool is_integer(std::string_view format) {
    return format.size() == 1 && std::strchr("cCsSiIlL", format[0]) != nullptr;
}

}  // namespace

FieldWriter writer_for(const Column& column) {
    const std::string& format = column.format;
    if (!column.dictionary.empty() || column.is_text()) {
        return {OFTString, OFSTNone, [&column](OGRFeature& feature, int field, std::size_t row) {
                    const auto text = column.text_at(row);
                    if (text) feature.SetField(field, text->c_str());
                }};
    }
    if (format == "b") {
        return {OFTInteger, OFSTBoolean, [&column](OGRFeature& feature, int field, std::size_t row) {
                    feature.SetField(field, static_cast<int>(value_at<std::uint8_t>(column, row) != 0));
                }};
    }
    if (is_integer(format)) {
        const bool narrow = format != "l" && format != "L" && format != "I";
        const bool short_int = format == "s" || format == "c" || format == "C";
        return {narrow ? OFTInteger : OFTInteger64, short_int ? OFSTInt16 : OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    // Through text, because number_at would round large integers to doubles.
                    const auto digits = column.text_at(row);
                    if (digits)
                        feature.SetField(field, static_cast<GIntBig>(std::strtoll(digits->c_str(), nullptr, 10)));
                }};
    }
    if (format == "e" || format == "f" || format == "g") {
        return {OFTReal, format == "f" ? OFSTFloat32 : OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    feature.SetField(field, column.number_at(row).value_or(0.0));
                }};
    }
    if (format.starts_with("td")) return day_writer(column);
    if (format.starts_with("ts")) return timestamp_writer(column);
    if (format.starts_with("tt")) return clock_writer(column);
    if (format == "z" || format == "Z" || format == "vz") {
        return {OFTBinary, OFSTNone, [&column](OGRFeature& feature, int field, std::size_t row) {
                    const auto bytes = bytes_at(column, row);
                    feature.SetField(field, static_cast<int>(bytes.size()), bytes.data());
                }};
    }
    if (format == "+l" || format == "+L") return list_writer(column);
    if (format == "n") return {OFTString, OFSTNone, [](OGRFeature&, int, std::size_t) {}};
    throw core::Error(core::ErrorCode::column_type,
                      {"Kolom \"" + column.name + "\" bertipe " + format + ", yang tidak dapat disimpan dalam berkas.",
                       "Column \"" + column.name + "\" is of type " + format + ", which no file format holds."},
                      {"Ubah menjadi teks atau buang kolom itu.", "Turn it into text or leave the column out."},
                      {.column = column.name});
}

}  // namespace petasentra::io::gdal

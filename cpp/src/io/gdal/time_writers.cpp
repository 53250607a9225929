#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "io/gdal/field_writers.hpp"

namespace petasentra::io::gdal {
namespace {

using layer::Column;

template <class Value>
Value value_at(const Column& column, std::size_t row) {
    Value value{};
    std::memcpy(&value, column.data.data() + row * sizeof(Value), sizeof(Value));
    return value;
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

/// A place in time as OGR wants it: days since 1970, ticks of the day, how many of these a second has, OGR's zone.
struct Clock {
    std::int64_t days = 0;
    std::int64_t ticks = 0;
    std::int64_t per_second = 1;
    int zone = 0;
};

Clock moment_at(const Column& column, std::size_t row, std::int64_t per_second, int zone) {
    const std::int64_t shift = zone > 1 ? (zone - 100) * std::int64_t{900} * per_second : 0;
    const std::int64_t ticks = value_at<std::int64_t>(column, row) + shift;
    const std::int64_t per_day = 86'400 * per_second;
    const std::int64_t days = ticks / per_day - (ticks % per_day < 0 ? 1 : 0);
    return {days, ticks - days * per_day, per_second, zone};
}

Clock day_at(const Column& column, std::size_t row) {
    return {column.format == "tdD" ? value_at<std::int32_t>(column, row)
                                   : value_at<std::int64_t>(column, row) / 86'400'000};
}

Clock time_at(const Column& column, std::size_t row) {
    const bool narrow = layer::fixed_width(column.format) == 4;
    return {0, narrow ? value_at<std::int32_t>(column, row) : value_at<std::int64_t>(column, row),
            ticks_per_second(column.format), 0};
}

std::chrono::year_month_day date_of(const Clock& clock) {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{clock.days}}};
}

void set_clock(OGRFeature& feature, int field, const Clock& clock) {
    const auto day = date_of(clock);
    const std::int64_t seconds = clock.ticks / clock.per_second;
    const auto second =
        static_cast<float>(static_cast<double>(seconds % 60) +
                           static_cast<double>(clock.ticks % clock.per_second) / static_cast<double>(clock.per_second));
    feature.SetField(field, static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                     static_cast<int>(static_cast<unsigned>(day.day())), static_cast<int>(seconds / 3600),
                     static_cast<int>(seconds / 60 % 60), second, clock.zone);
}

std::string day_text(const Clock& clock) {
    const auto day = date_of(clock);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text;
}

// "08:30:00", with as many further digits as the value needs.
std::string clock_text(const Clock& clock) {
    const std::int64_t seconds = clock.ticks / clock.per_second;
    char text[48];
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    std::string out = text;
    std::int64_t rest = clock.ticks % clock.per_second;
    if (rest != 0) out += '.';
    for (std::int64_t unit = clock.per_second / 10; rest != 0; unit /= 10) {
        out += static_cast<char>('0' + rest / unit);
        rest %= unit;
    }
    return out;
}

std::string zone_text(int zone) {
    if (zone <= 1) return {};
    if (zone == 100) return "Z";
    const int minutes = std::abs(zone - 100) * 15;
    char text[32];
    std::snprintf(text, sizeof text, "%c%02d:%02d", zone < 100 ? '-' : '+', minutes / 60, minutes % 60);
    return text;
}

}  // namespace

FieldWriter day_writer(const Column& column, bool as_text) {
    if (!as_text) {
        return {OFTDate,
                OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    set_clock(feature, field, day_at(column, row));
                },
                {}};
    }
    return {OFTString,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                feature.SetField(field, day_text(day_at(column, row)).c_str());
            },
            {"tanggal menjadi teks", "dates as text"}};
}

FieldWriter moment_writer(const Column& column, bool as_text) {
    const auto per_second = ticks_per_second(column.format);
    const int zone = zone_of(std::string_view(column.format).substr(4));
    if (!as_text) {
        return {OFTDateTime,
                OFSTNone,
                [&column, per_second, zone](OGRFeature& feature, int field, std::size_t row) {
                    set_clock(feature, field, moment_at(column, row, per_second, zone));
                },
                {}};
    }
    return {OFTString,
            OFSTNone,
            [&column, per_second, zone](OGRFeature& feature, int field, std::size_t row) {
                const auto moment = moment_at(column, row, per_second, zone);
                feature.SetField(field, (day_text(moment) + "T" + clock_text(moment) + zone_text(zone)).c_str());
            },
            {"waktu menjadi teks", "times as text"}};
}

FieldWriter clock_writer(const Column& column, bool as_text) {
    if (!as_text) {
        return {OFTTime,
                OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    set_clock(feature, field, time_at(column, row));
                },
                {}};
    }
    return {OFTString,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                feature.SetField(field, clock_text(time_at(column, row)).c_str());
            },
            {"jam menjadi teks", "times of day as text"}};
}

}  // namespace petasentra::io::gdal

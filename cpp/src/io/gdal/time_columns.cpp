#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <petasentra/core/date.hpp>

#include "io/gdal/column_reader.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

struct Moment {
    std::int32_t days = 0;
    std::int64_t ms_of_day = 0;
    int zone = 0;  // OGR: 0 unknown, 1 local, 100 UTC, each step a quarter of an hour
};

std::optional<Moment> moment_of(OGRFeature& feature, int index, bool with_date) {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    float second = 0;
    Moment moment;
    if (!feature.GetFieldAsDateTime(index, &year, &month, &day, &hour, &minute, &second, &moment.zone)) return {};
    if (with_date) {
        const auto date = core::date_from(year, month, day);
        if (!date) return {};
        moment.days = date->days;
    }
    moment.ms_of_day = (hour * 60 + minute) * std::int64_t{60'000} + std::llround(static_cast<double>(second) * 1000.0);
    return moment;
}

class DateReader : public Reader {
  public:
    DateReader(std::string name, int at) : Reader(std::move(name), "tdD", at) {}

  private:
    bool take(OGRFeature& feature) override {
        const auto moment = moment_of(feature, index(), true);
        if (moment) append(m_column.data, moment->days);
        return moment.has_value();
    }
    void skip() override { append(m_column.data, std::int32_t{0}); }
};

class TimeReader : public Reader {
  public:
    TimeReader(std::string name, int at) : Reader(std::move(name), "ttm", at) {}

  private:
    bool take(OGRFeature& feature) override {
        const auto moment = moment_of(feature, index(), false);
        if (moment) append(m_column.data, static_cast<std::int32_t>(moment->ms_of_day));
        return moment.has_value();
    }
    void skip() override { append(m_column.data, std::int32_t{0}); }
};

std::string offset_text(int zone) {
    if (zone == 100) return "UTC";
    const int minutes = (zone - 100) * 15;
    const int size = std::abs(minutes);
    char text[8];
    std::snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+', (size / 60) % 100, size % 60);
    return text;
}

// Instants are kept in UTC with the offset of the column in its type, as Arrow wants it.
class DateTimeReader : public Reader {
  public:
    DateTimeReader(std::string name, int at) : Reader(std::move(name), "tsm:", at) {}

  private:
    bool take(OGRFeature& feature) override {
        const auto moment = moment_of(feature, index(), true);
        m_texts.emplace_back();
        if (!moment) return false;
        std::int64_t ms = moment->days * ms_per_day + moment->ms_of_day;
        if (moment->zone > 1) {
            ms -= (moment->zone - 100) * std::int64_t{15 * 60'000};
            if (m_zone && *m_zone != moment->zone) m_zones_differ = true;
            m_zone = moment->zone;
        } else {
            m_any_naive = true;
        }
        m_texts.back() = feature.GetFieldAsString(index());
        append(m_column.data, ms);
        return true;
    }
    void skip() override {
        if (m_texts.size() == m_column.size) m_texts.emplace_back();
        append(m_column.data, std::int64_t{0});
    }
    void complete(std::vector<Note>& notes) override {
        if (m_zone && m_any_naive) {
            keep_as_text(notes);
        } else if (m_zone) {
            m_column.format = "tsm:" + (m_zones_differ ? "UTC" : offset_text(*m_zone));
        }
    }
    void keep_as_text(std::vector<Note>& notes) {
        m_column.format = "u";
        m_column.data.clear();
        m_column.offsets.assign(1, 0);
        for (const auto& text : m_texts) {
            const auto* bytes = reinterpret_cast<const std::byte*>(text.data());
            m_column.data.insert(m_column.data.end(), bytes, bytes + text.size());
            m_column.offsets.push_back(static_cast<std::int64_t>(m_column.data.size()));
        }
        notes.push_back(
            {"VALUE_UNREADABLE",
             {"Kolom \"" + m_column.name + "\" mencampur waktu dengan dan tanpa zona waktu; disimpan sebagai teks.",
              "Column \"" + m_column.name + "\" mixes times with and without a time zone; kept as text."}});
    }
    std::vector<std::string> m_texts;
    std::optional<int> m_zone;
    bool m_zones_differ = false;
    bool m_any_naive = false;
};

}  // namespace

std::unique_ptr<FieldReader> date_reader(std::string name, int index) {
    return std::make_unique<DateReader>(std::move(name), index);
}

std::unique_ptr<FieldReader> time_reader(std::string name, int index) {
    return std::make_unique<TimeReader>(std::move(name), index);
}

std::unique_ptr<FieldReader> datetime_reader(std::string name, int index) {
    return std::make_unique<DateTimeReader>(std::move(name), index);
}

}  // namespace petasentra::io::gdal

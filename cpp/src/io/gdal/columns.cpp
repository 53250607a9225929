#include "io/gdal/columns.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <petasentra/core/date.hpp>
#include <string_view>

namespace petasentra::io::gdal {
namespace {

constexpr std::int64_t ms_per_day = 86'400'000;

template <class Value>
void append(std::vector<std::byte>& bytes, Value value) {
    const auto at = bytes.size();
    bytes.resize(at + sizeof(Value));
    std::memcpy(bytes.data() + at, &value, sizeof(Value));
}

// Name, position and nulls: what all readers share.
class Reader : public FieldReader {
  public:
    Reader(std::string name, std::string format, int index) : m_index(index) {
        m_column.name = std::move(name);
        m_column.format = std::move(format);
    }

    void read(OGRFeature& feature) final {
        const bool there = feature.IsFieldSetAndNotNull(m_index) != 0;
        mark(there && take(feature));
    }

    layer::Column finish(std::vector<Note>& notes) override {
        if (m_any_null) m_column.valid = std::move(m_valid);
        complete(notes);
        return std::move(m_column);
    }

  protected:
    // Appends the value (or a filler) and says whether it is one.
    virtual bool take(OGRFeature& feature) = 0;
    virtual void skip() = 0;
    virtual void complete(std::vector<Note>&) {}

    [[nodiscard]] int index() const noexcept { return m_index; }
    layer::Column m_column;

  private:
    void mark(bool there) {
        if (!there) skip();
        m_any_null = m_any_null || !there;
        m_valid.push_back(there ? 1 : 0);
        ++m_column.size;
    }
    int m_index;
    bool m_any_null = false;
    std::vector<std::uint8_t> m_valid;
};

template <class Value>
class NumberReader : public Reader {
  public:
    using Get = Value (*)(OGRFeature&, int);
    NumberReader(std::string name, const char* format, int at, Get get)
        : Reader(std::move(name), format, at), m_get(get) {}

  private:
    bool take(OGRFeature& feature) override {
        append(m_column.data, m_get(feature, index()));
        return true;
    }
    void skip() override { append(m_column.data, Value{}); }
    Get m_get;
};

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

class TextReader : public Reader {
  public:
    TextReader(std::string name, const char* format, int at) : Reader(std::move(name), format, at) {
        m_column.offsets.assign(1, 0);
    }

  private:
    bool take(OGRFeature& feature) override {
        if (m_column.format == "z") {
            int length = 0;
            const GByte* bytes = feature.GetFieldAsBinary(index(), &length);
            add(reinterpret_cast<const std::byte*>(bytes), bytes == nullptr ? 0 : static_cast<std::size_t>(length));
        } else {
            const char* text = feature.GetFieldAsString(index());
            add(reinterpret_cast<const std::byte*>(text), std::strlen(text));
        }
        return true;
    }
    void add(const std::byte* bytes, std::size_t length) {
        if (length > 0) m_column.data.insert(m_column.data.end(), bytes, bytes + length);
        m_column.offsets.push_back(static_cast<std::int64_t>(m_column.data.size()));
    }
    void skip() override { m_column.offsets.push_back(static_cast<std::int64_t>(m_column.data.size())); }
};

class ListReader : public Reader {
  public:
    ListReader(std::string name, const char* item_format, int at) : Reader(std::move(name), "+l", at) {
        m_column.offsets.assign(1, 0);
        m_items.name = "item";
        m_items.format = item_format;
        if (m_items.is_text()) m_items.offsets.assign(1, 0);
    }

  private:
    bool take(OGRFeature& feature) override {
        int count = 0;
        if (m_items.format == "i") {
            const int* items = feature.GetFieldAsIntegerList(index(), &count);
            for (int i = 0; i < count; ++i) append(m_items.data, static_cast<std::int32_t>(items[i]));
        } else if (m_items.format == "l") {
            const GIntBig* items = feature.GetFieldAsInteger64List(index(), &count);
            for (int i = 0; i < count; ++i) append(m_items.data, static_cast<std::int64_t>(items[i]));
        } else if (m_items.format == "g") {
            const double* items = feature.GetFieldAsDoubleList(index(), &count);
            for (int i = 0; i < count; ++i) append(m_items.data, items[i]);
        } else {
            char** items = feature.GetFieldAsStringList(index());
            for (; items != nullptr && items[count] != nullptr; ++count) {
                const auto* bytes = reinterpret_cast<const std::byte*>(items[count]);
                m_items.data.insert(m_items.data.end(), bytes, bytes + std::strlen(items[count]));
                m_items.offsets.push_back(static_cast<std::int64_t>(m_items.data.size()));
            }
        }
        m_items.size += static_cast<std::size_t>(count);
        m_column.offsets.push_back(static_cast<std::int64_t>(m_items.size));
        return true;
    }
    void skip() override { m_column.offsets.push_back(static_cast<std::int64_t>(m_items.size)); }
    void complete(std::vector<Note>&) override { m_column.children.push_back(std::move(m_items)); }
    layer::Column m_items;
};

}  // namespace

std::string type_name(const OGRFieldDefn& field) {
    switch (field.GetType()) {
        case OFTInteger:
            if (field.GetSubType() == OFSTBoolean) return "bool";
            return field.GetSubType() == OFSTInt16 ? "int16" : "int32";
        case OFTInteger64:
            return "int64";
        case OFTReal:
            return field.GetSubType() == OFSTFloat32 ? "float32" : "float64";
        case OFTDate:
            return "date";
        case OFTTime:
            return "time";
        case OFTDateTime:
            return "datetime";
        case OFTBinary:
            return "binary";
        case OFTIntegerList:
            return "list<int32>";
        case OFTInteger64List:
            return "list<int64>";
        case OFTRealList:
            return "list<float64>";
        case OFTStringList:
        case OFTWideStringList:
            return "list<text>";
        default:
            return "text";
    }
}

std::unique_ptr<FieldReader> reader_for(const OGRFieldDefn& field, int index) {
    std::string name = field.GetNameRef();
    const std::string type = type_name(field);
    if (type == "bool") {
        return std::make_unique<NumberReader<std::uint8_t>>(
            std::move(name), "b", index,
            [](OGRFeature& feature, int at) { return static_cast<std::uint8_t>(feature.GetFieldAsInteger(at) != 0); });
    }
    if (type == "int16") {
        return std::make_unique<NumberReader<std::int16_t>>(
            std::move(name), "s", index,
            [](OGRFeature& feature, int at) { return static_cast<std::int16_t>(feature.GetFieldAsInteger(at)); });
    }
    if (type == "int32") {
        return std::make_unique<NumberReader<std::int32_t>>(
            std::move(name), "i", index,
            [](OGRFeature& feature, int at) -> std::int32_t { return feature.GetFieldAsInteger(at); });
    }
    if (type == "int64") {
        return std::make_unique<NumberReader<std::int64_t>>(
            std::move(name), "l", index,
            [](OGRFeature& feature, int at) { return static_cast<std::int64_t>(feature.GetFieldAsInteger64(at)); });
    }
    if (type == "float32") {
        return std::make_unique<NumberReader<float>>(std::move(name), "f", index, [](OGRFeature& feature, int at) {
            return static_cast<float>(feature.GetFieldAsDouble(at));
        });
    }
    if (type == "float64") {
        return std::make_unique<NumberReader<double>>(
            std::move(name), "g", index, [](OGRFeature& feature, int at) { return feature.GetFieldAsDouble(at); });
    }
    if (type == "date") return std::make_unique<DateReader>(std::move(name), index);
    if (type == "time") return std::make_unique<TimeReader>(std::move(name), index);
    if (type == "datetime") return std::make_unique<DateTimeReader>(std::move(name), index);
    if (type == "binary") return std::make_unique<TextReader>(std::move(name), "z", index);
    if (type == "list<int32>") return std::make_unique<ListReader>(std::move(name), "i", index);
    if (type == "list<int64>") return std::make_unique<ListReader>(std::move(name), "l", index);
    if (type == "list<float64>") return std::make_unique<ListReader>(std::move(name), "g", index);
    if (type == "list<text>") return std::make_unique<ListReader>(std::move(name), "u", index);
    return std::make_unique<TextReader>(std::move(name), "u", index);
}

}  // namespace petasentra::io::gdal

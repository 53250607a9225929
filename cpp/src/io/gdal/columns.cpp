#include "io/gdal/columns.hpp"

#include <cstring>

#include "io/gdal/column_reader.hpp"

namespace petasentra::io::gdal {
namespace {

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
    if (type == "date") return date_reader(std::move(name), index);
    if (type == "time") return time_reader(std::move(name), index);
    if (type == "datetime") return datetime_reader(std::move(name), index);
    if (type == "binary") return std::make_unique<TextReader>(std::move(name), "z", index);
    if (type == "list<int32>") return std::make_unique<ListReader>(std::move(name), "i", index);
    if (type == "list<int64>") return std::make_unique<ListReader>(std::move(name), "l", index);
    if (type == "list<float64>") return std::make_unique<ListReader>(std::move(name), "g", index);
    if (type == "list<text>") return std::make_unique<ListReader>(std::move(name), "u", index);
    return std::make_unique<TextReader>(std::move(name), "u", index);
}

}  // namespace petasentra::io::gdal

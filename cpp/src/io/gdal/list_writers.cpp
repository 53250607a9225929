#include <locale>
#include <sstream>
#include <vector>

#include "io/gdal/field_writers.hpp"

namespace petasentra::io::gdal {
namespace {

using layer::Column;

bool is_real(const Column& items) {
    return items.format == "e" || items.format == "f" || items.format == "g";
}

std::string item_text(const Column& items, std::size_t row) {
    if (!items.is_valid(row)) return {};
    if (!is_real(items)) return items.text_at(row).value_or("");
    std::ostringstream text;
    text.imbue(std::locale::classic());
    text.precision(17);
    text << items.number_at(row).value_or(0.0);
    return text.str();
}

std::vector<std::string> items_of(const Column& column, std::size_t row) {
    std::vector<std::string> texts;
    for (auto item = column.offsets[row]; item < column.offsets[row + 1]; ++item) {
        texts.push_back(item_text(column.children.front(), static_cast<std::size_t>(item)));
    }
    return texts;
}

FieldWriter joined_writer(const Column& column) {
    FieldWriter out{OFTString,
                    OFSTNone,
                    [&column](OGRFeature& feature, int field, std::size_t row) {
                        std::string joined;
                        const auto items = items_of(column, row);
                        for (std::size_t i = 0; i < items.size(); ++i) {
                            // Items themselves hold commas: "Pasal 5, ayat 2".
                            if (i > 0) joined += "; ";
                            joined += items[i];
                        }
                        feature.SetField(field, joined.c_str());
                    },
                    {}};
    out.joined = true;
    return out;
}

bool has_gaps(const Column& items) {
    for (std::size_t i = 0; i < items.size; ++i) {
        if (!items.is_valid(i)) return true;
    }
    return false;
}

}  // namespace

FieldWriter list_writer(const Column& column, bool as_text) {
    const Column& items = column.children.front();
    // OGR's lists have no place for a null.
    if (as_text || has_gaps(items)) return joined_writer(column);
    if (is_real(items)) {
        return {OFTRealList,
                OFSTNone,
                [&column, &items](OGRFeature& feature, int field, std::size_t row) {
                    std::vector<double> values;
                    for (auto item = column.offsets[row]; item < column.offsets[row + 1]; ++item)
                        values.push_back(items.number_at(static_cast<std::size_t>(item)).value_or(0.0));
                    feature.SetField(field, static_cast<int>(values.size()), values.data());
                },
                {}};
    }
    if (items.is_text() || !items.dictionary.empty()) {
        return {OFTStringList,
                OFSTNone,
                [&column](OGRFeature& feature, int field, std::size_t row) {
                    CPLStringList texts;
                    for (const auto& text : items_of(column, row)) texts.AddString(text.c_str());
                    static char* none[] = {nullptr};
                    feature.SetField(field, texts.Count() == 0 ? none : texts.List());
                },
                {}};
    }
    if (items.format == "b") return joined_writer(column);
    return {OFTInteger64List,
            OFSTNone,
            [&column](OGRFeature& feature, int field, std::size_t row) {
                std::vector<GIntBig> values;
                for (const auto& text : items_of(column, row))
                    values.push_back(static_cast<GIntBig>(std::strtoll(text.c_str(), nullptr, 10)));
                feature.SetField(field, static_cast<int>(values.size()), values.data());
            },
            {}};
}

}  // namespace petasentra::io::gdal

#include "io/gdal/read_text.hpp"

#include <algorithm>
#include <string_view>

namespace petasentra::io::gdal {
namespace {

std::string_view text_of(const layer::Column& column, std::size_t row) {
    const auto begin = static_cast<std::size_t>(column.offsets[row]);
    const auto end = static_cast<std::size_t>(column.offsets[row + 1]);
    return {reinterpret_cast<const char*>(column.data.data()) + begin, end - begin};
}

std::string_view all_text(const layer::Column& column) {
    return {reinterpret_cast<const char*>(column.data.data()), column.data.size()};
}

// Every text column, the items of text lists among them.
template <class Visit>
void for_each_text(layer::Table& table, Visit visit) {
    for (auto& column : table.columns) {
        auto& texts = column.format == "+l" ? column.children.front() : column;
        if (texts.format == "u") visit(texts);
    }
}

// Decodes the values that `choose` picks and gives their number.
template <class Choose>
std::size_t decode_values(layer::Column& column, Choose choose) {
    std::vector<std::byte> data;
    std::vector<std::int64_t> offsets{0};
    std::size_t decoded = 0;
    for (std::size_t row = 0; row < column.size; ++row) {
        const auto text = text_of(column, row);
        const auto add = [&](std::string_view value) {
            const auto* bytes = reinterpret_cast<const std::byte*>(value.data());
            data.insert(data.end(), bytes, bytes + value.size());
        };
        if (choose(text)) {
            add(utf8_from_cp1252(text));
            ++decoded;
        } else {
            add(text);
        }
        offsets.push_back(static_cast<std::int64_t>(data.size()));
    }
    column.data = std::move(data);
    column.offsets = std::move(offsets);
    return decoded;
}

void settle_raw(layer::Table& table, LoadReport& report) {
    bool ascii = true;
    bool utf8 = true;
    // Judged value by value: two broken halves may join into a valid whole.
    const auto judge = [&](std::string_view text) {
        ascii = ascii && is_ascii(text);
        utf8 = utf8 && is_utf8(text);
    };
    for (const auto& column : table.columns) judge(column.name);
    for_each_text(table, [&](layer::Column& column) {
        if (is_ascii(all_text(column))) return;
        for (std::size_t row = 0; row < column.size; ++row) judge(text_of(column, row));
    });
    report.encoding = utf8 ? "UTF-8" : "CP1252";
    report.encoding_from = "assumed";
    if (ascii) return;
    if (!utf8) {
        for (auto& column : table.columns) column.name = utf8_from_cp1252(column.name);
        for (auto& field : report.fields) field.name = utf8_from_cp1252(field.name);
        for_each_text(table,
                      [](layer::Column& column) { decode_values(column, [](std::string_view) { return true; }); });
    }
    report.notes.push_back({"ENCODING_GUESSED",
                            {"Berkas tidak menyebut pengodean teksnya (.cpg tidak ada); dibaca sebagai " +
                                 report.encoding + ". Jika ada huruf yang salah, beri encoding=.",
                             "The file does not state the encoding of its text (no .cpg); read as " + report.encoding +
                                 ". If letters look wrong, pass encoding=."}});
}

}  // namespace

void settle_text(layer::Table& table, bool raw, const TextEncoding& declared, LoadReport& report) {
    if (!declared.said.empty()) {
        report.notes.push_back(
            {"ENCODING_UNKNOWN",
             {"Pengodean \"" + declared.said + "\" dalam berkas .cpg tidak dikenal dan diabaikan.",
              "The encoding \"" + declared.said + "\" in the .cpg file is not known and was ignored."}});
    }
    if (raw) {
        settle_raw(table, report);
        return;
    }
    std::size_t repaired = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto& name = table.columns[i].name;
        if (is_utf8(name)) continue;
        name = utf8_from_cp1252(name);
        report.fields[i].name = name;
        ++repaired;
    }
    for_each_text(table, [&](layer::Column& column) {
        if (is_ascii(all_text(column))) return;
        repaired += decode_values(column, [](std::string_view text) { return !is_utf8(text); });
    });
    if (repaired > 0) {
        const std::string count = std::to_string(repaired);
        report.notes.push_back(
            {"ENCODING_GUESSED",
             {count + " teks tidak sesuai dengan pengodean " + report.encoding + " dan dibaca sebagai CP1252.",
              count + " texts do not fit the encoding " + report.encoding + " and were read as CP1252."}});
    }
}

}  // namespace petasentra::io::gdal

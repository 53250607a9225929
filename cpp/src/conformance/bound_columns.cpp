#include "bound_columns.hpp"

#include <cstring>

namespace petasentra::conformance {

using core::Error;
using core::ErrorCode;

namespace {

template <class T>
T read_as(const layer::Column& column, std::size_t row) {
    T value{};
    std::memcpy(&value, column.data.data() + row * sizeof value, sizeof value);
    return value;
}

/// Days since 1970 of a date or a timestamp (its calendar day as written, in UTC where a zone is named).
std::optional<std::int32_t> day_of(const layer::Column& column, std::size_t row) {
    if (column.format == "tdD") return read_as<std::int32_t>(column, row);
    std::int64_t per_second = 0;
    if (column.format.starts_with("tss")) per_second = 1;
    if (column.format.starts_with("tsm") || column.format == "tdm") per_second = 1'000;
    if (column.format.starts_with("tsu")) per_second = 1'000'000;
    if (column.format.starts_with("tsn")) per_second = 1'000'000'000;
    if (per_second == 0) return std::nullopt;
    const auto value = read_as<std::int64_t>(column, row);
    const auto per_day = per_second * 86'400;
    return static_cast<std::int32_t>(value / per_day - (value % per_day < 0 ? 1 : 0));
}

}  // namespace

core::Place place_of(const layer::Layer& data, std::size_t row, const std::string& column) {
    return {data.provenance.source, data.title(), std::to_string(row), column};
}

std::vector<std::string> texts_of(const layer::Layer& data, const std::string& column) {
    const auto& values = data.table.column(column, data.title());
    std::vector<std::string> out(data.size());
    for (std::size_t row = 0; row < data.size(); ++row) out[row] = values.text_at(row).value_or(std::string{});
    return out;
}

std::vector<std::optional<core::Date>> dates_of(const layer::Layer& data, const std::string& column) {
    const auto& values = data.table.column(column, data.title());
    std::vector<std::optional<core::Date>> out(data.size());
    for (std::size_t row = 0; row < data.size(); ++row) {
        if (!values.is_valid(row)) continue;
        if (const auto day = day_of(values, row)) {
            out[row] = core::Date{*day};
            continue;
        }
        const auto text = values.text_at(row).value_or(std::string{});
        if (text.empty()) continue;
        out[row] = core::parse_date(text);
        if (!out[row]) {
            throw Error(ErrorCode::date_unreadable,
                        {"Tanggal \"" + text + "\" tidak terbaca.", "The date \"" + text + "\" cannot be read."},
                        {"Tulis sebagai TTTT-BB-HH, misalnya 2021-12-31.", "Write it as YYYY-MM-DD, e.g. 2021-12-31."},
                        place_of(data, row, column));
        }
    }
    return out;
}

}  // namespace petasentra::conformance

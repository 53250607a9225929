#include "bound_columns.hpp"

#include <petasentra/core/written_date.hpp>
#include <petasentra/layer/days.hpp>

namespace petasentra::conformance {

using core::Error;
using core::ErrorCode;

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
    std::vector<std::string> texts(data.size());
    for (std::size_t row = 0; row < data.size(); ++row) {
        if (!values.is_valid(row)) continue;
        if (const auto day = layer::day_at(values, row))
            out[row] = core::Date{*day};
        else
            texts[row] = values.text_at(row).value_or(std::string{});
    }
    const auto written = core::read_dates(texts);
    for (std::size_t row = 0; row < data.size(); ++row) {
        using Written = core::WrittenDate::Reading;
        if (written[row].day) out[row] = written[row].day;
        if (written[row].reading == Written::empty || written[row].reading == Written::read) continue;
        throw Error(
            ErrorCode::date_unreadable,
            {"Tanggal \"" + texts[row] + "\" tidak terbaca.", "The date \"" + texts[row] + "\" cannot be read."},
            {"Tulis sebagai TTTT-BB-HH, misalnya 2021-12-31.", "Write it as YYYY-MM-DD, e.g. 2021-12-31."},
            place_of(data, row, column));
    }
    return out;
}

}  // namespace petasentra::conformance

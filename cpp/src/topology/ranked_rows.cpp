#include <algorithm>
#include <cstring>
#include <numeric>
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <string>
#include <utility>

#include "topology/mosaic.hpp"

namespace petasentra::topology {
namespace {

using layer::Column;

template <class Key>
void sort_by(std::vector<std::uint32_t>& rows, const std::vector<std::optional<Key>>& keys) {
    std::stable_sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (keys[a].has_value() != keys[b].has_value()) return keys[a].has_value();
        return keys[a].has_value() && *keys[a] < *keys[b];
    });
}

template <class Ticks>
std::int64_t ticks_at(const Column& column, std::size_t row) {
    Ticks value{};
    std::memcpy(&value, column.data.data() + row * sizeof(Ticks), sizeof(Ticks));
    return value;
}

/// Of "tdm" (milliseconds) and "tss:", "tsm:", "tsu:", "tsn:".
std::int64_t ticks_a_day(const std::string& format) {
    std::int64_t ticks = 86'400;
    const char unit = format[2];
    for (const char finer : {'s', 'm', 'u', 'n'}) {
        if (unit == finer) return ticks;
        ticks *= 1'000;
    }
    return ticks;
}

/// A day of a column of dates, time stamps or text; nothing for null and empty text.
std::optional<std::int64_t> day_at(const Column& column, std::size_t row, const layer::Layer& layer) {
    if (!column.is_valid(row)) return std::nullopt;
    if (column.format == "tdD") return ticks_at<std::int32_t>(column, row);
    if (column.format == "tdm" || column.format.starts_with("ts")) {
        const auto per_day = ticks_a_day(column.format);
        const auto ticks = ticks_at<std::int64_t>(column, row);
        return ticks / per_day - (ticks % per_day < 0 ? 1 : 0);
    }
    const auto text = column.text_at(row).value_or("");
    if (text.empty()) return std::nullopt;
    if (const auto date = core::parse_date(text)) return date->days;
    throw core::Error(core::ErrorCode::date_unreadable,
                      {"\"" + text + "\" bukan tanggal.", "\"" + text + "\" is no date."},
                      {"Tulis TTTT-BB-HH, misalnya 2021-06-01.", "Write YYYY-MM-DD, for instance 2021-06-01."},
                      {layer.provenance.source, layer.title(), std::to_string(row), column.name});
}

}  // namespace

std::vector<std::uint32_t> ranked_rows(const layer::Layer& layer, const std::string& feature_id) {
    std::vector<std::uint32_t> rows(layer.size());
    std::iota(rows.begin(), rows.end(), 0U);
    if (feature_id.empty()) return rows;
    const auto& column = layer.table.column(feature_id, layer.title());
    if (column.is_number()) {
        std::vector<std::optional<double>> keys(layer.size());
        for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = column.number_at(row);
        sort_by(rows, keys);
    } else {
        std::vector<std::optional<std::string>> keys(layer.size());
        for (std::size_t row = 0; row < keys.size(); ++row) keys[row] = column.text_at(row);
        sort_by(rows, keys);
    }
    return rows;
}

std::vector<Force> days_in_force(const layer::Layer& layer, const ValidateSettings& settings,
                                 const std::vector<std::uint32_t>& row_of) {
    if (settings.valid_from.empty() && settings.valid_to.empty()) return {};
    std::vector<Force> out(row_of.size());
    const auto fill = [&](const std::string& name, std::int64_t Force::* day) {
        if (name.empty()) return;
        const auto& column = layer.table.column(name, layer.title());
        for (std::size_t rank = 0; rank < out.size(); ++rank) {
            if (const auto found = day_at(column, row_of[rank], layer)) out[rank].*day = *found;
        }
    };
    fill(settings.valid_from, &Force::from);
    fill(settings.valid_to, &Force::to);
    return out;
}

FaultList reversed_days(Mosaic& mosaic) {
    FaultList out;
    for (std::size_t rank = 0; rank < mosaic.force.size(); ++rank) {
        if (!mosaic.force[rank].reversed()) continue;
        mosaic.force[rank] = {};
        auto place = mosaic.zones.is_null(rank) ? geometry::Shape{} : geometry::polygons_of_row(mosaic.zones, rank);
        out.add(Rule::validity_reversed, static_cast<std::int64_t>(rank), std::move(place));
    }
    return out;
}

}  // namespace petasentra::topology

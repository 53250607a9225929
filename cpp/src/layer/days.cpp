#include <cstring>
#include <petasentra/layer/days.hpp>

namespace petasentra::layer {

namespace {

template <class T>
T value_as(const Column& column, std::size_t row) {
    T value{};
    std::memcpy(&value, column.data.data() + row * sizeof value, sizeof value);
    return value;
}

}  // namespace

std::optional<std::int32_t> day_at(const Column& column, std::size_t row) {
    if (!column.is_valid(row)) return std::nullopt;
    if (column.format == "tdD") return value_as<std::int32_t>(column, row);
    std::int64_t per_second = 0;
    if (column.format.starts_with("tss")) per_second = 1;
    if (column.format.starts_with("tsm") || column.format == "tdm") per_second = 1'000;
    if (column.format.starts_with("tsu")) per_second = 1'000'000;
    if (column.format.starts_with("tsn")) per_second = 1'000'000'000;
    if (per_second == 0) return std::nullopt;
    const auto value = value_as<std::int64_t>(column, row);
    const auto per_day = per_second * 86'400;
    return static_cast<std::int32_t>(value / per_day - (value % per_day < 0 ? 1 : 0));
}

}  // namespace petasentra::layer

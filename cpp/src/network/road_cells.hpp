#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/layer/table.hpp>
#include <string>

namespace petasentra::network {

/// A column of a table that may not be there, read as words and numbers whatever its type.
class RoadCells {
  public:
    /// An empty name is no column: every cell is blank. Error(column_missing) for a name that is not there.
    RoadCells(const layer::Table& table, const std::string& name, const std::string& layer_name);

    [[nodiscard]] bool there() const noexcept { return m_column != nullptr; }
    [[nodiscard]] const std::string& name() const noexcept { return m_name; }
    /// As written, blanks at both ends taken off; numbers as digits ("1", "2.5"), booleans "true" and "false"; empty
    /// for nulls. Error(column_type) for other types.
    [[nodiscard]] std::string text(std::size_t row) const;

  private:
    const layer::Column* m_column = nullptr;
    std::string m_name;
    std::string m_layer;
};

/// A number, with a point or a comma before its decimals and a unit after it ("8", "7,5 t", "20 mph"): in miles an hour
/// turned to km/h, in kilograms to tonnes. Nothing if it is no number above 0.
[[nodiscard]] std::optional<double> positive_number(const std::string& text);
/// "h:mm", "h:mm:ss", "PT1H30M" or minutes, in seconds.
[[nodiscard]] std::optional<double> duration_seconds(const std::string& text);

/// Days of every year, as 100 month + day.
struct YearDays {
    std::uint16_t from;
    std::uint16_t until;
};
/// "11-01/03-31", or one day.
[[nodiscard]] std::optional<YearDays> days_of_year(const std::string& text);

}  // namespace petasentra::network

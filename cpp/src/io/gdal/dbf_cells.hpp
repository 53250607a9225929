#pragma once
#include <cstdint>
#include <petasentra/core/date.hpp>
#include <string_view>

namespace petasentra::io::gdal {

/// What a cell of a .dbf holds once read: a value, nothing, or something only GDAL should judge.
enum class Cell : std::uint8_t { value, null, odd };

/// The text without the blanks around it, up to the first zero byte.
[[nodiscard]] std::string_view trimmed_cell(std::string_view cell) noexcept;

// Of trimmed text. Blanks and asterisks are null; what is no plain number of its type is odd.
[[nodiscard]] Cell read_cell(std::string_view text, std::int32_t& out) noexcept;
[[nodiscard]] Cell read_cell(std::string_view text, std::int64_t& out) noexcept;
[[nodiscard]] Cell read_cell(std::string_view text, double& out) noexcept;
/// Eight digits, YYYYMMDD; a day the calendar does not have is null.
[[nodiscard]] Cell read_cell(std::string_view text, core::Date& out) noexcept;

}  // namespace petasentra::io::gdal

#pragma once
#include <cstddef>
#include <petasentra/layer/column.hpp>

namespace petasentra::io::gdal {

/// How the numbers of a column stand in a .dbf: as digits in a field of one width for all rows.
struct DbfNumber {
    int width = 24;
    int decimals = 15;
    bool fits = true;  ///< false: the largest has too many digits for a field
};

/// The most decimals (15 at most) that leave room for the largest value of a column of reals.
[[nodiscard]] DbfNumber dbf_number_of(const layer::Column& column);

/// Whether a value reads back as it was from a field with so many decimals; `narrow` compares as a 32-bit number.
[[nodiscard]] bool keeps_value(double value, int decimals, bool narrow);

/// Whether a column of integers has one that needs more than 18 digits, where readers turn to reals.
[[nodiscard]] bool needs_many_digits(const layer::Column& column);

}  // namespace petasentra::io::gdal

#pragma once
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/zoning/zoning_index.hpp>

namespace petasentra::zoning {

/// The ground in which a change of zones within these bounds can change any answer, down to the last digit: the blocks of
/// the grid that they touch. Empty for empty bounds.
[[nodiscard]] geometry::Box reach_of(const ZoningIndex& index, const geometry::Box& bounds) noexcept;

/// Both have their zones cut up at the same places: what the same zones answer is the same, down to the last digit.
[[nodiscard]] bool have_same_grid(const ZoningIndex& a, const ZoningIndex& b) noexcept;

}  // namespace petasentra::zoning

#pragma once
#include <cstddef>
#include <petasentra/geometry/orientation.hpp>
#include <span>

namespace petasentra::geometry {

/// Coordinates of many points where they lie: x and y in arrays of their own, in pairs, or in columns of a wider table.
/// Looks at memory of others.
struct Places {
    const double* x = nullptr;
    const double* y = nullptr;
    std::ptrdiff_t x_step = 1;  ///< from one x to the next, in doubles
    std::ptrdiff_t y_step = 1;
    std::size_t count = 0;

    /// Pairs x, y, x, y ...
    [[nodiscard]] static Places of_pairs(std::span<const double> xy) noexcept {
        return {xy.data(), xy.data() + 1, 2, 2, xy.size() / 2};
    }
    [[nodiscard]] std::size_t size() const noexcept { return count; }
    [[nodiscard]] Point operator[](std::size_t i) const noexcept {
        return {x[static_cast<std::ptrdiff_t>(i) * x_step], y[static_cast<std::ptrdiff_t>(i) * y_step]};
    }
};

}  // namespace petasentra::geometry

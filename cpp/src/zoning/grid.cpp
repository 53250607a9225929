#include "zoning/grid.hpp"

#include <algorithm>

namespace petasentra::zoning {
namespace {

Grid with_side(const geometry::Box& bounds, int exponent) {
    Grid grid;
    grid.side = std::ldexp(1.0, exponent);
    grid.per_side = std::ldexp(1.0, -exponent);
    grid.first_column = static_cast<std::int64_t>(std::floor(bounds.min_x * grid.per_side));
    grid.first_row = static_cast<std::int64_t>(std::floor(bounds.min_y * grid.per_side));
    grid.columns = static_cast<std::uint32_t>(grid.column_of(bounds.max_x) + 1);
    grid.rows = static_cast<std::uint32_t>(grid.row_of(bounds.max_y) + 1);
    return grid;
}

}  // namespace

Grid Grid::over(const geometry::Box& bounds, std::size_t cells) {
    if (bounds.empty()) return {};
    const double width = bounds.max_x - bounds.min_x;
    const double height = bounds.max_y - bounds.min_y;
    const double wanted = static_cast<double>(std::max<std::size_t>(cells, 1));
    // Finer than the last digits of the coordinates, or than 2^31 cells a side, serves nobody.
    const double largest = std::max(
        {std::fabs(bounds.min_x), std::fabs(bounds.max_x), std::fabs(bounds.min_y), std::fabs(bounds.max_y), 1e-300});
    int exponent = std::max(std::ilogb(largest) - 40, -1000);
    const auto count = [&](int e) {
        return (std::floor(std::ldexp(width, -e)) + 2.0) * (std::floor(std::ldexp(height, -e)) + 2.0);
    };
    exponent = std::max(exponent, static_cast<int>(std::ilogb(std::max({width, height, 1e-300}))) - 30);
    while (count(exponent) > wanted && count(exponent) > 4.0) ++exponent;
    return with_side(bounds, exponent);
}

Grid Grid::finer(int bits) const {
    Grid out = *this;
    out.side = std::ldexp(side, -bits);
    out.per_side = std::ldexp(per_side, bits);
    out.first_column = first_column << bits;
    out.first_row = first_row << bits;
    out.columns = columns << bits;
    out.rows = rows << bits;
    return out;
}

}  // namespace petasentra::zoning

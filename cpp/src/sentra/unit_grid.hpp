#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/sentra/density_clusters.hpp>
#include <span>
#include <vector>

namespace petasentra::sentra {

/// Units sorted into cells so small that any two of one cell are within eps_m, cells into strips of one group and row.
///
/// On the plane cells are squares. In degrees a row is a band of latitude, and its cells are as many degrees wide as its
/// end nearer to the equator allows; cells of neighbouring rows then do not stand one above the other.
struct UnitGrid {
    std::vector<std::uint32_t> unit;   ///< in order of cells; units of a cell in the order given
    core::LargeVector<double> place;   ///< `dimensions` coordinates each, in the order of `unit`
    std::size_t dimensions = 2;        ///< x, y in metres; or metres from the centre of the earth
    double reach_squared = 0.0;        ///< of eps_m, as a straight line
    std::vector<std::uint32_t> first;  ///< of each cell in `unit`, and the end
    std::vector<std::int64_t> column;  ///< of each cell
    std::vector<std::uint32_t> strip;  ///< of each cell

    struct Strip {
        std::uint32_t first_cell;
        std::uint32_t group;
        std::int64_t row;
        double width;  ///< of its cells, in the unit of x
        double columns_a_unit;
        double reach;  ///< eps_m in the unit of x, at the least favourable place of the rows beside it
    };
    std::vector<Strip> strips;  ///< by group, then row; ended by one more, of which only first_cell counts

    [[nodiscard]] std::size_t cells() const noexcept { return column.size(); }
};

/// Units without a place are in no cell. Errors as for density_clusters.
[[nodiscard]] UnitGrid unit_grid(std::span<const double> xy, std::span<const std::uint32_t> group,
                                 const DensityOptions& options, const core::Control& control);

/// Whether coordinates are those of a place.
[[nodiscard]] bool has_place(double x, double y, Ground ground) noexcept;

}  // namespace petasentra::sentra

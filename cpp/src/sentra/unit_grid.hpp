#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/sentra/density_clusters.hpp>
#include <span>
#include <vector>

#include "sentra/ground_rows.hpp"

namespace petasentra::sentra {

/// Behind the end of columns and coordinates there are so many more, of no meaning: who reads several at once may read
/// over the end.
constexpr std::size_t lanes = 8;

/// Things that stand in rows of cells, in the order of rows and, within a row, of columns.
struct CellRows {
    std::vector<std::uint64_t> key;          ///< number of group and row (GroundRows) of each row that has any
    std::vector<std::uint32_t> first;        ///< its first thing, and the end
    core::LargeVector<std::int32_t> column;  ///< of each thing, `lanes` more behind the last
};

/// Units in the order of cells. Units without a place are not among them.
struct UnitGrid {
    CellRows rows;
    core::LargeVector<std::uint32_t> unit;  ///< as the caller counts them
    core::LargeVector<double> x, y, z;      ///< metres; on the plane no z; on the earth from its centre
    double reach_squared = 0.0;             ///< of eps_m, as a straight line

    [[nodiscard]] std::size_t size() const noexcept { return unit.size(); }
};

[[nodiscard]] UnitGrid unit_grid(const GroundRows& ground, std::span<const double> xy, const DensityOptions& options,
                                 const core::Control& control);

}  // namespace petasentra::sentra

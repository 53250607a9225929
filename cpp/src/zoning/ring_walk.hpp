#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/cells.hpp"
#include "zoning/oriented.hpp"

namespace petasentra::zoning {

/// Rows of blocks in bands of equal height, each to be filled by one thread. Their number does not depend on threads.
struct Bands {
    int bits = 0;  ///< 2^bits rows of blocks each
    std::uint32_t count = 0;
    [[nodiscard]] static Bands over(const Grid& blocks) noexcept {
        constexpr std::uint32_t wanted = 64;
        if (blocks.rows == 0) return {};
        const auto bits = static_cast<int>(std::bit_width(std::max(blocks.rows / wanted, 1U))) - 1;
        return {bits, ((blocks.rows - 1) >> bits) + 1};
    }
    [[nodiscard]] std::uint32_t height() const noexcept { return 1U << bits; }
};

/// A run with the zone it belongs to and its cell: a block and a place in it, 0..63.
struct PlacedRun {
    std::uint32_t block;
    std::uint32_t place;
    std::uint32_t zone;
    Run run;
};

/// Cells whose corner a zone covers: columns west .. east - 1 of one row.
struct Covered {
    std::uint32_t zone;
    std::uint32_t row;
    std::uint32_t west;
    std::uint32_t east;
};

/// What a walk finds in one band: runs by zone and ring, covered cells by zone, row and column.
struct BandWalk {
    std::vector<PlacedRun> runs;
    std::vector<Covered> covered;
};

/// What a walk along the rings of some zones finds, band by band.
struct RingWalk {
    std::uint32_t first_band = 0;
    std::vector<BandWalk> bands;

    /// Null where the zones have nothing in the band.
    [[nodiscard]] const BandWalk* in(std::uint32_t band) const noexcept {
        return band >= first_band && band - first_band < bands.size() ? &bands[band - first_band] : nullptr;
    }
};

/// Walks along all rings: one RingWalk for every few rows, in the order of rows. Cost: O(vertices + cells touched), and
/// sorting what a zone turns on each row of cells.
[[nodiscard]] std::vector<RingWalk> walk_rings(const geometry::GeometryColumn& zones, const Oriented& oriented,
                                               const Grid& cells, const Grid& blocks, const core::Control& control);

}  // namespace petasentra::zoning

#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>
#include <vector>

#include "zoning/first_look.hpp"
#include "zoning/site_ground.hpp"

namespace petasentra::zoning {

/// The sites that a first look left undecided, in ascending rows, and how the ground of each is shared out.
struct UndecidedSites {
    /// `count` zones from `first` on in list number `list`.
    struct Found {
        SharedOut shared;
        std::uint32_t list;
        std::uint32_t first;
        std::uint32_t count;
    };
    std::vector<std::uint32_t> rows;
    core::LargeVector<Found> found;  ///< one a row
    std::vector<std::vector<ZoneArea>> lists;

    [[nodiscard]] std::span<const ZoneArea> zones(const Found& one) const {
        return std::span(lists[one.list]).subspan(one.first, one.count);
    }
};

/// Shares out the sites that are undecided in `looks`, one of which belongs to each site. Errors as shares.hpp says.
[[nodiscard]] UndecidedSites share_out_undecided(const layer::Layer& sites, const ZoningIndex& zones,
                                                 std::span<const Look> looks, const core::Control& control);

}  // namespace petasentra::zoning

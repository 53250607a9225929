#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/zoning/shares.hpp>
#include <span>

#include "zoning/first_look.hpp"
#include "zoning/undecided_sites.hpp"

namespace petasentra::zoning {

/// The rows of all sites, those a first look decided and the others, in the order of shares.hpp. On all threads, which
/// fill the memory they write. Cost: O(rows).
[[nodiscard]] SiteShares share_rows(std::span<const Look> looks, const UndecidedSites& rest,
                                    const core::Control& control);

}  // namespace petasentra::zoning

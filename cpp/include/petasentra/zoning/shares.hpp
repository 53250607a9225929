#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <vector>

namespace petasentra::zoning {

/// How much of each site lies in each zone: one row for every pair that shares area, and one row `zone == outside` for
/// every site, even if its area is zero, so that
///
///     sum of area_m2 over the rows of a site == area of the site      (within 1e-9 relative)
///
/// where zones do not overlap. With overlapping zones the covered ground counts once for each zone; the outside row is
/// always the true rest, and `covered_more_than_once_m2` says by how much the sum exceeds the site.
///
/// Order  Sorted by site, then zone, the outside row last: same bytes for any thread count.
/// Empty  A null or empty site gives one outside row of 0 m2 and share 0.
/// Errors As ZoningIndex; a site that is no valid polygon is Error(geometry_invalid) with its row as the feature.
struct SiteShares {
    std::vector<std::int64_t> site;
    std::vector<std::int64_t> zone;
    std::vector<double> area_m2;
    std::vector<double> share;                      ///< of the site's area, 0..1
    std::vector<double> covered_more_than_once_m2;  ///< one entry a site
};

/// `sites` must be in the CRS of the index (transform first).
[[nodiscard]] SiteShares shares(const layer::Layer& sites, const ZoningIndex& zones, const core::Control& control = {});

}  // namespace petasentra::zoning

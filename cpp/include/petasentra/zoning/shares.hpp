#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/zoning/zoning_index.hpp>

namespace petasentra::zoning {

/// How many sites took the slow way.
struct ShareStats {
    std::size_t joined_by_geos = 0;  ///< zones may overlap on the site: what they cover together was joined by GEOS
    std::size_t redone_by_geos = 0;  ///< borders did not close, as those of valid polygons always do: all by GEOS
};

/// How much of each site lies in each zone: one row for every pair that shares area, and one row `zone == outside` for
/// every site, even if its area is zero, so that
///
///     sum of area_m2 over the rows of a site == area of the site + covered_more_than_once_m2
///
/// within 1e-9 of the site. The outside row is always the true rest: what the zones cover together, each ground once,
/// taken off the site.
///
/// Error    1e-9 of the site, or 16 units in the last place of its largest coordinate along its bounds, whichever is
///          more: a needle is mostly border.
/// Nothing  Areas of one such unit along the bounds are 0: for a site of 1 km at 10,000 km north 0.04 cm2. A pair
///          with no more has no row.
/// Order    Sorted by site, then zone, the outside row last: same bytes for any thread count.
/// Empty    A null or empty site gives one outside row of 0 m2 and share 0.
/// Errors   As ZoningIndex; a site that is no valid polygon is Error(geometry_invalid) with its row as the feature.
/// Cost     O(vertices of the sites + edges of zones in their bounds); no geometry is made unless zones overlap.
struct SiteShares {
    core::LargeVector<std::int64_t> site;
    core::LargeVector<std::int64_t> zone;
    core::LargeVector<double> area_m2;
    core::LargeVector<double> share;                      ///< of the site's area, 0..1
    core::LargeVector<double> covered_more_than_once_m2;  ///< one entry a site
    ShareStats stats;
};

/// `sites` must be in the CRS of the index (transform first).
[[nodiscard]] SiteShares shares(const layer::Layer& sites, const ZoningIndex& zones, const core::Control& control = {});

}  // namespace petasentra::zoning

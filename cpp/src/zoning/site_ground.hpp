#pragma once
#include <cstdint>
#include <petasentra/layer/layer.hpp>
#include <petasentra/zoning/query.hpp>
#include <vector>

#include "zoning/common_ground.hpp"
#include "zoning/near_zones.hpp"
#include "zoning/site_edges.hpp"

namespace petasentra::zoning {

struct ZoneArea {
    std::uint32_t zone;
    double area_m2;
};

/// How the ground of one site is shared out.
struct SharedOut {
    double area_m2 = 0.0;
    double outside_m2 = 0.0;
    double covered_more_than_once_m2 = 0.0;
    bool joined_by_geos = false;  ///< zones may overlap there: what they cover together was joined
    bool redone_by_geos = false;  ///< borders did not close
};

/// One thread's means to share out sites, used again from site to site.
class SiteGround {
  public:
    SiteGround(const layer::Layer& sites, const ZoningIndex& zones);

    /// Appends to `zones` what each has of the site, in ascending zones. Error(geometry_kind), Error(geometry_invalid).
    SharedOut share_out(std::size_t row, std::vector<ZoneArea>& zones);

  private:
    void redo(std::size_t row, std::vector<ZoneArea>& zones);

    const layer::Layer& m_sites;
    const ZoningIndex& m_zones;
    NearZones m_near;
    CommonGround m_common;
    ZoningIndex::Query m_query;
    SiteEdges m_site;
};

}  // namespace petasentra::zoning

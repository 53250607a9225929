#pragma once
#include <array>
#include <cstdint>
#include <petasentra/layer/layer.hpp>
#include <petasentra/zoning/query.hpp>
#include <span>
#include <vector>

#include "zoning/common_ground.hpp"
#include "zoning/near_edges.hpp"
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

/// One thread's means to share out sites, used again from batch to batch.
class SiteGround {
  public:
    static constexpr std::size_t batch = 16;

    SiteGround(const layer::Layer& sites, const ZoningIndex& zones);

    /// Takes the sites to be asked for, at most `batch`. Error(geometry_kind), and Error(geometry_invalid) unless a site
    /// is known to be valid.
    struct Site {
        std::size_t row;
        bool surely_valid;
    };
    void take(std::span<const Site> sites);

    /// Appends to `zones` what each has of a site, by its number in the batch, in ascending zones.
    SharedOut share_out(std::size_t site, std::vector<ZoneArea>& zones);

  private:
    void redo(std::size_t row, std::vector<ZoneArea>& zones);

    const layer::Layer& m_sites;
    const ZoningIndex& m_zones;
    NearEdges m_near;
    CommonGround m_common;
    ZoningIndex::Query m_query;
    std::array<std::size_t, batch> m_row;
    std::array<SiteEdges, batch> m_edges;
    std::array<geometry::Box, batch> m_bounds;
};

}  // namespace petasentra::zoning

#pragma once
#include <optional>
#include <span>
#include <vector>

#include "zoning/cells.hpp"
#include "zoning/site_edges.hpp"

namespace petasentra::zoning {

/// Whether a zone covers a place, both moved by (e, e*e): never in doubt.
[[nodiscard]] bool covers_moved(const Cells& cells, std::uint32_t zone, const geometry::Point& place);

/// The area that a site and a zone share, without making their common polygon: by Green's theorem it is enough to go
/// along its border, which is what of the site's border lies in the zone and what of the zone's border lies in the
/// site. Where one border crosses the other is decided exactly, with the site moved by (e, e*e); where they cross is
/// computed in doubles.
///
/// Error of the area: some last digits of (size of the site)^2. Reused from pair to pair.
class CommonGround {
  public:
    /// `runs`: the zone's edges near the site, as NearZones gives them. Nothing if the borders do not close, which
    /// means rings that cross themselves: the caller must do it another way.
    [[nodiscard]] std::optional<double> area(const Cells& cells, std::uint32_t zone, std::span<const Run> runs,
                                             const SiteEdges& site);

  private:
    struct Crossing {
        std::uint32_t edge;  ///< of the site
        double along;        ///< 0..1 on that edge
        geometry::Point at;
    };
    struct OnZoneEdge {
        double along;
        geometry::Point at;
    };
    [[nodiscard]] bool follow_zone(const Cells& cells, std::span<const Run> runs, const SiteEdges& site);
    [[nodiscard]] bool follow_site(const Cells& cells, std::uint32_t zone, const SiteEdges& site);
    void cross(const geometry::Point& a, const geometry::Point& b, const SiteEdges& site);

    double m_twice = 0.0;
    std::vector<Crossing> m_crossings;
    std::vector<OnZoneEdge> m_on_edge;  ///< of the zone's edge at hand
};

}  // namespace petasentra::zoning

#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "zoning/cells.hpp"
#include "zoning/edge_boxes.hpp"
#include "zoning/site_edges.hpp"

namespace petasentra::zoning {

/// Whether a zone covers a place, both moved by (e, e*e): never in doubt.
[[nodiscard]] bool covers_moved(const Cells& cells, std::uint32_t zone, const geometry::Point& place);

/// The area that a site and a zone share, without making their common polygon: by Green's theorem it is enough to go
/// along its border, which is what of the site's border lies in the zone and what of the zone's border lies in the
/// site. Where one border crosses the other is decided exactly, with the site moved by (e, e*e); where they cross is
/// computed in doubles.
///
/// Stretches of the zone's border that no edge of the site comes near are taken sixteen edges at a step, from the area
/// under them that lies ready.
///
/// Error of the area: as shares.hpp says. An area of at most rounding_m2() is 0, one that comes as near to
/// that of the site is the site's. Reused from pair to pair.
class CommonGround {
  public:
    explicit CommonGround(const Cells& cells) : m_cells(cells) {}

    /// `near` are the boxes of edges of the zone that touch the bounds of the site, in the order of its rings. Nothing if
    /// the borders do not close, as those of valid polygons always do: the caller must do it another way.
    [[nodiscard]] std::optional<double> area(std::uint32_t zone, std::span<const EdgeBox* const> near,
                                             const SiteEdges& site);

  private:
    struct Candidate {
        std::uint32_t edge;       ///< of the site
        std::uint32_t may_cross;  ///< a bit for each edge of the box
    };
    [[nodiscard]] bool follow_zone(std::span<const EdgeBox* const> near, const SiteEdges& site);
    [[nodiscard]] bool follow_site(std::uint32_t zone, const SiteEdges& site);
    void follow_box(const EdgeBox& box, const SiteEdges& site);
    // Two ways to those of `edges` that may cross, a bit each: they fill m_candidates.
    [[nodiscard]] std::uint32_t find_by_zone_edge(const EdgeBox& box, std::uint32_t edges, const SiteEdges& site);
    [[nodiscard]] std::uint32_t find_by_site_edge(const EdgeBox& box, std::uint32_t edges, const SiteEdges& site);
    [[nodiscard]] const double* vertices_of(const EdgeBox& box) const noexcept {
        return m_cells.xy.data() + 2 * std::size_t{box.first};
    }
    void add_stretch(std::uint32_t begin, std::uint32_t end, const SiteEdges& site);
    void follow_edge(std::uint32_t vertex, unsigned place, const SiteEdges& site);

    const Cells& m_cells;
    double m_twice = 0.0;
    int m_inside = 0;                     ///< 1 if the place reached on the zone's border lies in the site, else 0
    std::vector<Candidate> m_candidates;  ///< edges of the site that may meet those of the box at hand
    std::vector<int> m_site_enters;  ///< one an edge of the site: how often it enters the zone less how often it leaves
};

}  // namespace petasentra::zoning

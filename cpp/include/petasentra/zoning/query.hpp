#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// A piece of a site: the ground it shares with one zone feature.
struct Cut {
    std::uint32_t zone;      ///< row of the zone layer
    bool whole;              ///< the zone covers the whole site; `ground` is then left empty (it is the site itself)
    geometry::Shape ground;  ///< the shared ground, of the site's own dimension
    double measure;          ///< its area (m2), length (m) or number of points
    /// The zone with what lies far from the site left out, for further cuts of this site alone; empty where the zone
    /// itself must do.
    geometry::Shape seen;
};

/// One thread's means to cut sites by the zones of an index, used again from site to site.
///
/// The grid names the zones near a site; edges near it tell exactly whether a zone covers it, lies apart from it or has
/// its border run through it. GEOS makes the ground of those alone, and decides where a border only touches the site.
/// Points are placed by the grid alone.
class ZoningIndex::Query {
  public:
    explicit Query(const ZoningIndex& index);  ///< the index must outlive it
    Query(Query&&) noexcept;
    ~Query();

    /// The cuts of one site in ascending zone row; boundary and empty cases as ZoningIndex says.
    ///
    /// Cost: O(vertices of the site x edges of zones in its bounds) at worst, mostly far less; then an overlay for each
    /// zone whose border crosses the site, with the edges of that zone near the site.
    [[nodiscard]] std::vector<Cut> cut(const geometry::Shape& site, int dimension);

    /// True only if these zones, by themselves and together, cover all of a site: one of their borders within the site
    /// is that of another too, and hands the ground over to it. False where zones overlap or leave a gap there, where
    /// neighbours do not share their vertices, and for points.
    ///
    /// Cost: O(n log n) for the n edges of the zones in the bounds of the site. No geometry is made.
    [[nodiscard]] bool surely_cover(std::span<const std::uint32_t> zones, const geometry::Shape& site, int dimension);

    /// A zone with what lies far from a polygon left out: to cut the polygon with, not to be asked about, for it may be no
    /// valid polygon. Empty where the zone itself must do.
    [[nodiscard]] geometry::Shape seen(std::uint32_t zone, const geometry::Shape& site);

    /// What these zones cover together, true on the site and some way around: whole zones are joined, but for what lies
    /// far from the site.
    [[nodiscard]] geometry::Shape joined(std::span<const std::uint32_t> zones, const geometry::Shape& site) const;

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace petasentra::zoning

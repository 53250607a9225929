#pragma once
#include <map>
#include <memory>
#include <optional>
#include <petasentra/core/large_memory.hpp>
#include <span>
#include <vector>

#include "situation.hpp"
#include "usable.hpp"

namespace petasentra::conformance {

/// The ground of a site, measured and not drawn.
struct Measured {
    double measure = 0.0;  ///< of the site: m2, or 1 for a point
    std::vector<Piece> pieces;
};

/// Pieces of polygons and single points from areas and places alone: the zoning kernel asks all sites at once how much
/// of each lies in which zone, and how much in the ground of each rule. Most sites lie in zones that do not overlap,
/// with every rule holding on all of the site or on none: their pieces are then known without making any geometry.
class MeasuredPieces {
  public:
    /// Asks for those of `rows` without a fault; `faults` are of all sites, `laws` of the rows. `sites` in the CRS of
    /// the pack, and they and the situation must outlive it.
    MeasuredPieces(const layer::Layer& sites, std::span<const std::size_t> rows, std::span<const Fault> faults,
                   const Situation& situation, std::span<const ActivityLaw* const> laws, const core::Control& control);
    ~MeasuredPieces();

    /// The pieces that Cutter::cut would give, without their ground, areas within 1e-9 of the site. Nothing where only
    /// drawing tells: zones overlap there or are not held, several plans share the site, two borders cross it, a piece
    /// is so thin that its border may matter; and for lines and several points.
    [[nodiscard]] std::optional<Measured> of(std::size_t row, const ActivityLaw& activity) const;

    /// How a site lies in a ground of the law of some row: nothing where that was not asked for.
    struct Lie {
        bool within = false;
        std::vector<std::uint32_t> rows;  ///< of the ground that have a part of it, in its own numbers; ascending
    };
    [[nodiscard]] std::optional<Lie> lie_of(std::size_t row, const FeatureGround& ground) const;

  private:
    struct Portions;
    class Site;
    [[nodiscard]] const Portions* portions(const FeatureGround* ground) const;
    void ask(const FeatureGround& ground, const core::Control& control);

    const Situation& m_situation;
    const layer::Layer& m_sites;
    layer::Layer m_some_polygons;  ///< of the sites, those asked for areas, where that is not all of them
    const layer::Layer* m_polygons = nullptr;
    std::vector<double> m_places;        ///< x, y of those asked for places
    std::vector<std::int64_t> m_number;  ///< of each site: among polygons; points behind them; -1 for others
    std::vector<std::pair<std::size_t, const FeatureGround*>> m_rdtr;  ///< instrument, its zones or null
    std::vector<std::pair<std::size_t, const FeatureGround*>> m_rtrw;
    std::map<const FeatureGround*, std::unique_ptr<Portions>> m_portions;
    const Portions* m_first = nullptr;  ///< those asked for first: the same in every run, as addresses are not
};

}  // namespace petasentra::conformance

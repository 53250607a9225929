#pragma once
#include <optional>
#include <span>
#include <vector>

#include "conformance/sites/usable.hpp"
#include "conformance/situation/situation.hpp"
#include "portions.hpp"
#include "site_pieces.hpp"

namespace petasentra::conformance {

/// Pieces of polygons and single points from areas and places alone: the zoning kernel asks all sites at once how much
/// of each lies in which zone, and how much in the ground of each rule. Most sites lie in zones that do not overlap,
/// with every rule holding on all of the site or on none: their pieces are then known. Where several borders cross a
/// site, the faces they make are measured. Neither makes any geometry.
class MeasuredPieces {
  public:
    /// Asks for those of `rows` without a fault; `faults` are of all sites, `laws` of the rows. `sites` in the CRS of
    /// the pack, and they and the situation must outlive it.
    MeasuredPieces(const layer::Layer& sites, std::span<const std::size_t> rows, std::span<const Fault> faults,
                   const Situation& situation, std::span<const ActivityLaw* const> laws, const core::Control& control);

    /// The pieces that Cutter::cut would give, without their ground, areas within 1e-9 of the site. Nothing where only
    /// drawing tells: zones overlap there or are not held, a piece is so thin that its border may matter; and for lines
    /// and several points. `faces` are those of the thread.
    [[nodiscard]] std::optional<Measured> of(std::size_t row, const ActivityLaw& activity,
                                             zoning::FaceAreas& faces) const;

    /// How a site lies in a ground of the law of some row: nothing where that was not asked for.
    struct Lie {
        bool within = false;
        double outside = 0.0;             ///< what none of its features has of the site: m2, or points
        std::vector<std::uint32_t> rows;  ///< of the ground that have a part of it, in its own numbers; ascending
    };
    [[nodiscard]] std::optional<Lie> lie_of(std::size_t row, const FeatureGround& ground) const;

  private:
    void ask(const FeatureGround& ground, const core::Control& control);

    const Situation& m_situation;
    const layer::Layer& m_sites;
    layer::Layer m_some_polygons;  ///< of the sites, those asked for areas, where that is not all of them
    const layer::Layer* m_polygons = nullptr;
    std::vector<double> m_places;        ///< x, y of those asked for places
    std::vector<std::int64_t> m_number;  ///< of each site: among polygons; points behind them; -1 for others
    AllPortions m_portions;
};

}  // namespace petasentra::conformance

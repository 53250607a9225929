#pragma once
#include <map>
#include <memory>
#include <petasentra/zoning/query.hpp>
#include <utility>
#include <vector>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

class MeasuredPieces;

/// What one thread at a time needs to cut sites: queries on the zone layers and the rule grounds it has prepared.
class Cutter {
  public:
    explicit Cutter(const Situation& situation);

    /// Steps 1, 2, 5 and 6 of the contract without their verdicts: the site cut by the zones that govern it, and each
    /// part cut again by every rule ground of its activity, with the rules that hold on it. Every square metre of the
    /// site is in a piece: what no zone covers is an outside piece, and where no instrument governs the whole site is
    /// one piece.
    /// `measured` spares asking once more which features of a ground a site meets.
    [[nodiscard]] std::vector<Piece> cut(std::size_t row, const geometry::Shape& site, int dimension,
                                         const ActivityLaw& activity, const MeasuredPieces* measured = nullptr);
    /// This thread's query on a zone layer, by index into the pack's layers.
    [[nodiscard]] zoning::ZoningIndex::Query& query(std::size_t layer);

  private:
    struct Covered;
    /// Pieces of the zones of these instruments; returns the zones that meet the site, to take off what they cover.
    void add_zones(const std::vector<std::size_t>& instruments, const geometry::Shape& site, Covered& covered,
                   std::vector<Piece>& out);
    /// What these zones leave of the ground they meet; empty if that is rounding. `instruments` are those of the zones.
    [[nodiscard]] geometry::Shape rest_after(const std::vector<std::size_t>& instruments, const geometry::Shape& from,
                                             const Covered& covered) const;
    [[nodiscard]] static geometry::Shape difference(const geometry::Shape& from, const Covered& covered);
    /// How much of the site these zones leave, where that was measured without drawing, else NaN.
    [[nodiscard]] double measured_rest(const std::vector<std::size_t>& instruments) const;
    void split_by_rules(const geometry::Shape& site, const ActivityLaw& activity, std::vector<Piece>& pieces);
    /// Features of a ground that a polygon meets, and whether they have all of it.
    [[nodiscard]] std::pair<bool, std::vector<std::uint32_t>> features_of(const geometry::Shape& site,
                                                                          const FeatureGround& ground);
    /// Cuts pieces by the ground of a rule, given as far as it tells inside from outside of the site.
    void split_by(const RuleGround& rule, const geometry::Shape& ground, std::vector<Piece>& pieces) const;
    /// The same for lines and points, where touching counts.
    void split_by_touch(const RuleGround& rule, const geometry::Shape& site, std::vector<Piece>& pieces);
    geometry::PreparedShape& prepared(const FeatureGround& ground);
    [[nodiscard]] zoning::ZoningIndex::Query& query(const FeatureGround& ground);

    const Situation& m_situation;
    const MeasuredPieces* m_measured = nullptr;
    std::size_t m_row = 0;
    int m_dimension = 2;
    double m_site_measure = 0.0;
    std::map<std::size_t, zoning::ZoningIndex::Query> m_queries;  // by bound layer
    std::map<const FeatureGround*, zoning::ZoningIndex::Query> m_ground_queries;
    std::map<const FeatureGround*, geometry::PreparedShape> m_prepared;
};

/// An area rule replaces a cell, so it speaks only where there is a zone.
[[nodiscard]] bool speaks_on(const RuleGround& rule, const Piece& piece);

/// Ground smaller than this share of the site is rounding, not ground (the contract's slack of 1e-9).
inline constexpr double rounding_slack = 1e-9;

}  // namespace petasentra::conformance

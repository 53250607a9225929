#pragma once
#include <map>
#include <optional>

#include "conformance/pieces/pieces.hpp"
#include "conformance/sites/site_shape.hpp"
#include "conformance/sites/site_values.hpp"

namespace petasentra::conformance {

/// A site as far as measures need it.
struct MeasuredSite {
    const std::string& id;
    const SiteValues& values;
    const geometry::GeometryColumn& geometry;
    std::size_t row;
    SiteShape& shape;
    int dimension;
    double measure;
};

/// What a site is asked about in one reading: an activity of the pack, or a word that the pack does not know.
struct AskedActivity {
    const std::string& word;
    bool known;
};

/// The measures of one site that conditions, distance rules and bounds on building ask for, each taken when first asked
/// for and once. One thread's.
class Measures {
  public:
    Measures(const Situation& situation, const MeasuredSite& site, Cutter& cutter);

    /// Step 7: every distance rule that speaks of the question in some reading, measured.
    [[nodiscard]] std::vector<DistanceTest> distances(const ActivityLaw& law);
    /// Step 4: a condition that computes, for an activity on a piece.
    [[nodiscard]] ConditionTest test(std::size_t instrument, std::size_t condition, const AskedActivity& activity,
                                     const Piece& piece);
    /// The bounds on building of the zone of a piece.
    [[nodiscard]] std::vector<IntensityTest> intensity(const Piece& piece) const;

  private:
    [[nodiscard]] DistanceTest measured(const DistanceGround& ground);
    void same_activity(ConditionTest& test, double threshold_m, const AskedActivity& activity);
    [[nodiscard]] std::optional<double> share_of_zone(const Piece& piece);

    const Situation& m_situation;
    const MeasuredSite& m_site;
    Cutter& m_cutter;
    std::map<std::pair<std::size_t, std::string>, Nearest> m_same_activity;             // by instrument and activity
    std::map<std::pair<std::size_t, std::string>, std::optional<double>> m_zone_share;  // by layer and zone code
};

}  // namespace petasentra::conformance

#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <petasentra/conformance/check.hpp>
#include <span>
#include <string>
#include <vector>

#include "feature_ground.hpp"
#include "neighbours.hpp"
#include "readings.hpp"

namespace petasentra::conformance {

/// A special zone or overlay that speaks of one activity on the day, with the ground it holds on.
struct RuleGround {
    AppliedRule::Kind kind;
    std::size_t instrument;
    std::size_t rule;
    const FeatureGround* ground;  ///< the features the rule names, as far as they hold on the day
};

/// A distance rule that speaks of one activity on the day, with what is measured to.
struct DistanceGround {
    std::size_t instrument;
    std::size_t rule;
    bool turned;  ///< the activity is the receptor's: measured to existing places of the rule's activities
    const Neighbours* features;
};

/// All features of one zone code in a layer that hold on the day.
struct ZoneClass {
    std::vector<std::uint32_t> rows;  ///< ascending
    double area_m2 = 0.0;             ///< of their ground, counted once
};

/// The law on the day for one question: what every site that asks it has in common.
struct ActivityLaw {
    std::string word;  ///< as it was asked
    Understanding meant;
    std::vector<RuleGround> rules;          ///< that speak in some reading; by instrument, area rules before overlays
    std::vector<DistanceGround> distances;  ///< that speak in some reading; by instrument and rule
    std::vector<core::Text>
        not_evaluated;  ///< rules in force for it that this engine does not compute or whose layer is not held
};

/// The law on the day: instruments in force, those that govern, and the ground of every rule. Made once a check.
class Situation {
  public:
    Situation(const BoundPack& pack, const CheckOptions& options);
    Situation(const Situation&) = delete;
    Situation& operator=(const Situation&) = delete;

    [[nodiscard]] const BoundPack& pack() const noexcept { return m_pack; }
    [[nodiscard]] const CheckOptions& options() const noexcept { return m_options; }
    [[nodiscard]] const std::vector<std::size_t>& in_force() const noexcept { return m_in_force; }
    /// Instruments that give the base verdict, in two ranks: RDTR first, then the RTRW of kabupaten or kota.
    [[nodiscard]] const std::vector<std::size_t>& rdtr() const noexcept { return m_rdtr; }
    [[nodiscard]] const std::vector<std::size_t>& rtrw() const noexcept { return m_rtrw; }
    /// The law for a question; worked out at its first call, so not for several threads at once.
    const ActivityLaw& activity(const Asked& asked);
    /// True if the feature's own dates hold on the day.
    [[nodiscard]] bool holds(const BoundLayer& layer, std::size_t row) const;
    /// Existing places of an activity in the layers of an instrument; null where it holds none. Of activities that
    /// activity() has been called for. Many threads may ask.
    [[nodiscard]] const Neighbours* same_activity(std::size_t instrument, const std::string& activity) const;
    /// The ground of a zone code in a layer (index into the pack's); made when first asked for, many threads may ask.
    [[nodiscard]] const ZoneClass& zone_class(std::size_t layer, const std::string& code) const;

    /// The zones of an instrument that hold on the day; null where its zones are not held.
    [[nodiscard]] const FeatureGround* zones_of(std::size_t instrument) const;

  private:
    void add_distances(ActivityLaw& law);
    void prepare_same_activity(const ActivityLaw& law);
    /// The rows of some layers of instruments for which `wanted` is true, indexed; made once for a key.
    template <class Which, class Wanted>
    const Neighbours* neighbours(const std::string& key, std::span<const std::size_t> instruments, Which which,
                                 Wanted wanted);
    [[nodiscard]] const FeatureGround& ground_of(const BoundLayer& layer, const std::vector<std::string>& codes) const;

    const BoundPack& m_pack;
    CheckOptions m_options;
    std::vector<std::size_t> m_in_force;
    std::vector<std::size_t> m_rdtr;
    std::vector<std::size_t> m_rtrw;
    std::vector<ScaledRule> m_scaled;
    std::map<Asked, ActivityLaw> m_activities;
    std::map<std::string, Neighbours> m_neighbours;
    std::map<std::pair<std::size_t, std::string>, const Neighbours*> m_same_activity;
    mutable std::mutex m_zone_classes_busy;
    mutable std::map<std::pair<std::size_t, std::string>, ZoneClass> m_zone_classes;
};

/// Whether a distance rule speaks in a reading: of the activity itself or, turned, of the receptor it protects.
[[nodiscard]] bool speaks_in(const Reading& reading, const ActivityLaw& law, const law::DistanceRule& rule,
                             bool turned);

}  // namespace petasentra::conformance

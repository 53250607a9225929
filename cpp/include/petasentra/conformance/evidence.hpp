#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <petasentra/geometry/orientation.hpp>

namespace petasentra::conformance {

inline constexpr std::size_t no_index = static_cast<std::size_t>(-1);

/// What became of a measure that the law asks for.
enum class Outcome : std::uint8_t { met, failed, not_computed };

/// Why a measure says nothing.
enum class Unmeasured : std::uint8_t {
    none,
    predicate_unknown,   ///< a word this engine does not know
    threshold_unusable,  ///< no threshold, or one in a unit that does not fit
    layer_not_held,      ///< the geometry of a layer it needs is not in the pack
    value_missing,       ///< the site does not state activity_area_m2
    not_an_area,         ///< a point or a line has no share
    no_zone,             ///< no zone whose ground could be compared
    activity_not_known,  ///< the pack does not know the activity, so places of the same one cannot be told
    centreline_only,     ///< the bank is asked for and only the centreline drawn: far enough from it is no pass
};

/// The nearest feature of some layers of the pack, and the two places between which its distance was measured.
struct Nearest {
    double metres = std::numeric_limits<double>::infinity();
    std::size_t layer = no_index;  ///< index into BoundPack::layers(); no_index: there is no feature to measure to
    std::int64_t row = -1;
    geometry::Point on_site{0.0, 0.0};
    geometry::Point on_feature{0.0, 0.0};
};

/// A condition of a cell that computes, put to the test on one piece (step 4 of the plan-pack contract).
struct ConditionTest {
    std::size_t instrument = no_index;
    std::size_t condition = no_index;  ///< index into the instrument's conditions
    Outcome outcome = Outcome::not_computed;
    Unmeasured why = Unmeasured::none;
    double measure = std::numeric_limits<double>::quiet_NaN();  ///< metres, or a share 0..1
    Nearest nearest;                                            ///< for distances
};

/// A distance rule, measured from one site (step 7).
struct DistanceTest {
    std::size_t instrument = no_index;
    std::size_t rule = no_index;  ///< index into the instrument's distance_rules
    bool turned = false;          ///< the site is itself the receptor: measured to the places the rule speaks of
    Outcome outcome = Outcome::not_computed;
    Unmeasured why = Unmeasured::none;
    Nearest nearest;
};

/// A bound on how densely a zone may be built up, compared with what the site states.
struct IntensityTest {
    enum class Quantity : std::uint8_t { kdb, klb, kdh, height_m };
    std::size_t instrument = no_index;
    std::size_t row = no_index;  ///< index into the instrument's intensity
    Quantity quantity = Quantity::kdb;
    Outcome outcome = Outcome::not_computed;  ///< not computed: the site does not state what it takes
    double value = std::numeric_limits<double>::quiet_NaN();
    double bound = 0.0;
};

}  // namespace petasentra::conformance

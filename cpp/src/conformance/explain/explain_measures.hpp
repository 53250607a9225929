#pragma once
#include <petasentra/conformance/explain.hpp>

namespace petasentra::conformance {

/// A condition that holds on a piece, by its instrument and id, with what became of it where it computes.
[[nodiscard]] Reason condition_reason(const Piece& piece, std::size_t instrument, const std::string& id,
                                      const BoundPack& pack);
/// A distance rule with its measure, the nearest feature and the two places it was measured between.
[[nodiscard]] Reason distance_reason(const DistanceTest& test, const BoundPack& pack);
[[nodiscard]] Reason intensity_reason(const IntensityTest& test, const law::PlanPack& pack);

}  // namespace petasentra::conformance

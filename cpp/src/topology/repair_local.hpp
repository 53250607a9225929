#pragma once
#include <petasentra/topology/validate.hpp>
#include <set>

namespace petasentra::topology {

/// What validate() finds of the rows `touched`: faults of theirs, alone or with another row, and gaps beside them.
///
/// Only they and the rows whose boxes meet theirs are looked at. That finds every such fault, because whatever decides
/// it lies at their border - but for gaps: one that reaches into the box of a row not looked at is not told, because
/// that row may cover it. Rows and places are those of the whole layer. Everything is looked at if most rows are.
[[nodiscard]] Validation validate_beside(const layer::Layer& zones, const std::set<std::uint32_t>& touched,
                                         const ValidateAgainst& against, const ValidateSettings& settings,
                                         const core::Control& control);

/// Units of a CRS that surely hold `metres`: degrees are at least 25 km long wherever plans are drawn, and no foot is
/// shorter than a quarter of a metre.
[[nodiscard]] double margin_in(const geometry::Crs& crs, double metres);

}  // namespace petasentra::topology

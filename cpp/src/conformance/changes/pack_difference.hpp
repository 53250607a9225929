#pragma once
#include <optional>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/check.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace petasentra::conformance {

/// What can make an answer under one pack differ from the one under another, as far as it can be told apart; only then is
/// it worth less than asking all again.
struct PackDifference {
    /// Where a feature of zones, overlays or areas was or is, and no longer is as it was.
    std::vector<geometry::Box> ground;
    /// Zones (instrument, code) of which something is said or measured otherwise.
    std::set<std::pair<std::size_t, std::string>> zones;
    /// Of each layer of the pack, the row that is now what a row was: no_index where none is. Empty: all are as they were.
    std::vector<std::vector<std::size_t>> row_now;
};

/// The difference between two packs; nothing where only asking all again is safe.
[[nodiscard]] std::optional<PackDifference> difference_of(const BoundPack& before, const BoundPack& after);

}  // namespace petasentra::conformance

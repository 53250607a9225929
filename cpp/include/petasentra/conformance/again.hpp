#pragma once
#include <memory>
#include <optional>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/control.hpp>

namespace petasentra::conformance {

/// The answer of check() to the sites and options of an earlier one under another pack, byte for byte: rows, pieces,
/// findings, reasons. Only sites whose answer the difference between the packs can change are asked; the rows of the
/// others are those of `before`.
///
/// Near      A changed feature of zones, overlays or areas touches the sites in the blocks of the index that it lies in,
///           as it was and as it is; a changed cell the sites that have ground in its zone; where a condition measures
///           the share of a zone, all sites in that zone.
/// Nothing   All sites have to be asked, by check(), where anything else differs: dates, rules, places that distances
///           are measured to, features with dates of their own or rules that name codes of the changed layer, the grid
///           of an index.
/// Cost      O(features of changed layers + sites), and what check() takes for the sites that are asked.
[[nodiscard]] std::optional<CheckResult> check_again(const CheckResult& before, std::shared_ptr<const BoundPack> pack,
                                                     const core::Control& control = {});

}  // namespace petasentra::conformance

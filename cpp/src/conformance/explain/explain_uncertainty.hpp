#pragma once
#include <petasentra/conformance/explain.hpp>

namespace petasentra::conformance {

/// How certain the share of a site is, given how accurate the maps are: the interval with the chance that enough
/// conforms, or why there is none.
[[nodiscard]] Reason uncertainty_reason(const SiteVerdict& site, const CheckResult& result);

}  // namespace petasentra::conformance

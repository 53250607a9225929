#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/control.hpp>
#include <span>

namespace petasentra::conformance {

/// The ground of the pieces of some sites as a column, site by site, in their order; what the check has not drawn is drawn now. A piece so small
/// that its measure is rounding may have nothing left to draw: its ground is then empty.
[[nodiscard]] geometry::GeometryColumn drawn(const CheckResult& result, std::span<const std::size_t> rows,
                                             const core::Control& control);

}  // namespace petasentra::conformance

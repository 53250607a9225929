#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/control.hpp>

namespace petasentra::conformance {

/// The ground of every piece as a column, in their order; what the check has not drawn is drawn now. A piece so small
/// that its measure is rounding may have nothing left to draw: its ground is then empty.
[[nodiscard]] geometry::GeometryColumn drawn(const CheckResult& result, const core::Control& control);

}  // namespace petasentra::conformance

#pragma once
#include <petasentra/geometry/crs.hpp>

namespace petasentra::geometry {

/// Error(crs_missing) if the system is unknown: nothing can be transformed or measured without one.
void require_known(const Crs& crs);

}  // namespace petasentra::geometry

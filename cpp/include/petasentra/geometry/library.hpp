#pragma once
#include <string>

namespace petasentra::geometry {

/// The version of GEOS that computes here, such as "3.11.1-CAPI-1.17.1"; asked of the library that is loaded.
[[nodiscard]] std::string geos_version();

}  // namespace petasentra::geometry

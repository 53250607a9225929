#include <petasentra/geometry/library.hpp>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

std::string geos_version() {
    return GEOSversion();
}

}  // namespace petasentra::geometry

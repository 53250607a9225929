#include <cmath>
#include <petasentra/geometry/shape.hpp>

#include "geometry/geos_handle.hpp"

namespace petasentra::geometry {

Validity validity(const GeometryColumn& column, std::size_t row) {
    const auto pairs = column.vertices(row);
    for (std::size_t i = 0; i < pairs.size(); i += 2) {
        if (!std::isfinite(pairs[i]) || !std::isfinite(pairs[i + 1]))
            return {"Invalid Coordinate", pairs[i], pairs[i + 1]};
    }
    if (auto why = buildable(column, row); !why.valid()) return why;
    const auto geometry = built(column, row);
    if (geometry == nullptr) return {};

    char* reason = nullptr;
    GEOSGeometry* where = nullptr;
    const char answer = GEOSisValidDetail_r(geos(), geometry.get(), 0, &reason, &where);
    const GeosPtr place(where);
    Validity out;
    if (reason != nullptr) {
        out.reason = reason;
        GEOSFree_r(geos(), reason);
    }
    if (answer == 2) geos_failed("validity");
    if (answer == 1) return {};
    if (out.reason.empty()) out.reason = "Invalid";
    if (place != nullptr) {
        GEOSGeomGetX_r(geos(), place.get(), &out.x);
        GEOSGeomGetY_r(geos(), place.get(), &out.y);
    }
    return out;
}

}  // namespace petasentra::geometry

#include <algorithm>
#include <cmath>
#include <iterator>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/shape.hpp>
#include <utility>

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

std::vector<InvalidRow> invalid_rows(const GeometryColumn& column, const core::Control& control) {
    // A polygon of a few thousand vertices takes GEOS some milliseconds, and a caller waits for a block to end.
    constexpr std::size_t rows_per_block = 16;
    std::vector<std::vector<InvalidRow>> found(core::block_count(column.size(), rows_per_block));
    core::for_blocks(column.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) {
            auto why = validity(column, row);
            if (!why.valid()) found[block.index].push_back({row, std::move(why)});
        }
    });
    std::vector<InvalidRow> out;
    for (auto& rows : found) std::move(rows.begin(), rows.end(), std::back_inserter(out));
    return out;
}

}  // namespace petasentra::geometry

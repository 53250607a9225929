#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>

namespace petasentra::geometry {

/// Error(crs_missing) if the system is unknown: nothing can be transformed or measured without one.
void require_known(const Crs& crs);

/// Error(geometry_not_finite) if a coordinate of the row is NaN or infinite; without a place: the caller knows the id.
void require_finite(const GeometryColumn& column, std::size_t row);

}  // namespace petasentra::geometry

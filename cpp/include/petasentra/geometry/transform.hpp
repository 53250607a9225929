#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <string>

namespace petasentra::geometry {

/// How PROJ got from one system to the other: name of the operation and its accuracy in metres (-1 unknown, 0 exact).
struct Operation {
    std::string name;
    double accuracy_m = -1.0;
};

/// Transforms vertices in place (x,y pairs). Z is not changed: heights never enter a measure here.
/// Error(crs_missing) if either system is unknown; Error(transform_failed) with the index of the first vertex that PROJ
/// cannot place (outside the projection, NaN, infinite); the coordinates are then spoilt. Same system: nothing is
/// touched. The operation named is that of the first vertex. In blocks on all threads.
Operation transform_xy(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control = {});

/// The column in another system; kinds, offsets, Z and M stay. A failing vertex names its row as the feature.
[[nodiscard]] GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to,
                                       const core::Control& control = {});

}  // namespace petasentra::geometry

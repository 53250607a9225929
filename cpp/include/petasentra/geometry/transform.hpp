#pragma once
#include <cstddef>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/places.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::geometry {

/// Transforms vertices in place (x,y pairs). Z is not changed: heights never enter a measure here.
///
/// Same system: nothing is touched. Otherwise in blocks on all threads; the answer does not depend on their number.
/// Errors  crs_missing if either system is unknown; transform_failed with the index of the first vertex that PROJ
///         cannot place (outside the projection, NaN, infinite); the coordinates are then spoilt.
void transform_xy(std::span<double> xy, const Crs& from, const Crs& to, const core::Control& control = {});

/// Places in another system, as x,y pairs, read where they lie. A place that PROJ cannot put there, or that is not
/// finite, is NaN in both coordinates and stops nobody; in the same system all are copied as they are. Blocks and
/// threads as above.
/// Errors  crs_missing if either system is unknown; transform_failed if there is no way at all between the two.
[[nodiscard]] core::LargeVector<double> transform_places(const Places& places, const Crs& from, const Crs& to,
                                                         const core::Control& control = {});

/// The column in another system; kinds, offsets, Z and M stay. Errors as above; a failing vertex names its row (from 0)
/// as the feature.
[[nodiscard]] GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to,
                                       const core::Control& control = {});

/// The column with x and y exchanged, for sources that wrote latitude first. A mirror image: rings that ran
/// counterclockwise run clockwise.
[[nodiscard]] GeometryColumn swap_axes(const GeometryColumn& column);

/// A row that has no place in the target system, and its first vertex that has none, counted within the row.
struct RowFailure {
    std::size_t row;
    std::size_t vertex;
    bool operator==(const RowFailure&) const = default;
};
/// In ascending order of rows, each row once.
using RowFailures = std::vector<RowFailure>;

/// The same for callers that one bad row must not stop: rows without a place in the target are written to `failed`
/// (what it held is lost), and all coordinates of such a row become NaN, so that no later step takes them for real:
/// it is not finite and has no bounds. Rows with NaN or infinite coordinates are among them. The others are as
/// transform() makes them. In the same system nothing is touched and nothing has failed, not even rows that are not
/// finite. Which rows fail does not depend on the number of threads.
/// Errors  crs_missing if either system is unknown; transform_failed if there is no way at all between the two.
[[nodiscard]] GeometryColumn transform(const GeometryColumn& column, const Crs& from, const Crs& to,
                                       const core::Control& control, RowFailures& failed);

/// How PROJ gets from one system to the other at a place: name of the operation and its accuracy in metres (-1 unknown,
/// 0 exact).
struct Operation {
    std::string name;
    double accuracy_m = -1.0;
};
/// The operation at x, y (in `from`): where several compete, PROJ decides by the place. Same system: no name, exact.
/// Error(crs_missing), Error(transform_failed) as above, the latter also where the place cannot be transformed.
[[nodiscard]] Operation operation_at(double x, double y, const Crs& from, const Crs& to);

}  // namespace petasentra::geometry

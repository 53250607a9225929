#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/road_columns.hpp>
#include <petasentra/network/road_network.hpp>

namespace petasentra::network {

/// The widest tolerance within which ends may be joined: wider ones would close rivers and straits.
inline constexpr double widest_tolerance_m = 50.0;

/// Error(option_value) for what is not within 0 .. widest_tolerance_m.
void require_tolerance(double tolerance_m);

struct LineOptions {
    RoadColumns columns;
    RoadWords words;
    PlannedRoads planned = PlannedRoads::left_out;
    bool crossings = false;    ///< lines that cross at one grade meet there
    double tolerance_m = 0.0;  ///< ends this near to each other, or to a line, are joined; 0 moves nothing
};

/// A network from lines.
///
///     A----B----C     Ends at exactly one place meet. An end on a vertex within another line meets it there (a
///          |          T-junction, at B). Vertices within two lines at one place, and lines that cross without a vertex,
///          D          meet only with `crossings`.
///
/// Grade       A bridge, a tunnel and a road of another level than 0 are met at their own ends, by whatever is there, and
///             within only by roads of the same grade: what crosses below them does not reach them.
/// Tolerance   Ends of lines within tolerance_m are one place, no two of them farther apart than that, nearest pairs
///             first: the place where most lines end, the smallest in x, then y, among equals. A place that then still
///             lies within the tolerance of a line that it does not meet moves there, with all the ends at it; the line
///             gets a vertex. The nearest line is taken, among equals the smallest in x, then y, then by id: the order of
///             the rows decides nothing. No line is folded onto itself: one shorter than the tolerance joins nothing
///             that its other end meets. Vertices within lines stay where they are, junctions at them too. Every move
///             of an end is a finding END_SNAPPED with its distance.
///             Between 0 and widest_tolerance_m, else Error(option_value).
/// Rows        A row of several parts is several lines of one road. Z is left out. Rows without a line are
///             findings (GEOMETRY_NULL, GEOMETRY_EMPTY, GEOMETRY_NOT_LINE, COORDINATE_NOT_FINITE,
///             COORDINATE_OUT_OF_RANGE, LINE_WITHOUT_LENGTH) and keep their status in roads(). In degrees, a latitude
///             beyond 90 or a longitude beyond 360 is out of range. Metres all of which lie where the degrees of
///             Indonesia do are told as DEGREES_AS_METRES.
/// Lengths     In the plane where its metres are metres (geometry/true_metres.hpp), else on the ellipsoid: in degrees, and
///             in systems such as Web Mercator.
/// Order       Nodes are numbered by x, then y; edges in the order of the rows and along the lines.
/// Errors      crs_missing; degrees_refused for a projected system whose unit is not the metre; column_missing,
///             column_type; option_value; cancelled;
///             crs_mismatch where more rows are out of range than in it: the system or its axes are wrong.
/// Cost        O(n log n) in the vertices and crossings.
[[nodiscard]] RoadNetwork network_from_lines(const layer::Layer& lines, const LineOptions& options,
                                             const core::Control& control = {});

}  // namespace petasentra::network

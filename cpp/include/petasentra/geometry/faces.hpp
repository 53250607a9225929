#pragma once
#include <cstdint>
#include <petasentra/geometry/shape.hpp>
#include <vector>

namespace petasentra::geometry {

/// Lines in flat arrays: line i has the vertices begin[i] .. begin[i+1] of xy (x,y pairs), at least two.
struct Lines {
    std::vector<double> xy;
    std::vector<std::uint64_t> begin{0};

    [[nodiscard]] std::size_t size() const noexcept { return begin.size() - 1; }
    void add_segment(double x0, double y0, double x1, double y1);
    void add(const Lines& other);
};

/// The bounded faces into which lines divide the plane, each one polygon with its holes; ends that enclose nothing are
/// passed over.
///
/// Lines are first cut at their crossings and rounded to a grid (GEOS snap rounding), so that lines nearer than the
/// grid meet; every vertex of a face lies on the grid: x is k * grid within rounding. Robust for any input: nearly
/// parallel lines, repeated lines, ends that almost touch. The same lines give the same faces in the same order.
/// Errors  geometry_not_finite. Cost O(n log n) for borders, which seldom cross.
[[nodiscard]] std::vector<Shape> faces(const Lines& lines, double grid);

}  // namespace petasentra::geometry

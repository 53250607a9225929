#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <petasentra/geometry/polygons.hpp>
#include <span>
#include <vector>

namespace petasentra::topology {

/// Coordinates this near are one place in a repair: twice the grid on which borders were cut.
inline constexpr double same_place_m = 2e-6;

/// One polygon of a zone under repair, in metres. Never changed once made: zones share and exchange them.
struct RepairPart {
    std::vector<std::vector<double>> rings;  ///< closed, x,y pairs; the first is the shell
    geometry::Box box;
    double area = 0.0;
    std::int64_t number = -1;  ///< polygon of the layer's row it is, as it was; -1 once changed
};
using PartHandle = std::shared_ptr<const RepairPart>;

/// A row under repair.
struct RepairZone {
    std::uint32_t row = 0;
    std::uint32_t rank = 0;
    bool fit = true;          ///< a valid polygon
    bool shells_left = true;  ///< its shells are drawn anticlockwise
    double area_m2 = 0.0;     ///< at the beginning of the round
    std::vector<PartHandle> parts;
};

/// A part of rings; hairline rings (no wider than resolution_m) are left out. Null if nothing is left.
[[nodiscard]] PartHandle part_of(std::vector<std::vector<double>> rings);
/// Polygon `part` of a column.
[[nodiscard]] PartHandle part_of(const geometry::GeometryColumn& column, std::uint64_t part, std::int64_t number);
/// The polygons of a shape, shells drawn anticlockwise or the other way.
[[nodiscard]] std::vector<PartHandle> parts_of_ground(const geometry::Shape& shape, bool shells_left);
[[nodiscard]] geometry::Shape shape_of_parts(std::span<const PartHandle> parts);
[[nodiscard]] bool is_left_handed(std::span<const double> ring);  ///< anticlockwise
[[nodiscard]] double area_of_parts(std::span<const PartHandle> parts);
[[nodiscard]] geometry::Box box_of_parts(std::span<const PartHandle> parts);
[[nodiscard]] geometry::Box grown(const geometry::Box& box, double by);
[[nodiscard]] bool is_valid_part(const RepairPart& part);

/// The vertices of parts within a box, without repetitions, by x, then y.
using Vertex = std::array<double, 2>;
[[nodiscard]] std::vector<Vertex> vertices_in(std::span<const PartHandle> parts, const geometry::Box& box);
[[nodiscard]] std::vector<Vertex> all_vertices(std::span<const PartHandle> parts);
/// The vertex of a sorted list nearest to a place and at most `reach` away; the place itself if there is none.
[[nodiscard]] Vertex nearest_vertex(const std::vector<Vertex>& sorted, Vertex place, double reach);

}  // namespace petasentra::topology

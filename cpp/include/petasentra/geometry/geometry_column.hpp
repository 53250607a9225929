#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace petasentra::geometry {

/// What a row holds. The numbers are those of ISO WKB; `null` is a missing geometry, while an *empty* one has a kind
/// and no vertex.
enum class Kind : std::uint8_t {
    null = 0,
    point = 1,
    line_string = 2,
    polygon = 3,
    multi_point = 4,
    multi_line_string = 5,
    multi_polygon = 6,
    collection = 7,
};

/// Topological dimension of a kind: 0 points, 1 lines, 2 polygons; -1 for null and collection.
[[nodiscard]] int dimension(Kind kind) noexcept;

/// Axis-aligned bounds; `empty()` (min > max) where there is no vertex.
struct Box {
    double min_x = 1.0;
    double min_y = 1.0;
    double max_x = 0.0;
    double max_y = 0.0;
    [[nodiscard]] bool empty() const noexcept { return !(min_x <= max_x && min_y <= max_y); }
    void add(double x, double y) noexcept;
    void add(const Box& other) noexcept;
    [[nodiscard]] bool intersects(const Box& other) const noexcept {
        // Bit by bit: four branches nobody can foresee cost more than four comparisons.
        return ((min_x <= other.max_x) & (other.min_x <= max_x) & (min_y <= other.max_y) & (other.min_y <= max_y)) != 0;
    }
};

/// The geometries of a layer as a few flat arrays instead of an object per feature:
///
///     row r   has the parts  part_of_row[r] .. part_of_row[r+1]      (a point, a line, a polygon)
///     part p  has the rings  ring_of_part[p] .. ring_of_part[p+1]    (points and lines: exactly one)
///     ring g  has the vertices  vertex_of_ring[g] .. vertex_of_ring[g+1]
///     vertex v is xy[2v], xy[2v+1]; z[v], m[v] where the column has them
///
/// All offset arrays start with 0 and have one entry more than there are items. Polygon rings are closed (first vertex
/// repeated); the first ring of a part is the shell. Coordinates are as in the source: x is easting or longitude.
///
/// Z and M      `z` and `m` are empty, or as long as there are vertices, NaN where a row does not have them; `has_z`
///              and `has_m` say which rows do. They never enter a measure or a predicate.
/// Null         Kind null, no parts.
/// Empty        Another kind and no vertex: no parts (as POINT EMPTY is kept), or parts or rings with nothing in them
///              (GeoJSON's [[]]). A multi-geometry with one empty member among others is not empty.
/// Collections  Those read from WKB keep it in `verbatim` (as ISO little-endian), so that a round trip loses nothing
///              of their nesting, and have their simple members as parts, with the kind of each in `part_kind`. Whoever
///              changes coordinates in place must drop or change `verbatim` too, as transform() does; without it the
///              WKB is written from the parts.
/// Unsound      Rings that are open or too short and lines of one vertex are kept as they came: validity() names them.
struct GeometryColumn {
    std::vector<Kind> kind;
    std::vector<std::uint8_t> has_z;
    std::vector<std::uint8_t> has_m;
    std::vector<std::uint64_t> part_of_row{0};
    std::vector<std::uint64_t> ring_of_part{0};
    std::vector<std::uint64_t> vertex_of_ring{0};
    std::vector<double> xy;
    std::vector<double> z;
    std::vector<double> m;
    std::map<std::size_t, std::vector<std::byte>> verbatim;  ///< row -> WKB, only for kind collection
    std::map<std::size_t, std::vector<Kind>> part_kind;      ///< row -> kind of each part, only for kind collection

    [[nodiscard]] std::size_t size() const noexcept { return kind.size(); }
    [[nodiscard]] std::size_t vertex_count() const noexcept { return xy.size() / 2; }
    [[nodiscard]] bool is_null(std::size_t row) const noexcept { return kind[row] == Kind::null; }
    /// True if the row has no vertex, whatever parts and rings it has; of null rows too.
    [[nodiscard]] bool is_empty(std::size_t row) const noexcept { return vertices(row).empty(); }
    /// All vertices of a row as x,y pairs (rows are contiguous).
    [[nodiscard]] std::span<const double> vertices(std::size_t row) const noexcept;
    [[nodiscard]] Box bounds(std::size_t row) const noexcept;
    [[nodiscard]] Box bounds() const noexcept;
    /// False if any coordinate of the row is NaN or infinite.
    [[nodiscard]] bool is_finite(std::size_t row) const noexcept;

    void append_null();
    /// Appends row `row` of another column.
    void append(const GeometryColumn& other, std::size_t row);
    /// The chosen rows, in that order; rows may repeat.
    [[nodiscard]] GeometryColumn take(std::span<const std::size_t> rows) const;
};

}  // namespace petasentra::geometry

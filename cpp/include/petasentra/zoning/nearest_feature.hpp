#pragma once
#include <cstdint>
#include <functional>
#include <limits>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>
#include <petasentra/index/box_index.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// One geometry as its rings, lines or points, ready to be measured against features. Polygons are filled.
struct Outline {
    std::vector<double> xy;               ///< x,y pairs
    std::vector<std::uint32_t> ring{0};   ///< ring g has the vertices ring[g] .. ring[g+1]
    std::vector<std::uint32_t> first_of;  ///< the first vertex of each part
    bool filled = false;
    geometry::Box bounds;

    Outline() = default;
    /// A row of points, lines or polygons; collections of several kinds have no outline.
    Outline(const geometry::GeometryColumn& column, std::size_t row);
    explicit Outline(const geometry::Point& place);
};

/// The feature nearest to a site, and the two places between which the distance was measured.
struct NearestFeature {
    double metres = std::numeric_limits<double>::infinity();
    std::int64_t row = -1;  ///< -1: there is none
    geometry::Point on_site{0.0, 0.0};
    geometry::Point on_feature{0.0, 0.0};
};

/// Points, lines and polygons of a layer, made ready to be asked for the one nearest to a site. Looks into the column,
/// which must outlive it. Never changed once built: many threads may ask.
///
/// Features are kept as strips of at most 16 edges in an R-tree of boxes, and no object is made for any of them. A site
/// asks for the strips within a reach that grows until it holds the nearest; of those edge is measured against edge.
///
/// Boundary  0 where the two touch, cross, or one lies in the other: polygons are filled on both sides, holes are not.
///           That is told exactly; other distances err by some 1e-15 of the lengths of the edges.
/// Ties      The lowest row of those equally near.
/// Empty     Null and empty rows are passed over; without features the row is -1 and the distance infinite.
/// Cost      O(n log n) to build for n vertices; O(log n + strips near the site x edges of the site) to ask.
class Features {
  public:
    Features() = default;
    /// The features in these rows of the column.
    Features(const geometry::GeometryColumn& column, std::span<const std::uint32_t> rows);

    /// `first_reach` (metres, above 0) is where the search begins: a distance that matters. Rows for which `skip` is true
    /// count as not there.
    [[nodiscard]] NearestFeature nearest(const Outline& site, double first_reach,
                                         const std::function<bool(std::uint32_t)>& skip = {}) const;
    /// The same where it is no farther than the reach (metres; below 1 counts as 1), and else nothing: the search ends there.
    [[nodiscard]] NearestFeature nearest_within(const Outline& site, double reach,
                                                const std::function<bool(std::uint32_t)>& skip = {}) const;

  private:
    struct Strip {
        std::uint64_t vertex;  ///< first
        std::uint32_t edges;   ///< 0: a point
        std::uint32_t row;
    };
    struct Ground {
        std::uint64_t part;
        std::uint32_t row;
    };
    void add(std::uint64_t ring, std::uint32_t row);
    void stand_on_ground(const Outline& site, NearestFeature& best,
                         const std::function<bool(std::uint32_t)>& skip) const;
    void measure(const Strip& strip, const geometry::Box& box, const Outline& site, NearestFeature& best) const;
    void search(const geometry::Box& window, const Outline& site, NearestFeature& best,
                const std::function<bool(std::uint32_t)>& skip) const;

    const geometry::GeometryColumn* m_column = nullptr;
    std::vector<Strip> m_strips;
    std::vector<geometry::Box> m_strip_boxes;
    std::vector<Ground> m_grounds;  ///< polygons
    index::BoxIndex m_strip_index;
    index::BoxIndex m_ground_index;
    geometry::Box m_bounds;
};

}  // namespace petasentra::zoning

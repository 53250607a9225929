#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// Areas of the faces that a polygon and features of several indexes make when laid over one another: how much of a
/// site lies in just these features and in no other. No face is made, and nothing has to be valid but the features.
///
/// A line sweeps the bounds of the site from south to north and stops at every vertex and crossing. Between two stops no
/// edge crosses another, so what lies between two neighbouring edges is a trapezoid, as large as its width half way up
/// times its height; which features it lies in follows from the edges met on the way from the west (de Berg et al.,
/// Computational Geometry, chapter 2, with areas in place of a subdivision). A crossing that is missed by a last digit
/// costs an area of its square, so nothing has to be decided exactly.
///
/// Units    Metres and square metres of the CRS that site and indexes have in common.
/// Border   Belongs to no face; borders that run along one another make faces with no more than rounding in them.
/// Empty    An empty site, and one without area, has no faces; no feature is to be added to it.
/// Error    Some units in the last place of the coordinates, along the border of the site. The sum over the faces of a
///          feature ought to be what shares() says of it: who cannot bear a doubt compares the two.
/// Cost     O(n (n + stops)) at worst for the n edges in the bounds; a site meets few. Reused from site to site.
class FaceAreas {
  public:
    /// A bit for each feature.
    static constexpr std::size_t most_features = 64;
    /// Of the site and all features in its bounds: with more of them, the sweep is not the way.
    static constexpr std::size_t most_edges = 2'000;

    struct Face {
        std::uint64_t features;  ///< bit k: it lies in the feature that was given number k
        double area_m2;
    };

    /// Begins with a site; it must outlive faces().
    void begin(const geometry::GeometryColumn& sites, std::size_t row);
    /// The number of a feature: 0, 1, 2 ... in the order they are added. Nothing if there are too many. The index must
    /// outlive faces().
    [[nodiscard]] std::optional<unsigned> add(const ZoningIndex& index, std::uint32_t feature);
    /// One for each set of features that some part of the site lies in, in the order the sweep finds them: the same for
    /// the same site and features in the same order. Nothing if there are too many edges.
    [[nodiscard]] std::optional<std::span<const Face>> faces();
    /// Of the last faces(): at least the length of all their borders, each counted once.
    [[nodiscard]] double border_m() const noexcept { return m_border_m; }

  private:
    struct Edge {
        double low;     ///< height of its lower end
        double high;    ///< of its upper end
        double x_low;   ///< of its lower end
        double x_high;  ///< of its upper end
        double x_per_y;
        std::uint64_t bit;  ///< of its feature; 0 for the site
    };
    struct Met {
        double x;  ///< half way up
        std::uint32_t edge;
    };
    void add_edge(const geometry::Point& a, const geometry::Point& b, std::uint64_t bit);
    void find_stops();
    void take_in(double height, std::size_t& next);
    void measure(double low, double high);
    Face& face(std::uint64_t features);

    geometry::Box m_site;      ///< as it lies
    geometry::Box m_window;    ///< the same and a margin
    geometry::Point m_origin;  ///< taken off all coordinates: near the site little is rounded
    double m_east = 0.0;       ///< eastern border of the window, from the origin, which is its corner
    double m_north = 0.0;
    unsigned m_features = 0;
    std::uint64_t m_at_corner = 0;  ///< features that cover the corner of the window
    std::vector<Edge> m_edges;
    std::vector<double> m_stops;
    std::vector<Met> m_met;       ///< edges at the height of the sweep, from west to east
    std::uint64_t m_at_west = 0;  ///< features at the western border, below the edges at hand
    std::vector<Face> m_faces;
    double m_border_m = 0.0;
};

}  // namespace petasentra::zoning

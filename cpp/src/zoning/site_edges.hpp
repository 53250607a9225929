#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>
#include <span>
#include <vector>

#include "zoning/edge_bits.hpp"

namespace petasentra::zoning {

/// The edges of one polygon site, its interior on their left: shells counterclockwise, holes clockwise, whichever way
/// they were written. Held in strips from south to north, so that what lies at one height is found without looking at
/// the rest. Reused from site to site.
///
/// Against zones the whole site is thought of as moved by (e, e*e), as side_of_moved() does: none of its vertices lies
/// on an edge of a zone, none of its edges through a vertex of one.
class SiteEdges {
  public:
    struct Edge {
        geometry::Point from;
        geometry::Point to;
    };

    /// Takes the rings of a row of polygons. Cost: O(vertices).
    void take(const geometry::GeometryColumn& sites, std::size_t row);

    [[nodiscard]] std::span<const Edge> edges() const noexcept { return m_edges; }
    /// Number of the first edge of each ring, and of the one after the last.
    [[nodiscard]] std::span<const std::uint32_t> rings() const noexcept { return m_rings; }
    [[nodiscard]] const geometry::Box& box() const noexcept { return m_box; }
    /// Coordinates are taken from here before they are multiplied: near the site little is rounded.
    [[nodiscard]] const geometry::Point& origin() const noexcept { return m_origin; }
    /// Square metres, if coordinates are metres; holes taken off.
    [[nodiscard]] double area() const noexcept { return m_area; }

    /// False if the site is one ring of few edges that does not touch itself; else somebody slower must look.
    [[nodiscard]] bool perhaps_invalid() const noexcept;

    /// Whether the moved site covers a point that stays where it is.
    [[nodiscard]] bool covers(const geometry::Point& fixed) const noexcept;

    /// Calls visit(edge number) for the edges in the bounds, each once, and perhaps for others.
    template <class Visit>
    void visit_near_box(const geometry::Box& bounds, const Visit& visit) const {
        if (m_small_ring.empty()) return visit_between(bounds.min_y, bounds.max_y, visit);
        visit_bits(edges_in_bounds(m_small_ring.data(), count(), bounds), visit);
    }
    /// Calls visit(edge number) for the edges that touch the edge from a to b, each once, and perhaps for others.
    template <class Visit>
    void visit_near_line(const geometry::Point& a, const geometry::Point& b, const Visit& visit) const {
        if (m_small_ring.empty()) return visit_between(std::min(a.y, b.y), std::max(a.y, b.y), visit);
        visit_bits(edges_near_line(m_small_ring.data(), count(), m_box, a, b), visit);
    }

  private:
    /// Edges a small ring may have: a bit each fits into a number.
    static constexpr std::size_t most_small = 31;
    /// Calls visit(edge number) for the edges at heights from low to high, each once, and perhaps for others.
    template <class Visit>
    void visit_between(double low, double high, const Visit& visit) const {
        if (m_strips.empty()) {
            for (std::uint32_t edge = 0; edge < m_edges.size(); ++edge) visit(edge);
            return;
        }
        const auto first = strip_of(low);
        const auto last = strip_of(high);
        for (auto strip = first; strip <= last; ++strip) {
            for (auto k = m_strips[strip]; k < m_strips[strip + 1]; ++k) {
                const auto edge = m_in_strip[k];
                // An edge in several strips is met in the first of them that is asked.
                if (strip == first || strip == m_first_strip[edge]) visit(edge);
            }
        }
    }
    template <class Visit>
    static void visit_bits(std::uint32_t edges, const Visit& visit) {
        for (; edges != 0; edges &= edges - 1) visit(static_cast<std::uint32_t>(std::countr_zero(edges)));
    }
    [[nodiscard]] std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(m_edges.size()); }
    [[nodiscard]] bool meets_itself() const noexcept;
    void gather_small_ring();
    void add_ring(std::span<const double> xy, bool hole);
    void sort_into_strips();
    [[nodiscard]] std::size_t strip_of(double y) const noexcept;

    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_rings;
    std::vector<double> m_small_ring;     ///< vertices of a site of one ring with few edges, closed; else nothing
    std::vector<std::uint32_t> m_strips;  ///< of m_in_strip; empty where edges are so few that all are looked at
    std::vector<std::uint32_t> m_in_strip;
    std::vector<std::uint32_t> m_first_strip;
    geometry::Box m_box;
    geometry::Point m_origin{0.0, 0.0};
    double m_area = 0.0;
    bool m_closed = true;  ///< all rings are, with four vertices or more
    double m_strips_per_metre = 0.0;
};

/// On which side of the moved line from a to b the fixed point p lies: never 0 unless a == b.
[[nodiscard]] inline int side_of_fixed(const geometry::Point& a, const geometry::Point& b,
                                       const geometry::Point& p) noexcept {
    if (const int side = geometry::side_of(a, b, p); side != 0) return side;
    // To move the line is to move the point the other way.
    if (a.y != b.y) return a.y > b.y ? -1 : 1;
    if (a.x != b.x) return b.x > a.x ? -1 : 1;
    return 0;
}

/// Twice the area of the triangle of origin, p and q.
[[nodiscard]] inline double twice_area(const geometry::Point& origin, const geometry::Point& p,
                                       const geometry::Point& q) noexcept {
    return (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y);
}

}  // namespace petasentra::zoning

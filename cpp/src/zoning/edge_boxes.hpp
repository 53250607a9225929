#pragma once
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// The edges of each zone in the order of its rings, sixteen to a box and sixteen boxes to a larger one: which edges
/// of a zone come near a site is told without looking at the others. 3 bytes an edge.
class EdgeBoxes {
  public:
    EdgeBoxes() = default;
    /// `xy` as in Cells: the vertices of all rings of `zones`.
    EdgeBoxes(const geometry::GeometryColumn& zones, std::span<const double> xy, const core::Control& control);

    /// Appends to `out` runs with all edges of a zone that may meet `box`, in ascending vertices; runs that follow one
    /// another in a ring are one.
    void find(std::uint32_t zone, const geometry::Box& box, std::vector<Run>& out) const;
    [[nodiscard]] std::size_t bytes() const noexcept;

  private:
    struct Boxed {
        geometry::Box box;
        Run run;
    };
    void add_row(const geometry::GeometryColumn& zones, std::span<const double> xy, std::size_t row);

    std::vector<std::uint32_t> m_first{0};        ///< of m_small, one a zone and one more
    std::vector<std::uint32_t> m_first_large{0};  ///< of m_large
    std::vector<Boxed> m_small;
    std::vector<geometry::Box> m_large;
};

}  // namespace petasentra::zoning

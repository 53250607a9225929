#pragma once
#include <optional>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/nearest_feature.hpp>
#include <string>

namespace petasentra::conformance {

/// The geometry of one site in the forms that it is asked for, each made when first asked for: most sites need none.
class SiteShape {
  public:
    SiteShape(const geometry::GeometryColumn& sites, std::size_t row) : m_sites(sites), m_row(row) {}

    /// On which ground counts once, however often a line or a list of points goes over it.
    [[nodiscard]] const geometry::Shape& shape();
    [[nodiscard]] const zoning::Outline& outline();
    /// Where a distance is measured from: "boundary" is the outline, "centroid" a point.
    [[nodiscard]] const zoning::Outline& from(const std::string& measured_from);

  private:
    const geometry::GeometryColumn& m_sites;
    std::size_t m_row;
    std::optional<geometry::Shape> m_shape;
    std::optional<zoning::Outline> m_outline;
    std::optional<zoning::Outline> m_centre;
};

}  // namespace petasentra::conformance

#include "site_shape.hpp"

#include <petasentra/geometry/polygons.hpp>
#include <vector>

namespace petasentra::conformance {

const geometry::Shape& SiteShape::shape() {
    if (!m_shape) {
        m_shape.emplace(m_sites, m_row);
        if (geometry::dimension(m_sites.kind[m_row]) != 2)
            m_shape = geometry::Shape::union_of(std::vector<const geometry::Shape*>{&*m_shape});
    }
    return *m_shape;
}

const zoning::Outline& SiteShape::outline() {
    if (!m_outline) m_outline.emplace(m_sites, m_row);
    return *m_outline;
}

const zoning::Outline& SiteShape::from(const std::string& measured_from) {
    if (measured_from != "centroid") return outline();
    if (!m_centre) {
        const auto place = geometry::centroid_of(shape());
        m_centre.emplace(geometry::Point{place.x, place.y});
    }
    return *m_centre;
}

}  // namespace petasentra::conformance

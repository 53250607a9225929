#include "feature_ground.hpp"

#include <cmath>

namespace petasentra::conformance {

FeatureGround::FeatureGround(const BoundLayer& layer, std::vector<std::uint32_t> rows)
    : m_layer(layer), m_rows(std::move(rows)) {}

const zoning::ZoningIndex& FeatureGround::index() const {
    if (is_whole_layer()) return m_layer.index;
    return m_index.get([this] {
        layer::Layer some;
        some.geometry = m_layer.data.geometry.take(std::vector<std::size_t>(m_rows.begin(), m_rows.end()));
        some.table.size = m_rows.size();
        some.crs = m_layer.data.crs;
        // The layer's own index has seen to it that they are valid.
        return zoning::ZoningIndex(some, {}, {.check_validity = false});
    });
}

const zoning::Borders& FeatureGround::borders() const {
    return m_edges.get([this] { return zoning::Borders(index()); });
}

const geometry::Shape& FeatureGround::joined() const {
    return m_joined.get([this] {
        std::vector<const geometry::Shape*> shapes;
        for (const auto row : m_rows) shapes.push_back(&m_layer.index.zone(row));
        return geometry::Shape::union_of(shapes);
    });
}

double FeatureGround::border_m(std::size_t k) const {
    return m_borders.get([this] {
        std::vector<double> borders;
        for (const auto row : m_rows) borders.push_back(conformance::border_m(m_layer.data.geometry, row));
        return borders;
    })[k];
}

double border_m(const geometry::GeometryColumn& column, std::size_t row) noexcept {
    double sum = 0.0;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) {
            for (auto v = column.vertex_of_ring[ring]; v + 1 < column.vertex_of_ring[ring + 1]; ++v) {
                const double east = column.xy[2 * v + 2] - column.xy[2 * v];
                const double north = column.xy[2 * v + 3] - column.xy[2 * v + 1];
                sum += std::sqrt(east * east + north * north);
            }
        }
    }
    return sum;
}

}  // namespace petasentra::conformance

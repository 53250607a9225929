#include <algorithm>
#include <map>
#include <optional>
#include <petasentra/zoning/query.hpp>

#include "zoning/handed_over.hpp"
#include "zoning/index_data.hpp"
#include "zoning/near_zones.hpp"
#include "zoning/seen_zone.hpp"
#include "zoning/site_position.hpp"
#include "zoning/zones_at.hpp"

namespace petasentra::zoning {

using geometry::Point;
using geometry::PreparedShape;
using geometry::Shape;

struct ZoningIndex::Query::State {
    explicit State(const Data& index)
        : data(index),
          prepared(index.zones.size()),
          near(index.cells),
          position(index.cells, index.edge_boxes()),
          handed_over(index.cells, index.edge_boxes()) {}

    const Data& data;
    std::vector<std::optional<PreparedShape>> prepared;
    NearZones near;
    SitePosition position;
    HandedOver handed_over;
    SiteEdges edges;
    geometry::GeometryColumn site;  // the one row

    void take(const Shape& shape, int dimension) {
        site = {};
        shape.append_to(site);
        if (dimension == 2) edges.take(site, 0);
    }
    [[nodiscard]] Point a_place() const { return {site.xy[0], site.xy[1]}; }

    Lies position_of(std::uint32_t zone, const Shape& shape, int dimension) {
        const auto lies =
            dimension == 2 ? position.of_polygon(zone, edges) : position.of_bounds(zone, site.bounds(), a_place());
        if (lies != Lies::perhaps) return lies;
        auto& slot = prepared[zone];
        if (!slot) slot.emplace(data.zones[zone]);
        if (slot->covers(shape)) return Lies::within;
        return slot->intersects(shape) ? Lies::across : Lies::apart;
    }

    /// Of a polygon: GEOS looks at the areas of what it cuts, so the zone must not seem smaller than the site.
    Shape zone_seen_from(const Shape& shape, std::uint32_t zone) const {
        const auto ground = ground_looked_at(data.cells, data.edge_boxes(), zone, edges.box());
        const auto rings = seen_from(ground, data.zones.outline(), data.cells.xy, zone);
        if (rings.size() == 0) return {};
        Shape seen(rings, 0);
        return seen.area() >= shape.area() ? std::move(seen) : Shape();
    }

    /// The zone, valid, without what lies far from the ground, where that can be had.
    Shape to_be_joined(std::uint32_t zone, const geometry::Box& ground) const {
        const auto rings = seen_from(ground, data.zones.outline(), data.cells.xy, zone);
        if (rings.size() == 0 || !geometry::validity(rings, 0).valid()) return data.zones[zone].copy();
        return Shape(rings, 0);
    }

    /// The ground a zone cuts out of a site, if there is any: a site that only touches a zone shares a line or a point
    /// with it, nothing of its own dimension.
    void cut_out(std::uint32_t zone, const Shape& shape, int dimension, std::vector<Cut>& cuts) const {
        auto seen = dimension == 2 ? zone_seen_from(shape, zone) : Shape();
        auto ground = shape.intersection(seen.empty() ? data.zones[zone] : seen).only(dimension);
        const auto measure = ground.measure(dimension);
        if (measure > 0.0) cuts.push_back({zone, false, std::move(ground), measure, std::move(seen)});
    }

    std::vector<Cut> cut_points(const Shape& points) const {
        std::map<std::uint32_t, std::size_t> held;
        const auto count = site.vertex_count();
        for (std::size_t v = 0; v < count; ++v) {
            visit_zones_at(
                data.cells, {site.xy[2 * v], site.xy[2 * v + 1]}, [](std::uint32_t /*zone*/) { return true; },
                [&](std::uint32_t zone, bool /*on border*/) {
                    ++held[zone];
                    return true;
                });
        }
        std::vector<Cut> cuts;
        for (const auto& [zone, points_held] : held) {
            if (points_held == count)
                cuts.push_back({zone, true, Shape(), points.measure(0), Shape()});
            else
                cut_out(zone, points, 0, cuts);
        }
        return cuts;
    }
};

ZoningIndex::Query::Query(const ZoningIndex& index) : m_state(std::make_unique<State>(*index.m_data)) {}
ZoningIndex::Query::Query(Query&&) noexcept = default;
ZoningIndex::Query::~Query() = default;

std::vector<Cut> ZoningIndex::Query::cut(const Shape& site, int dimension) {
    if (site.empty()) return {};
    auto& state = *m_state;
    state.take(site, dimension);
    if (dimension == 0) return state.cut_points(site);
    if (dimension == 2 && state.edges.edges().empty()) return {};
    std::vector<Cut> cuts;
    for (const auto zone : state.near.find(state.site.bounds())) {
        const auto lies = state.position_of(zone, site, dimension);
        if (lies == Lies::within)
            cuts.push_back({zone, true, Shape(), site.measure(dimension), Shape()});
        else if (lies == Lies::across)
            state.cut_out(zone, site, dimension, cuts);
    }
    return cuts;
}

bool ZoningIndex::Query::surely_cover(std::span<const std::uint32_t> zones, const Shape& site, int dimension) {
    if (site.empty() || dimension == 0) return false;
    auto& state = *m_state;
    state.take(site, dimension);
    if (dimension == 2 && state.edges.edges().empty()) return false;
    return dimension == 2 ? state.handed_over.cover_polygon(zones, state.edges)
                          : state.handed_over.cover_bounds(zones, state.site.bounds(), state.a_place());
}

Shape ZoningIndex::Query::seen(std::uint32_t zone, const Shape& site) {
    m_state->take(site, 2);
    return m_state->edges.edges().empty() ? Shape() : m_state->zone_seen_from(site, zone);
}

Shape ZoningIndex::Query::joined(std::span<const std::uint32_t> zones, const Shape& site) const {
    const auto& data = m_state->data;
    // The same ground for all: then nothing that one zone leaves out comes near the borders of another.
    geometry::Box ground;
    for (const auto zone : zones) ground.add(ground_looked_at(data.cells, data.edge_boxes(), zone, site.bounds()));
    std::vector<Shape> shapes;
    for (const auto zone : zones) shapes.push_back(m_state->to_be_joined(zone, ground));
    std::vector<const Shape*> all;
    for (const auto& shape : shapes) all.push_back(&shape);
    return Shape::union_of(all);
}

}  // namespace petasentra::zoning

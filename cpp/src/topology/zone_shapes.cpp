#include "topology/zone_shapes.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/polygons.hpp>

namespace petasentra::topology {
namespace {

using geometry::Shape;

Shape mended_shape(const Shape& shape) {
    geometry::GeometryColumn column;
    shape.append_to(column);
    return geometry::mended(column, 0);
}

template <class Operation>
Shape robustly(const Shape& one, const Shape& other, const Operation& operation) {
    try {
        return operation(one, other).only(2);
    } catch (const core::Error& error) {
        if (error.code() != core::ErrorCode::geometry_invalid) throw;
    }
    return operation(mended_shape(one), mended_shape(other)).only(2);
}

}  // namespace

ZoneShapes::ZoneShapes(const Mosaic& mosaic) : m_mosaic(mosaic), m_made(mosaic.size()) {}

ZoneShapes::~ZoneShapes() {
    for (auto& made : m_made) delete made.load();
}

const Shape& ZoneShapes::at(std::size_t rank) const {
    auto& slot = m_made[rank];
    if (const auto* made = slot.load(std::memory_order_acquire)) return *made;
    auto fresh = std::make_unique<const Shape>(geometry::polygons_of_row(m_mosaic.zones, rank));
    const Shape* expected = nullptr;
    if (slot.compare_exchange_strong(expected, fresh.get(), std::memory_order_acq_rel)) return *fresh.release();
    return *expected;  // another thread was quicker, with the same shape
}

Shape common_ground(const Shape& one, const Shape& other) {
    return robustly(one, other, [](const Shape& a, const Shape& b) { return a.intersection(b); });
}

Shape ground_beyond(const Shape& one, const Shape& other) {
    return robustly(one, other, [](const Shape& a, const Shape& b) { return a.difference(b); });
}

std::vector<std::uint32_t> zones_in(const Face& face, const Covering& covering, const ZoneShapes& shapes) {
    std::vector<std::uint32_t> near;
    covering.zones_near(face.box, near);
    if (near.size() == face.zones.size()) return near;
    const geometry::PreparedShape prepared(face.shape);
    std::erase_if(near, [&](std::uint32_t rank) {
        if (std::binary_search(face.zones.begin(), face.zones.end(), rank)) return false;
        const auto& zone = shapes.at(rank);
        if (!prepared.intersects(zone)) return true;
        return !prepared.covers(zone) && common_ground(zone, face.shape).empty();
    });
    return near;
}

}  // namespace petasentra::topology

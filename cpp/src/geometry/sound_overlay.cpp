#include "geometry/sound_overlay.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <utility>
#include <vector>

namespace petasentra::geometry {
namespace {

enum class Overlay { difference, join, intersection };

// A double has 53 bits. Crossings of segments are computed to a few of the last of them; a grid that leaves eleven bits
// rounds each crossing to the same cell whichever way it was computed, and is far finer than any survey. A power of two,
// so that the grid and its inverse are exact. The second is for borders that run within one cell of the first.
constexpr int grid_bits[] = {42, 36};

bool valid(const Shape& shape) {
    return answered(GEOSisValid_r(geos(), geos_of(shape)), "validity");
}

Shape united(const Shape& a, const Shape& b) {
    std::vector<GeosPtr> both;
    for (const auto* shape : {&a, &b}) both.push_back(checked(GEOSGeom_clone_r(geos(), geos_of(*shape)), "copy"));
    const auto all = gathered(std::move(both));
    return shape_of(checked(GEOSUnaryUnion_r(geos(), all.get()), "union"));
}

bool inside(const Box& inner, const Box& outer, double cell) {
    return inner.empty() || (inner.min_x >= outer.min_x - cell && inner.min_y >= outer.min_y - cell &&
                             inner.max_x <= outer.max_x + cell && inner.max_y <= outer.max_y + cell);
}

Shape floating(Overlay what, const Shape& a, const Shape& b) {
    switch (what) {
        case Overlay::difference:
            return shape_of(checked(GEOSDifference_r(geos(), geos_of(a), geos_of(b)), "difference"));
        case Overlay::join:
            return united(a, b);
        case Overlay::intersection:
            break;
    }
    return shape_of(checked(GEOSIntersection_r(geos(), geos_of(a), geos_of(b)), "intersection"));
}

Shape on_grid(Overlay what, const Shape& a, const Shape& b, double cell) {
    switch (what) {
        case Overlay::difference:
            return shape_of(checked(GEOSDifferencePrec_r(geos(), geos_of(a), geos_of(b), cell), "difference"));
        case Overlay::join:
            return shape_of(checked(GEOSUnionPrec_r(geos(), geos_of(a), geos_of(b), cell), "union"));
        case Overlay::intersection:
            break;
    }
    return shape_of(checked(GEOSIntersectionPrec_r(geos(), geos_of(a), geos_of(b), cell), "intersection"));
}

double cell_for(const Shape& one, const Shape& other, int bits) {
    double magnitude = 0.0;
    for (const auto& box : {one.bounds(), other.bounds()}) {
        for (const auto value : {box.min_x, box.min_y, box.max_x, box.max_y}) {
            magnitude = std::max(magnitude, std::abs(value));
        }
    }
    return std::exp2(std::ceil(std::log2(magnitude)) - bits);
}

class Areas {
  public:
    Areas(const Shape& one, const Shape& other)
        : m_one(one.area()),
          m_other(other.area()),
          m_border(one.length() + other.length()),
          m_one_box(one.bounds()),
          m_other_box(other.bounds()) {}

    [[nodiscard]] bool both() const { return m_one > 0.0 && m_other > 0.0; }

    /// Asks for what is common only where it has to be known. A border that moves by a cell changes the area by a cell
    /// times its length; up to three overlays move it, four leaves room.
    template <class Common>
    [[nodiscard]] bool agree(Overlay what, const Shape& made, double cell, const Common& common) const {
        const double slack = 1e-9 * (m_one + m_other) + 4.0 * cell * m_border;
        if (what == Overlay::intersection) return is_common(made, slack, cell);
        const auto box = made.bounds();
        if (what == Overlay::difference && !inside(box, m_one_box, cell)) return false;
        if (what == Overlay::join && !(inside(m_one_box, box, cell) && inside(m_other_box, box, cell))) return false;
        const Shape shared = common();
        const double right = (what == Overlay::join ? m_one + m_other : m_one) - shared.area();
        return is_common(shared, slack, cell) && std::abs(made.area() - right) <= slack;
    }

  private:
    [[nodiscard]] bool is_common(const Shape& made, double slack, double cell) const {
        const auto box = made.bounds();
        return made.area() <= std::min(m_one, m_other) + slack && inside(box, m_one_box, cell) &&
               inside(box, m_other_box, cell);
    }

    double m_one;
    double m_other;
    double m_border;
    Box m_one_box;
    Box m_other_box;
};

Shape sound(Overlay what, const Shape& one, const Shape& other) {
    auto made = floating(what, one, other);
    if (!one.bounds().intersects(other.bounds())) return made;
    const Areas areas(one, other);
    if (!areas.both()) return made;
    const auto fine = cell_for(one, other, grid_bits[0]);
    if (areas.agree(what, made, fine, [&] { return floating(Overlay::intersection, one, other); })) return made;
    if (!valid(one) || !valid(other)) return made;
    for (const auto bits : grid_bits) {
        const auto cell = cell_for(one, other, bits);
        auto again = on_grid(what, one, other, cell);
        const auto common = [&] { return on_grid(Overlay::intersection, one, other, cell); };
        if (areas.agree(what, again, cell, common)) return again;
    }
    throw core::Error(core::ErrorCode::geometry_invalid,
                      {"GEOS memberi luas yang salah untuk dua poligon yang batasnya hampir berimpit.",
                       "GEOS gives a wrong area for two polygons whose borders nearly coincide."},
                      {"Sederhanakan batas kedua poligon, atau samakan.",
                       "Simplify the borders of the two polygons, or make them the same."});
}

}  // namespace

Shape sound_difference(const Shape& one, const Shape& other) {
    return sound(Overlay::difference, one, other);
}

Shape sound_union(const Shape& one, const Shape& other) {
    return sound(Overlay::join, one, other);
}

Shape sound_intersection(const Shape& one, const Shape& other) {
    return sound(Overlay::intersection, one, other);
}

}  // namespace petasentra::geometry

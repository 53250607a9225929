// What distances to zones are compared with: the stated formula on every edge, written a second time, and zones to ask it on.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <ostream>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/locate.hpp>
#include <vector>

#include "ascii_map.hpp"
#include "zoning/random_zones.hpp"

namespace distance_twin {

namespace zoning = petasentra::zoning;
using petasentra::geometry::GeometryColumn;
using petasentra::geometry::Point;
using Mask = std::vector<std::uint8_t>;
inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// What Nearest says of one point.
struct Answer {
    double metres = infinity;
    std::int64_t zone = zoning::outside;
    bool operator==(const Answer&) const = default;
};
inline std::ostream& operator<<(std::ostream& out, const Answer& answer) {
    return out << answer.metres << " m from zone " << answer.zone;
}

inline Answer answer_of(const zoning::Nearest& nearest, std::size_t i) {
    return {nearest.metres[i], nearest.zone[i]};
}

/// The stated formula, edge by edge; a second writing of it.
inline double squared_by_formula(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double qx = a.x - p.x, qy = a.y - p.y, rx = b.x - p.x, ry = b.y - p.y;
    if (!(qx * dx + qy * dy < 0.0)) return qx * qx + qy * qy;
    if (!(rx * dx + ry * dy > 0.0)) return rx * rx + ry * ry;
    const double length = dx * dx + dy * dy;
    const double cross = dx * (qy + ry) - dy * (qx + rx);
    const double squared = cross * (cross / length) / 4.0;
    if (squared >= length / 16384.0) return squared;
    const double exact = petasentra::geometry::exact_cross(a, b, p);
    return exact * (exact / length);
}

/// All edges of all wanted zones, one after the other.
inline Answer slow_nearest(const GeometryColumn& zones, const Mask& wanted, Point p) {
    Answer best;
    double least = infinity;
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (!wanted.empty() && wanted[row] == 0) continue;
        for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
            for (auto ring = zones.ring_of_part[part]; ring < zones.ring_of_part[part + 1]; ++ring) {
                for (auto v = zones.vertex_of_ring[ring]; v + 1 < zones.vertex_of_ring[ring + 1]; ++v) {
                    const double squared = squared_by_formula(p, {zones.xy[2 * v], zones.xy[2 * v + 1]},
                                                              {zones.xy[2 * v + 2], zones.xy[2 * v + 3]});
                    if (squared >= least) continue;
                    least = squared;
                    best = {std::sqrt(squared), static_cast<std::int64_t>(row)};
                }
            }
        }
    }
    return best;
}

/// Every wanted zone in an index of its own, where locate() finds no other.
inline Answer slow_nearest_of_class(const std::vector<zoning::ZoningIndex>& alone, const GeometryColumn& zones,
                                    const Mask& wanted, Point p) {
    const std::array<double, 2> xy{p.x, p.y};
    for (std::size_t row = 0; row < alone.size(); ++row) {
        if (wanted[row] != 0 && zoning::locate(petasentra::geometry::Places::of_pairs(xy), alone[row]).zone[0] == 0)
            return {0.0, static_cast<std::int64_t>(row)};
    }
    return slow_nearest(zones, wanted, p);
}

struct World {
    const char* name;
    RandomZones zones;
};

inline std::vector<World> worlds() {
    return {
        {"tiles on UTM ground", RandomZones(1, {}).tiles(12)},
        {"one tile", RandomZones(2, {}).tiles(1)},
        {"stars and needles", RandomZones(3, {}).stars(40, 150, 20.0).needles(30, 20.0)},
        {"large coordinates", RandomZones(4, {1e7, -1e7, 1e5}).tiles(6).needles(10, 6.0).stars(10, 100, 6.0)},
        {"tiny coordinates", RandomZones(5, {0.0, 0.0, 1e-9}).tiles(6).stars(10, 70, 6.0)},
        {"a few zones far apart", RandomZones(6, {}).stars(3, 40, 5000.0)},
        {"many zones, three levels of boxes", RandomZones(7, {}).stars(400, 20, 60.0).tiles(5)},
    };
}

inline Mask every(std::size_t step, std::size_t zones) {
    Mask out(zones, 0);
    for (std::size_t row = 0; row < zones; row += step) out[row] = 1;
    return out;
}

inline zoning::Nearest boundary(const AsciiMap& map, std::vector<double> xy) {
    return zoning::distance_to_boundary(petasentra::geometry::Places::of_pairs(xy), zoning::ZoningIndex(map.zones()));
}

}  // namespace distance_twin

#pragma once
// Random zones and sites that are hard on borders, for comparisons with a slow way.
#include <cmath>
#include <petasentra/layer/layer.hpp>
#include <random>
#include <utility>
#include <vector>

namespace mosaic {

using Ring = std::vector<double>;  // x, y ..., the first point again at the end

inline void add_polygon(petasentra::layer::Layer& layer, const std::vector<Ring>& rings) {
    auto& column = layer.geometry;
    column.kind.push_back(petasentra::geometry::Kind::polygon);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    for (const auto& ring : rings) {
        column.xy.insert(column.xy.end(), ring.begin(), ring.end());
        column.vertex_of_ring.push_back(column.xy.size() / 2);
    }
    column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
    layer.table.size = column.size();
}

inline petasentra::layer::Layer empty_layer() {
    petasentra::layer::Layer layer;
    layer.crs = petasentra::geometry::Crs::from_user_input("EPSG:32749");
    return layer;
}

struct Shape {
    std::size_t across = 6;  ///< zones along a side
    double side = 100.0;     ///< metres of a zone
    double x = 600'000.0;
    double y = 9'160'000.0;
    double bend = 0.0;         ///< metres by which borders wander; 0: straight, on multiples of `side`
    int points = 3;            ///< vertices on each border between corners
    bool every_vertex = true;  ///< both zones have all vertices of their border
    double grown = 0.0;        ///< metres by which each zone reaches over its neighbours
    unsigned left_out = 0;     ///< one zone in so many is missing; 0: none
};

/// Zones in rows and columns whose borders are shared vertex by vertex, unless the shape says otherwise.
inline petasentra::layer::Layer zones(const Shape& shape, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> wander(-shape.bend, shape.bend);
    const auto n = shape.across;
    const auto steps = static_cast<std::size_t>(shape.points) + 1;
    struct Place {
        double x, y;
    };
    std::vector<Place> corner((n + 1) * (n + 1));
    for (std::size_t i = 0; i < corner.size(); ++i)
        corner[i] = {shape.x + static_cast<double>(i % (n + 1)) * shape.side + wander(random),
                     shape.y + static_cast<double>(i / (n + 1)) * shape.side + wander(random)};
    const auto line = [&](std::size_t from, std::size_t to) {
        std::vector<Place> out;
        for (std::size_t k = 0; k < steps; ++k) {
            const double along = static_cast<double>(k) / static_cast<double>(steps);
            Place at{corner[from].x + along * (corner[to].x - corner[from].x),
                     corner[from].y + along * (corner[to].y - corner[from].y)};
            if (k > 0) at = {at.x + 0.2 * wander(random), at.y + 0.2 * wander(random)};
            out.push_back(at);
        }
        out.push_back(corner[to]);
        return out;
    };
    std::vector<std::vector<Place>> level, upright;
    for (std::size_t row = 0; row <= n; ++row)
        for (std::size_t column = 0; column < n; ++column)
            level.push_back(line(row * (n + 1) + column, row * (n + 1) + column + 1));
    for (std::size_t row = 0; row < n; ++row)
        for (std::size_t column = 0; column <= n; ++column)
            upright.push_back(line(row * (n + 1) + column, (row + 1) * (n + 1) + column));
    auto out = empty_layer();
    for (std::size_t row = 0; row < n; ++row) {
        for (std::size_t column = 0; column < n; ++column) {
            if (shape.left_out != 0 && random() % shape.left_out == 0) continue;
            Ring ring;
            const double middle_x = shape.x + (static_cast<double>(column) + 0.5) * shape.side;
            const double middle_y = shape.y + (static_cast<double>(row) + 0.5) * shape.side;
            const bool thinned = !shape.every_vertex && (row + column) % 2 == 0;
            const auto put = [&](const std::vector<Place>& places, bool backwards) {
                for (std::size_t k = 0; k + 1 < places.size(); ++k) {
                    if (thinned && k > 0) continue;
                    const auto& at = places[backwards ? places.size() - 1 - k : k];
                    ring.push_back(at.x + (at.x > middle_x ? shape.grown : -shape.grown));
                    ring.push_back(at.y + (at.y > middle_y ? shape.grown : -shape.grown));
                }
            };
            put(level[row * n + column], false);
            put(upright[row * (n + 1) + column + 1], false);
            put(level[(row + 1) * n + column], true);
            put(upright[row * (n + 1) + column], true);
            ring.push_back(ring[0]);
            ring.push_back(ring[1]);
            if (random() % 2 == 0) {  // rings come either way round
                Ring turned;
                for (std::size_t k = ring.size(); k > 0; k -= 2)
                    turned.insert(turned.end(), {ring[k - 2], ring[k - 1]});
                ring = turned;
            }
            add_polygon(out, {ring});
        }
    }
    return out;
}

inline Ring star(double x, double y, double radius, int corners, std::mt19937_64& random) {
    std::uniform_real_distribution<double> reach(0.3, 1.0);
    Ring ring;
    for (int k = 0; k < corners; ++k) {
        const double angle = 6.283185307179586 * k / corners;
        const double r = radius * reach(random);
        ring.insert(ring.end(), {x + r * std::cos(angle), y + r * std::sin(angle)});
    }
    ring.insert(ring.end(), {ring[0], ring[1]});
    return ring;
}

/// Stars, needles, rectangles on the borders of zones, triangles of zone vertices, stars with a hole, and one site over
/// everything.
inline petasentra::layer::Layer sites(const petasentra::layer::Layer& zones, const Shape& shape, std::size_t count,
                                      unsigned seed) {
    std::mt19937_64 random(seed);
    const double width = shape.side * static_cast<double>(shape.across);
    std::uniform_real_distribution<double> within(-0.1 * width, 1.1 * width), size(0.01, 1.5), unit(0.0, 1.0);
    auto out = empty_layer();
    const auto vertex = [&] {
        const auto v = random() % zones.geometry.vertex_count();
        return std::pair{zones.geometry.xy[2 * v], zones.geometry.xy[2 * v + 1]};
    };
    while (out.geometry.size() < count) {
        const double x = shape.x + within(random);
        const double y = shape.y + within(random);
        const double r = shape.side * size(random);
        switch (out.geometry.size() % 6) {
            case 0:
                add_polygon(out, {star(x, y, r, 3 + static_cast<int>(random() % 40), random)});
                break;
            case 1:  // a needle
                add_polygon(out, {{x, y, x + r, y + 0.3 * r, x + r, y + 0.3 * r + 1e-4, x, y}});
                break;
            case 2: {  // on borders, as far as these are straight
                const double west = shape.x + shape.side * std::floor(6.0 * unit(random));
                const double south = shape.y + shape.side * std::floor(6.0 * unit(random));
                const double w = shape.side * (1.0 + std::floor(2.0 * unit(random)));
                add_polygon(out, {{west, south, west + w, south, west + w, south + w, west, south + w, west, south}});
                break;
            }
            case 3: {  // corners that zones have too
                const auto [ax, ay] = vertex();
                const auto [bx, by] = vertex();
                const auto [cx, cy] = vertex();
                if (std::fabs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) < 1.0) {
                    random();
                    add_polygon(out, {{ax, ay, ax + r, ay, ax, ay + r, ax, ay}});
                } else {
                    add_polygon(out, {{ax, ay, bx, by, cx, cy, ax, ay}});
                }
                break;
            }
            case 4: {  // with a hole
                auto hole = star(x, y, 0.25 * r, 7, random);
                add_polygon(out, {star(x, y, r, 12, random), hole});
                break;
            }
            default: {
                const double far = 2.0 * width;
                add_polygon(out, {{shape.x - width, shape.y - width, shape.x + far, shape.y - width, shape.x + far,
                                   shape.y + far, shape.x - width, shape.y + far, shape.x - width, shape.y - width}});
            }
        }
    }
    return out;
}

}  // namespace mosaic

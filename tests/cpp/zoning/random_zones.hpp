// Zones made by chance that share borders, have holes, lie inside each other or are thin as needles.
#pragma once
#include <cmath>
#include <cstddef>
#include <numbers>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/orientation.hpp>
#include <petasentra/layer/layer.hpp>
#include <random>
#include <utility>
#include <vector>

using Ring = std::vector<petasentra::geometry::Point>;

/// Adds a row: one polygon, its shell first; rings are closed here.
inline void add_polygon(petasentra::geometry::GeometryColumn& to, const std::vector<Ring>& rings) {
    to.kind.push_back(petasentra::geometry::Kind::polygon);
    to.has_z.push_back(0);
    to.has_m.push_back(0);
    for (auto ring : rings) {
        ring.push_back(ring.front());
        for (const auto& [x, y] : ring) to.xy.insert(to.xy.end(), {x, y});
        to.vertex_of_ring.push_back(to.xy.size() / 2);
    }
    to.ring_of_part.push_back(to.vertex_of_ring.size() - 1);
    to.part_of_row.push_back(to.ring_of_part.size() - 1);
}

inline petasentra::layer::Layer layer_with(petasentra::geometry::GeometryColumn geometry) {
    petasentra::layer::Layer layer;
    layer.table.size = geometry.size();
    layer.geometry = std::move(geometry);
    layer.crs = petasentra::geometry::Crs::from_user_input("EPSG:32749");
    return layer;
}

/// Where on the ground, and how large a unit is.
struct Ground {
    double x = 640'000.0;
    double y = 9'160'000.0;
    double unit = 100.0;
    [[nodiscard]] petasentra::geometry::Point at(double along, double up) const {
        return {x + along * unit, y + up * unit};
    }
};

class RandomZones {
  public:
    RandomZones(unsigned seed, Ground ground) : m_random(seed), m_ground(ground) {}

    /// side x side quadrilaterals that share all corners; every second begins elsewhere and runs the other way round,
    /// and every fifth has a hole.
    RandomZones& tiles(std::size_t side) {
        std::vector<Ring> corners(side + 1, Ring(side + 1));
        for (std::size_t row = 0; row <= side; ++row) {
            for (std::size_t column = 0; column <= side; ++column)
                corners[row][column] = m_ground.at(static_cast<double>(column) + chance(-0.2, 0.2),
                                                   static_cast<double>(row) + chance(-0.2, 0.2));
        }
        for (std::size_t i = 0; i < side * side; ++i) {
            const auto row = i / side;
            const auto column = i % side;
            Ring shell{corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
                       corners[row + 1][column]};
            if (i % 2 == 1) shell = {shell[2], shell[1], shell[0], shell[3]};
            std::vector<Ring> rings{shell};
            const double x = static_cast<double>(column) + 0.5;
            const double y = static_cast<double>(row) + 0.5;
            if (i % 5 == 0) rings.push_back(star(x, y, 0.1, 9));
            add_polygon(m_zones, rings);
        }
        return *this;
    }
    /// Stars of many edges, which may overlap; within `size` units.
    RandomZones& stars(std::size_t count, std::size_t edges, double size) {
        for (std::size_t i = 0; i < count; ++i)
            add_polygon(m_zones, {star(chance(0.0, size), chance(0.0, size), chance(0.05, 1.5), edges)});
        return *this;
    }
    RandomZones& needles(std::size_t count, double size) {
        for (std::size_t i = 0; i < count; ++i) {
            const double x = chance(0.0, size);
            const double y = chance(0.0, size);
            add_polygon(m_zones, {{m_ground.at(x, y), m_ground.at(x + chance(1.0, 9.0), y + chance(-5.0, 5.0)),
                                   m_ground.at(x + 1e-4, y + 1e-3)}});
        }
        return *this;
    }
    [[nodiscard]] const petasentra::geometry::GeometryColumn& column() const { return m_zones; }
    [[nodiscard]] petasentra::layer::Layer layer() const { return layer_with(m_zones); }

    /// Places of every kind: anywhere in and around, on vertices and beside them, on edges, and far away.
    [[nodiscard]] std::vector<double> places(std::size_t count) {
        const auto box = m_zones.bounds();
        const double width = box.max_x - box.min_x;
        const double height = box.max_y - box.min_y;
        std::vector<double> xy;
        const auto add = [&xy](double x, double y) { xy.insert(xy.end(), {x, y}); };
        while (xy.size() < 2 * count) {
            const auto v = std::uniform_int_distribution<std::size_t>(0, m_zones.vertex_count() - 2)(m_random);
            const double x = m_zones.xy[2 * v];
            const double y = m_zones.xy[2 * v + 1];
            const double middle_x = (x + m_zones.xy[2 * v + 2]) / 2;
            const double middle_y = (y + m_zones.xy[2 * v + 3]) / 2;
            add(box.min_x + chance(-0.2, 1.2) * width, box.min_y + chance(-0.2, 1.2) * height);
            add(x, y);
            add(std::nextafter(x, box.max_x), y);
            add(middle_x, middle_y);
            add(middle_x, std::nextafter(middle_y, box.min_y));
            add(x + chance(-1e-3, 1e-3) * m_ground.unit, y + chance(-1e-3, 1e-3) * m_ground.unit);
            const double away = std::pow(10.0, chance(0.0, 9.0));
            add(box.min_x + chance(-away, away) * width, box.min_y + chance(-away, away) * height);
        }
        return xy;
    }

  private:
    double chance(double from, double to) { return std::uniform_real_distribution<double>(from, to)(m_random); }

    Ring star(double x, double y, double size, std::size_t edges) {
        Ring out;
        for (std::size_t k = 0; k < edges; ++k) {
            const double angle = 2.0 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(edges);
            const double radius = size * chance(0.7, 1.0);
            out.push_back(m_ground.at(x + radius * std::cos(angle), y + radius * std::sin(angle)));
        }
        return out;
    }

    std::mt19937_64 m_random;
    Ground m_ground;
    petasentra::geometry::GeometryColumn m_zones;
};

// Zones and sites drawn as blocks of characters, so that a test reads like the ground it is about.
#pragma once
#include <algorithm>
#include <cstddef>
#include <map>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/layer/layer.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Where the lower left corner of a picture lies on the ground (EPSG:32749; the default is near Jombang).
struct MapOrigin {
    double x = 640'000.0;
    double y = 9'160'000.0;
};

/// A picture of zones and, over the same ground, a picture of sites.
///
///     const auto map = ascii_map(R"(
///         IIIIPPPP
///         IIIIPPPP      I industry, P rice field
///     )", R"(
///         ..****..
///         ..****..      * the site
///     )", 10.0 /* metres a character */);
///
/// A line's picture ends at the first blank, so notes may follow; empty lines are left out; the first line is north.
/// zones()  one row a letter, in alphabetical order, with the letter in the text column "code"
/// sites()  one row for each sort of character, in order of character, with the text column "site_id": "*" by default
/// '.' is bare ground in either picture. A row is a Polygon, or a MultiPolygon where its cells do not hang together.
class AsciiMap {
  public:
    AsciiMap(std::string_view zones, std::string_view sites, double cell_m, MapOrigin origin)
        : m_cell_m(cell_m), m_origin(origin), m_zones(cells_of(zones)), m_sites(cells_of(sites)) {}

    [[nodiscard]] petasentra::layer::Layer zones() const { return layer_of(m_zones, "code", "zones"); }
    [[nodiscard]] petasentra::layer::Layer sites() const { return layer_of(m_sites, "site_id", "sites"); }

  private:
    /// Runs of equal characters in a row of the picture: column, row counted from the south, length.
    struct Run {
        std::size_t column;
        std::size_t row;
        std::size_t length;
    };
    using Cells = std::map<char, std::vector<Run>>;

    static std::vector<std::string> lines_of(std::string_view picture) {
        std::vector<std::string> lines;
        while (!picture.empty()) {
            const auto end = std::min(picture.find('\n'), picture.size());
            auto line = picture.substr(0, end);
            picture.remove_prefix(std::min(end + 1, picture.size()));
            line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
            line = line.substr(0, line.find_first_of(" \t\r"));
            if (!line.empty()) lines.emplace_back(line);
        }
        return lines;
    }

    static Cells cells_of(std::string_view picture) {
        const auto lines = lines_of(picture);
        Cells cells;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto& line = lines[i];
            if (line.size() != lines.front().size()) throw std::invalid_argument("ascii_map: lines of unequal length");
            for (std::size_t begin = 0; begin < line.size();) {
                const auto end = std::min(line.find_first_not_of(line[begin], begin), line.size());
                if (line[begin] != '.') cells[line[begin]].push_back({begin, lines.size() - 1 - i, end - begin});
                begin = end;
            }
        }
        return cells;
    }

    [[nodiscard]] petasentra::geometry::Shape ground_of(const std::vector<Run>& runs) const {
        using petasentra::geometry::GeometryColumn;
        using petasentra::geometry::Kind;
        using petasentra::geometry::Shape;
        std::vector<Shape> bars;
        for (const auto& run : runs) {
            const double west = m_origin.x + m_cell_m * static_cast<double>(run.column);
            const double east = m_origin.x + m_cell_m * static_cast<double>(run.column + run.length);
            const double south = m_origin.y + m_cell_m * static_cast<double>(run.row);
            const double north = m_origin.y + m_cell_m * static_cast<double>(run.row + 1);
            GeometryColumn bar;
            bar.kind = {Kind::polygon};
            bar.has_z = {0};
            bar.has_m = {0};
            bar.part_of_row = {0, 1};
            bar.ring_of_part = {0, 1};
            bar.vertex_of_ring = {0, 5};
            bar.xy = {west, south, east, south, east, north, west, north, west, south};
            bars.emplace_back(bar, 0);
        }
        std::vector<const Shape*> all;
        for (const auto& bar : bars) all.push_back(&bar);
        return Shape::union_of(all);
    }

    [[nodiscard]] petasentra::layer::Layer layer_of(const Cells& cells, const char* column, const char* name) const {
        petasentra::layer::Layer layer;
        std::vector<std::string> codes;
        for (const auto& [code, runs] : cells) {
            codes.emplace_back(1, code);
            ground_of(runs).append_to(layer.geometry);
        }
        layer.table.size = codes.size();
        layer.table.columns.push_back(petasentra::layer::Column::of_text(column, codes));
        layer.crs = petasentra::geometry::Crs::from_user_input("EPSG:32749");
        layer.provenance.source = "ascii_map";
        layer.provenance.layer_name = name;
        return layer;
    }

    double m_cell_m;
    MapOrigin m_origin;
    Cells m_zones;
    Cells m_sites;
};

/// Zones and sites drawn in two pictures over the same ground; see AsciiMap.
inline AsciiMap ascii_map(std::string_view zones, std::string_view sites, double cell_m, MapOrigin origin = {}) {
    return {zones, sites, cell_m, origin};
}

/// Zones alone.
inline AsciiMap ascii_map(std::string_view zones, double cell_m, MapOrigin origin = {}) {
    return {zones, {}, cell_m, origin};
}

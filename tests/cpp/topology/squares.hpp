// Layers drawn with numbers, where a picture of characters is too coarse: rings in metres from a corner near Jombang.
#pragma once
#include <initializer_list>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/topology/validate.hpp>
#include <string>
#include <vector>

inline constexpr double corner_x = 640'000.0;
inline constexpr double corner_y = 9'160'000.0;

using Ring = std::vector<double>;               ///< x0, y0, x1, y1 ...; not closed
using Rings = std::vector<Ring>;                ///< shell, holes
using Zones = std::vector<std::vector<Rings>>;  ///< rows of parts of rings

inline Rings rectangle(double x0, double y0, double x1, double y1) {
    return {{x0, y0, x1, y0, x1, y1, x0, y1}};
}

/// Rows of polygons in EPSG:32749; with a text column "id" of letters A, B, C ...
inline petasentra::layer::Layer layer_of(const Zones& zones) {
    using petasentra::geometry::Kind;
    petasentra::layer::Layer layer;
    auto& column = layer.geometry;
    std::vector<std::string> ids;
    for (const auto& row : zones) {
        ids.emplace_back(1, static_cast<char>('A' + ids.size()));
        for (const auto& part : row) {
            for (const auto& ring : part) {
                for (std::size_t i = 0; i <= ring.size(); i += 2) {
                    const auto at = i % ring.size();
                    column.xy.push_back(corner_x + ring[at]);
                    column.xy.push_back(corner_y + ring[at + 1]);
                }
                column.vertex_of_ring.push_back(column.xy.size() / 2);
            }
            column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
        }
        column.part_of_row.push_back(column.ring_of_part.size() - 1);
        column.kind.push_back(Kind::multi_polygon);
        column.has_z.push_back(0);
        column.has_m.push_back(0);
    }
    layer.table.size = ids.size();
    layer.table.columns.push_back(petasentra::layer::Column::of_text("id", ids));
    layer.crs = petasentra::geometry::Crs::from_user_input("EPSG:32749");
    layer.provenance.layer_name = "zones";
    return layer;
}

inline petasentra::topology::Validation validated(const petasentra::layer::Layer& layer,
                                                  petasentra::topology::ValidateSettings settings = {},
                                                  petasentra::topology::ValidateAgainst against = {}) {
    return petasentra::topology::validate(layer, against, settings);
}

/// "ZONE_GAP ZONE_GAP": the codes found, in order; empty if nothing is wrong.
inline std::string codes(const petasentra::topology::Validation& validation) {
    std::string out;
    for (const auto& fault : validation.found.faults)
        out += (out.empty() ? "" : " ") + std::string(petasentra::topology::code_of(fault.rule));
    return out;
}

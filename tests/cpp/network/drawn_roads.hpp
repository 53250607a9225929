// Roads by their vertices, in metres of EPSG:32749, with attributes where a test needs them.
#pragma once
#include <initializer_list>
#include <petasentra/network/from_lines.hpp>
#include <string>
#include <utility>
#include <vector>

namespace drawn {

using Line = std::vector<std::pair<double, double>>;

inline void append_line(petasentra::geometry::GeometryColumn& column, const Line& line) {
    for (const auto& [x, y] : line) column.xy.insert(column.xy.end(), {x, y});
    column.vertex_of_ring.push_back(column.xy.size() / 2);
    column.ring_of_part.push_back(column.ring_of_part.back() + 1);
    column.part_of_row.push_back(column.part_of_row.back() + 1);
    column.kind.push_back(petasentra::geometry::Kind::line_string);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
}

inline petasentra::layer::Layer roads(const std::vector<Line>& lines, const char* crs = "EPSG:32749") {
    petasentra::layer::Layer out;
    for (const auto& line : lines) append_line(out.geometry, line);
    out.table.size = lines.size();
    out.provenance.layer_name = "jalan";
    if (crs != nullptr) out.crs = petasentra::geometry::Crs::from_user_input(crs);
    return out;
}

inline petasentra::layer::Layer with(petasentra::layer::Layer layer, const std::string& column,
                                     const std::vector<std::string>& values) {
    layer.table.add(petasentra::layer::Column::of_text(column, values));
    return layer;
}

/// A few words, as a caller would load them.
inline petasentra::network::RoadWords words() {
    using petasentra::network::Traffic;
    return {.one_way = {{"yes", Traffic::forward},
                        {"true", Traffic::forward},
                        {"1", Traffic::forward},
                        {"satu arah", Traffic::forward},
                        {"no", Traffic::both},
                        {"false", Traffic::both},
                        {"0", Traffic::both},
                        {"dua arah", Traffic::both},
                        {"-1", Traffic::backward},
                        {"reverse", Traffic::backward},
                        {"none", Traffic::none}},
            .one_way_by_column = {{{"y", Traffic::forward}, {"n", Traffic::both}},
                                  {{"t", Traffic::forward}, {"f", Traffic::both}},
                                  {{"ft", Traffic::forward},
                                   {"tf", Traffic::backward},
                                   {"f", Traffic::forward},
                                   {"t", Traffic::backward},
                                   {"b", Traffic::both},
                                   {"n", Traffic::none}}},
            .planned = {{"1", true}, {"2", false}},
            .yes = {{"no", false}, {"0", false}, {"tidak", false}, {"yes", true}, {"ya", true}}};
}

inline std::vector<std::string> codes(const std::vector<petasentra::network::RoadFinding>& findings) {
    std::vector<std::string> out;
    for (const auto& one : findings) out.push_back(one.finding.code);
    return out;
}

}  // namespace drawn

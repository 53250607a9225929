#pragma once
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/road_network.hpp>
#include <string>
#include <vector>

namespace petasentra::network::network_file {

/// Findings as columns.
struct FindingColumns {
    std::vector<std::string> code, layer, feature, message_id, message_en, hint_id, hint_en, unit;
    std::vector<std::uint8_t> severity;
    std::vector<double> measure, x, y;
};

/// Single numbers of a network and its hierarchy.
struct Facts {
    std::vector<std::uint64_t> counts;  ///< lines, t_junctions, crossings, ends_moved, rules for turns
    std::vector<double> metres;         ///< farthest_move_m, tolerance_m
    std::vector<std::uint64_t> shape;   ///< height, input_arcs; empty where there is no hierarchy
};

/// Names every column of a network once, for who writes and for who reads. Parts is const or not.
template <class Columns, class Parts, class Turns, class Found, class Single>
void each_network_column(Columns& columns, Parts& parts, Turns& turns, Found& findings, Single& facts) {
    columns.numbers("node_xy", parts.node_xy);
    columns.numbers("node_id", parts.node_id);
    columns.texts("node_name", parts.node_name);
    columns.numbers("from", parts.from);
    columns.numbers("to", parts.to);
    columns.numbers("length_m", parts.length_m);
    columns.numbers("road", parts.road);
    columns.numbers("vertex_of_edge", parts.vertex_of_edge);
    columns.numbers("xy", parts.xy);
    auto& roads = parts.roads;
    columns.texts("road_id", roads.id);
    columns.words("status", roads.status, RoadStatus::out_of_range);
    columns.numbers("road_class", roads.road_class);
    columns.numbers("access", roads.access);
    columns.words("traffic", roads.traffic, Traffic::none);
    columns.numbers("flags", roads.flags);
    columns.numbers("level", roads.level);
    columns.numbers("axle_limit_t", roads.axle_limit_t);
    columns.numbers("weight_limit_t", roads.weight_limit_t);
    columns.numbers("width_m", roads.width_m);
    columns.numbers("speed_limit_km_per_h", roads.speed_limit_km_per_h);
    columns.numbers("duration_s", roads.duration_s);
    columns.numbers("closed_from", roads.closed_from);
    columns.numbers("closed_until", roads.closed_until);
    columns.texts("road_name", roads.name);
    columns.texts("class_words", roads.class_words);
    columns.texts("access_words", roads.access_words);
    columns.numbers("turn_first", turns.first);
    columns.numbers("turn_arcs", turns.arcs);
    columns.numbers("turn_rule", turns.rule);
    columns.texts("finding_code", findings.code);
    columns.texts("finding_layer", findings.layer);
    columns.texts("finding_feature", findings.feature);
    columns.texts("finding_message_id", findings.message_id);
    columns.texts("finding_message_en", findings.message_en);
    columns.texts("finding_hint_id", findings.hint_id);
    columns.texts("finding_hint_en", findings.hint_en);
    columns.texts("finding_unit", findings.unit);
    columns.numbers("finding_severity", findings.severity);
    columns.numbers("finding_measure", findings.measure);
    columns.numbers("finding_x", findings.x);
    columns.numbers("finding_y", findings.y);
    columns.numbers("counts", facts.counts);
    columns.numbers("metres", facts.metres);
    columns.numbers("shape", facts.shape);
}

template <class Columns, class Shape>
void each_hierarchy_column(Columns& columns, Shape& hierarchy) {
    columns.flat("rank_of", hierarchy.rank_of);
    columns.flat("node_at", hierarchy.node_at);
    columns.flat("parent", hierarchy.parent);
    columns.flat("slot", hierarchy.slot);
    columns.flat("subtree_begin", hierarchy.subtree_begin);
    columns.flat("first_arc", hierarchy.first_arc);
    columns.flat("heads", hierarchy.heads);
    columns.flat("head_slots", hierarchy.head_slots);
    columns.flat("tails", hierarchy.tails);
    columns.flat("first_lower", hierarchy.first_lower);
    columns.flat("lower_arcs", hierarchy.lower_arcs);
    columns.flat("first_input", hierarchy.first_input);
    columns.flat("inputs", hierarchy.inputs);
}

}  // namespace petasentra::network::network_file

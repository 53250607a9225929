#include <cmath>
#include <petasentra/network/network_report.hpp>

namespace petasentra::network {
namespace {

layer::Layer points_layer(const char* name, const geometry::Crs& crs) {
    layer::Layer out;
    out.crs = crs;
    out.provenance.layer_name = name;
    return out;
}

void append_point(geometry::GeometryColumn& column, double x, double y) {
    column.xy.insert(column.xy.end(), {x, y});
    column.vertex_of_ring.push_back(column.xy.size() / 2);
    column.ring_of_part.push_back(column.ring_of_part.back() + 1);
    column.part_of_row.push_back(column.part_of_row.back() + 1);
    column.kind.push_back(geometry::Kind::point);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
}

}  // namespace

layer::Layer unsnapped_of(const std::vector<UnsnappedEnd>& ends, const RoadNetwork& network) {
    const auto size = ends.size();
    const auto& parts = network.parts();
    std::vector<std::int64_t> node(size), count(size), edge(size), near_edge(size);
    std::vector<std::string> feature(size), near_feature(size);
    std::vector<double> distance(size);
    std::vector<std::uint8_t> connected(size);
    layer::Layer out = points_layer("unsnapped", parts.crs);
    for (std::size_t i = 0; i < size; ++i) {
        const auto& one = ends[i];
        node[i] = one.node;
        count[i] = one.ends;
        edge[i] = one.edge;
        near_edge[i] = one.near_edge;
        feature[i] = parts.roads.id[parts.road[one.edge]];
        near_feature[i] = parts.roads.id[parts.road[one.near_edge]];
        distance[i] = one.distance_m;
        connected[i] = one.connected ? 1 : 0;
        append_point(out.geometry, parts.node_xy[std::size_t{2} * one.node],
                     parts.node_xy[std::size_t{2} * one.node + 1]);
    }
    using layer::Column;
    out.table.size = size;
    out.table.add(Column::of_int64("node", node));
    out.table.add(Column::of_int64("ends", count));
    out.table.add(Column::of_text("feature_id", feature));
    out.table.add(Column::of_int64("edge", edge));
    out.table.add(Column::of_text("near_feature_id", near_feature));
    out.table.add(Column::of_int64("near_edge", near_edge));
    out.table.add(Column::of_double("distance_m", distance));
    out.table.add(Column::of_bool("connected", connected));
    return out;
}

layer::Layer findings_of(const std::vector<RoadFinding>& findings, const geometry::Crs& crs) {
    const auto size = findings.size();
    std::vector<std::string> code(size), severity(size), layer(size), feature(size), unit(size);
    std::vector<std::string> message_id(size), message_en(size), hint_id(size), hint_en(size);
    std::vector<double> measure(size);
    layer::Layer out = points_layer("findings", crs);
    for (std::size_t i = 0; i < size; ++i) {
        const auto& one = findings[i].finding;
        code[i] = one.code;
        severity[i] = core::to_string(one.severity);
        layer[i] = one.layer;
        feature[i] = one.feature;
        measure[i] = one.measure;
        unit[i] = one.unit;
        message_id[i] = one.message.id;
        message_en[i] = one.message.en;
        hint_id[i] = one.hint.id;
        hint_en[i] = one.hint.en;
        if (std::isnan(findings[i].x)) {
            out.geometry.append_null();
            continue;
        }
        append_point(out.geometry, findings[i].x, findings[i].y);
    }
    using layer::Column;
    out.table.size = size;
    out.table.add(Column::of_text("code", code));
    out.table.add(Column::of_text("severity", severity));
    out.table.add(Column::of_text("layer", layer));
    out.table.add(Column::of_text("feature_id", feature));
    out.table.add(Column::of_double("measure", measure));
    out.table.add(Column::of_text("unit", unit));
    out.table.add(Column::of_text("message_id", message_id));
    out.table.add(Column::of_text("message_en", message_en));
    out.table.add(Column::of_text("hint_id", hint_id));
    out.table.add(Column::of_text("hint_en", hint_en));
    return out;
}

}  // namespace petasentra::network

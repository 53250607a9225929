#include <algorithm>
#include <cmath>
#include <petasentra/core/number_text.hpp>
#include <petasentra/network/network_tables.hpp>

namespace petasentra::network {
namespace {

using layer::Column;

void append_line(geometry::GeometryColumn& column, std::span<const double> line) {
    column.xy.insert(column.xy.end(), line.begin(), line.end());
    column.vertex_of_ring.push_back(column.xy.size() / 2);
    column.ring_of_part.push_back(column.ring_of_part.back() + 1);
    column.part_of_row.push_back(column.part_of_row.back() + 1);
    column.kind.push_back(line.size() == 2 ? geometry::Kind::point : geometry::Kind::line_string);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
}

layer::Layer layer_of(const RoadNetwork& network, const char* name, std::size_t size) {
    layer::Layer out;
    out.crs = network.parts().crs;
    out.provenance.source = network.parts().title;
    out.provenance.layer_name = name;
    out.table.size = size;
    return out;
}

/// Whole numbers whose -1 means nothing.
Column numbers_or_null(std::string name, std::span<const std::int64_t> values) {
    auto out = Column::of_int64(std::move(name), values);
    if (std::find(values.begin(), values.end(), -1) == values.end()) return out;
    out.valid.resize(values.size());
    std::transform(values.begin(), values.end(), out.valid.begin(),
                   [](std::int64_t value) { return static_cast<std::uint8_t>(value >= 0); });
    return out;
}

template <class Value>
Column numbers(std::string name, std::size_t size, Value&& value_at) {
    std::vector<std::int64_t> out(size);
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::int64_t>(value_at(i));
    return Column::of_int64(std::move(name), out);
}

template <class Value>
Column texts(std::string name, std::size_t size, Value&& value_at) {
    std::vector<std::optional<std::string>> out(size);
    for (std::size_t i = 0; i < size; ++i) {
        std::string text = value_at(i);
        if (!text.empty()) out[i] = std::move(text);
    }
    return Column::of_optional_text(std::move(name), out);
}

core::Text reason_of(SnapStatus status, double distance_m, double limit_m) {
    switch (status) {
        case SnapStatus::snapped:
            return {};
        case SnapStatus::too_far: {
            const auto distance = core::number_text(distance_m, 0);
            const auto limit = core::number_text(limit_m, 0);
            return {
                "Jalan terdekat yang boleh dipakai berjarak " + distance.id + " m, melebihi batas " + limit.id + " m.",
                "The nearest road that may be used is " + distance.en + " m away, beyond the limit of " + limit.en +
                    " m."};
        }
        case SnapStatus::no_road:
            return {"Tidak ada jalan yang boleh dipakai.", "There is no road that may be used."};
        case SnapStatus::no_geometry:
            return {"Titik ini tidak memiliki tempat.", "The point has no place."};
        case SnapStatus::road_closed:
            return {"Jalan tempat ini ditutup dalam skenario.", "The road of this place is closed in the scenario."};
    }
    return {};
}

}  // namespace

layer::Layer edges_layer(const RoadNetwork& network) {
    const auto& parts = network.parts();
    const auto& roads = network.roads();
    const auto size = network.edge_count();
    auto out = layer_of(network, "edges", size);
    for (std::size_t e = 0; e < size; ++e) append_line(out.geometry, network.line(e));
    const auto flag = [&](const char* name, RoadFlag which) {
        std::vector<std::uint8_t> values(size);
        for (std::size_t e = 0; e < size; ++e) values[e] = roads.has(parts.road[e], which) ? 1 : 0;
        return Column::of_bool(name, values);
    };
    auto& table = out.table;
    table.add(numbers("edge", size, [](std::size_t e) { return e; }));
    table.add(numbers("from_node", size, [&](std::size_t e) { return parts.from[e]; }));
    table.add(numbers("to_node", size, [&](std::size_t e) { return parts.to[e]; }));
    table.add(Column::of_double("length_m", parts.length_m));
    table.add(texts("road_class", size, [&](std::size_t e) {
        const auto word = roads.road_class[parts.road[e]];
        return word == no_word ? std::string() : roads.class_words[word];
    }));
    table.add(texts("traffic", size, [&](std::size_t e) { return std::string(to_string(network.traffic(e))); }));
    table.add(flag("bridge", is_bridge));
    table.add(flag("tunnel", is_tunnel));
    table.add(numbers("level", size, [&](std::size_t e) { return roads.level[parts.road[e]]; }));
    table.add(flag("ferry", is_ferry));
    table.add(flag("planned", is_planned));
    table.add(flag("waiting", is_waiting));
    table.add(texts("name", size, [&](std::size_t e) { return roads.name[parts.road[e]]; }));
    table.add(texts("feature_id", size, [&](std::size_t e) { return roads.id[parts.road[e]]; }));
    table.add(numbers("feature_row", size, [&](std::size_t e) { return parts.road[e]; }));
    table.add(numbers("component", size, [&](std::size_t e) { return network.component()[parts.from[e]]; }));
    return out;
}

layer::Layer nodes_layer(const RoadNetwork& network) {
    const auto& parts = network.parts();
    const auto size = network.node_count();
    auto out = layer_of(network, "nodes", size);
    for (std::size_t n = 0; n < size; ++n) append_line(out.geometry, std::span(parts.node_xy).subspan(2 * n, 2));
    out.table.add(numbers("node", size, [](std::size_t n) { return n; }));
    if (parts.node_name.empty()) {
        out.table.add(Column::of_int64("node_id", parts.node_id));
    } else {
        out.table.add(Column::of_text("node_id", parts.node_name));
    }
    out.table.add(numbers("degree", size, [&](std::size_t n) { return network.degree(n); }));
    out.table.add(numbers("component", size, [&](std::size_t n) { return network.component()[n]; }));
    return out;
}

layer::Table roads_table(const RoadNetwork& network) {
    const auto& parts = network.parts();
    const auto& roads = network.roads();
    const auto size = roads.size();
    std::vector<std::int64_t> edges(size, 0);
    std::vector<double> length_m(size, 0.0);
    for (std::size_t e = 0; e < network.edge_count(); ++e) {
        ++edges[parts.road[e]];
        length_m[parts.road[e]] += parts.length_m[e];
    }
    layer::Table out;
    out.size = size;
    out.add(numbers("feature_row", size, [](std::size_t row) { return row; }));
    out.add(Column::of_text("feature_id", roads.id));
    out.add(texts("status", size, [&](std::size_t row) { return std::string(to_string(roads.status[row])); }));
    out.add(Column::of_int64("edges", edges));
    out.add(Column::of_double("length_m", length_m));
    return out;
}

layer::Table snapped_table(const Snapped& snapped, double limit_m) {
    const auto size = snapped.size();
    const auto reason = [&](std::size_t i) { return reason_of(snapped.status[i], snapped.distance_m[i], limit_m); };
    layer::Table out;
    out.size = size;
    out.add(numbers_or_null("edge", snapped.edge));
    out.add(Column::of_double("fraction", snapped.fraction));
    out.add(Column::of_double("distance_m", snapped.distance_m));
    out.add(numbers_or_null("component", snapped.component));
    out.add(Column::of_double("x", snapped.x));
    out.add(Column::of_double("y", snapped.y));
    out.add(texts("status", size, [&](std::size_t i) { return std::string(to_string(snapped.status[i])); }));
    out.add(texts("reason_id", size, [&](std::size_t i) { return reason(i).id; }));
    out.add(texts("reason_en", size, [&](std::size_t i) { return reason(i).en; }));
    return out;
}

}  // namespace petasentra::network

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <petasentra/core/error.hpp>
#include <petasentra/network/added_roads.hpp>
#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/from_tables.hpp>
#include <petasentra/network/network_report.hpp>
#include <petasentra/network/network_tables.hpp>
#include <span>
#include <string>

#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/network_handle.hpp"
#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using network::RoadNetwork;
using Names = std::map<std::string, std::string>;
using Facts = py::typing::Dict<py::str, py::object>;

/// Columns by the names of RoadColumns.
network::RoadColumns road_columns(const Names& names) {
    network::RoadColumns out;
    const std::map<std::string, std::string*> fields{{"id", &out.id},
                                                     {"road_class", &out.road_class},
                                                     {"one_way", &out.one_way},
                                                     {"bridge", &out.bridge},
                                                     {"tunnel", &out.tunnel},
                                                     {"level", &out.level},
                                                     {"ferry", &out.ferry},
                                                     {"status", &out.status},
                                                     {"access", &out.access},
                                                     {"axle_limit_t", &out.axle_limit_t},
                                                     {"weight_limit_t", &out.weight_limit_t},
                                                     {"width_m", &out.width_m},
                                                     {"speed_limit", &out.speed_limit},
                                                     {"duration", &out.duration},
                                                     {"closed", &out.closed},
                                                     {"name", &out.name}};
    for (const auto& [name, column] : names) {
        const auto field = fields.find(name);
        if (field == fields.end())
            throw core::Error(core::ErrorCode::option_value, {"\"" + name + "\" bukan keterangan jalan yang dikenal.",
                                                              "\"" + name + "\" is nothing that is known of a road."});
        *field->second = column;
    }
    return out;
}

network::RoadWords::OneWay one_way_words_of(const Names& words) {
    network::RoadWords::OneWay out;
    for (const auto& [word, direction] : words) {
        const auto traffic = network::traffic_of(direction);
        if (!traffic)
            throw core::Error(core::ErrorCode::option_value,
                              {"\"" + direction + "\" bukan arah; pakai both, forward, backward, atau none.",
                               "\"" + direction + "\" is no direction; use both, forward, backward or none."});
        out.emplace(network::plain_word(word), *traffic);
    }
    return out;
}

network::RoadWords road_words(const Names& one_way, const std::vector<Names>& by_column,
                              const std::map<std::string, bool>& planned, const std::map<std::string, bool>& yes) {
    network::RoadWords out;
    out.one_way = one_way_words_of(one_way);
    for (const auto& words : by_column) out.one_way_by_column.push_back(one_way_words_of(words));
    for (const auto& [word, meaning] : planned) out.planned.emplace(network::plain_word(word), meaning);
    for (const auto& [word, meaning] : yes) out.yes.emplace(network::plain_word(word), meaning);
    return out;
}

network::PlannedRoads planned_roads(const std::string& word) {
    using network::PlannedRoads;
    if (word == "left_out") return PlannedRoads::left_out;
    return word == "waiting" ? PlannedRoads::waiting : PlannedRoads::open;
}

NetworkHandle shared(RoadNetwork&& made) {
    return {std::make_shared<const RoadNetwork>(std::move(made))};
}

NetworkHandle from_lines(const LayerHandle& lines, const Names& columns, const Names& one_way_words,
                         const std::vector<Names>& one_way_by_column, const std::map<std::string, bool>& planned_words,
                         const std::map<std::string, bool>& yes_words, const std::string& planned, bool crossings,
                         double tolerance_m, const py::object& progress) {
    const network::LineOptions options{.columns = road_columns(columns),
                                       .words = road_words(one_way_words, one_way_by_column, planned_words, yes_words),
                                       .planned = planned_roads(planned),
                                       .crossings = crossings,
                                       .tolerance_m = tolerance_m};
    return run_interruptible({progress}, [&](const core::Control& control) {
        return shared(network::network_from_lines(*lines, options, control));
    });
}

NetworkHandle from_tables(const TableHandle& nodes, const TableHandle& edges, const std::optional<LayerHandle>& lines,
                          const geometry::Crs& crs, const std::string& title, const Names& keys, const Names& columns,
                          const Names& one_way_words, const std::vector<Names>& one_way_by_column,
                          const std::map<std::string, bool>& planned_words,
                          const std::map<std::string, bool>& yes_words, const std::string& planned,
                          const py::object& progress) {
    network::TableOptions options;
    const auto take = [&](const char* key, std::string& field) {
        if (const auto found = keys.find(key); found != keys.end()) field = found->second;
    };
    take("node_id", options.node_id);
    take("node_x", options.node_x);
    take("node_y", options.node_y);
    take("from_node", options.from);
    take("to_node", options.to);
    take("length_m", options.length_m);
    options.columns = road_columns(columns);
    options.words = road_words(one_way_words, one_way_by_column, planned_words, yes_words);
    options.planned = planned_roads(planned);
    layer::Layer source;
    source.table = *edges;
    if (lines) source.geometry = (*lines)->geometry;
    source.crs = crs;
    source.provenance.layer_name = title;
    return run_interruptible({progress}, [&](const core::Control& control) {
        return shared(network::network_from_tables(*nodes, source, options, control));
    });
}

NetworkHandle with_roads(const NetworkHandle& self, const LayerHandle& lines, const Names& columns,
                         const Names& one_way_words, const std::vector<Names>& one_way_by_column,
                         const std::map<std::string, bool>& planned_words, const std::map<std::string, bool>& yes_words,
                         bool crossings, double tolerance_m, const py::object& progress) {
    const network::LineOptions options{.columns = road_columns(columns),
                                       .words = road_words(one_way_words, one_way_by_column, planned_words, yes_words),
                                       .crossings = crossings,
                                       .tolerance_m = tolerance_m};
    return run_interruptible({progress}, [&](const core::Control& control) {
        return shared(network::with_roads(*self, *lines, options, control));
    });
}

template <class Value>
py::array view(const NetworkHandle& self, const Value* data, std::size_t size) {
    return read_only_view(py::dtype::of<Value>(), {static_cast<py::ssize_t>(size)}, data, self.network);
}

template <class Values>
py::array view(const NetworkHandle& self, const Values& values) {
    return view(self, values.data(), values.size());
}

/// A code of the roads, for each edge.
py::array of_edges(const NetworkHandle& self, const std::vector<std::uint32_t>& of_road) {
    const auto& road = self->parts().road;
    py::array_t<std::uint32_t> out(static_cast<py::ssize_t>(road.size()));
    auto* code = out.mutable_data();
    for (std::size_t e = 0; e < road.size(); ++e) code[e] = of_road[road[e]];
    return out;
}

/// What costs depend on beside lengths and words, column by column, as the bytes it is held in.
py::typing::List<py::array> road_bytes(const NetworkHandle& self) {
    const auto& roads = self->roads();
    py::list out;
    const auto add = [&](const auto& column) {
        const auto bytes = std::as_bytes(std::span(column));
        out.append(view(self, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    };
    add(self->parts().road);
    add(roads.road_class);
    add(roads.access);
    add(roads.traffic);
    add(roads.flags);
    add(roads.axle_limit_t);
    add(roads.weight_limit_t);
    add(roads.width_m);
    add(roads.speed_limit_km_per_h);
    add(roads.duration_s);
    add(roads.closed_from);
    add(roads.closed_until);
    return out;
}

Facts report_facts(const NetworkHandle& self, double reach_m, const py::object& progress) {
    const auto report = run_interruptible({progress}, [&](const core::Control& control) {
        return network::report_of(*self, {.reach_m = reach_m}, control);
    });
    py::list components;
    for (const auto& one : report.components)
        components.append(py::make_tuple(one.component, one.nodes, one.edges, one.length_km));
    py::list classes;
    for (const auto& one : report.classes)
        classes.append(py::make_tuple(python_text(one.road_class), one.edges, one.length_km));
    const auto& parts = self->parts();
    return Facts(py::dict(
        "nodes"_a = report.nodes, "edges"_a = report.edges, "length_km"_a = report.length_km,
        "components"_a = components, "classes"_a = classes, "dead_ends"_a = report.dead_ends,
        "ends_near_roads"_a = report.ends_near_roads,
        "unsnapped"_a = handle(network::unsnapped_of(report.unsnapped, *self)), "loops"_a = report.loops,
        "duplicates"_a = report.duplicates, "one_way_edges"_a = report.one_way_edges, "ferries"_a = report.ferries,
        "ferry_km"_a = report.ferry_km, "rows"_a = report.rows, "rows_used"_a = report.rows_used,
        "rows_planned"_a = report.rows_planned, "lines"_a = parts.lines, "t_junctions"_a = parts.t_junctions,
        "crossings"_a = parts.crossings, "ends_moved"_a = parts.ends_moved, "farthest_move_m"_a = parts.farthest_move_m,
        "tolerance_m"_a = parts.tolerance_m, "findings"_a = handle(network::findings_of(report.findings, parts.crs))));
}

}  // namespace

void bind_network(py::module_& module) {
    py::class_<NetworkHandle>(module, "RoadNetwork", "Roads as a graph; never changed after it is made.")
        .def_static("from_lines", &from_lines, "lines"_a, py::kw_only(), "columns"_a, "one_way_words"_a,
                    "one_way_by_column"_a, "planned_words"_a, "yes_words"_a, "planned"_a, "crossings"_a,
                    "tolerance_m"_a, "progress"_a = py::none())
        .def_static("from_tables", &from_tables, "nodes"_a, "edges"_a, py::kw_only(), "lines"_a, "crs"_a, "title"_a,
                    "keys"_a, "columns"_a, "one_way_words"_a, "one_way_by_column"_a, "planned_words"_a, "yes_words"_a,
                    "planned"_a, "progress"_a = py::none())
        .def_property_readonly("node_count", [](const NetworkHandle& self) { return self->node_count(); })
        .def_property_readonly("edge_count", [](const NetworkHandle& self) { return self->edge_count(); })
        .def_property_readonly("component_count", [](const NetworkHandle& self) { return self->component_count(); })
        .def_property_readonly("largest_component", [](const NetworkHandle& self) { return self->largest_component(); })
        .def_property_readonly("crs", [](const NetworkHandle& self) { return self->parts().crs; })
        .def_property_readonly("title", [](const NetworkHandle& self) { return python_text(self->parts().title); })
        .def_property_readonly("class_words", [](const NetworkHandle& self) { return self->roads().class_words; })
        .def_property_readonly("access_words", [](const NetworkHandle& self) { return self->roads().access_words; })
        .def_property_readonly("class_of_edge",
                               [](const NetworkHandle& self) { return of_edges(self, self->roads().road_class); })
        .def_property_readonly("access_of_edge",
                               [](const NetworkHandle& self) { return of_edges(self, self->roads().access); })
        .def("road_bytes", &road_bytes, "What costs depend on beside lengths and words, column by column, as bytes.")
        .def_property_readonly("from_node", [](const NetworkHandle& self) { return view(self, self->parts().from); })
        .def_property_readonly("to_node", [](const NetworkHandle& self) { return view(self, self->parts().to); })
        .def_property_readonly("length_m", [](const NetworkHandle& self) { return view(self, self->parts().length_m); })
        .def_property_readonly("node_xy", [](const NetworkHandle& self) { return view(self, self->parts().node_xy); })
        .def_property_readonly("tails", [](const NetworkHandle& self) { return view(self, self->arcs().tails); })
        .def_property_readonly("heads", [](const NetworkHandle& self) { return view(self, self->arcs().heads); })
        .def_property_readonly("component", [](const NetworkHandle& self) { return view(self, self->component()); })
        .def_property_readonly("component_nodes",
                               [](const NetworkHandle& self) { return view(self, self->component_nodes()); })
        .def("edges", [](const NetworkHandle& self) { return handle(network::edges_layer(*self)); })
        .def("nodes", [](const NetworkHandle& self) { return handle(network::nodes_layer(*self)); })
        .def("roads", [](const NetworkHandle& self) { return handle(network::roads_table(*self)); })
        .def("with_roads", &with_roads, "lines"_a, py::kw_only(), "columns"_a, "one_way_words"_a, "one_way_by_column"_a,
             "planned_words"_a, "yes_words"_a, "crossings"_a, "tolerance_m"_a, "progress"_a = py::none())
        .def("report", &report_facts, py::kw_only(), "reach_m"_a, "progress"_a = py::none());
}

}  // namespace petasentra::bindings

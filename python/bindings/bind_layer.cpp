#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/inner_places.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/io/arrow/stream.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <tuple>

#include "bindings/arrow_capsule.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/layer_parts.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using geometry::Crs;
using layer::Layer;

LayerHandle layer_from_stream(const py::object& source, const std::optional<std::string>& geometry, const Crs& crs,
                              const std::string& from, const std::string& layer_name, const std::string& sha256,
                              const std::string& read_on, const std::string& driver) {
    TakenStream taken(source);
    return run_interruptible({}, [&](const core::Control& control) {
        const io::arrow::ImportOptions options{.geometry = geometry.value_or(""), .crs = crs};
        auto layer = io::arrow::import_layer(taken.stream(), options, control);
        layer.provenance = {from, layer_name, sha256, read_on, driver};
        return handle(std::move(layer));
    });
}

py::capsule layer_stream(const LayerHandle& self, const py::object& /*requested_schema*/) {
    ArrowArrayStream stream{};
    {
        const py::gil_scoped_release no_gil;
        io::arrow::export_layer(self.layer, stream);
    }
    return stream_capsule(std::move(stream));
}

LayerHandle take_layer(const LayerHandle& self, const RowNumbers& rows) {
    const auto chosen = checked_rows(rows, self->size());
    const py::gil_scoped_release no_gil;
    return handle(self->take(chosen));
}

// Errors of kernels do not know how the user calls the layer.
template <class Work>
auto of_layer(const LayerHandle& self, Work&& work) {
    try {
        return work();
    } catch (const core::Error& error) {
        throw error.at({.file = self->provenance.source, .layer = self->title()});
    }
}

using Measure = std::vector<double> (*)(const geometry::GeometryColumn&, const Crs&, geometry::MeasureMethod,
                                        const core::Control&);

py::array_t<double> measured(const LayerHandle& self, Measure measure, const std::string& method,
                             const py::object& progress, Threads threads) {
    const auto chosen = geometry::measure_method(method);
    return array_from(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return of_layer(self, [&] { return measure(self->geometry, self->crs, chosen, control); });
    }));
}

LayerHandle transformed(const LayerHandle& self, const Crs& crs, const py::object& progress, Threads threads) {
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        return of_layer(self, [&] {
            return handle(Layer{.table = self->table,
                                .geometry = geometry::transform(self->geometry, self->crs, crs, control),
                                .crs = crs,
                                .provenance = self->provenance,
                                .geometry_name = self->geometry_name,
                                .geometry_position = self->geometry_position});
        });
    });
}

using Bounds = std::tuple<double, double, double, double>;

std::optional<Bounds> bounds_of(const geometry::Box& box) {
    if (box.empty()) return std::nullopt;
    return Bounds{box.min_x, box.min_y, box.max_x, box.max_y};
}

py::array_t<double> row_bounds(const LayerHandle& self) {
    py::array_t<double> out({static_cast<py::ssize_t>(self->size()), py::ssize_t{4}});
    auto* values = out.mutable_data();
    for (std::size_t row = 0; row < self->size(); ++row, values += 4) {
        const auto missing = std::make_tuple(NAN, NAN, NAN, NAN);
        std::tie(values[0], values[1], values[2], values[3]) = bounds_of(self->geometry.bounds(row)).value_or(missing);
    }
    return out;
}

py::typing::Dict<py::str, py::int_> dict_of(const std::vector<std::pair<std::string, std::size_t>>& kinds) {
    py::dict out;
    for (const auto& [kind, rows] : kinds) out[py::str(kind)] = rows;
    return py::typing::Dict<py::str, py::int_>(std::move(out));
}

py::typing::Dict<py::str, py::object> counts(const LayerHandle& self) {
    const auto found = run_interruptible(
        {}, [&](const core::Control& control) { return layer::count_geometries(self->geometry, true, control); });
    py::dict out("rows"_a = found.rows, "null"_a = found.null, "empty"_a = found.empty, "invalid"_a = found.invalid,
                 "with_z"_a = found.with_z, "with_m"_a = found.with_m, "vertices"_a = found.vertices,
                 "kinds"_a = dict_of(found.kinds));
    return py::typing::Dict<py::str, py::object>(std::move(out));
}

py::typing::Dict<py::str, py::array> geometry_arrays(const LayerHandle& self) {
    const auto& column = self->geometry;
    const auto view = [&](const char* type, const auto& values) {
        return read_only_view(py::dtype(type), {static_cast<py::ssize_t>(values.size())}, values.data(), self.layer);
    };
    py::dict out("kind"_a = view("uint8", column.kind), "part_of_row"_a = view("uint64", column.part_of_row),
                 "ring_of_part"_a = view("uint64", column.ring_of_part),
                 "vertex_of_ring"_a = view("uint64", column.vertex_of_ring),
                 "xy"_a = read_only_view(py::dtype("float64"), {static_cast<py::ssize_t>(column.vertex_count()), 2},
                                         column.xy.data(), self.layer),
                 "z"_a = view("float64", column.z), "has_z"_a = view("uint8", column.has_z),
                 "has_m"_a = view("uint8", column.has_m));
    return py::typing::Dict<py::str, py::array>(std::move(out));
}

py::typing::Dict<py::str, py::str> provenance_dict(const LayerHandle& self) {
    const auto& known = self->provenance;
    py::dict out("source"_a = python_text(known.source), "layer_name"_a = python_text(known.layer_name),
                 "sha256"_a = python_text(known.sha256), "read_on"_a = python_text(known.read_on),
                 "driver"_a = python_text(known.driver));
    return py::typing::Dict<py::str, py::str>(std::move(out));
}

template <class Change>
LayerHandle changed(const LayerHandle& self, Change&& change) {
    Layer out = *self;
    change(out);
    return handle(std::move(out));
}

LayerHandle with_provenance(const LayerHandle& self, const std::optional<std::string>& source,
                            const std::optional<std::string>& layer_name, const std::optional<std::string>& sha256,
                            const std::optional<std::string>& read_on, const std::optional<std::string>& driver) {
    return changed(self, [&](Layer& out) {
        auto& known = out.provenance;
        if (source) known.source = *source;
        if (layer_name) known.layer_name = *layer_name;
        if (sha256) known.sha256 = *sha256;
        if (read_on) known.read_on = *read_on;
        if (driver) known.driver = *driver;
    });
}

}  // namespace

void bind_layer(py::module_& module) {
    py::class_<LayerHandle>(module, "Layer",
                            "Rows with attributes, one geometry column and a CRS; never changed after it is made.")
        .def_static(
            "from_stream", &layer_from_stream, "source"_a, py::kw_only(), "geometry"_a = py::none(), "crs"_a = Crs(),
            "read_from"_a = "", "layer_name"_a = "", "sha256"_a = "", "read_on"_a = "", "driver"_a = "",
            "From an object with __arrow_c_stream__ or an arrow_array_stream capsule; crs where the stream has none. "
            "The texts become its provenance.")
        .def("__arrow_c_stream__", &layer_stream, "requested_schema"_a = py::none())
        .def("__len__", [](const LayerHandle& self) { return self->size(); })
        .def_property_readonly(
            "table",
            [](const LayerHandle& self) {
                return TableHandle{std::shared_ptr<const layer::Table>(self.layer, &self.layer->table)};
            },
            "The attributes, without the geometry.")
        .def_property_readonly("crs", [](const LayerHandle& self) { return self->crs; })
        .def_property_readonly("geometry_name",
                               [](const LayerHandle& self) { return python_text(self->geometry_name); })
        .def_property_readonly(
            "geometry_position", [](const LayerHandle& self) { return self->geometry_position; },
            "How many columns stand before the geometry.")
        .def_property_readonly("title", [](const LayerHandle& self) { return python_text(self->title()); })
        .def_property_readonly("provenance", &provenance_dict)
        .def_property_readonly(
            "kinds", [](const LayerHandle& self) { return dict_of(layer::count_kinds(self->geometry)); },
            "Kind of geometry -> rows, most frequent first.")
        .def(
            "bounds", [](const LayerHandle& self) { return bounds_of(self->geometry.bounds()); },
            "(min_x, min_y, max_x, max_y), None without vertices.")
        .def("row_bounds", &row_bounds, "The bounds of each row, shape (n, 4), NaN without vertices.")
        .def(
            "inner_places",
            [](const LayerHandle& self, Threads threads) {
                auto xy = run_interruptible({py::none(), threads}, [&](const core::Control& control) {
                    return geometry::inner_places(self->geometry, control);
                });
                const std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(self->size()), 2};
                return array_from(std::move(xy)).reshape(shape);
            },
            "threads"_a = py::none(), "A place of each row within it, shape (n, 2), NaN without vertices.")
        .def("geometry_arrays", &geometry_arrays,
             "Read-only views: kind, part_of_row, ring_of_part, vertex_of_ring, xy (n, 2), z (empty or n), has_z, "
             "has_m.")
        .def("counts", &counts, "Rows null, empty, invalid, with Z, with M; vertices; kinds.")
        .def(
            "area",
            [](const LayerHandle& self, const std::string& method, const py::object& progress, Threads threads) {
                return measured(self, &geometry::area_m2, method, progress, threads);
            },
            py::kw_only(), "method"_a, "progress"_a = py::none(), "threads"_a = py::none(),
            "Square metres of each row.")
        .def(
            "length",
            [](const LayerHandle& self, const std::string& method, const py::object& progress, Threads threads) {
                return measured(self, &geometry::length_m, method, progress, threads);
            },
            py::kw_only(), "method"_a, "progress"_a = py::none(), "threads"_a = py::none(), "Metres of each row.")
        .def("transform", &transformed, "crs"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "The layer in another system.")
        .def(
            "with_axes_swapped",
            [](const LayerHandle& self) {
                const py::gil_scoped_release no_gil;
                return changed(self, [](Layer& out) { out.geometry = geometry::swap_axes(out.geometry); });
            },
            "x and y exchanged.")
        .def("take", &take_layer, "rows"_a, "The chosen rows, in that order.")
        .def(
            "with_crs",
            [](const LayerHandle& self, const Crs& crs) { return changed(self, [&](Layer& out) { out.crs = crs; }); },
            "crs"_a, "The same coordinates, said to be in another system.")
        .def("with_provenance", &with_provenance, py::kw_only(), "source"_a = py::none(), "layer_name"_a = py::none(),
             "sha256"_a = py::none(), "read_on"_a = py::none(), "driver"_a = py::none(), "What is None stays.")
        .def(
            "with_column_metadata",
            [](const LayerHandle& self, const std::string& name, const std::string& key,
               const std::optional<std::string>& value) {
                return changed(self,
                               [&](Layer& out) { out.table = with_column_metadata(self->table, name, key, value); });
            },
            "name"_a, "key"_a, "value"_a, "A copy with one metadata entry of a column set, or removed with None.")
        .def(
            "with_metadata",
            [](const LayerHandle& self, const std::string& key, const std::string& value) {
                return changed(self, [&](Layer& out) { out.table = with_metadata(self->table, key, value); });
            },
            "key"_a, "value"_a, "A copy with one entry of the schema metadata set.")
        .def(
            "with_columns",
            [](const LayerHandle& self, const TableHandle& more) {
                return changed(self, [&](Layer& out) { out.table = with_columns(self->table, *more); });
            },
            "more"_a, "A copy with the columns of a table of as many rows added at the end.");
}

}  // namespace petasentra::bindings

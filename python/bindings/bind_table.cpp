#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <petasentra/io/arrow/stream.hpp>
#include <petasentra/layer/table.hpp>
#include <string>

#include "bindings/arrow_capsule.hpp"
#include "bindings/column_values.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/layer_parts.hpp"
#include "bindings/module.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

TableHandle table_from_stream(const py::object& source) {
    TakenStream taken(source);
    return run_interruptible(
        {}, [&](const core::Control& control) { return handle(io::arrow::import_table(taken.stream(), control)); });
}

py::capsule table_stream(const TableHandle& self, const py::object& /*requested_schema*/) {
    ArrowArrayStream stream{};
    io::arrow::export_table(self.table, stream);
    return stream_capsule(std::move(stream));
}

py::typing::List<py::str> column_names(const TableHandle& self) {
    py::list out;
    for (const auto& column : self->columns) out.append(python_text(column.name));
    return py::typing::List<py::str>(std::move(out));
}

TableHandle take_table(const TableHandle& self, const RowNumbers& rows) {
    const auto chosen = checked_rows(rows, self->size);
    const py::gil_scoped_release no_gil;
    return handle(self->take(chosen));
}

}  // namespace

void bind_table(py::module_& module) {
    py::class_<TableHandle>(module, "Table", "Columns of one length; never changed after it is made.")
        .def_static("from_stream", &table_from_stream, "source"_a,
                    "From an object with __arrow_c_stream__ or an arrow_array_stream capsule.")
        .def("__arrow_c_stream__", &table_stream, "requested_schema"_a = py::none())
        .def("__len__", [](const TableHandle& self) { return self->size; })
        .def_property_readonly("columns", &column_names)
        .def_property_readonly(
            "metadata", [](const TableHandle& self) { return metadata_dict(self->metadata); },
            "Schema metadata of the source.")
        .def(
            "format", [](const TableHandle& self, const std::string& name) { return self->column(name).format; },
            "name"_a, "Arrow's format text of a column's type.")
        .def(
            "type_name",
            [](const TableHandle& self, const std::string& name) {
                const auto& column = self->column(name);
                return layer::type_name(column.dictionary.empty() ? column.format : column.dictionary[0].format);
            },
            "name"_a, "A column's type in a word: int64, double, text, date ...")
        .def(
            "column_metadata",
            [](const TableHandle& self, const std::string& name) { return metadata_dict(self->column(name).metadata); },
            "name"_a)
        .def(
            "with_column_metadata",
            [](const TableHandle& self, const std::string& name, const std::string& key,
               const std::optional<std::string>& value) {
                return handle(with_column_metadata(*self, name, key, value));
            },
            "name"_a, "key"_a, "value"_a, "A copy with one metadata entry of a column set, or removed with None.")
        .def(
            "values",
            [](const TableHandle& self, const std::string& name) {
                return column_values(self->column(name), self.table);
            },
            "name"_a, "numpy array or list; None for types that pyarrow has to read.")
        .def("take", &take_table, "rows"_a, "The chosen rows, in that order.")
        .def(
            "with_metadata",
            [](const TableHandle& self, const std::string& key, const std::string& value) {
                return handle(with_metadata(*self, key, value));
            },
            "key"_a, "value"_a, "A copy with one entry of the schema metadata set.")
        .def(
            "with_columns",
            [](const TableHandle& self, const TableHandle& more) { return handle(with_columns(*self, *more)); },
            "more"_a, "A copy with the columns of a table of as many rows added at the end.");
}

}  // namespace petasentra::bindings

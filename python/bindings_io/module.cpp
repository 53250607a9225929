#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/io/arrow/stream.hpp>
#include <petasentra/io/gdal/raster.hpp>
#include <petasentra/io/gdal/read.hpp>
#include <petasentra/io/gdal/write.hpp>
#include <petasentra/io/osm/read_roads.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bindings/arrow_capsule.hpp"
#include "bindings/control.hpp"
#include "bindings/errors.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

// Keys are texts; values are texts, numbers, None, and lists and dicts of these.
using Report = py::typing::Dict<py::str, py::object>;

// Paths and words from files may hold bytes that are no UTF-8; a report is worth more than its odd letter.
py::str readable(const std::string& text) {
    PyObject* decoded = PyUnicode_DecodeUTF8(text.data(), static_cast<py::ssize_t>(text.size()), "replace");
    if (decoded == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::str>(decoded);
}

py::list readable(const std::vector<std::string>& texts) {
    py::list out;
    for (const auto& text : texts) out.append(readable(text));
    return out;
}

py::list note_list(const std::vector<io::gdal::Note>& notes) {
    py::list out;
    for (const auto& note : notes) {
        out.append(py::dict("code"_a = note.code, "message_id"_a = readable(note.text.id),
                            "message_en"_a = readable(note.text.en)));
    }
    return out;
}

py::dict report_dict(const io::gdal::LoadReport& report) {
    py::list fields;
    for (const auto& field : report.fields) {
        fields.append(py::dict("name"_a = readable(field.name), "type"_a = field.type, "width"_a = field.width));
    }
    py::object announced = py::none();
    if (report.features_announced >= 0) announced = py::int_(report.features_announced);
    return py::dict("path"_a = readable(report.path), "inner_path"_a = readable(report.inner_path),
                    "driver"_a = report.driver, "layers"_a = readable(report.layers),
                    "layer"_a = readable(report.layer), "crs_name"_a = readable(report.crs_name),
                    "crs_code"_a = report.crs_code, "crs_from"_a = report.crs_from,
                    "encoding"_a = readable(report.encoding), "encoding_from"_a = report.encoding_from,
                    "fields"_a = fields, "features_announced"_a = announced, "features_read"_a = report.features_read,
                    "messages"_a = readable(report.messages), "notes"_a = note_list(report.notes));
}

py::typing::Tuple<py::capsule, Report> read_layer(const std::string& path, const std::string& layer,
                                                  const std::string& crs, const std::string& encoding) {
    ArrowArrayStream stream{};
    io::gdal::LoadReport report;
    {
        const py::gil_scoped_release no_gil;
        // Counts and hashes are taken when they are asked for, by those who hold the layer.
        auto file = io::gdal::read_layer(
            path, {.layer = layer, .crs = crs, .encoding = encoding, .validity = false, .hash = false});
        report = std::move(file.report);
        io::arrow::export_layer_flat(std::make_shared<const layer::Layer>(std::move(file.layer)), stream);
    }
    return py::make_tuple(stream_capsule(std::move(stream)), report_dict(report));
}

Report list_layers(const std::string& path) {
    io::gdal::Contents contents;
    {
        const py::gil_scoped_release no_gil;
        contents = io::gdal::list_layers(path);
    }
    py::list layers;
    for (const auto& layer : contents.layers) {
        py::object features = py::none();
        if (layer.features >= 0) features = py::int_(layer.features);
        layers.append(
            py::dict("name"_a = readable(layer.name), "geometry"_a = layer.geometry, "features"_a = features));
    }
    return Report(py::dict("driver"_a = contents.driver, "layers"_a = layers));
}

Report written(const io::gdal::WriteReport& report) {
    return Report(py::dict("path"_a = readable(report.path), "driver"_a = report.driver,
                           "layer"_a = readable(report.layer), "rows"_a = report.rows,
                           "notes"_a = note_list(report.notes), "messages"_a = readable(report.messages)));
}

Report write_layer(const py::object& source, const std::string& path, const std::string& layer_name,
                   const std::string& driver, const py::object& progress) {
    TakenStream taken(source);
    return written(run_interruptible({.progress = progress}, [&](const core::Control& control) {
        const auto layer = io::arrow::import_layer(taken.stream());
        return io::gdal::write_layer(layer, path, {.layer_name = layer_name, .driver = driver}, control);
    }));
}

py::typing::List<Report> write_layers(const std::vector<std::pair<std::string, py::object>>& sources,
                                      const std::string& path, const py::object& progress) {
    std::vector<std::unique_ptr<TakenStream>> taken;
    for (const auto& [name, source] : sources) taken.push_back(std::make_unique<TakenStream>(source));
    const auto reports = run_interruptible({.progress = progress}, [&](const core::Control& control) {
        std::vector<layer::Layer> layers;
        for (const auto& one : taken) layers.push_back(io::arrow::import_layer(one->stream()));
        std::vector<io::gdal::NamedLayer> named;
        for (std::size_t i = 0; i < layers.size(); ++i) named.push_back({sources[i].first, &layers[i]});
        return io::gdal::write_layers(named, path, control);
    });
    py::typing::List<Report> out;
    for (const auto& report : reports) out.append(written(report));
    return out;
}

/// Each table as an Arrow stream, and what was counted.
Report read_osm_roads(const std::string& path, const std::vector<std::string>& modes, const py::object& progress) {
    auto roads = run_interruptible({.progress = progress}, [&](const core::Control& control) {
        return io::osm::read_roads(path, {.modes = modes}, control);
    });
    const auto table = [](layer::Table&& one) {
        ArrowArrayStream stream{};
        io::arrow::export_table(std::make_shared<const layer::Table>(std::move(one)), stream);
        return stream_capsule(std::move(stream));
    };
    ArrowArrayStream edges{};
    io::arrow::export_layer_flat(std::make_shared<const layer::Layer>(std::move(roads.edges)), edges);
    return Report(py::dict("nodes"_a = table(std::move(roads.nodes)), "edges"_a = stream_capsule(std::move(edges)),
                           "restrictions"_a = table(std::move(roads.restrictions)),
                           "barriers"_a = table(std::move(roads.barriers)), "ways"_a = roads.ways,
                           "ways_not_roads"_a = roads.ways_not_roads, "missing_nodes"_a = roads.missing_nodes));
}

Report raster_facts(const std::string& path, int band) {
    io::gdal::RasterFacts facts;
    {
        const py::gil_scoped_release no_gil;
        facts = io::gdal::raster_facts(path, band);
    }
    py::object nodata = py::none();
    if (facts.nodata) nodata = py::float_(*facts.nodata);
    return Report(py::dict("driver"_a = facts.driver, "columns"_a = facts.columns, "rows"_a = facts.rows,
                           "bands"_a = facts.bands, "x_left"_a = facts.x_left, "y_top"_a = facts.y_top,
                           "cell_x"_a = facts.cell_x, "cell_y"_a = facts.cell_y,
                           "crs"_a = facts.crs.known() ? facts.crs.projjson() : std::string(), "type"_a = facts.type,
                           "unit"_a = readable(facts.unit), "nodata"_a = nodata,
                           "block_columns"_a = facts.block_columns, "block_rows"_a = facts.block_rows));
}

/// The numbers of a window, shape (rows, columns); the array owns what the reader made.
py::array_t<double> read_raster(const std::string& path, int band, std::int64_t column, std::int64_t row,
                                std::int64_t columns, std::int64_t rows, const py::object& progress) {
    auto cells = std::make_unique<std::vector<double>>(
        run_interruptible({.progress = progress}, [&](const core::Control& control) {
            return io::gdal::read_raster(path, band, {column, row, columns, rows}, control);
        }));
    double* const first = cells->data();
    const py::capsule owner(cells.release(), [](void* kept) { delete static_cast<std::vector<double>*>(kept); });
    return py::array_t<double>({rows, columns}, first, owner);
}

}  // namespace
}  // namespace petasentra::bindings

PYBIND11_MODULE(_io, module) {
    namespace bindings = petasentra::bindings;
    module.doc() =
        "Files through GDAL and libosmium: vectors as Arrow streams, rasters as arrays. Imported only when a file is "
        "read or "
        "written.";
    bindings::register_errors(module);
    module.def(
        "read_layer", &bindings::read_layer, "path"_a, py::kw_only(), "layer"_a = "", "crs"_a = "", "encoding"_a = "",
        "An arrow_array_stream capsule with one layer, for Layer.from_stream of the core alone, and what was found "
        "while reading, without counts of geometries and hashes.");
    module.def("read_osm_roads", &bindings::read_osm_roads, "path"_a, py::kw_only(), "modes"_a,
               "progress"_a = py::none(),
               "The roads of an OpenStreetMap file: Arrow streams of nodes, edges, restrictions and barriers.");
    module.def(
        "raster_facts", &bindings::raster_facts, "path"_a, py::kw_only(), "band"_a = 1,
        "Where the cells of a raster lie and what they are, its head alone: the CRS as PROJJSON, empty for none.");
    module.def("read_raster", &bindings::read_raster, "path"_a, py::kw_only(), "band"_a, "column"_a, "row"_a,
               "columns"_a, "rows"_a, "progress"_a = py::none(),
               "A window of one band, shape (rows, columns), NaN where there is no value.");
    module.def("gdal_version", &petasentra::io::gdal::gdal_version, "The version of GDAL that is loaded.");
    module.def("list_layers", &bindings::list_layers, "path"_a, "Driver and layers of a file, unread.");
    module.def("write_layer", &bindings::write_layer, "source"_a, "path"_a, py::kw_only(), "layer_name"_a = "",
               "driver"_a = "", "progress"_a = py::none(),
               "Writes an Arrow stream as a layer; says what the format could not hold.");
    module.def("write_layers", &bindings::write_layers, "sources"_a, "path"_a, py::kw_only(), "progress"_a = py::none(),
               "Writes named Arrow streams as the layers of a new GeoPackage; a report for each.");
}

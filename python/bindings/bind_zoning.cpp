#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>

#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using zoning::ZoningIndex;

std::unique_ptr<ZoningIndex> build(const LayerHandle& zones, bool check_validity, const py::object& progress,
                                   Threads threads) {
    return std::make_unique<ZoningIndex>(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return ZoningIndex(*zones, control, {.check_validity = check_validity});
    }));
}

using SharesAndStats = py::typing::Tuple<TableHandle, std::size_t, std::size_t>;

SharesAndStats shares_table(const ZoningIndex& self, const LayerHandle& sites, const py::object& progress,
                            Threads threads) {
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return zoning::shares(*sites, self, control); });
    // What is covered more than once belongs to the site; its outside row is the only one that does as well.
    std::vector<double> excess(found.site.size(), 0.0);
    for (std::size_t i = 0; i < excess.size(); ++i) {
        if (found.zone[i] == zoning::outside)
            excess[i] = found.covered_more_than_once_m2[static_cast<std::size_t>(found.site[i])];
    }
    layer::Table table;
    table.size = found.site.size();
    table.add(layer::Column::of_int64("site_row", found.site));
    table.add(layer::Column::of_int64("zone_row", found.zone));
    table.add(layer::Column::of_double("area_m2", found.area_m2));
    table.add(layer::Column::of_double("share", found.share));
    table.add(layer::Column::of_double("covered_more_than_once_m2", excess));
    return py::make_tuple(handle(std::move(table)), found.stats.redone_by_geos, found.stats.joined_by_geos);
}

TableHandle located_table(const ZoningIndex& self, const py::array_t<double>& x, const py::array_t<double>& y,
                          const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    const auto found = run_interruptible(
        {progress, threads}, [&](const core::Control& control) { return zoning::locate_all(places, self, control); });
    layer::Table table;
    table.size = found.point.size();
    table.add(layer::Column::of_int64("point_row", found.point));
    table.add(layer::Column::of_int64("zone_row", found.zone));
    table.add(layer::Column::of_bool("on_boundary", found.on_boundary));
    return handle(std::move(table));
}

using Located = py::typing::Tuple<py::array_t<std::int64_t>, py::array_t<std::uint8_t>>;

Located locate(const ZoningIndex& self, const py::array_t<double>& x, const py::array_t<double>& y,
               const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return zoning::locate(places, self, control); });
    return py::make_tuple(array_from(std::move(found.zone)), array_from(std::move(found.on_boundary)));
}

std::unique_ptr<ZoningIndex> open(const std::string& path, bool verify, const py::object& progress, Threads threads) {
    return std::make_unique<ZoningIndex>(run_interruptible(
        {progress, threads}, [&](const core::Control& control) { return ZoningIndex::open(path, verify, control); }));
}

void save(const ZoningIndex& self, const std::string& path, const py::object& progress, Threads threads) {
    run_interruptible({progress, threads}, [&](const core::Control& control) { self.save(path, control); });
}

py::typing::Dict<py::str, py::str> provenance(const ZoningIndex& self) {
    const auto& known = self.source();
    py::dict out("source"_a = python_text(known.source), "layer_name"_a = python_text(known.layer_name),
                 "sha256"_a = python_text(known.sha256), "read_on"_a = python_text(known.read_on),
                 "driver"_a = python_text(known.driver));
    return py::typing::Dict<py::str, py::str>(std::move(out));
}

}  // namespace

void bind_zoning(py::module_& module) {
    py::class_<ZoningIndex>(module, "ZoningIndex", "Which zones a site lies in, and with how much of it.")
        .def(py::init(&build), "zones"_a, py::kw_only(), "check_validity"_a = true, "progress"_a = py::none(),
             "threads"_a = py::none())
        .def("__len__", &ZoningIndex::zone_count)
        .def_property_readonly("crs", &ZoningIndex::crs)
        .def("save", &save, "path"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "Writes the index to a file.")
        .def_static("open", &open, "path"_a, py::kw_only(), "verify"_a = false, "progress"_a = py::none(),
                    "threads"_a = py::none(), "The index of a file that save() wrote.")
        .def_property_readonly("provenance", &provenance)
        .def("set_source_sha256", &ZoningIndex::set_source_sha256, "sha256"_a,
             "The hash of the file the zones came from.")
        .def_property_readonly("bytes", &ZoningIndex::bytes, "Bytes of its arrays, in memory or mapped.")
        .def_property_readonly("vertex_count", &ZoningIndex::vertex_count)
        .def("shares", &shares_table, "sites"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "Area of every site in every zone; sites in the CRS of the index. Then how many sites GEOS did again, and "
             "for how many it joined zones.")
        .def("locate_all", &located_table, "x"_a, "y"_a, py::kw_only(), "progress"_a = py::none(),
             "threads"_a = py::none(), "Every zone that holds each point.")
        .def("locate", &locate, "x"_a, "y"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "Zone row of each point and whether it lies on the border.");
}

}  // namespace petasentra::bindings

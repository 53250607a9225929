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

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using zoning::ZoningIndex;

std::unique_ptr<ZoningIndex> build(const LayerHandle& zones) {
    return std::make_unique<ZoningIndex>(
        run_interruptible({}, [&](const core::Control& control) { return ZoningIndex(*zones, control); }));
}

TableHandle shares_table(const ZoningIndex& self, const LayerHandle& sites, const py::object& progress,
                         Threads threads) {
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return zoning::shares(*sites, self, control); });
    layer::Table table;
    table.size = found.site.size();
    table.add(layer::Column::of_int64("site_row", found.site));
    table.add(layer::Column::of_int64("zone_row", found.zone));
    table.add(layer::Column::of_double("area_m2", found.area_m2));
    table.add(layer::Column::of_double("share", found.share));
    return handle(std::move(table));
}

using Located = py::typing::Tuple<py::array_t<std::int64_t>, py::array_t<std::uint8_t>>;

Located locate(const ZoningIndex& self, const py::array_t<double, py::array::c_style | py::array::forcecast>& xy,
               const py::object& progress, Threads threads) {
    const auto values = span_of<double>(xy);
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return zoning::locate(values, self, control); });
    return py::make_tuple(array_from(std::move(found.zone)), array_from(std::move(found.on_boundary)));
}

}  // namespace

void bind_zoning(py::module_& module) {
    py::class_<ZoningIndex>(module, "ZoningIndex", "Which zones a site lies in, and with how much of it.")
        .def(py::init(&build), "zones"_a)
        .def("__len__", &ZoningIndex::zone_count)
        .def_property_readonly("crs", &ZoningIndex::crs)
        .def("shares", &shares_table, "sites"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "Area of every site in every zone; sites in the CRS of the index.")
        .def("locate", &locate, "xy"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "Zone row of each point (x0, y0, x1, y1 ...) and whether it lies on the border.");
}

}  // namespace petasentra::bindings

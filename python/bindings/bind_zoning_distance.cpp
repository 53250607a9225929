#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/zoning/distance.hpp>

#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using zoning::Borders;
using zoning::Nearest;
using zoning::ZoningIndex;
template <class Value>
using Values = py::array_t<Value, py::array::c_style | py::array::forcecast>;

std::unique_ptr<Borders> borders_of(const ZoningIndex& zones, const py::object& progress, Threads threads) {
    return std::make_unique<Borders>(
        run_interruptible({progress, threads}, [&](const core::Control& control) { return Borders(zones, control); }));
}

using Coordinates = py::array_t<double>;

Nearest nearest_border(const Borders& self, const Coordinates& x, const Coordinates& y, const py::object& progress,
                       Threads threads) {
    const auto places = places_of(x, y);
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        return zoning::distance_to_boundary(places, self, control);
    });
}

Nearest nearest_of_class(const ZoningIndex& zones, const Coordinates& x, const Coordinates& y,
                         const Values<std::uint8_t>& wanted, const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    const auto mask = span_of<std::uint8_t>(wanted);
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        return zoning::distance_to_class(places, zones, mask, control);
    });
}

py::array_t<double> metres_of(Nearest&& nearest) {
    return array_from(std::move(nearest.metres));
}

TableHandle table_of(Nearest&& nearest) {
    layer::Table table;
    table.size = nearest.metres.size();
    table.add(layer::Column::of_double("distance_m", nearest.metres));
    table.add(layer::Column::of_int64("zone_row", nearest.zone));
    return handle(std::move(table));
}

}  // namespace

void bind_zoning_distance(py::module_& module) {
    py::class_<Borders>(module, "ZoneBorders", "The borders of all zones of an index, made ready for distances.")
        .def(py::init(&borders_of), "zones"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             py::keep_alive<1, 2>())
        .def_property_readonly("bytes", &Borders::bytes)
        .def(
            "distance",
            [](const Borders& self, const Coordinates& x, const Coordinates& y, const py::object& progress,
               Threads threads) { return metres_of(nearest_border(self, x, y, progress, threads)); },
            "x"_a, "y"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
            "Metres from each point to the nearest border.")
        .def(
            "nearest",
            [](const Borders& self, const Coordinates& x, const Coordinates& y, const py::object& progress,
               Threads threads) { return table_of(nearest_border(self, x, y, progress, threads)); },
            "x"_a, "y"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
            "Metres from each point to the nearest border, and the row of its zone.");
    module.def(
        "distance_to_class",
        [](const ZoningIndex& zones, const Coordinates& x, const Coordinates& y, const Values<std::uint8_t>& wanted,
           const py::object& progress,
           Threads threads) { return metres_of(nearest_of_class(zones, x, y, wanted, progress, threads)); },
        "zones"_a, "x"_a, "y"_a, "wanted"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
        "Metres from each point to the nearest of the zones that are wanted (1, not 0).");
    module.def(
        "nearest_of_class",
        [](const ZoningIndex& zones, const Coordinates& x, const Coordinates& y, const Values<std::uint8_t>& wanted,
           const py::object& progress,
           Threads threads) { return table_of(nearest_of_class(zones, x, y, wanted, progress, threads)); },
        "zones"_a, "x"_a, "y"_a, "wanted"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
        "Metres from each point to the nearest of the zones that are wanted, and its row.");
}

}  // namespace petasentra::bindings

#include <pybind11/pybind11.h>

#include <petasentra/geometry/shape.hpp>

#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using Place = py::typing::Tuple<py::int_, py::str, py::float_, py::float_>;

py::typing::List<Place> invalid_rows(const LayerHandle& layer) {
    const auto found = run_interruptible(
        {}, [&](const core::Control& control) { return geometry::invalid_rows(layer->geometry, control); });
    py::list out;
    for (const auto& [row, why] : found) out.append(py::make_tuple(row, python_text(why.reason), why.x, why.y));
    return py::typing::List<Place>(std::move(out));
}

}  // namespace

void bind_inspection(py::module_& module) {
    module.def("invalid_rows", &invalid_rows, "layer"_a,
               "Rows that are no valid OGC geometry: (row, reason, x, y of the first place).");
}

}  // namespace petasentra::bindings

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <petasentra/conformance/remainder.hpp>

#include "bindings/conformance_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {

void bind_remainder(py::module_& module) {
    module.def(
        "remainder",
        [](const ResultHandle& result, double min_area_m2, double min_width_m) {
            auto found = run_interruptible({}, [&](const core::Control& control) {
                return conformance::remainder_of(*result.result, {min_area_m2, min_width_m}, control);
            });
            return std::pair(handle(std::move(found.sites)), handle(std::move(found.parts)));
        },
        "result"_a, "min_area_m2"_a = 0.0, "min_width_m"_a = 0.0,
        "What conforms of sites that do so in part: a row a site, and a row a polygon.");
    module.def(
        "coordinate_list", [](const LayerHandle& parts) { return handle(conformance::coordinate_list(*parts)); },
        "parts"_a, py::call_guard<py::gil_scoped_release>(), "Vertices as annexes list them: UTM and degrees.");
}

}  // namespace petasentra::bindings

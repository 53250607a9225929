#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/topology/validate.hpp>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/validation_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using topology::Validation;

const char* method_name(geometry::MeasureMethod method) {
    switch (method) {
        case geometry::MeasureMethod::planar:
            return "planar";
        case geometry::MeasureMethod::planar_utm:
            return "planar-utm";
        case geometry::MeasureMethod::geodesic:
            return "geodesic";
    }
    return "";
}

ValidationHandle validate(const LayerHandle& zones, const std::optional<LayerHandle>& perimeter,
                          const std::optional<LayerHandle>& neighbour, double tolerance_m, double sliver_m2,
                          double spike_deg, double border_reach_m, const std::string& feature_id,
                          const std::string& valid_from, const std::string& valid_to, const std::string& stated_area,
                          const std::string& stated_area_unit, const std::string& area_method,
                          const geometry::Crs& metric_crs, const py::object& progress, Threads threads) {
    const topology::ValidateSettings settings{.tolerance_m = tolerance_m,
                                              .sliver_m2 = sliver_m2,
                                              .spike_deg = spike_deg,
                                              .border_reach_m = border_reach_m,
                                              .feature_id = feature_id,
                                              .valid_from = valid_from,
                                              .valid_to = valid_to,
                                              .stated_area = stated_area,
                                              .stated_area_unit = topology::area_unit(stated_area_unit),
                                              .area_method = geometry::measure_method(area_method),
                                              .metric_crs = metric_crs};
    const topology::ValidateAgainst against{perimeter ? perimeter->layer.get() : nullptr,
                                            neighbour ? neighbour->layer.get() : nullptr};
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        auto made = std::make_shared<const Validation>(topology::validate(*zones, against, settings, control));
        auto findings = handle(topology::findings_of(*made, *zones, against));
        return ValidationHandle{std::move(made), std::move(findings)};
    });
}

/// The settings as they were used, by name.
py::typing::Dict<py::str, py::object> settings_dict(const ValidationHandle& self) {
    const auto& settings = self.validation->settings;
    py::dict out;
    out["tolerance_m"] = settings.tolerance_m;
    out["sliver_m2"] = settings.sliver_m2;
    out["spike_deg"] = settings.spike_deg;
    out["border_reach_m"] = settings.border_reach_m;
    const auto text = [](const std::string& value) -> py::object {
        return value.empty() ? py::object(py::none()) : py::object(py::str(value));
    };
    out["feature_id"] = text(settings.feature_id);
    out["valid_from"] = text(settings.valid_from);
    out["valid_to"] = text(settings.valid_to);
    out["stated_area"] = text(settings.stated_area);
    out["stated_area_unit"] =
        settings.stated_area.empty() ? py::object(py::none()) : py::str(topology::to_string(settings.stated_area_unit));
    out["area_method"] = method_name(settings.area_method);
    return py::typing::Dict<py::str, py::object>(std::move(out));
}

}  // namespace

void bind_topology(py::module_& module) {
    py::class_<ValidationHandle>(module, "Validation", "Faults of a zoning layer and how they were looked for.")
        .def("__len__", [](const ValidationHandle& self) { return self.validation->found.size(); })
        .def_property_readonly("findings", [](const ValidationHandle& self) { return self.findings; })
        .def_property_readonly("settings", &settings_dict)
        .def_property_readonly("metric_crs",
                               [](const ValidationHandle& self) { return self.validation->settings.metric_crs; })
        .def_property_readonly("rows", [](const ValidationHandle& self) { return self.validation->rows; })
        .def_property_readonly("parts", [](const ValidationHandle& self) { return self.validation->parts; })
        .def_property_readonly("edges", [](const ValidationHandle& self) { return self.validation->edges; })
        .def_property_readonly("edges_without_twin",
                               [](const ValidationHandle& self) { return self.validation->edges_without_twin; });
    module.def("validate", &validate, "zones"_a, py::kw_only(), "perimeter"_a = py::none(), "neighbour"_a = py::none(),
               "tolerance_m"_a, "sliver_m2"_a, "spike_deg"_a, "border_reach_m"_a, "feature_id"_a = "",
               "valid_from"_a = "", "valid_to"_a = "", "stated_area"_a = "auto", "stated_area_unit"_a = "auto",
               "area_method"_a = "planar-utm", "metric_crs"_a = geometry::Crs{}, "progress"_a = py::none(),
               "threads"_a = py::none(), "Asks a zoning layer whether it is a sound partition.");
}

}  // namespace petasentra::bindings

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/conformance/again.hpp>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/check.hpp>
#include <petasentra/conformance/explain.hpp>
#include <petasentra/conformance/semantics.hpp>
#include <petasentra/core/error.hpp>

#include "bindings/conformance_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/pack_handle.hpp"
#include "bindings/python_text.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using conformance::BoundPack;
using conformance::CheckResult;

BoundHandle bind_pack(const PackHandle& law,
                      const std::vector<std::tuple<std::string, std::string, LayerHandle>>& layers) {
    std::vector<conformance::PackLayer> given;
    for (const auto& [instrument, id, layer] : layers) given.push_back({instrument, id, *layer});
    return {run_interruptible({}, [&](const core::Control& control) -> std::shared_ptr<const BoundPack> {
        return std::make_shared<const BoundPack>(*law, std::move(given), control);
    })};
}

std::optional<LayerHandle> bound_layer(const BoundHandle& self, const std::string& instrument, const std::string& id) {
    for (const auto& layer : self.pack->layers()) {
        if (layer.id != id || self.pack->law().instruments[layer.instrument].id != instrument) continue;
        return LayerHandle{std::shared_ptr<const layer::Layer>(self.pack, &layer.data)};
    }
    return std::nullopt;
}

ResultHandle check(const LayerHandle& sites, const BoundHandle& pack, const std::string& as_of,
                   const std::optional<std::string>& known_on, const std::string& site_id, const std::string& activity,
                   const std::string& for_activity, bool uncertainty, const py::object& progress,
                   std::optional<unsigned> threads) {
    conformance::CheckOptions options{day_from(as_of), known_on ? std::optional(day_from(*known_on)) : std::nullopt,
                                      site_id,         activity,
                                      for_activity,    uncertainty};
    return {
        run_interruptible({progress, threads}, [&](const core::Control& control) -> std::shared_ptr<const CheckResult> {
            return std::make_shared<const CheckResult>(conformance::check(*sites, pack.pack, options, control));
        })};
}

std::optional<ResultHandle> check_again(const ResultHandle& before, const BoundHandle& pack, const py::object& progress,
                                        std::optional<unsigned> threads) {
    auto answer = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return conformance::check_again(*before.result, pack.pack, control);
    });
    if (!answer) return std::nullopt;
    return ResultHandle{std::make_shared<const CheckResult>(std::move(*answer))};
}

conformance::Reason explain(const ResultHandle& self, std::size_t row) {
    if (row >= self.result->verdicts.size()) {
        throw core::Error(core::ErrorCode::option_value, {"Tidak ada baris " + std::to_string(row) + ".",
                                                          "There is no row " + std::to_string(row) + "."});
    }
    return conformance::explain(*self.result, row);
}

}  // namespace

void bind_conformance(py::module_& module) {
    py::class_<BoundHandle>(module, "BoundPack", "A plan pack with its geometry: what check asks.")
        .def(py::init(&bind_pack), "law"_a, "layers"_a)
        .def("layer", &bound_layer, "instrument"_a, "layer"_a, "A layer in the pack's CRS; None where it is not held.");
    py::class_<ResultHandle>(module, "CheckResult", "Verdicts with everything needed to explain them.")
        .def("__len__", [](const ResultHandle& self) { return self.result->verdicts.size(); })
        .def(
            "table", [](const ResultHandle& self) { return handle(conformance::table_of(*self.result)); },
            py::call_guard<py::gil_scoped_release>())
        .def("pieces",
             [](const ResultHandle& self) {
                 return handle(run_interruptible(
                     {}, [&](const core::Control& control) { return conformance::pieces_of(*self.result, control); }));
             })
        .def("again", &check_again, "pack"_a, py::kw_only(), "progress"_a = py::none(), "threads"_a = py::none(),
             "The answer to the same question under another pack; None where only check can tell it.")
        .def("findings", [](const ResultHandle& self) { return handle(conformance::table_of(self.result->findings)); })
        .def("sites", [](const ResultHandle& self) { return LayerHandle{self.result->sites}; })
        .def_property_readonly("in_force",
                               [](const ResultHandle& self) {
                                   std::vector<std::string> ids;
                                   for (const auto i : self.result->in_force)
                                       ids.push_back(self.result->pack->law().instruments[i].id);
                                   return ids;
                               })
        .def(
            "explain_text",
            [](const ResultHandle& self, std::size_t row, const std::string& lang) {
                return python_text(conformance::to_text(explain(self, row), lang));
            },
            "row"_a, "lang"_a)
        .def(
            "explain_json",
            [](const ResultHandle& self, std::size_t row) {
                return python_text(conformance::to_json(explain(self, row)));
            },
            "row"_a);
    module.def(
        "semantics_version", [] { return conformance::semantics_version; },
        "The number of the engine's reading of the law.");
    module.def("check", &check, "sites"_a, "pack"_a, py::kw_only(), "as_of"_a, "known_on"_a = py::none(),
               "site_id"_a = "site_id", "activity"_a = "activity", "for_activity"_a = "", "uncertainty"_a = true,
               "progress"_a = py::none(), "threads"_a = py::none(), "One verdict for every site.");
}

}  // namespace petasentra::bindings

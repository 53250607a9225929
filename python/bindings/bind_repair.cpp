#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <petasentra/core/error.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <petasentra/topology/repair.hpp>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/validation_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using topology::Rule;

struct RepairHandle {
    LayerHandle layer;
    LayerHandle ledger;
    std::size_t rounds;
    std::size_t touched;
    std::size_t left;
};

constexpr const char* ring_order = "RING_ORDER";

topology::RepairSettings settings_of(const std::vector<std::string>& codes, const std::string& rule,
                                     std::vector<double> preference, double max_m2, double max_gap_m2) {
    topology::RepairSettings out;
    out.rule = topology::repair_rule(rule);
    out.preference = std::move(preference);
    out.max_m2 = max_m2;
    out.max_gap_m2 = max_gap_m2;
    for (const auto& code : codes) {
        if (code == ring_order) {
            out.ring_order = true;
            continue;
        }
        bool known = false;
        for (auto one = Rule::geometry_null; one <= Rule::border_mismatch;
             one = static_cast<Rule>(static_cast<int>(one) + 1)) {
            if (code != topology::code_of(one)) continue;
            out.rules.push_back(one);
            known = true;
        }
        if (known) continue;
        const std::string given = code.substr(0, 80);
        throw core::Error(
            core::ErrorCode::option_value,
            {"Kode temuan \"" + given + "\" tidak dikenal.", "The finding code \"" + given + "\" is unknown."},
            {"Kode yang dapat diperbaiki ada pada petasentra.REPAIRABLE.", "See petasentra.REPAIRABLE for the codes."});
    }
    return out;
}

RepairHandle repair(const LayerHandle& zones, const ValidationHandle& found,
                    const std::optional<LayerHandle>& perimeter, const std::vector<std::string>& codes,
                    const std::string& rule, std::vector<double> preference, double max_m2, double max_gap_m2,
                    const py::object& progress, Threads threads) {
    const auto settings = settings_of(codes, rule, std::move(preference), max_m2, max_gap_m2);
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        auto made = topology::repair(*zones, *found.validation, perimeter ? perimeter->layer.get() : nullptr, settings,
                                     control);
        return RepairHandle{handle(std::move(made.layer)), handle(std::move(made.ledger)), made.rounds, made.touched,
                            made.left};
    });
}

std::byte digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return static_cast<std::byte>(letter - '0');
    if (letter >= 'a' && letter <= 'f') return static_cast<std::byte>(letter - 'a' + 10);
    if (letter >= 'A' && letter <= 'F') return static_cast<std::byte>(letter - 'A' + 10);
    throw core::Error(core::ErrorCode::wkb_malformed,
                      {"before_wkb bukan WKB heksadesimal.", "before_wkb is no hexadecimal WKB."});
}

LayerHandle with_geometries(const LayerHandle& layer, const std::vector<std::size_t>& rows,
                            const std::vector<std::string>& hex_wkb) {
    geometry::GeometryColumn column;
    for (const auto& text : hex_wkb) {
        if (text.empty()) {
            column.append_null();
            continue;
        }
        std::vector<std::byte> bytes;
        for (std::size_t i = 0; i + 1 < text.size(); i += 2)
            bytes.push_back((digit_of(text[i]) << 4) | digit_of(text[i + 1]));
        geometry::append_wkb(column, bytes);
    }
    return handle(topology::with_geometries(*layer, rows, column));
}

}  // namespace

void bind_repair(py::module_& module) {
    py::class_<RepairHandle>(module, "Repaired", "A repaired layer and the ledger of what was done.")
        .def_property_readonly("layer", [](const RepairHandle& self) { return self.layer; })
        .def_property_readonly("ledger", [](const RepairHandle& self) { return self.ledger; })
        .def_readonly("rounds", &RepairHandle::rounds)
        .def_readonly("touched", &RepairHandle::touched)
        .def_readonly("left", &RepairHandle::left);
    module.def("repair", &repair, "zones"_a, "found"_a, py::kw_only(), "perimeter"_a = py::none(), "codes"_a, "rule"_a,
               "preference"_a = std::vector<double>{}, "max_m2"_a, "max_gap_m2"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Repairs a zoning layer by what a validation found.");
    module.def("with_geometries", &with_geometries, "layer"_a, "rows"_a, "hex_wkb"_a,
               "The layer with other geometries in some rows; empty text is a missing geometry.");
}

}  // namespace petasentra::bindings

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/conformance/rezone.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/add_rules.hpp>
#include <petasentra/law/what_if.hpp>
#include <tuple>
#include <variant>

#include "bindings/conformance_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/pack_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using conformance::BoundPack;

struct LawChanges {
    std::vector<std::tuple<std::string, std::string, std::string, std::string>> cells;
    std::vector<std::tuple<std::string, std::string, std::optional<std::string>>> dates;
    std::vector<std::pair<std::string, std::string>> removed;
    std::vector<std::pair<std::string, std::string>> added;
    std::vector<std::pair<std::string, std::string>> layers;
};

PackHandle changed_law(const PackHandle& law, const std::string& id, const std::string& title_id,
                       const std::string& title_en, const LawChanges& changes) {
    auto changed = *law;
    for (const auto& [instrument, activity, zone, cell] : changes.cells)
        law::change_cell(changed, instrument, activity, zone, cell);
    for (const auto& [instrument, name, day] : changes.dates)
        law::change_date(changed, instrument, name, day ? std::optional(day_from(*day)) : std::nullopt);
    law::require_ends_after_beginnings(changed);
    for (const auto& [instrument, rule] : changes.removed) law::remove_rule(changed, instrument, rule);
    for (const auto& [instrument, toml] : changes.added) io::pack::add_rules(changed, instrument, toml);
    for (const auto& [instrument, layer] : changes.layers) law::doubt_layer(changed, instrument, layer);
    law::name_what_if(changed, id, {title_id, title_en});
    return {std::make_shared<const law::PlanPack>(std::move(changed))};
}

using Part = std::tuple<std::string, std::string, std::variant<BoundHandle, LayerHandle>>;

BoundHandle changed_pack(const PackHandle& law, const std::vector<Part>& parts) {
    std::vector<conformance::PackPart> given;
    for (const auto& [instrument, layer, from] : parts) {
        if (const auto* held = std::get_if<BoundHandle>(&from))
            given.push_back({instrument, layer, held->pack});
        else
            given.push_back({instrument, layer, *std::get<LayerHandle>(from)});
    }
    return {run_interruptible({}, [&](const core::Control& control) -> std::shared_ptr<const BoundPack> {
        return std::make_shared<const BoundPack>(*law, std::move(given), control);
    })};
}

LayerHandle rezoned(const BoundHandle& pack, const std::string& instrument, const std::string& id,
                    const LayerHandle& ground) {
    const auto& law = pack.pack->law();
    for (const auto& zones : pack.pack->layers()) {
        if (zones.id != id || law.instruments[zones.instrument].id != instrument) continue;
        auto made = run_interruptible({}, [&](const core::Control& control) {
            return conformance::rezoned(zones, *ground, law.tolerance, control);
        });
        layer::Layer out;
        out.table.size = made.row.size();
        out.table.add(layer::Column::of_int64("row", made.row));
        out.geometry = std::move(made.geometry);
        out.geometry_position = 1;
        out.crs = pack.pack->crs();
        return handle(std::move(out));
    }
    throw core::Error(core::ErrorCode::rule_dangling,
                      {"Paket tidak memegang lapisan " + instrument + "/" + id + ".",
                       "The pack does not hold the layer " + instrument + "/" + id + "."});
}

}  // namespace

void bind_what_if(py::module_& module) {
    module.def(
        "changed_law",
        [](const PackHandle& law, const std::string& id, const std::string& title_id, const std::string& title_en,
           decltype(LawChanges::cells) cells, decltype(LawChanges::dates) dates, decltype(LawChanges::removed) removed,
           decltype(LawChanges::added) added, decltype(LawChanges::layers) layers) {
            return changed_law(
                law, id, title_id, title_en,
                {std::move(cells), std::move(dates), std::move(removed), std::move(added), std::move(layers)});
        },
        "law"_a, py::kw_only(), "id"_a, "title_id"_a, "title_en"_a, "cells"_a, "dates"_a, "removed"_a, "added"_a,
        "layers"_a,
        "The law with cells (instrument, activity, zone, cell), dates (instrument, name, day), rules and layers "
        "changed.");
    module.def("changed_pack", &changed_pack, "law"_a, "parts"_a,
               "A pack whose layers are those of other packs, or bound anew, in their order.");
    module.def("rezoned", &rezoned, "pack"_a, "instrument"_a, "layer"_a, "ground"_a,
               "Zones after ground was given another code: row of the zones as they were, -1 for new ones.");
}

}  // namespace petasentra::bindings

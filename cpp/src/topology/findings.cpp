#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/topology/validate.hpp>
#include <utility>

#include "topology/row_names.hpp"
#include "topology/sentences.hpp"

namespace petasentra::topology {
namespace {

using core::Text;
using layer::Column;

Text near_text(const geometry::Box& box, bool degrees) {
    if (box.empty()) return {};
    const auto number = [&](double value) { return core::number_text(value, degrees ? 6 : 2); };
    const double x = (box.min_x + box.max_x) / 2.0;
    const double y = (box.min_y + box.max_y) / 2.0;
    if (!degrees) {
        return {", di dekat E " + number(x).id + ", N " + number(y).id,
                ", near E " + number(x).en + ", N " + number(y).en};
    }
    return {", di dekat " + number(x).id + "; " + number(y).id, ", near " + number(x).en + ", " + number(y).en};
}

std::string ids_of(const std::vector<Neighbour>& neighbours, const RowNames& names) {
    std::vector<std::string> out;
    for (const auto& neighbour : neighbours) out.push_back(names(neighbour.row));
    return core::listed(out);
}

/// The columns of the table, grown together.
struct Columns {
    std::vector<std::string> code, severity, layer, feature_id, unit, message_id, message_en, hint_id, hint_en;
    std::vector<std::optional<std::string>> other_id;
    std::vector<double> measure;

    [[nodiscard]] layer::Table table() const {
        layer::Table out;
        out.size = code.size();
        out.add(Column::of_text("code", code));
        out.add(Column::of_text("severity", severity));
        out.add(Column::of_text("layer", layer));
        out.add(Column::of_text("feature_id", feature_id));
        out.add(Column::of_optional_text("other_id", other_id));
        out.add(Column::of_double("measure", measure));
        out.add(Column::of_text("unit", unit));
        out.add(Column::of_text("message_id", message_id));
        out.add(Column::of_text("message_en", message_en));
        out.add(Column::of_text("hint_id", hint_id));
        out.add(Column::of_text("hint_en", hint_en));
        return out;
    }
};

}  // namespace

layer::Layer findings_of(const Validation& validation, const layer::Layer& zones, const ValidateAgainst& against) {
    const auto& found = validation.found;
    const auto& settings = validation.settings;
    const Column* ids = settings.feature_id.empty() ? nullptr : zones.table.find(settings.feature_id);
    const Column* their_ids = nullptr;
    if (against.neighbour != nullptr && !settings.feature_id.empty())
        their_ids = against.neighbour->table.find(settings.feature_id);
    const RowNames names(found.size() == 0 ? nullptr : ids);
    const RowNames their_names(found.size() == 0 ? nullptr : their_ids);

    Columns out;
    for (std::size_t k = 0; k < found.size(); ++k) {
        const auto& fault = found.faults[k];
        const bool across = fault.rule == Rule::border_mismatch;
        const auto box = found.source_places.bounds(k);
        const Telling telling{fault,
                              settings,
                              names(fault.row),
                              across ? their_names(fault.other) : names(fault.other),
                              ids_of(fault.neighbours, names),
                              found.source_places.vertices(k).size() / 2,
                              near_text(box, zones.crs.is_geographic())};
        const auto message = message_of(telling);
        const auto hint = hint_of(fault.rule);
        out.code.emplace_back(code_of(fault.rule));
        out.severity.emplace_back(core::to_string(severity_of(fault.rule)));
        out.layer.push_back(zones.title());
        out.feature_id.push_back(telling.id);
        const auto second = fault.rule == Rule::zone_gap ? telling.beside : telling.other;
        out.other_id.push_back(second.empty() ? std::nullopt : std::optional(second));
        out.measure.push_back(fault.measure);
        out.unit.emplace_back(fault.unit);
        out.message_id.push_back(message.id);
        out.message_en.push_back(message.en);
        out.hint_id.push_back(hint.id);
        out.hint_en.push_back(hint.en);
    }
    layer::Layer made;
    made.table = out.table();
    made.geometry = found.source_places;
    made.crs = zones.crs;
    made.provenance.source = zones.provenance.source;
    made.provenance.layer_name = zones.title() + " findings";
    made.geometry_position = made.table.columns.size();
    return made;
}

}  // namespace petasentra::topology

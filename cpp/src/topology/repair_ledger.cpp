#include <array>
#include <petasentra/geometry/transform.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <set>

#include "topology/repair_words.hpp"
#include "topology/repair_writing.hpp"
#include "topology/row_names.hpp"

namespace petasentra::topology {
namespace {

using layer::Column;
using Texts = std::vector<std::string>;
using OptionalTexts = std::vector<std::optional<std::string>>;

std::string hex_wkb(const geometry::GeometryColumn& column, std::size_t row) {
    std::vector<std::byte> bytes;
    geometry::write_wkb(column, row, bytes);
    constexpr std::array digits = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    std::string out;
    out.reserve(2 * bytes.size());
    for (const auto byte : bytes) {
        out += digits.at(std::to_integer<unsigned>(byte) >> 4);
        out += digits.at(std::to_integer<unsigned>(byte) & 15);
    }
    return out;
}

std::optional<std::string> there(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// The columns of the ledger, grown together.
struct LedgerColumns {
    Texts code, status, feature_id, reason_id, reason_en;
    OptionalTexts from_id, to_id, before_wkb;
    std::vector<std::int64_t> row, added, removed;
    std::vector<double> area, change, shift, after_vertices;

    [[nodiscard]] layer::Table table() const {
        layer::Table out;
        out.size = code.size();
        out.add(Column::of_text("code", code));
        out.add(Column::of_text("status", status));
        out.add(Column::of_text("feature_id", feature_id));
        out.add(Column::of_int64("row", row));
        out.add(Column::of_optional_text("from_id", from_id));
        out.add(Column::of_optional_text("to_id", to_id));
        out.add(Column::of_double("area_m2", area));
        out.add(Column::of_double("change_m2", change));
        out.add(Column::of_double("max_shift_m", shift));
        out.add(Column::of_int64("vertices_added", added));
        out.add(Column::of_int64("vertices_removed", removed));
        out.add(Column::of_text("reason_id", reason_id));
        out.add(Column::of_text("reason_en", reason_en));
        out.add(Column::of_optional_text("before_wkb", before_wkb));
        out.add(Column::of_double("after_vertices", after_vertices));
        return out;
    }
};

}  // namespace

layer::Layer ledger_layer(std::span<const LedgerEntry> entries, const layer::Layer& original, const layer::Layer& fixed,
                          const Validation& found, RepairRule rule, const core::Control& control) {
    const auto& name = found.settings.feature_id;
    const RowNames names(name.empty() || entries.empty() ? nullptr : original.table.find(name));
    LedgerColumns out;
    geometry::GeometryColumn places;
    std::set<std::int64_t> kept;
    for (const auto& entry : entries) {
        const bool is_left = entry.left != LeftBecause::repaired;
        const LedgerTelling telling{entry.rule,
                                    entry.ring_order,
                                    entry.tie,
                                    entry.left,
                                    rule,
                                    names(entry.row),
                                    is_left ? std::string() : names(entry.from),
                                    is_left ? std::string() : names(entry.to),
                                    is_left ? names(entry.to) : std::string(),
                                    entry.area_m2,
                                    entry.limit_m2,
                                    entry.without_height};
        const auto reason = reason_of(telling);
        out.code.emplace_back(entry.ring_order ? "RING_ORDER" : code_of(entry.rule));
        out.status.emplace_back(is_left ? "left" : "repaired");
        out.feature_id.push_back(telling.row);
        out.row.push_back(entry.row);
        out.from_id.push_back(there(telling.from));
        out.to_id.push_back(there(telling.to));
        out.area.push_back(entry.area_m2);
        out.change.push_back(entry.change_m2);
        out.shift.push_back(entry.shift_m);
        out.added.push_back(static_cast<std::int64_t>(entry.added));
        out.removed.push_back(static_cast<std::int64_t>(entry.removed));
        out.reason_id.push_back(reason.id);
        out.reason_en.push_back(reason.en);
        const bool first = !is_left && kept.insert(entry.row).second;
        const auto row = static_cast<std::size_t>(entry.row);
        out.before_wkb.push_back(first ? std::optional(hex_wkb(original.geometry, row)) : std::nullopt);
        out.after_vertices.push_back(first ? static_cast<double>(fixed.geometry.vertices(row).size() / 2)
                                           : std::numeric_limits<double>::quiet_NaN());
        if (entry.place.empty()) {
            places.append_null();
        } else {
            entry.place.append_to(places);
        }
    }
    layer::Layer made;
    made.table = out.table();
    made.geometry = geometry::transform(places, found.settings.metric_crs, original.crs, control);
    made.crs = original.crs;
    made.provenance.source = original.provenance.source;
    made.provenance.layer_name = original.title() + " ledger";
    made.geometry_position = made.table.columns.size();
    return made;
}

}  // namespace petasentra::topology

#include <cmath>
#include <limits>
#include <numeric>
#include <petasentra/conformance/check.hpp>
#include <petasentra/layer/coded_column.hpp>
#include <unordered_map>

#include "conformance/pieces/draw_pieces.hpp"
#include "decide.hpp"
#include "reasons.hpp"

namespace petasentra::conformance {

using layer::Column;

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : "; ") + word;
    return out;
}

/// "perda-21-2009#zona-khusus-slag"
std::string rule_name(const AppliedRule& rule, const law::PlanPack& pack) {
    const auto& instrument = pack.instruments[rule.instrument];
    switch (rule.kind) {
        case AppliedRule::Kind::matrix:
            return instrument.id + "#permissions";
        case AppliedRule::Kind::area:
            return instrument.id + "#" + instrument.area_rules[rule.rule].id;
        case AppliedRule::Kind::overlay:
            return instrument.id + "#" + instrument.overlay_rules[rule.rule].id;
        case AppliedRule::Kind::distance:
            return instrument.id + "#" + instrument.distance_rules[rule.rule].id;
        case AppliedRule::Kind::intensity:
            break;
    }
    return instrument.id + "#intensity";
}

/// One value a row, worked out by `value(item)`.
template <class T, class Items, class Value>
std::vector<T> each(const Items& items, Value value) {
    std::vector<T> out;
    out.reserve(items.size());
    for (const auto& item : items) out.push_back(value(item));
    return out;
}

/// The distinct words of some rows, in the order of the rows.
struct Wordings {
    explicit Wordings(std::span<const SiteVerdicts::Row> rows) {
        std::unordered_map<const SiteVerdict*, std::uint32_t> number;
        of_row.reserve(rows.size());
        for (const auto& row : rows) {
            const auto [entry, fresh] =
                number.try_emplace(row.words.get(), static_cast<std::uint32_t>(distinct.size()));
            if (fresh) distinct.push_back(row.words.get());
            of_row.push_back(entry->second);
        }
    }
    std::vector<const SiteVerdict*> distinct;
    std::vector<std::uint32_t> of_row;
};

}  // namespace

std::vector<std::string> flags_of(const SiteVerdict& site) {
    std::vector<std::string> flags;
    if (site.boundary_uncertain) flags.emplace_back("boundary_uncertain");
    if (site.conflict) flags.emplace_back("conflict");
    if (site.existing_use) flags.emplace_back("existing_use");
    if (site.needs_officer) flags.emplace_back("needs_officer");
    if (site.partial) flags.emplace_back("partial");
    return flags;
}

layer::Table table_of(const CheckResult& result) {
    const auto rows = result.verdicts.rows();
    const auto n = rows.size();
    const auto missing = std::numeric_limits<double>::quiet_NaN();
    const Wordings wordings(rows);
    const auto& sites = wordings.distinct;
    layer::Table table;
    table.size = n;
    auto text = [&](const char* name, auto value) {
        table.add(layer::coded_text(name, each<std::optional<std::string>>(sites, value), wordings.of_row));
    };
    auto lists = [&](const char* name, auto value) {
        table.add(layer::coded_text_lists(name, each<std::vector<std::string>>(sites, value), wordings.of_row));
    };
    auto flag = [&](const char* name, auto value) {
        table.add(Column::of_bool(name, each<std::uint8_t>(rows, [&](const SiteVerdicts::Row& row) {
                                      return static_cast<std::uint8_t>(value(*row.words) ? 1 : 0);
                                  })));
    };
    table.add(Column::of_text("site_id", each<std::string>(rows, [](const auto& row) { return row.site_id; })));
    text("activity", [](const SiteVerdict* s) { return s->activity; });
    table.add(Column::of_dates("as_of", std::vector<std::optional<std::int32_t>>(n, result.options.as_of.days)));
    text("verdict", [](const SiteVerdict* s) { return std::string(law::to_string(s->verdict)); });
    lists("flags", [](const SiteVerdict* s) { return flags_of(*s); });
    table.add(Column::of_double("share_conforming", each<double>(rows, [&](const auto& row) {
                                    return row.words->share_conforming.value_or(missing);
                                })));
    // Null where it is not known, never a guess.
    const auto optional_number = [&](const char* name, auto field) {
        table.add(Column::of_double(
            name, each<double>(rows, [&](const auto& row) { return ((*row.words).*field).value_or(missing); })));
    };
    optional_number("share_min", &SiteVerdict::share_min);
    optional_number("share_max", &SiteVerdict::share_max);
    optional_number("probability_conforming", &SiteVerdict::probability_conforming);
    text("instrument", [](const SiteVerdict* s) { return joined(s->instruments); });
    lists("article", [](const SiteVerdict* s) { return s->articles; });
    text("existing_use", [](const SiteVerdict* s) { return s->existing_use_state; });
    table.add(Column::of_dates("existing_use_until", each<std::optional<std::int32_t>>(rows, [](const auto& row) {
                                   const auto& until = row.words->existing_use_until;
                                   return until ? std::optional(until->days) : std::nullopt;
                               })));
    text("existing_use_basis", [](const SiteVerdict* s) {
        return s->existing_use_basis.empty() ? std::nullopt : std::optional(s->existing_use_basis);
    });
    text("route", [](const SiteVerdict* s) {
        return s->route ? std::optional<std::string>(to_string(*s->route)) : std::nullopt;
    });
    flag("verified", is_verified);
    lists("unverified_rules", [](const SiteVerdict* s) { return s->unverified; });
    text("reason_id", [](const SiteVerdict* s) { return s->reason.id; });
    text("reason_en", [](const SiteVerdict* s) { return s->reason.en; });
    flag("schematic", [](const SiteVerdict& s) { return s.schematic; });
    return table;
}

layer::Layer pieces_of(const CheckResult& result, const core::Control& control) {
    const auto& pack = *result.pack;
    const auto& pieces = result.pieces;
    const auto missing = std::numeric_limits<double>::quiet_NaN();
    layer::Layer out;
    out.crs = pack.crs();
    out.provenance.source = pack.law().title;
    out.provenance.layer_name = "pieces";
    auto& table = out.table;
    table.size = pieces.size();
    auto text = [&](const char* name, auto value) {
        table.add(Column::of_text(name, each<std::string>(pieces, value)));
    };
    auto number = [&](const char* name, auto value) {
        table.add(Column::of_double(name, each<double>(pieces, value)));
    };
    auto flag = [&](const char* name, auto value) {
        table.add(Column::of_bool(name, each<std::uint8_t>(pieces, [&](const Piece& p) {
                                      return static_cast<std::uint8_t>(value(p) ? 1 : 0);
                                  })));
    };
    auto site = [&](const Piece& p) -> const SiteVerdicts::Row& { return result.verdicts.rows()[p.site]; };
    auto of_dimension = [&](int dimension) {
        return [&, dimension](const Piece& p) { return site(p).words->dimension == dimension ? p.measure : missing; };
    };
    text("site_id", [&](const Piece& p) { return site(p).site_id; });
    text("activity", [&](const Piece& p) { return site(p).words->activity; });
    text("instrument", [&](const Piece& p) {
        return p.instrument == no_index ? std::string{} : pack.law().instruments[p.instrument].id;
    });
    text("zone", [](const Piece& p) { return p.zone_code; });
    text("zone_name", [&](const Piece& p) { return zone_label(p, pack); });
    text("cell", [](const Piece& p) { return p.cell.raw; });
    text("verdict", [](const Piece& p) { return std::string(law::to_string(p.verdict)); });
    table.add(Column::of_text_lists("conditions", each<std::vector<std::string>>(pieces, [&](const Piece& p) {
                                        std::vector<std::string> ids;
                                        for (const auto& held : conditions_of(p, pack.law())) ids.push_back(held.id);
                                        return ids;
                                    })));
    table.add(Column::of_text_lists("rules", each<std::vector<std::string>>(pieces, [&](const Piece& p) {
                                        std::vector<std::string> names;
                                        for (const auto& rule : p.rules) {
                                            names.push_back(rule_name(rule, pack.law()));
                                        }
                                        return names;
                                    })));
    table.add(Column::of_text_lists("article", each<std::vector<std::string>>(pieces, [&](const Piece& p) {
                                        std::vector<std::string> names;
                                        for (const auto& rule : p.rules) {
                                            const auto article = article_of(pack.law(), rule);
                                            if ((rule.gives || rule.opposes) && !article.empty())
                                                names.push_back(article);
                                        }
                                        return names;
                                    })));
    number("area_m2", of_dimension(2));
    number("length_m", of_dimension(1));
    number("share", [](const Piece& p) { return p.share; });
    flag("decisive", [](const Piece& p) { return p.decisive; });
    flag("conflict", [](const Piece& p) { return p.conflict; });
    flag("schematic", [&](const Piece& p) {
        return p.layer != no_index && pack.law().instruments[p.instrument].layer(pack.layers()[p.layer].id)->schematic;
    });
    std::vector<std::size_t> rows(result.verdicts.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    out.geometry = drawn(result, rows, control);
    out.geometry_position = table.columns.size();
    return out;
}

layer::Table table_of(const std::vector<core::Finding>& findings) {
    layer::Table table;
    table.size = findings.size();
    auto text = [&](const char* name, auto value) {
        table.add(Column::of_text(name, each<std::string>(findings, value)));
    };
    using core::Finding;
    text("code", [](const Finding& f) { return f.code; });
    text("severity", [](const Finding& f) { return std::string(core::to_string(f.severity)); });
    text("layer", [](const Finding& f) { return f.layer; });
    text("feature_id", [](const Finding& f) { return f.feature; });
    table.add(Column::of_double("measure", each<double>(findings, [](const Finding& f) {
                                    return f.unit.empty() ? std::numeric_limits<double>::quiet_NaN() : f.measure;
                                })));
    text("unit", [](const Finding& f) { return f.unit; });
    text("message_id", [](const Finding& f) { return f.message.id; });
    text("message_en", [](const Finding& f) { return f.message.en; });
    text("hint_id", [](const Finding& f) { return f.hint.id; });
    text("hint_en", [](const Finding& f) { return f.hint.en; });
    return table;
}

}  // namespace petasentra::conformance

#include <algorithm>
#include <petasentra/conformance/disagreements.hpp>
#include <tuple>

#include "conformance/pieces/pieces.hpp"
#include "conformance/verdict/decide.hpp"
#include "conformance/verdict/judge.hpp"
#include "conformance/verdict/reasons.hpp"

namespace petasentra::conformance {

namespace {

auto rank_of(const Side& side) {
    return std::make_tuple(side.rule.says, side.rule.instrument, side.rule.kind, side.rule.rule, side.zone,
                           side.zone_row);
}

Disagreement in_order(std::size_t site, Side one, Side other, double measure) {
    if (rank_of(other) < rank_of(one)) std::swap(one, other);
    return {site, std::move(one), std::move(other), measure};
}

Side side_of(const AppliedRule& rule, const Piece& piece) {
    return {rule, rule.kind == AppliedRule::Kind::matrix ? piece.zone_code : std::string{}, piece.zone, piece.layer};
}

void add_within(const Piece& piece, std::vector<Disagreement>& out) {
    for (std::size_t i = 0; i < piece.rules.size(); ++i) {
        for (auto j = i + 1; j < piece.rules.size(); ++j) {
            const auto& one = piece.rules[i];
            const auto& other = piece.rules[j];
            if (!one.opposes || !other.opposes || one.says == other.says) continue;
            out.push_back(in_order(piece.site, side_of(one, piece), side_of(other, piece), piece.measure));
        }
    }
}

void add_between(const Piece& one, const Piece& other, int dimension, double site_measure,
                 std::vector<Disagreement>& out) {
    if (one.argued == other.argued || one.zone < 0 || other.zone < 0) return;
    if (!one.ground.bounds().intersects(other.ground.bounds())) return;
    const auto measure = one.ground.intersection(other.ground).only(dimension).measure(dimension);
    if (measure <= rounding_slack * site_measure) return;
    for (const auto& a : one.rules) {
        for (const auto& b : other.rules) {
            if (a.opposes && b.opposes && argues_for(a, one) && argues_for(b, other))
                out.push_back(in_order(one.site, side_of(a, one), side_of(b, other), measure));
        }
    }
}

std::string rule_id(const AppliedRule& rule, const law::PlanPack& pack) {
    const auto& instrument = pack.instruments[rule.instrument];
    if (rule.kind == AppliedRule::Kind::area) return instrument.area_rules[rule.rule].id;
    if (rule.kind == AppliedRule::Kind::overlay) return instrument.overlay_rules[rule.rule].id;
    return "permissions";
}

const char* kind_word(AppliedRule::Kind kind) {
    return kind == AppliedRule::Kind::matrix ? "matrix" : kind == AppliedRule::Kind::area ? "area" : "overlay";
}

}  // namespace

std::vector<Disagreement> disagreements(const CheckResult& result) {
    std::vector<Disagreement> out;
    for (const auto& site : result.verdicts.rows()) {
        for (auto i = site.first_piece; i < site.last_piece; ++i) {
            const auto& piece = result.pieces[i];
            if (!piece.conflict) continue;
            add_within(piece, out);
            for (auto j = i + 1; j < site.last_piece; ++j) {
                if (result.pieces[j].conflict)
                    add_between(piece, result.pieces[j], site.words->dimension, site.measure, out);
            }
        }
    }
    return out;
}

layer::Table table_of(const CheckResult& result, const std::vector<Disagreement>& disagreements) {
    using layer::Column;
    const auto& pack = result.pack->law();
    const auto n = disagreements.size();
    layer::Table table;
    table.size = n;
    const auto text = [&](const std::string& name, auto value) {
        std::vector<std::string> values(n);
        for (std::size_t i = 0; i < n; ++i) values[i] = value(disagreements[i]);
        table.add(Column::of_text(name, values));
    };
    const auto number = [&](const std::string& name, auto value) {
        std::vector<std::int64_t> values(n);
        for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<std::int64_t>(value(disagreements[i]));
        table.add(Column::of_int64(name, values));
    };
    number("site_row", [](const Disagreement& d) { return d.site; });
    text("site_id", [&](const Disagreement& d) { return result.verdicts.rows()[d.site].site_id; });
    text("activity", [&](const Disagreement& d) { return result.verdicts.rows()[d.site].words->activity; });
    for (const auto& [member, tail] : {std::pair(&Disagreement::a, "_a"), std::pair(&Disagreement::b, "_b")}) {
        const auto side = [member = member](const Disagreement& d) -> const Side& { return d.*member; };
        const auto named = [tail = tail](const char* name) { return std::string(name) + tail; };
        text(named("kind"), [&](const Disagreement& d) { return std::string(kind_word(side(d).rule.kind)); });
        text(named("instrument"), [&](const Disagreement& d) { return pack.instruments[side(d).rule.instrument].id; });
        text(named("rule"), [&](const Disagreement& d) { return rule_id(side(d).rule, pack); });
        text(named("zone"), [&](const Disagreement& d) { return side(d).zone; });
        number(named("zone_row"), [&](const Disagreement& d) { return side(d).zone_row; });
        text(named("zones_of"), [&](const Disagreement& d) {
            const auto at = side(d).layer;
            return at == no_index ? std::string{} : pack.instruments[result.pack->layers()[at].instrument].id;
        });
        text(named("article"), [&](const Disagreement& d) { return article_of(pack, side(d).rule); });
        text(named("says"), [&](const Disagreement& d) { return std::string(law::to_string(side(d).rule.says)); });
        text(named("citation_id"), [&](const Disagreement& d) { return citation_of(side(d).rule, pack).id; });
        text(named("citation_en"), [&](const Disagreement& d) { return citation_of(side(d).rule, pack).en; });
    }
    std::vector<double> measures(n);
    for (std::size_t i = 0; i < n; ++i) measures[i] = disagreements[i].measure;
    table.add(Column::of_double("measure", measures));
    return table;
}

}  // namespace petasentra::conformance

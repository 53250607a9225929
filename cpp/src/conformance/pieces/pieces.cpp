#include "pieces.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <petasentra/core/error.hpp>

#include "measured_pieces.hpp"
#include "piece_order.hpp"

namespace petasentra::conformance {

using geometry::Shape;

namespace {

/// A drawing that is off by more than this share of the site has lost ground, not digits.
constexpr double drawing_slack = 1e-6;

}  // namespace

struct Cutter::Covered {
    bool whole = false;
    std::vector<const Shape*> zones;              ///< meeting the site
    std::vector<std::uint32_t> rows;              ///< of those in the layer that was asked last
    zoning::ZoningIndex::Query* query = nullptr;  ///< that was asked last
    Shape last;            ///< the last of the zones as far as the site sees it; empty where it must do itself
    bool unknown = false;  ///< an instrument governs whose zones are not held
};

Shape Cutter::difference(const Shape& from, const Covered& covered) {
    if (covered.zones.size() == 1) return from.difference(covered.last.empty() ? *covered.zones.front() : covered.last);
    // Whole zones are joined before they are taken off: borders shared vertex by vertex then vanish exactly.
    const bool one_layer = covered.rows.size() == covered.zones.size();
    return from.difference(one_layer ? covered.query->joined(covered.rows, from) : Shape::union_of(covered.zones));
}

double Cutter::measured_rest(const std::vector<std::size_t>& instruments) const {
    const auto* zones = instruments.size() == 1 ? m_situation.zones_of(instruments.front()) : nullptr;
    if (m_measured == nullptr || zones == nullptr) return std::nan("");
    const auto lie = m_measured->lie_of(m_row, *zones);
    return lie ? lie->outside : std::nan("");
}

Shape Cutter::rest_after(const std::vector<std::size_t>& instruments, const Shape& from, const Covered& covered) const {
    if (covered.whole || covered.unknown) return {};
    if (covered.zones.empty()) return from.copy();
    const auto smallest = rounding_slack * m_site_measure;
    const bool of_all = from.measure(m_dimension) >= m_site_measure - smallest;
    const auto measured = of_all ? measured_rest(instruments) : std::nan("");
    if (measured <= smallest) return {};
    auto rest = difference(from, covered).only(m_dimension);
    // Where borders nearly coincide, overlay can lose what is to be taken off: then zone by zone, if that comes nearer.
    const auto astray = [&](const Shape& ground) { return std::fabs(ground.measure(m_dimension) - measured); };
    if (astray(rest) > drawing_slack * m_site_measure) {
        auto one_by_one = from.copy();
        for (const auto* zone : covered.zones) one_by_one = one_by_one.difference(*zone).only(m_dimension);
        if (astray(one_by_one) < astray(rest)) rest = std::move(one_by_one);
    }
    return rest.measure(m_dimension) > smallest ? std::move(rest) : Shape{};
}

Cutter::Cutter(const Situation& situation) : m_situation(situation) {}

geometry::PreparedShape& Cutter::prepared(const FeatureGround& ground) {
    const auto found = m_prepared.find(&ground);
    return found != m_prepared.end()
               ? found->second
               : m_prepared.emplace(&ground, geometry::PreparedShape(ground.joined())).first->second;
}

zoning::ZoningIndex::Query& Cutter::query(const FeatureGround& ground) {
    return m_ground_queries.try_emplace(&ground, ground.index()).first->second;
}

zoning::ZoningIndex::Query& Cutter::query(std::size_t layer) {
    return m_queries.try_emplace(layer, m_situation.pack().layers()[layer].index).first->second;
}

void Cutter::add_zones(const std::vector<std::size_t>& instruments, const Shape& site, Covered& covered,
                       std::vector<Piece>& out) {
    const auto& pack = m_situation.pack();
    for (const auto i : instruments) {
        const auto& instrument = pack.law().instruments[i];
        const auto* link = instrument.zones();
        const auto* layer = link == nullptr ? nullptr : pack.layer(i, link->id);
        if (layer == nullptr) {
            Piece piece;
            piece.instrument = i;
            piece.gap = Gap::zones_not_held;
            piece.ground = site.copy();
            piece.measure = site.measure(m_dimension);
            out.push_back(std::move(piece));
            covered.unknown = true;
            continue;
        }
        const auto number = pack.number_of(*layer);
        auto& query = this->query(number);
        covered.query = &query;
        covered.rows.clear();
        for (auto& cut : query.cut(site, m_dimension)) {
            if (!m_situation.holds(*layer, cut.zone)) continue;
            if (cut.whole) {
                covered.whole = true;
            } else {
                covered.rows.push_back(cut.zone);
                covered.zones.push_back(&layer->index.zone(cut.zone));
                covered.last = std::move(cut.seen);
            }
            for (const auto& code : law::zones_of_code(instrument.permissions.matrix, layer->code[cut.zone])) {
                Piece piece;
                piece.instrument = i;
                piece.layer = number;
                piece.zone = cut.zone;
                piece.zone_code = code;
                piece.measure = cut.measure;
                piece.ground = cut.whole ? site.copy() : cut.ground.copy();
                out.push_back(std::move(piece));
            }
        }
        if (!covered.whole && covered.rows.size() > 1)
            covered.whole = query.surely_cover(covered.rows, site, m_dimension);
    }
}

bool speaks_on(const RuleGround& rule, const Piece& piece) {
    return rule.kind == AppliedRule::Kind::overlay || piece.zone >= 0;
}

void Cutter::split_by(const RuleGround& rule, const Shape& ground, std::vector<Piece>& pieces) const {
    const auto smallest = rounding_slack * m_site_measure;
    const AppliedRule applied{rule.kind, rule.instrument, rule.rule};
    std::vector<Piece> next;
    for (auto& piece : pieces) {
        auto inside = speaks_on(rule, piece) ? piece.ground.intersection(ground).only(m_dimension) : Shape();
        const auto inside_measure = inside.measure(m_dimension);
        if (inside_measure <= smallest) {
            next.push_back(std::move(piece));
            continue;
        }
        auto rest = piece.ground.difference(ground).only(m_dimension);
        const auto rest_measure = rest.measure(m_dimension);
        if (rest_measure <= smallest) {
            piece.rules.push_back(applied);
            if (rest_measure > 0.0) {
                piece.ground = std::move(inside);
                piece.measure = inside_measure;
            }
            next.push_back(std::move(piece));
            continue;
        }
        Piece under;
        static_cast<PieceFacts&>(under) = piece;
        under.rules.push_back(applied);
        under.ground = std::move(inside);
        under.measure = inside_measure;
        next.push_back(std::move(under));
        piece.ground = std::move(rest);
        piece.measure = rest_measure;
        next.push_back(std::move(piece));
    }
    pieces = std::move(next);
}

void Cutter::split_by_touch(const RuleGround& rule, const Shape& site, std::vector<Piece>& pieces) {
    auto& ground = prepared(*rule.ground);
    if (!ground.intersects(site)) return;
    std::vector<Piece> touched;
    std::vector<Piece> next;
    for (auto& piece : pieces) {
        if (!speaks_on(rule, piece) || !ground.intersects(piece.ground)) {
            next.push_back(std::move(piece));
        } else if (ground.covers(piece.ground)) {
            piece.rules.push_back({rule.kind, rule.instrument, rule.rule});
            next.push_back(std::move(piece));
        } else {
            touched.clear();
            touched.push_back(std::move(piece));
            split_by(rule, rule.ground->joined(), touched);
            std::move(touched.begin(), touched.end(), std::back_inserter(next));
        }
    }
    pieces = std::move(next);
}

void Cutter::split_by_rules(const Shape& site, const ActivityLaw& activity, std::vector<Piece>& pieces) {
    for (const auto& rule : activity.rules) {
        if (m_dimension != 2) {
            split_by_touch(rule, site, pieces);
            continue;
        }
        // A ground may have hundreds of features, a site meets one or two: those alone, as far as it sees them, will
        // do. What it sees of one may be no valid polygon: it can be cut with, and not be asked what it covers.
        const auto [within, rows] = features_of(site, *rule.ground);
        if (rows.empty()) continue;
        if (within) {
            for (auto& piece : pieces) {
                if (speaks_on(rule, piece)) piece.rules.push_back({rule.kind, rule.instrument, rule.rule});
            }
            continue;
        }
        auto& features = query(*rule.ground);
        if (rows.size() > 1) {
            split_by(rule, features.joined(rows, site), pieces);
        } else {
            const auto seen = features.seen(rows.front(), site);
            split_by(rule, seen.empty() ? rule.ground->index().zone(rows.front()) : seen, pieces);
        }
    }
}

std::pair<bool, std::vector<std::uint32_t>> Cutter::features_of(const Shape& site, const FeatureGround& ground) {
    if (m_measured != nullptr) {
        if (auto lie = m_measured->lie_of(m_row, ground)) return {lie->within, std::move(lie->rows)};
    }
    bool within = false;
    std::vector<std::uint32_t> rows;
    for (const auto& cut : query(ground).cut(site, m_dimension)) {
        within = within || cut.whole;
        rows.push_back(cut.zone);
    }
    return {within, std::move(rows)};
}

std::vector<Piece> Cutter::cut(std::size_t row, const Shape& site, int dimension, const ActivityLaw& activity,
                               const MeasuredPieces* measured) {
    m_row = row;
    m_measured = measured;
    m_dimension = dimension;
    m_site_measure = site.measure(dimension);
    std::vector<Piece> pieces;
    auto add_rest = [&](Shape ground, Gap gap, std::size_t instrument) {
        Piece piece;
        piece.gap = gap;
        piece.instrument = instrument;
        piece.measure = ground.measure(dimension);
        piece.ground = std::move(ground);
        pieces.push_back(std::move(piece));
    };
    // An RDTR covers where one of its zones does; the RTRW governs the rest.
    Covered by_rdtr;
    add_zones(m_situation.rdtr(), site, by_rdtr, pieces);
    auto rest = rest_after(m_situation.rdtr(), site, by_rdtr);
    if (!rest.empty() && m_situation.rtrw().empty()) {
        // An RDTR speaks only of its own ground; beyond it nothing in force does.
        add_rest(std::move(rest), Gap::no_instrument, no_index);
    } else if (!rest.empty()) {
        Covered by_rtrw;
        add_zones(m_situation.rtrw(), rest, by_rtrw, pieces);
        auto uncovered = rest_after(m_situation.rtrw(), rest, by_rtrw);
        if (!uncovered.empty()) add_rest(std::move(uncovered), Gap::outside, m_situation.rtrw().front());
    }
    // Nothing was left of it but rounding.
    if (pieces.empty()) add_rest(site.copy(), Gap::not_measurable, no_index);
    split_by_rules(site, activity, pieces);
    for (auto& piece : pieces) {
        piece.site = row;
        piece.share = piece.measure / m_site_measure;
        if (dimension == 2) piece.border_m = piece.ground.length();
    }
    put_in_order(pieces, m_situation.pack());
    return pieces;
}

}  // namespace petasentra::conformance

#include "measured_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/zoning/locate.hpp>
#include <petasentra/zoning/shares.hpp>
#include <set>

#include "piece_order.hpp"
#include "pieces.hpp"

namespace petasentra::conformance {

/// What the sites have in the features of one ground, sites one after the other: a row for each feature, and a last one
/// for what all of them leave.
struct MeasuredPieces::Portions {
    std::vector<std::size_t> first;     ///< row of each site, and one more
    std::vector<std::int64_t> feature;  ///< in the numbers of the ground
    std::vector<double> measure;
    std::vector<double> more_than_once;  ///< one a site

    [[nodiscard]] std::size_t begin(std::size_t site) const { return first[site]; }
    [[nodiscard]] std::size_t rest(std::size_t site) const { return first[site + 1] - 1; }
    [[nodiscard]] double outside(std::size_t site) const { return measure[rest(site)]; }

    void add(const zoning::SiteShares& shares) {
        const auto before = feature.size();
        feature.insert(feature.end(), shares.zone.begin(), shares.zone.end());
        measure.insert(measure.end(), shares.area_m2.begin(), shares.area_m2.end());
        more_than_once.insert(more_than_once.end(), shares.covered_more_than_once_m2.begin(),
                              shares.covered_more_than_once_m2.end());
        end_sites(before);
    }
    void add(const zoning::LocatedAll& located) {
        const auto before = feature.size();
        for (std::size_t i = 0; i < located.point.size();) {
            std::size_t zones = 0;
            const auto point = located.point[i];
            for (; i < located.point.size() && located.point[i] == point; ++i) {
                if (located.zone[i] == zoning::outside) continue;
                feature.push_back(located.zone[i]);
                measure.push_back(1.0);
                ++zones;
            }
            feature.push_back(zoning::outside);
            measure.push_back(zones == 0 ? 1.0 : 0.0);
            more_than_once.push_back(zones == 0 ? 0.0 : static_cast<double>(zones - 1));
        }
        end_sites(before);
    }

  private:
    void end_sites(std::size_t from) {
        if (first.empty()) first.push_back(0);
        for (auto row = from; row < feature.size(); ++row) {
            if (feature[row] == zoning::outside) first.push_back(row + 1);
        }
    }
};

/// One site while its pieces are made out.
class MeasuredPieces::Site {
  public:
    Site(const MeasuredPieces& all, std::size_t row, std::size_t number)
        : m_all(all), m_pack(all.m_situation.pack()), m_row(row), m_number(number) {}

    std::optional<Measured> pieces(const ActivityLaw& activity) {
        if (!measure() || !find_zones() || !apply_rules(activity)) return std::nullopt;
        if (m_polygon && !is_clearly_decisive_or_not()) return std::nullopt;
        for (auto& piece : m_out.pieces) {
            piece.site = m_row;
            piece.share = piece.measure / m_out.measure;
        }
        put_in_order(m_out.pieces, m_pack);
        return std::move(m_out);
    }

  private:
    // By the ground asked for first: all of them share out the same area, but for rounding.
    bool measure() {
        if (m_all.m_first == nullptr) return false;
        const auto& any = *m_all.m_first;
        double sum = 0.0;
        for (auto row = any.begin(m_number); row <= any.rest(m_number); ++row) sum += any.measure[row];
        m_out.measure = sum - any.more_than_once[m_number];
        m_nothing = rounding_slack * m_out.measure;
        m_polygon = m_number < m_all.m_polygons->size();
        return std::isfinite(m_out.measure) && m_out.measure > 0.0;
    }

    enum class Lies { outside, partly, within };
    [[nodiscard]] Lies lies_in(const Portions& portions) const {
        const auto outside = portions.outside(m_number);
        if (m_out.measure - outside <= m_nothing) return Lies::outside;
        return outside <= m_nothing ? Lies::within : Lies::partly;
    }

    // Steps 1 and 2. False where drawing has to tell.
    bool find_zones() {
        const auto rdtr = only_one(m_all.m_rdtr);
        if (!rdtr) return false;
        if (*rdtr != nullptr) return lies_in(*m_all.portions((*rdtr)->second)) == Lies::within && add_zones(**rdtr);
        if (m_all.m_rtrw.empty()) {
            add_rest(m_out.measure, Gap::no_instrument, no_index);
            return true;
        }
        const auto rtrw = only_one(m_all.m_rtrw);
        if (!rtrw) return false;
        if (*rtrw == nullptr) {
            add_rest(m_out.measure, Gap::outside, m_all.m_rtrw.front().first);
            return true;
        }
        if (!add_zones(**rtrw)) return false;
        const auto outside = m_all.portions((*rtrw)->second)->outside(m_number);
        if (outside > m_nothing) add_rest(outside, Gap::outside, m_all.m_rtrw.front().first);
        return true;
    }

    // The one plan that has any of the site, null if none has; nothing where several have or one is not held.
    using Plan = std::pair<std::size_t, const FeatureGround*>;
    [[nodiscard]] std::optional<const Plan*> only_one(const std::vector<Plan>& plans) const {
        const Plan* found = nullptr;
        for (const auto& plan : plans) {
            const auto* portions = m_all.portions(plan.second);
            if (portions == nullptr) return std::nullopt;
            if (lies_in(*portions) == Lies::outside) continue;
            if (found != nullptr) return std::nullopt;
            found = &plan;
        }
        return found;
    }

    bool add_zones(const Plan& plan) {
        const auto& [i, ground] = plan;
        const auto& portions = *m_all.portions(ground);
        if (portions.more_than_once[m_number] > m_nothing) return false;
        const auto& layer = *m_pack.layer(i, m_pack.law().instruments[i].zones()->id);
        for (auto row = portions.begin(m_number); row < portions.rest(m_number); ++row) {
            const auto feature = static_cast<std::size_t>(portions.feature[row]);
            Piece piece;
            piece.instrument = i;
            piece.layer = m_pack.number_of(layer);
            piece.zone = ground->row_of(feature);
            piece.measure = portions.measure[row];
            auto codes = law::zones_of_code(m_pack.law().instruments[i].permissions.matrix,
                                            layer.code[static_cast<std::size_t>(piece.zone)]);
            if (codes.size() != 1) return false;
            piece.zone_code = std::move(codes.front());
            // A site that one zone has all of has no border but its own.
            if (m_polygon && piece.measure < m_out.measure - m_nothing) m_borders_m += ground->border_m(feature);
            m_out.pieces.push_back(std::move(piece));
        }
        return true;
    }

    void add_rest(double measure, Gap gap, std::size_t instrument) {
        Piece piece;
        piece.gap = gap;
        piece.instrument = instrument;
        piece.measure = measure;
        m_out.pieces.push_back(std::move(piece));
    }

    // Where the ground of a rule has a part of the site, it is known which part of a piece that is only if there is but
    // one piece and one such rule.
    bool apply_rules(const ActivityLaw& activity) {
        const RuleGround* dividing = nullptr;
        for (const auto& rule : activity.rules) {
            switch (lies_in(*m_all.portions(rule.ground))) {
                case Lies::outside:
                    break;
                case Lies::within:
                    for (auto& piece : m_out.pieces) {
                        if (speaks(rule, piece)) piece.rules.push_back({rule.kind, rule.instrument, rule.rule});
                    }
                    break;
                case Lies::partly:
                    if (dividing != nullptr || m_out.pieces.size() != 1) return false;
                    if (!speaks(rule, m_out.pieces.front())) break;
                    dividing = &rule;
                    divide(rule);
            }
        }
        return true;
    }

    // An area rule replaces a cell, so it speaks only where there is a zone.
    static bool speaks(const RuleGround& rule, const Piece& piece) {
        return rule.kind == AppliedRule::Kind::overlay || piece.zone >= 0;
    }

    void divide(const RuleGround& rule) {
        const auto& portions = *m_all.portions(rule.ground);
        auto& whole = m_out.pieces.front();
        Piece under;
        under.instrument = whole.instrument;
        under.layer = whole.layer;
        under.zone = whole.zone;
        under.zone_code = whole.zone_code;
        under.gap = whole.gap;
        under.rules = whole.rules;
        under.rules.push_back({rule.kind, rule.instrument, rule.rule});
        whole.measure = portions.outside(m_number);
        under.measure = m_out.measure - whole.measure;
        m_out.pieces.push_back(std::move(under));
        if (!m_polygon) return;
        for (auto row = portions.begin(m_number); row < portions.rest(m_number); ++row)
            m_borders_m += rule.ground->border_m(static_cast<std::size_t>(portions.feature[row]));
    }

    // All borders that any piece, or several together, can have are the site's own and those of what divides it. With
    // that much border a piece must decide as it would with its own.
    bool is_clearly_decisive_or_not() {
        const auto& tolerance = m_pack.law().tolerance;
        const auto all_borders_m = m_borders_m + border_m(m_all.m_sites.geometry, m_row);
        std::size_t slivers = 0;
        for (auto& piece : m_out.pieces) {
            piece.border_m = all_borders_m;
            const bool sliver = piece.measure < tolerance.sliver_m2;
            slivers += sliver ? 1U : 0U;
            if (!sliver && piece.measure < tolerance.boundary_m * all_borders_m) return false;
        }
        // Slivers that conform together may be more than one.
        return slivers <= 1;
    }

    const MeasuredPieces& m_all;
    const BoundPack& m_pack;
    std::size_t m_row;
    std::size_t m_number;
    bool m_polygon = false;
    double m_nothing = 0.0;  ///< as much of the site as is rounding
    double m_borders_m = 0.0;
    Measured m_out;
};

MeasuredPieces::MeasuredPieces(const layer::Layer& sites, std::span<const std::size_t> rows,
                               std::span<const Fault> faults, const Situation& situation,
                               std::span<const ActivityLaw* const> laws, const core::Control& control)
    : m_situation(situation), m_sites(sites), m_number(sites.size(), -1) {
    std::vector<std::size_t> polygons;
    std::vector<std::size_t> points;
    const auto& geometry = sites.geometry;
    for (const auto row : rows) {
        if (faults[row].gap != Gap::none || !petasentra::geometry::has_places_only(geometry, row)) continue;
        if (geometry::dimension(geometry.kind[row]) == 2) polygons.push_back(row);
        if (geometry.kind[row] == geometry::Kind::point) points.push_back(row);
    }
    for (std::size_t i = 0; i < polygons.size(); ++i) m_number[polygons[i]] = static_cast<std::int64_t>(i);
    for (std::size_t i = 0; i < points.size(); ++i) {
        m_number[points[i]] = static_cast<std::int64_t>(polygons.size() + i);
        const auto xy = geometry.vertices(points[i]);
        m_places.insert(m_places.end(), xy.begin(), xy.end());
    }
    m_polygons = &sites;
    if (polygons.size() < sites.size()) {
        m_some_polygons.geometry = geometry.take(polygons);
        m_some_polygons.table.size = polygons.size();
        m_some_polygons.crs = sites.crs;
        m_polygons = &m_some_polygons;
    }

    std::vector<const FeatureGround*> grounds;
    for (const auto i : situation.rdtr()) m_rdtr.emplace_back(i, situation.zones_of(i));
    for (const auto i : situation.rtrw()) m_rtrw.emplace_back(i, situation.zones_of(i));
    for (const auto* plans : {&m_rdtr, &m_rtrw}) {
        for (const auto& [i, ground] : *plans) {
            if (ground != nullptr) grounds.push_back(ground);
        }
    }
    std::set<const ActivityLaw*> seen;
    for (const auto* law : laws) {
        if (!seen.insert(law).second) continue;
        for (const auto& rule : law->rules) grounds.push_back(rule.ground);
    }
    double done = 0.0;
    for (const auto* ground : grounds) {
        const auto next = done + 1.0 / static_cast<double>(grounds.size());
        if (!m_portions.contains(ground)) ask(*ground, control.part(done, std::min(next, 1.0)));
        done = next;
    }
}

MeasuredPieces::~MeasuredPieces() = default;

void MeasuredPieces::ask(const FeatureGround& ground, const core::Control& control) {
    auto portions = std::make_unique<Portions>();
    portions->add(zoning::shares(*m_polygons, ground.index(), control.part(0.0, 0.8)));
    portions->add(zoning::locate_all(geometry::Places::of_pairs(m_places), ground.index(), control.part(0.8, 1.0)));
    if (m_first == nullptr) m_first = portions.get();
    m_portions.emplace(&ground, std::move(portions));
}

const MeasuredPieces::Portions* MeasuredPieces::portions(const FeatureGround* ground) const {
    const auto found = m_portions.find(ground);
    return found == m_portions.end() ? nullptr : found->second.get();
}

std::optional<MeasuredPieces::Lie> MeasuredPieces::lie_of(std::size_t row, const FeatureGround& ground) const {
    const auto* found = portions(&ground);
    if (m_number[row] < 0 || found == nullptr) return std::nullopt;
    const auto site = static_cast<std::size_t>(m_number[row]);
    auto whole = -found->more_than_once[site];
    for (auto part = found->begin(site); part <= found->rest(site); ++part) whole += found->measure[part];
    Lie lie;
    lie.within = found->outside(site) <= rounding_slack * whole;
    for (auto part = found->begin(site); part < found->rest(site); ++part)
        lie.rows.push_back(static_cast<std::uint32_t>(found->feature[part]));
    return lie;
}

std::optional<Measured> MeasuredPieces::of(std::size_t row, const ActivityLaw& activity) const {
    if (m_number[row] < 0) return std::nullopt;
    return Site(*this, row, static_cast<std::size_t>(m_number[row])).pieces(activity);
}

}  // namespace petasentra::conformance

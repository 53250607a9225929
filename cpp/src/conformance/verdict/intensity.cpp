// Bounds on building by zone, class of lot and class of road.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <petasentra/law/predicate.hpp>

#include "measures.hpp"

namespace petasentra::conformance {

namespace {

/// Whether a row speaks of the site: yes, no, or not known because the site does not say what it takes.
std::optional<bool> is_of_class(const law::IntensityRow& row, const SiteValues& site) {
    bool known = true;
    if (row.lot_min_m2 || row.lot_max_m2) {
        if (!site.lot_m2) {
            known = false;
        } else if ((row.lot_min_m2 && *site.lot_m2 < *row.lot_min_m2) ||
                   (row.lot_max_m2 && *site.lot_m2 > *row.lot_max_m2)) {
            return false;
        }
    }
    if (!row.road_class.empty()) {
        if (site.road_class.empty())
            known = false;
        else if (site.road_class != row.road_class)
            return false;
    }
    return known ? std::optional(true) : std::nullopt;
}

}  // namespace

std::vector<IntensityTest> Measures::intensity(const Piece& piece) const {
    std::vector<IntensityTest> tests;
    if (piece.instrument == no_index || piece.zone < 0) return tests;
    const auto& rows = m_situation.pack().law().instruments[piece.instrument].intensity;
    const auto& site = m_site.values;
    using Quantity = IntensityTest::Quantity;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        if (row.zone != piece.zone_code) continue;
        const auto speaks = is_of_class(row, site);
        if (speaks && !*speaks) continue;
        struct Bound {
            Quantity quantity;
            const std::optional<double>& bound;
            const std::optional<double>& value;
            bool at_least;
        };
        const std::array<Bound, 4> bounds{{{Quantity::kdb, row.kdb_max, site.kdb, false},
                                           {Quantity::klb, row.klb_max, site.klb, false},
                                           {Quantity::kdh, row.kdh_min, site.kdh, true},
                                           {Quantity::height_m, row.height_max_m, site.height_m, false}}};
        for (const auto& [quantity, bound, value, at_least] : bounds) {
            if (!bound) continue;
            IntensityTest test{piece.instrument,
                               i,
                               quantity,
                               Outcome::not_computed,
                               value.value_or(std::numeric_limits<double>::quiet_NaN()),
                               *bound};
            if (speaks && value) {
                const auto slack = quantity == Quantity::height_m ? law::distance_slack_m
                                                                  : law::share_slack * std::max(1.0, std::abs(*bound));
                const bool kept = at_least ? *value >= *bound - slack : *value <= *bound + slack;
                test.outcome = kept ? Outcome::met : Outcome::failed;
            }
            tests.push_back(test);
        }
    }
    return tests;
}

}  // namespace petasentra::conformance

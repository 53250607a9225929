#include "explain_uncertainty.hpp"

#include <petasentra/core/number_text.hpp>

namespace petasentra::conformance {

using core::Text;

namespace {

Reason without_interval(const SiteVerdict& site, const CheckResult& result) {
    Text why{"tidak ada rencana yang menentukan di tapak ini", "no plan decides on this site"};
    if (site.dimension < 0) why = {"tapak tidak dapat diukur", "the site cannot be measured"};
    if (!result.options.uncertainty) why = {"tidak diminta", "it was not asked for"};
    if (!site.accuracy_unstated.empty()) {
        std::string names;
        for (const auto i : site.accuracy_unstated)
            names += (names.empty() ? "" : ", ") + result.pack->law().instruments[i].citation();
        why = {"ketelitian peta " + names + " tidak dinyatakan",
               "the accuracy of the map of " + names + " is not stated"};
    }
    return {"note",
            {"Selang ketidakpastian batas tidak dihitung: " + why.id + ".",
             "No interval of boundary uncertainty: " + why.en + "."},
            {},
            {}};
}

}  // namespace

Reason uncertainty_reason(const SiteVerdict& site, const CheckResult& result) {
    if (!site.share_min || !site.share_max || !site.accuracy_m || !site.probability_conforming)
        return without_interval(site, result);
    const auto error = core::number_text(*site.accuracy_m, 1);
    const auto low = core::percent_text(*site.share_min);
    const auto high = core::percent_text(*site.share_max);
    const auto chance = core::percent_text(*site.probability_conforming);
    Reason reason{"uncertainty", {}, {}, {}};
    if (*site.share_min < *site.share_max) {
        reason.text = {"Bila batas bergeser sampai " + error.id +
                           " m ke kedua arah (galat peta 90 %), bagian yang sesuai "
                           "antara " +
                           low.id + " dan " + high.id + "; peluang bagian yang sesuai cukup: " + chance.id,
                       "If borders lie up to " + error.en + " m either way (90% error of the map), between " + low.en +
                           " and " + high.en + " conforms; chance that enough conforms: " + chance.en};
    } else {
        reason.text = {"Pergeseran batas sampai " + error.id + " m (galat peta 90 %) tidak mengubah bagian yang sesuai",
                       "Borders that lie up to " + error.en +
                           " m elsewhere (90% error of the map) do not change the "
                           "conforming share"};
    }
    if (site.boundary_uncertain) {
        reason.text.id += ". Batas belum pasti: hasilnya bergantung pada letak batas di lapangan";
        reason.text.en += ". The boundary is uncertain: the answer hangs on where it lies on the ground";
    }
    reason.facts = {{"accuracy_m", *site.accuracy_m},
                    {"share_min", *site.share_min},
                    {"share_max", *site.share_max},
                    {"probability_conforming", *site.probability_conforming},
                    {"boundary_uncertain", site.boundary_uncertain}};
    return reason;
}

}  // namespace petasentra::conformance

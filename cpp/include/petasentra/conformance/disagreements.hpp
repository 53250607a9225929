#pragma once
#include <petasentra/conformance/check.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

/// One side of a disagreement: a rule, what it says, and the zone whose cell it read (matrix only).
struct Side {
    AppliedRule rule;
    std::string zone;
    std::int64_t zone_row = -1;  ///< of the zone layer over the ground, on either kind of side
    std::size_t layer = no_index;
};

/// Two rules that argue about one ground (matrix, special zone, overlay), and the law does not state which prevails.
struct Disagreement {
    std::size_t site = 0;  ///< row of the sites
    Side a;                ///< the one that says the better verdict; of equal ones by instrument, kind, rule
    Side b;
    double measure = 0.0;  ///< of the ground in dispute: m2, m or number of points
};

/// Every pair of rules in dispute on the pieces of a check that are in conflict: rules of one piece that stand against each
/// other, and the rules that give two pieces over one ground (zones that overlap, a zone of two classes) different
/// verdicts. By site, then the order of its pieces. Ground on which three rules disagree is in every pair of them.
[[nodiscard]] std::vector<Disagreement> disagreements(const CheckResult& result);

/// site_row site_id activity, and for both sides kind instrument rule zone zone_row article says citation_id citation_en
/// (with _a or _b behind), and measure.
[[nodiscard]] layer::Table table_of(const CheckResult& result, const std::vector<Disagreement>& disagreements);

}  // namespace petasentra::conformance

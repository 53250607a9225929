#pragma once
#include <petasentra/conformance/check.hpp>
#include <span>
#include <vector>

#include "conformance/sites/site_values.hpp"
#include "conformance/sites/subjects.hpp"
#include "conformance/sites/usable.hpp"
#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// The sites of a question, read once: what their columns say, and their ground in the pack's CRS.
struct PreparedSites {
    layer::Layer sites;
    std::vector<Fault> faults;  ///< what keeps a row from being asked about
    Subjects subjects;
    std::vector<SiteValues> values;
};
[[nodiscard]] PreparedSites prepare_sites(const layer::Layer& sites, const BoundPack& pack, const CheckOptions& options,
                                          std::vector<core::Finding>& findings, const core::Control& control);

struct Answers {
    std::vector<SiteVerdicts::Row> verdicts;  ///< one for each row asked for
    std::vector<Piece> pieces;
    std::vector<core::Finding> findings;
};

/// The verdicts of some rows under the law of one day, in the order of `rows`. Without `in_full` there are no words and no
/// pieces.
[[nodiscard]] Answers ask(const PreparedSites& prepared, Situation& situation, std::span<const std::size_t> rows,
                          bool in_full, const core::Control& control);

}  // namespace petasentra::conformance

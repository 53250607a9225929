#pragma once
#include <petasentra/conformance/check.hpp>
#include <string>
#include <vector>

#include "conformance/situation/readings.hpp"
#include "conformance/verdict/history.hpp"

namespace petasentra::conformance {

/// What the columns of the site layer say, row by row, besides the geometry.
struct Subjects {
    std::vector<std::string> id;
    std::vector<Asked> asked;
    std::vector<History> history;  ///< of the use, as far as it is stated
};

/// Reads the columns that options name, and kbli_version, scale, established_on and permits where there are any.
/// Error(column_missing) with the nearest name, Error(null_value) and Error(duplicate_id) for ids; what cannot be read in
/// the columns that need not be there becomes a finding and counts as not stated (scale) or as unclear (history).
[[nodiscard]] Subjects subjects_of(const layer::Layer& sites, const CheckOptions& options,
                                   std::vector<core::Finding>& findings);

}  // namespace petasentra::conformance

#pragma once
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <vector>

namespace petasentra::conformance {

struct Permit {
    std::string kind;  ///< as written; may be empty
    core::Date issued_on;
    std::optional<core::Date> expires_on;  ///< first day no longer covered; nothing: it does not run out

    [[nodiscard]] bool valid_on(core::Date day) const noexcept {
        return issued_on <= day && (!expires_on || day < *expires_on);
    }
};

/// What a site states of its past in the columns established_on and permits.
struct History {
    bool stated = false;  ///< something stands in one of the columns, readable or not
    std::optional<core::Date> established_on;
    bool establishment_unclear = false;  ///< something stands there that is no date
    std::vector<Permit> permits;         ///< by day of issue, then expiry, then kind
    bool permits_unclear = false;        ///< a permit, or all of them, cannot be read

    /// The first day of the use: established_on, else the first permit; nothing where that is not clear.
    [[nodiscard]] std::optional<core::Date> begins() const noexcept;
};

/// Reads both columns, as far as they are there. Dates are read as core::read_dates does, the dates of all permits as
/// one column. What cannot be read is a finding VALUE_UNREADABLE and makes that part of the history unclear.
[[nodiscard]] std::vector<History> histories_of(const layer::Layer& sites, const std::vector<std::string>& ids,
                                                std::vector<core::Finding>& findings);

}  // namespace petasentra::conformance

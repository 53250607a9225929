#pragma once
#include <petasentra/core/text.hpp>
#include <string>

namespace petasentra::core {

enum class Severity { note, warning, error };
[[nodiscard]] const char* to_string(Severity severity) noexcept;  // "note", "warning", "error"

/// Something found while *checking data*: not an exception but a row of a findings table. `code` is a word of the one
/// catalogue in docs/findings.md; `measure` is NaN where there is none, `unit` says what it counts ("m2", "rows").
struct Finding {
    std::string code;
    Severity severity = Severity::warning;
    std::string layer;
    std::string feature;
    Text message;
    Text hint;
    double measure = 0.0;
    std::string unit;
};

}  // namespace petasentra::core

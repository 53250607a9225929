#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/text.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace petasentra::conformance {

/// One step of an explanation: a sentence in both languages, the facts it rests on, and what it follows from.
struct Reason {
    using Fact = std::variant<std::string, double, bool>;
    /// site | activity | instrument | sufficient | cause | piece | rule | condition | measure | distance | intensity |
    /// existing_use | officer | uncertainty | note
    std::string kind;
    core::Text text;
    std::vector<std::pair<std::string, Fact>> facts;
    std::vector<Reason> because;
};

/// Why row `row` has its verdict: rule -> inputs -> geometric measure -> article, down to single zone features.
[[nodiscard]] Reason explain(const CheckResult& result, std::size_t row);

/// Indented lines, `language` "id" or "en".
[[nodiscard]] std::string to_text(const Reason& reason, std::string_view language);
/// The same tree as one JSON document: {"kind", "id", "en", "facts": {...}, "because": [...]}.
[[nodiscard]] std::string to_json(const Reason& reason);

}  // namespace petasentra::conformance

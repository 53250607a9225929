#pragma once
#include <petasentra/law/verdict.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::law {

/// A cell of an activity x zone matrix (ITBX), as written and as read:
///
///     cell := "" | "X" | "I" | cond (sep cond)*      cond := ("T"|"B") number?      sep := , . ; / blank
///
/// Letter case and blanks do not matter; a separator other than a comma is read and noted in `note`.
///     I conforms   T.. limited   B.. conditional   T and B limited_conditional   X prohibited
///     anything else  unreadable_rule: `raw` is kept, never guessed
/// An empty cell is *absent*: what that means the pack says, so `absent` is set and `verdict` is no_data.
struct Cell {
    std::string raw;
    Verdict verdict = Verdict::no_data;
    bool absent = true;
    std::vector<std::string> conditions;  ///< "T1", "B3" in the order written, each once
    std::string note;                     ///< e.g. "separator '.' read as ','"; empty if the cell is clean
    bool operator==(const Cell&) const = default;
};
[[nodiscard]] Cell parse_cell(std::string_view text);

}  // namespace petasentra::law

#pragma once
#include <string>
#include <string_view>

namespace petasentra::core {

/// A sentence for people, in both languages of the project. `id` is Indonesian, `en` English; neither is ever empty.
struct Text {
    std::string id;
    std::string en;
};

/// The text without blanks at both ends: space, tab, line ends and the no-break space that spreadsheets leave.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace petasentra::core

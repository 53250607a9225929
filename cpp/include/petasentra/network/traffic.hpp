#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::network {

/// In which direction a road may be travelled, seen along the line as it was drawn.
enum class Traffic : std::uint8_t { both = 0, forward = 1, backward = 2, none = 3 };

/// "both", "forward", "backward", "none".
[[nodiscard]] const char* to_string(Traffic traffic) noexcept;
/// The direction of one of those four words; nothing for any other.
[[nodiscard]] std::optional<Traffic> traffic_of(std::string_view word) noexcept;

/// A cell as the word tables write it: without blanks at both ends, blanks within single, letters small.
[[nodiscard]] std::string plain_word(std::string_view text);

/// What the words in a source mean. Data of the caller, never of this library: sources spell the same thing in many
/// ways. Keys are plain_word()s; a blank cell needs no entry.
struct RoadWords {
    using OneWay = std::map<std::string, Traffic, std::less<>>;
    OneWay one_way;  ///< blank: both ways
    /// Words that mean one thing in one column and another in the next: N is "no" beside Y, and "closed both ways" beside
    /// FT and TF. A column is read by the first of these that knows all its words that any of them knows and `one_way`
    /// does not; where there is none, such words are unknown.
    std::vector<OneWay> one_way_by_column;
    std::map<std::string, bool, std::less<>> planned;  ///< true: not built yet; blank: built
    std::map<std::string, bool, std::less<>> yes;      ///< of bridge, tunnel and ferry; blank: no, unknown word: yes
};

}  // namespace petasentra::network

#pragma once
#include <map>
#include <optional>
#include <petasentra/network/traffic.hpp>
#include <set>
#include <string>
#include <string_view>

namespace petasentra::network {

/// What the words of one column mean, all of them looked at together: see RoadWords.
class OneWayColumn {
  public:
    /// `column` holds its distinct plain words.
    OneWayColumn(const RoadWords& words, const std::set<std::string, std::less<>>& column);

    /// Nothing for a word that is not known.
    [[nodiscard]] std::optional<Traffic> find(std::string_view word) const;
    /// Another reading knows the same words, and says something else of one.
    [[nodiscard]] bool ambiguous() const noexcept { return m_ambiguous; }
    /// "N = dua arah, Y = searah".
    [[nodiscard]] std::string told_id() const;
    [[nodiscard]] std::string told_en() const;

  private:
    const RoadWords::OneWay* m_words;
    RoadWords::OneWay m_letters;  ///< those of the column that hang on it
    bool m_ambiguous = false;
};

}  // namespace petasentra::network

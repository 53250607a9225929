#include "network/one_way_column.hpp"

#include <algorithm>
#include <array>

namespace petasentra::network {
namespace {

using DirectionWords = std::array<const char*, 4>;
constexpr DirectionWords directions_id{"dua arah", "searah", "searah, berlawanan", "tertutup"};
constexpr DirectionWords directions_en{"both ways", "one way", "one way, backwards", "closed"};

std::string listed(const RoadWords::OneWay& letters, const DirectionWords& directions) {
    std::string out;
    for (const auto& [word, traffic] : letters) {
        if (!out.empty()) out += ", ";
        std::transform(word.begin(), word.end(), std::back_inserter(out),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        out += std::string(" = ") + directions[static_cast<std::size_t>(traffic)];
    }
    return out;
}

}  // namespace

OneWayColumn::OneWayColumn(const RoadWords& words, const std::set<std::string, std::less<>>& column)
    : m_words(&words.one_way) {
    std::set<std::string_view> open;
    for (const auto& word : column) {
        if (words.one_way.contains(word)) continue;
        const auto& readings = words.one_way_by_column;
        if (std::any_of(readings.begin(), readings.end(), [&](const auto& one) { return one.contains(word); }))
            open.insert(word);
    }
    if (open.empty()) return;
    for (const auto& reading : words.one_way_by_column) {
        if (!std::all_of(open.begin(), open.end(), [&](auto word) { return reading.contains(word); })) continue;
        for (const auto word : open) {
            const auto traffic = reading.find(word)->second;
            const auto kept = m_letters.emplace(word, traffic).first;
            m_ambiguous = m_ambiguous || kept->second != traffic;
        }
    }
}

std::optional<Traffic> OneWayColumn::find(std::string_view word) const {
    for (const auto* words : {m_words, &m_letters})
        if (const auto found = words->find(word); found != words->end()) return found->second;
    return std::nullopt;
}

std::string OneWayColumn::told_id() const {
    return listed(m_letters, directions_id);
}

std::string OneWayColumn::told_en() const {
    return listed(m_letters, directions_en);
}

}  // namespace petasentra::network

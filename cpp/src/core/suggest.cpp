#include <algorithm>
#include <numeric>
#include <petasentra/core/suggest.hpp>
#include <vector>

namespace petasentra::core {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Levenshtein distance, one row of the table at a time.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    const auto wanted = lower(word);
    const std::string* best = nullptr;
    std::size_t best_distance = 0;
    for (const auto& candidate : candidates) {
        const auto distance = edit_distance(wanted, lower(candidate));
        if (3 * distance > std::max(wanted.size(), candidate.size())) continue;
        if (best == nullptr || distance < best_distance || (distance == best_distance && candidate < *best)) {
            best = &candidate;
            best_distance = distance;
        }
    }
    return best == nullptr ? std::string() : *best;
}

std::string listed(std::span<const std::string> words, std::size_t limit) {
    std::string out;
    const auto shown = std::min(limit, words.size());
    for (std::size_t i = 0; i < shown; ++i) out += (i == 0 ? "" : ", ") + words[i];
    if (shown < words.size()) out += (shown == 0 ? "... (+" : ", ... (+") + std::to_string(words.size() - shown) + ")";
    return out;
}

std::string counted(std::size_t count, std::string_view noun, std::string_view nouns) {
    return std::to_string(count) + " " + std::string(count == 1 ? noun : nouns);
}

}  // namespace petasentra::core

#pragma once
#include <cstdint>
#include <petasentra/network/turn_rules.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

namespace petasentra::network {

/// What journeys have to remember for rules about sequences of arcs: the beginnings of those, as a tree whose root
/// remembers nothing (Aho and Corasick, "Efficient string matching", 1975). Numbered in the order of the sequences.
class TurnMemories {
  public:
    explicit TurnMemories(const TurnRules& rules);

    [[nodiscard]] std::size_t size() const noexcept { return m_last.size(); }
    /// The arc that was travelled last; none at the root, which is 0.
    [[nodiscard]] std::uint32_t last(std::size_t memory) const noexcept { return m_last[memory]; }
    [[nodiscard]] std::uint32_t length(std::size_t memory) const noexcept { return m_length[memory]; }
    /// Whether some sequence goes on from here: the others are no memory anybody needs.
    [[nodiscard]] bool needed(std::size_t memory) const noexcept { return m_needed[memory] != 0; }

    struct Step {
        std::uint32_t memory;              ///< afterwards: one that is needed, or the root
        std::vector<std::uint32_t> rules;  ///< of all sequences that end with this arc, each once, ascending
    };
    [[nodiscard]] Step step(std::uint32_t memory, std::uint32_t arc) const;

  private:
    [[nodiscard]] std::uint32_t child(std::uint32_t memory, std::uint32_t arc) const;
    [[nodiscard]] std::uint32_t longest(std::uint32_t memory, std::uint32_t arc) const;

    std::vector<std::uint32_t> m_last{0xFFFF'FFFF};
    std::vector<std::uint32_t> m_length{0};
    std::vector<std::uint32_t> m_shorter{0};  ///< the longest other memory that is its end
    std::vector<std::uint8_t> m_needed{0};
    std::unordered_map<std::uint64_t, std::uint32_t> m_child;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_ends;  ///< memory, rule of a sequence that is it; sorted
};

}  // namespace petasentra::network

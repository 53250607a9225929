#include "network/turn_memories.hpp"

#include <algorithm>

namespace petasentra::network {
namespace {

constexpr std::uint32_t no_memory = 0xFFFF'FFFF;

std::uint64_t key_of(std::uint32_t memory, std::uint32_t arc) noexcept {
    return (std::uint64_t{memory} << 32U) | arc;
}

}  // namespace

TurnMemories::TurnMemories(const TurnRules& rules) {
    std::vector<std::uint32_t> parent{0};
    for (std::size_t i = 0; i < rules.size(); ++i) {
        std::uint32_t at = 0;
        for (const auto arc : rules.sequence(i)) {
            m_needed[at] = 1;
            const auto [found, is_new] = m_child.emplace(key_of(at, arc), static_cast<std::uint32_t>(m_last.size()));
            if (is_new) {
                m_last.push_back(arc);
                m_length.push_back(m_length[at] + 1);
                m_shorter.push_back(0);
                m_needed.push_back(0);
                parent.push_back(at);
            }
            at = found->second;
        }
        m_ends.emplace_back(at, rules.rule[i]);
    }
    m_needed[0] = 1;
    std::sort(m_ends.begin(), m_ends.end());
    m_ends.erase(std::unique(m_ends.begin(), m_ends.end()), m_ends.end());

    // Short memories first: a memory is as its parent's shorter one with the same arc.
    std::vector<std::uint32_t> order(m_last.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return m_length[a] < m_length[b]; });
    for (const auto memory : order) {
        if (m_length[memory] > 1) m_shorter[memory] = longest(m_shorter[parent[memory]], m_last[memory]);
    }
}

std::uint32_t TurnMemories::child(std::uint32_t memory, std::uint32_t arc) const {
    const auto found = m_child.find(key_of(memory, arc));
    return found == m_child.end() ? no_memory : found->second;
}

std::uint32_t TurnMemories::longest(std::uint32_t memory, std::uint32_t arc) const {
    for (;;) {
        if (const auto found = child(memory, arc); found != no_memory) return found;
        if (memory == 0) return 0;
        memory = m_shorter[memory];
    }
}

TurnMemories::Step TurnMemories::step(std::uint32_t memory, std::uint32_t arc) const {
    Step out{longest(memory, arc), {}};
    for (auto one = out.memory; one != 0; one = m_shorter[one]) {
        for (auto end = std::lower_bound(m_ends.begin(), m_ends.end(), std::pair(one, std::uint32_t{0}));
             end != m_ends.end() && end->first == one; ++end)
            out.rules.push_back(end->second);
    }
    std::sort(out.rules.begin(), out.rules.end());
    out.rules.erase(std::unique(out.rules.begin(), out.rules.end()), out.rules.end());
    while (!needed(out.memory)) out.memory = m_shorter[out.memory];
    return out;
}

}  // namespace petasentra::network

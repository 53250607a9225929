#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace petasentra::network {

/// What is said of ways through nodes: sequences of arcs that some vehicles may not travel one after the other, or that
/// take time of their own.
///
///          C            no left turn from A by B to C:        the sequence  A>B, B>C
///          |            only straight on from A by B to D:    A>B, B>C  and  A>B, B>A
///     A----B----D       a gate at B:                          each arc into B with each out of it, but not back
///          |            over a way (no U-turn over two roads of a dual carriageway): three arcs or more
///
/// A sequence belongs to a rule. What a rule costs is told later, vehicle by vehicle (TravelGraph::costs): nothing for
/// whom it does not bind, `unreachable` for whom it forbids, else the time it takes. So the shape of what is travelled
/// stays the same for all of them.
struct TurnRules {
    std::vector<std::uint64_t> first{0};  ///< by sequence, and the end: where its arcs begin; two at least
    std::vector<std::uint32_t> arcs;  ///< in the order of travel, each beginning at the node where the last one ends
    std::vector<std::uint32_t> rule;  ///< by sequence: below `rules`
    std::uint32_t rules = 0;          ///< also those without a sequence, which say nothing

    [[nodiscard]] std::size_t size() const noexcept { return rule.size(); }
    [[nodiscard]] bool empty() const noexcept { return rule.empty(); }
    [[nodiscard]] std::span<const std::uint32_t> sequence(std::size_t i) const noexcept {
        return {arcs.data() + first[i], static_cast<std::size_t>(first[i + 1] - first[i])};
    }
    void add(std::uint32_t of_rule, std::span<const std::uint32_t> sequence) {
        arcs.insert(arcs.end(), sequence.begin(), sequence.end());
        first.push_back(arcs.size());
        rule.push_back(of_rule);
    }
};

}  // namespace petasentra::network

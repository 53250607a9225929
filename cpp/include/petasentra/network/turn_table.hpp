#pragma once
#include <cstdint>
#include <limits>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::network {

/// What a restriction says of a way over a node or over roads.
enum class TurnKind : std::uint8_t {
    unknown = 0,      ///< in no words that are known
    no = 1,           ///< not this way
    only = 2,         ///< no other way than this
    no_return = 3,    ///< not back on the road one came on
    only_return = 4,  ///< only back
    hours = 5,        ///< holds at some hours only
};

/// What became of a restriction.
enum class TurnStatus : std::uint8_t {
    applied = 0,
    kind_unknown = 1,
    hours = 2,           ///< holds at some hours only, which no profile has
    not_in_network = 3,  ///< its roads or its node are not there, or do not meet as it says
    ambiguous = 4,       ///< it names a road that goes on beyond the node: two ways fit
    against_one_way = 5  ///< the only way that it leaves is closed by a one-way road
};
[[nodiscard]] const char* to_string(TurnStatus status) noexcept;

/// Turn restrictions as sources state them, by ids of roads and nodes; one entry a restriction in each column.
struct TurnTable {
    static constexpr std::int64_t no_node_id = std::numeric_limits<std::int64_t>::min();

    std::vector<std::string> id;                      ///< as the source calls it
    std::vector<std::string> from;                    ///< id of the road by which one comes
    std::vector<std::int64_t> via_node;               ///< id of the node; no_node_id where it is over roads
    std::vector<std::vector<std::string>> via_roads;  ///< their ids, in the order of travel
    std::vector<std::string> to;
    std::vector<TurnKind> kind;

    [[nodiscard]] std::size_t size() const noexcept { return kind.size(); }
};

/// The ways that restrictions speak of, in arcs of the network: those forbidden, or those that alone are allowed.
struct SpokenTurns {
    std::vector<TurnStatus> status;       ///< by restriction
    std::vector<std::uint64_t> first{0};  ///< by way, and the end
    std::vector<std::uint32_t> arcs;
    std::vector<std::uint32_t> row;  ///< by way: the restriction that speaks of it, ascending

    [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
    [[nodiscard]] std::span<const std::uint32_t> way(std::size_t i) const noexcept {
        return {arcs.data() + first[i], static_cast<std::size_t>(first[i + 1] - first[i])};
    }
};

/// Finds the arcs. A road is all edges of one id; a road that is passed on the way is passed as a whole, from end to end.
/// Arcs against a one-way road count only where nothing else fits. Of a road that goes on beyond the node nobody can say
/// which half is meant, unless it is one-way or the way is back on the same edge: `ambiguous`.
/// Errors  Error(option_value) for columns of different lengths. Cost: O(edges + restrictions).
[[nodiscard]] SpokenTurns spoken_turns(const RoadNetwork& network, const TurnTable& table);

/// The rules that follow, restriction i being rule `rules.rules + i`. "Only" forbids, at each step of its way, every other
/// arc, the one back too; where several restrictions begin with the same arcs, what any of them allows stays allowed.
void add_turns(const RoadNetwork& network, const TurnTable& table, const SpokenTurns& spoken, TurnRules& rules);

/// Rules that close nodes, by their ids, in the order given: from every arc to every other, but not back. Tells which of
/// them are nodes of the network.
[[nodiscard]] std::vector<std::uint8_t> add_barriers(const RoadNetwork& network, std::span<const std::int64_t> node_ids,
                                                     TurnRules& rules);

/// TURN_NOT_APPLIED for every restriction whose status is another than `applied`, at its node.
[[nodiscard]] std::vector<RoadFinding> turn_findings(const RoadNetwork& network, const TurnTable& table,
                                                     const SpokenTurns& spoken);

}  // namespace petasentra::network

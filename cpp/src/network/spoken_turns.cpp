#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/network/turn_table.hpp>
#include <unordered_map>

namespace petasentra::network {
namespace {

/// Longer searches, or more ways found, are no restriction anybody meant.
constexpr std::size_t most_steps = 10'000;
constexpr std::size_t most_ways = 64;
constexpr std::size_t most_edges = 1000;

using Way = std::vector<std::uint32_t>;

class TurnFinder {
  public:
    TurnFinder(const RoadNetwork& network, const TurnTable& table) : m_network(network), m_table(table) {
        for (std::size_t i = 0; i < table.size(); ++i) {
            m_edges[table.from[i]];
            m_edges[table.to[i]];
            for (const auto& road : table.via_roads[i]) m_edges[road];
            if (table.via_node[i] != TurnTable::no_node_id) m_nodes.emplace(table.via_node[i], no_node);
        }
        const auto& parts = network.parts();
        for (std::size_t e = 0; e < parts.road.size(); ++e) {
            if (const auto found = m_edges.find(parts.roads.id[parts.road[e]]); found != m_edges.end())
                found->second.push_back(static_cast<Edge>(e));
        }
        for (std::size_t v = 0; v < parts.node_id.size(); ++v) {
            if (const auto found = m_nodes.find(parts.node_id[v]); found != m_nodes.end())
                found->second = static_cast<Node>(v);
        }
    }

    SpokenTurns find() {
        SpokenTurns out;
        for (std::size_t i = 0; i < m_table.size(); ++i) {
            const auto kind = m_table.kind[i];
            m_ways.clear();
            m_steps = 0;
            auto status = kind == TurnKind::unknown ? TurnStatus::kind_unknown
                          : kind == TurnKind::hours ? TurnStatus::hours
                                                    : TurnStatus::applied;
            if (status == TurnStatus::applied) {
                if (m_table.via_node[i] != TurnTable::no_node_id)
                    over_node(i);
                else
                    over_roads(i);
                status = chosen(kind == TurnKind::only || kind == TurnKind::only_return, turns_back(i));
            }
            out.status.push_back(status);
            if (status != TurnStatus::applied) continue;
            for (const auto& way : m_ways) {
                out.arcs.insert(out.arcs.end(), way.begin(), way.end());
                out.first.push_back(out.arcs.size());
                out.row.push_back(static_cast<std::uint32_t>(i));
            }
        }
        return out;
    }

  private:
    /// On the same edge, at a node.
    [[nodiscard]] bool turns_back(std::size_t i) const {
        const auto kind = m_table.kind[i];
        return (kind == TurnKind::no_return || kind == TurnKind::only_return) && m_table.from[i] == m_table.to[i] &&
               m_table.via_node[i] != TurnTable::no_node_id;
    }

    template <class Take>
    void each_arc(const std::string& road, const Take& take) const {
        for (const auto edge : m_edges.at(road)) {
            take(2 * edge);
            take(2 * edge + 1);
        }
    }

    void over_node(std::size_t i) {
        const auto v = m_nodes.at(m_table.via_node[i]);
        if (v == no_node) return;
        const bool back = turns_back(i);
        const auto arcs = m_network.arcs();
        each_arc(m_table.from[i], [&](std::uint32_t a) {
            if (arcs.heads[a] != v) return;
            each_arc(m_table.to[i], [&](std::uint32_t b) {
                if (arcs.tails[b] == v && (b == (a ^ 1U)) == back) m_ways.push_back({a, b});
            });
        });
    }

    /// From end to end of each road in turn.
    void over_roads(std::size_t i) {
        const auto& roads = m_table.via_roads[i];
        if (roads.empty()) return;
        const auto arcs = m_network.arcs();
        each_arc(m_table.from[i], [&](std::uint32_t a) {
            Way way{a};
            pass(i, 0, arcs.heads[a], way);
        });
        if (m_steps > most_steps) m_ways.clear();
    }

    void pass(std::size_t i, std::size_t number, Node at, Way& way) {
        const auto& roads = m_table.via_roads[i];
        const auto arcs = m_network.arcs();
        if (++m_steps > most_steps || m_ways.size() > most_ways || number > most_ways) return;
        if (number == roads.size()) {
            each_arc(m_table.to[i], [&](std::uint32_t b) {
                if (arcs.tails[b] != at || b == (way.back() ^ 1U)) return;
                m_ways.push_back(way);
                m_ways.back().push_back(b);
            });
            return;
        }
        const auto& edges = m_edges.at(roads[number]);
        if (!edges.empty() && edges.size() <= most_edges) pass_edges(i, number, edges, edges.size(), at, way);
    }

    /// What is left of a road: each of its edges once, in whatever order they are numbered.
    void pass_edges(std::size_t i, std::size_t number, const std::vector<Edge>& edges, std::size_t left, Node at,
                    Way& way) {
        if (++m_steps > most_steps) return;
        if (left == 0) {
            pass(i, number + 1, at, way);
            return;
        }
        const auto arcs = m_network.arcs();
        const auto is_passed = [&](Edge edge) {
            const auto first = way.end() - static_cast<std::ptrdiff_t>(edges.size() - left);
            return std::any_of(first, way.end(), [&](std::uint32_t arc) { return arc / 2 == edge; });
        };
        for (const auto edge : edges) {
            for (const auto arc : {2 * edge, 2 * edge + 1}) {
                if (arcs.tails[arc] != at || arc == (way.back() ^ 1U) || is_passed(edge)) continue;
                way.push_back(arc);
                pass_edges(i, number, edges, left - 1, arcs.heads[arc], way);
                way.pop_back();
            }
        }
    }

    [[nodiscard]] bool is_open(const Way& way) const {
        return std::all_of(way.begin(), way.end(), [&](std::uint32_t arc) {
            const auto traffic = m_network.traffic(arc / 2);
            return traffic == Traffic::both || traffic == (arc % 2 == 0 ? Traffic::forward : Traffic::backward);
        });
    }

    /// Leaves the ways that are meant.
    TurnStatus chosen(bool only, bool back) {
        if (m_ways.empty()) return TurnStatus::not_in_network;
        const auto closed =
            std::stable_partition(m_ways.begin(), m_ways.end(), [&](const Way& w) { return is_open(w); });
        if (closed != m_ways.begin())
            m_ways.erase(closed, m_ways.end());
        else if (only)
            return TurnStatus::against_one_way;
        std::sort(m_ways.begin(), m_ways.end());
        m_ways.erase(std::unique(m_ways.begin(), m_ways.end()), m_ways.end());
        return m_ways.size() == 1 || back ? TurnStatus::applied : TurnStatus::ambiguous;
    }

    const RoadNetwork& m_network;
    const TurnTable& m_table;
    std::unordered_map<std::string, std::vector<Edge>> m_edges;  ///< of the roads that are named, along each
    std::unordered_map<std::int64_t, Node> m_nodes;
    std::vector<Way> m_ways;
    std::size_t m_steps = 0;
};

}  // namespace

const char* to_string(TurnStatus status) noexcept {
    switch (status) {
        case TurnStatus::applied:
            return "applied";
        case TurnStatus::kind_unknown:
            return "kind_unknown";
        case TurnStatus::hours:
            return "hours";
        case TurnStatus::not_in_network:
            return "not_in_network";
        case TurnStatus::ambiguous:
            return "ambiguous";
        case TurnStatus::against_one_way:
            return "against_one_way";
    }
    return "kind_unknown";
}

SpokenTurns spoken_turns(const RoadNetwork& network, const TurnTable& table) {
    const auto size = table.size();
    if (table.id.size() != size || table.from.size() != size || table.to.size() != size ||
        table.via_node.size() != size || table.via_roads.size() != size) {
        throw core::Error(core::ErrorCode::option_value, {"Kolom larangan belok tidak sama panjang.",
                                                          "Columns of turn restrictions differ in length."});
    }
    return TurnFinder(network, table).find();
}

}  // namespace petasentra::network

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/network/travel_graph.hpp>
#include <string>

#include "network/turn_memories.hpp"

namespace petasentra::network {
namespace {

[[noreturn]] void refuse_rules(const std::string& id, const std::string& en) {
    throw core::Error(core::ErrorCode::network_malformed,
                      {"Ketentuan belok rusak: " + id, "Malformed turn rules: " + en});
}

void require_rules(const Arcs& roads, const TurnRules& rules) {
    if (rules.first.size() != rules.size() + 1 || rules.first.front() != 0 ||
        !std::is_sorted(rules.first.begin(), rules.first.end()) || rules.first.back() != rules.arcs.size())
        refuse_rules("panjang kolom tidak sama.", "columns differ in length.");
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto sequence = rules.sequence(i);
        const auto number = std::to_string(i);
        if (sequence.size() < 2 || rules.rule[i] >= rules.rules)
            refuse_rules("urutan " + number + " terlalu pendek atau tanpa ketentuan.",
                         "sequence " + number + " is too short or has no rule.");
        for (const auto arc : sequence) {
            if (arc < roads.size()) continue;
            const auto named = std::to_string(arc);
            if (roads.size() == 0)
                refuse_rules("tidak ada busur " + named + "; jaringan ini tidak punya busur.",
                             "there is no arc " + named + "; the network has no arcs.");
            const auto last = std::to_string(roads.size() - 1);
            refuse_rules("tidak ada busur " + named + "; jaringan ini punya busur 0.." + last + ".",
                         "there is no arc " + named + "; the network has arcs 0.." + last + ".");
        }
        for (std::size_t k = 1; k < sequence.size(); ++k) {
            if (roads.heads[sequence[k - 1]] != roads.tails[sequence[k]])
                refuse_rules("busur dalam urutan " + number + " tidak bersambung.",
                             "the arcs of sequence " + number + " do not follow on each other.");
        }
    }
}

}  // namespace

/// Makes the nodes and arcs around the nodes that rules speak of.
class TravelGraphMaker {
  public:
    TravelGraphMaker(TravelGraph& graph, const Arcs& roads, std::span<const std::uint32_t> first_leaving,
                     std::span<const std::uint32_t> leaving, const TurnRules& rules)
        : m_graph(graph),
          m_roads(roads),
          m_first_leaving(first_leaving),
          m_leaving(leaving),
          m_rule_arcs(rules.arcs.size()),
          m_memories(rules) {
        graph.m_road_nodes = graph.m_nodes = roads.nodes;
        graph.m_road_arcs = roads.size();
        graph.m_rule_count = rules.rules;
        graph.m_tails.assign(roads.tails.begin(), roads.tails.end());
        graph.m_heads.assign(roads.heads.begin(), roads.heads.end());
        graph.m_into.assign(roads.tails.begin(), roads.tails.end());
        graph.m_arrival.resize(roads.nodes);
        for (std::size_t v = 0; v < roads.nodes; ++v) graph.m_arrival[v] = static_cast<Node>(v);
    }

    void make() {
        require_room();
        open_nodes();
        open_memories();
        join_memories();
        std::sort(m_graph.m_copies.begin(), m_graph.m_copies.end());
    }

  private:
    template <class Take>
    void each_leaving(Node node, const Take& take) const {
        for (auto i = m_first_leaving[node]; i < m_first_leaving[node + 1]; ++i) take(m_leaving[i]);
    }
    [[nodiscard]] Node place_of(std::size_t memory) const { return m_roads.heads[m_memories.last(memory)]; }
    [[nodiscard]] bool is_memory(std::size_t memory) const { return memory != 0 && m_memories.needed(memory); }

    /// Numbers leave room for "none", and for twice their number in the hierarchy. A star of roads with a rule on each
    /// would fill the memory from a file of some megabytes: no roads have so many turns for what is said of them.
    void require_room() const {
        std::uint64_t more = 0;
        for (std::size_t memory = 0; memory < m_memories.size(); ++memory) {
            if (!is_memory(memory)) continue;
            const auto node = place_of(memory);
            more += 2 * std::uint64_t{m_first_leaving[node + 1] - m_first_leaving[node]} + 5;
        }
        if (more + m_roads.size() + m_roads.nodes >= 0x7FFF'FFFF || more / 64 > m_roads.size() + m_rule_arcs + 10'000)
            refuse_rules("terlalu besar.", "too large.");
    }

    Node add_node(std::uint32_t leaving, std::uint32_t entering) {
        m_graph.m_leaving.push_back(leaving);
        m_graph.m_entering.push_back(entering);
        return static_cast<Node>(m_graph.m_nodes++);
    }
    std::uint32_t add_arc(Node tail, Node head, std::uint32_t copy_of = TravelGraph::no_road_arc,
                          std::span<const std::uint32_t> rules = {}) {
        m_graph.m_tails.push_back(tail);
        m_graph.m_heads.push_back(head);
        m_graph.m_copy_of.push_back(copy_of);
        m_graph.m_rules.insert(m_graph.m_rules.end(), rules.begin(), rules.end());
        m_graph.m_first_rule.push_back(m_graph.m_rules.size());
        return static_cast<std::uint32_t>(m_graph.m_tails.size() - 1);
    }

    /// An arrival, and a beginning of its own for every arc that leaves, at each node where somebody remembers something.
    void open_nodes() {
        std::vector<Node> nodes;
        for (std::size_t memory = 0; memory < m_memories.size(); ++memory) {
            if (is_memory(memory)) nodes.push_back(place_of(memory));
        }
        std::sort(nodes.begin(), nodes.end());
        nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
        for (const auto v : nodes) {
            m_graph.m_arrival[v] = add_node(TravelGraph::no_road_arc, TravelGraph::no_road_arc);
            add_arc(v, m_graph.m_arrival[v]);
            each_leaving(v, [&](std::uint32_t arc) {
                m_graph.m_tails[arc] = m_graph.m_into[arc] = add_node(arc, TravelGraph::no_road_arc);
                add_arc(v, m_graph.m_tails[arc]);
            });
        }
    }

    /// Where one stands with a memory, and the copy of its last arc where that is not all there is to remember.
    void open_memories() {
        m_after.assign(m_memories.size(), no_node);
        m_towards.assign(m_memories.size(), no_node);
        for (std::size_t memory = 0; memory < m_memories.size(); ++memory) {
            if (!is_memory(memory)) continue;
            const auto last = m_memories.last(memory);
            const bool alone = m_memories.length(memory) == 1;
            m_after[memory] = add_node(TravelGraph::no_road_arc, alone ? last : TravelGraph::no_road_arc);
            if (alone) {
                m_graph.m_heads[last] = m_after[memory];
                continue;
            }
            m_towards[memory] = add_node(last, TravelGraph::no_road_arc);
            m_graph.m_copies.emplace_back(last, add_arc(m_towards[memory], m_after[memory], last));
            // Who ends within the arc comes by it or by a copy.
            auto& into = m_graph.m_into[last];
            if (into == m_graph.m_tails[last]) {
                into = add_node(TravelGraph::no_road_arc, TravelGraph::no_road_arc);
                add_arc(m_graph.m_tails[last], into);
            }
            add_arc(m_towards[memory], into);
        }
    }

    void join_memories() {
        for (std::uint32_t memory = 0; memory < m_memories.size(); ++memory) {
            if (!is_memory(memory)) continue;
            const auto v = place_of(memory);
            add_arc(m_after[memory], m_graph.m_arrival[v]);
            each_leaving(v, [&](std::uint32_t arc) {
                const auto step = m_memories.step(memory, arc);
                const bool copied = m_memories.length(step.memory) > 1;
                add_arc(m_after[memory], copied ? m_towards[step.memory] : m_graph.m_tails[arc],
                        TravelGraph::no_road_arc, step.rules);
            });
        }
    }

    TravelGraph& m_graph;
    const Arcs& m_roads;
    std::span<const std::uint32_t> m_first_leaving;
    std::span<const std::uint32_t> m_leaving;
    std::size_t m_rule_arcs;
    TurnMemories m_memories;
    std::vector<Node> m_after;    ///< by memory
    std::vector<Node> m_towards;  ///< by memory of more than one arc
};

TravelGraph::TravelGraph(const Arcs& roads, std::span<const std::uint32_t> first_leaving,
                         std::span<const std::uint32_t> leaving, const TurnRules& rules) {
    require_rules(roads, rules);
    if (!rules.empty()) TravelGraphMaker(*this, roads, first_leaving, leaving, rules).make();
}

std::vector<Cost> TravelGraph::costs(std::span<const Cost> of_roads, std::span<const Cost> of_rules) const {
    if (of_roads.size() != m_road_arcs || of_rules.size() != m_rule_count) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Biaya tidak sama banyak dengan busur atau ketentuan belok jaringan ini.",
                           "There are not as many costs as this network has arcs or turn rules."});
    }
    std::vector<Cost> out(of_roads.begin(), of_roads.end());
    out.reserve(m_tails.size());
    for (std::size_t i = 0; i < m_copy_of.size(); ++i) {
        Cost cost = m_copy_of[i] == no_road_arc ? 0 : of_roads[m_copy_of[i]];
        for (auto rule = m_first_rule[i]; rule < m_first_rule[i + 1]; ++rule)
            cost = std::min(cost + std::min(of_rules[m_rules[rule]], unreachable), unreachable);
        out.push_back(cost);
    }
    return out;
}

void TravelGraph::change(std::span<Cost> costs, std::size_t road_arc, Cost cost) const noexcept {
    costs[road_arc] = cost;
    const auto arc = static_cast<std::uint32_t>(road_arc);
    for (auto copy = std::lower_bound(m_copies.begin(), m_copies.end(), std::pair(arc, std::uint32_t{0}));
         copy != m_copies.end() && copy->first == arc; ++copy)
        costs[copy->second] = cost;
}

}  // namespace petasentra::network

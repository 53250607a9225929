#include <algorithm>
#include <array>
#include <limits>
#include <petasentra/network/turn_table.hpp>
#include <unordered_map>

#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

struct StatusText {
    core::Text message;
    core::Text hint;
};

StatusText text_of(TurnStatus status) {
    const core::Text mend{"Betulkan di sumbernya.", "Mend it at the source."};
    switch (status) {
        case TurnStatus::hours:
            return {{"Larangan belok ini hanya berlaku pada jam tertentu; tidak diterapkan.",
                     "This turn restriction holds at some hours only; it is not applied."},
                    {"Tutup belokannya dengan `with_turns` bila harus berlaku.",
                     "Close the turn with `with_turns` if it is to hold."}};
        case TurnStatus::not_in_network:
            return {
                {"Jalan atau simpul larangan belok ini tidak ada dalam jaringan, atau tidak bertemu; tidak diterapkan.",
                 "The roads or the node of this turn restriction are not in the network, or do not meet; it is not "
                 "applied."},
                {"Periksa apakah potongan datanya cukup luas.", "Look whether the extract is large enough."}};
        case TurnStatus::ambiguous:
            return {{"Larangan belok ini menyebut jalan yang berlanjut melewati simpulnya; tidak diterapkan.",
                     "This turn restriction names a road that goes on beyond its node; it is not applied."},
                    mend};
        case TurnStatus::against_one_way:
            return {{"Larangan belok ini hanya menyisakan arah yang ditutup jalan satu arah; tidak diterapkan.",
                     "The only way that this turn restriction leaves is against a one-way road; it is not applied."},
                    mend};
        case TurnStatus::kind_unknown:
        case TurnStatus::applied:
            break;
    }
    return {{"Jenis larangan belok ini tidak dikenal; tidak diterapkan.",
             "The kind of this turn restriction is not known; it is not applied."},
            mend};
}

/// What is allowed after the first arcs of a way, by all restrictions that leave only some.
class Allowed {
  public:
    Allowed(const TurnTable& table, const SpokenTurns& spoken) : m_spoken(spoken) {
        for (std::size_t i = 0; i < spoken.size(); ++i) {
            const auto kind = table.kind[spoken.row[i]];
            if (kind == TurnKind::only || kind == TurnKind::only_return) m_by_first[spoken.way(i)[0]].push_back(i);
        }
    }
    [[nodiscard]] bool has(std::span<const std::uint32_t> travelled, std::uint32_t arc) const {
        const auto same = m_by_first.find(travelled[0]);
        return same != m_by_first.end() && std::any_of(same->second.begin(), same->second.end(), [&](std::size_t i) {
                   const auto way = m_spoken.way(i);
                   return way.size() > travelled.size() && way[travelled.size()] == arc &&
                          std::equal(travelled.begin(), travelled.end(), way.begin());
               });
    }

  private:
    const SpokenTurns& m_spoken;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> m_by_first;
};

template <class Take>
void each_leaving(const RoadNetwork& network, Node node, const Take& take) {
    for (auto i = network.first_leaving()[node]; i < network.first_leaving()[node + 1]; ++i) take(network.leaving()[i]);
}

}  // namespace

void add_turns(const RoadNetwork& network, const TurnTable& table, const SpokenTurns& spoken, TurnRules& rules) {
    const Allowed allowed(table, spoken);
    const auto arcs = network.arcs();
    std::vector<std::uint32_t> wrong;
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        const auto way = spoken.way(i);
        const auto rule = rules.rules + spoken.row[i];
        const auto kind = table.kind[spoken.row[i]];
        if (kind == TurnKind::no || kind == TurnKind::no_return) {
            rules.add(rule, way);
            continue;
        }
        for (std::size_t k = 1; k < way.size(); ++k) {
            const auto travelled = way.first(k);
            each_leaving(network, arcs.tails[way[k]], [&](std::uint32_t arc) {
                if (allowed.has(travelled, arc)) return;
                wrong.assign(travelled.begin(), travelled.end());
                wrong.push_back(arc);
                rules.add(rule, wrong);
            });
        }
    }
    rules.rules += static_cast<std::uint32_t>(table.size());
}

std::vector<std::uint8_t> add_barriers(const RoadNetwork& network, std::span<const std::int64_t> node_ids,
                                       TurnRules& rules) {
    std::unordered_map<std::int64_t, Node> nodes;
    for (const auto id : node_ids) nodes.emplace(id, no_node);
    const auto& ids = network.parts().node_id;
    for (std::size_t v = 0; v < ids.size(); ++v) {
        if (const auto found = nodes.find(ids[v]); found != nodes.end()) found->second = static_cast<Node>(v);
    }
    std::vector<std::uint8_t> out;
    for (const auto id : node_ids) {
        const auto v = nodes.at(id);
        const auto rule = rules.rules++;
        out.push_back(v == no_node ? 0 : 1);
        if (v == no_node) continue;
        each_leaving(network, v, [&](std::uint32_t back) {
            each_leaving(network, v, [&](std::uint32_t arc) {
                const std::uint32_t into = back ^ 1U;
                if (arc != back) rules.add(rule, std::array{into, arc});
            });
        });
    }
    return out;
}

std::vector<RoadFinding> turn_findings(const RoadNetwork& network, const TurnTable& table, const SpokenTurns& spoken) {
    constexpr auto nothing = std::numeric_limits<double>::quiet_NaN();
    const auto& parts = network.parts();
    std::unordered_map<std::int64_t, std::size_t> nodes;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (spoken.status[i] != TurnStatus::applied) nodes.emplace(table.via_node[i], parts.node_id.size());
    }
    for (std::size_t v = 0; v < parts.node_id.size() && !nodes.empty(); ++v) {
        if (const auto found = nodes.find(parts.node_id[v]); found != nodes.end()) found->second = v;
    }
    std::vector<RoadFinding> out;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (spoken.status[i] == TurnStatus::applied) continue;
        auto [message, hint] = text_of(spoken.status[i]);
        const auto v = nodes.at(table.via_node[i]);
        const bool placed = v < parts.node_id.size();
        out.push_back(road_finding(
            "TURN_NOT_APPLIED", core::Severity::warning, parts.title, table.id[i], std::move(message), std::move(hint),
            nothing, "", placed ? parts.node_xy[2 * v] : nothing, placed ? parts.node_xy[2 * v + 1] : nothing));
    }
    return out;
}

}  // namespace petasentra::network

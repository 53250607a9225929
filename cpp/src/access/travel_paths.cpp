#include <algorithm>
#include <array>
#include <cmath>
#include <petasentra/access/travel_paths.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/path_search.hpp>
#include <string>

#include "access/along_line.hpp"

namespace petasentra::access {
namespace {

using network::Cost;
using network::unreachable;

constexpr std::size_t journeys_a_block = 32;

struct Piece {
    network::Edge edge;
    double begin;
    double end;
};

struct Found {
    Cost cost = unreachable;
    std::vector<Piece> pieces;
};

class JourneySearch {
  public:
    JourneySearch(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                  const network::Metric& metric, std::span<const Cost> arc_costs, const Stops& origins,
                  const Stops& targets)
        : m_network(network), m_origins(origins), m_targets(targets), m_search(hierarchy, metric, arc_costs) {}

    Found find(const Journey& journey) {
        const auto [o, t] = journey;
        Found out{cost_on_edge(m_origins, o, m_targets, t), {}};
        const bool has_edge = out.cost != unreachable;
        std::array<std::uint32_t, 2> best{};
        bool stays = true;
        for (auto a = m_origins.first[o]; a < m_origins.first[o + 1]; ++a) {
            for (auto b = m_targets.first[t]; b < m_targets.first[t + 1]; ++b) {
                const auto between = m_search.cost(m_origins.node[a], m_targets.node[b]);
                const auto there = std::min(m_origins.cost[a] + between, unreachable);
                const auto cost = std::min(there + m_targets.cost[b], unreachable);
                if (cost >= out.cost) continue;
                out.cost = cost;
                best = {a, b};
                stays = false;
            }
        }
        if (stays) {
            if (has_edge)
                add(out, static_cast<network::Edge>(m_origins.edge[o]), m_origins.fraction[o], m_targets.fraction[t]);
            return out;
        }
        add(out, static_cast<network::Edge>(m_origins.edge[o]), m_origins.fraction[o], m_origins.end[best[0]]);
        const auto& travel = m_network.travel();
        for (const auto travelled : m_search.path(m_origins.node[best[0]], m_targets.node[best[1]]).arcs) {
            const auto arc = travel.empty() ? travelled : travel.road_arc(travelled);
            if (arc == network::TravelGraph::no_road_arc) continue;
            const bool against = arc % 2 != 0;
            add(out, arc / 2, against ? 1.0 : 0.0, against ? 0.0 : 1.0);
        }
        add(out, static_cast<network::Edge>(m_targets.edge[t]), m_targets.end[best[1]], m_targets.fraction[t]);
        return out;
    }

  private:
    static void add(Found& found, network::Edge edge, double begin, double end) {
        if (begin != end) found.pieces.push_back({edge, begin, end});
    }

    const network::RoadNetwork& m_network;
    const Stops& m_origins;
    const Stops& m_targets;
    network::PathSearch m_search;
};

void require_journeys(const network::RoadNetwork& network, std::span<const Cost> arc_costs, const Stops& origins,
                      const Stops& targets, std::span<const Journey> journeys) {
    if (arc_costs.size() != network.travel_arcs().size()) {
        throw core::Error(core::ErrorCode::option_value, {"Biaya tidak sama banyak dengan busur jaringan ini.",
                                                          "There are not as many costs as this network has arcs."});
    }
    for (std::size_t i = 0; i < journeys.size(); ++i) {
        if (journeys[i].origin < origins.size() && journeys[i].target < targets.size()) continue;
        const auto row = std::to_string(i);
        throw core::Error(core::ErrorCode::option_value,
                          {"Perjalanan " + row + " menyebut tempat yang tidak ada.",
                           "Journey " + row + " names a place that is not there."},
                          {}, {.feature = row});
    }
}

}  // namespace

TravelPaths travel_paths(const network::RoadNetwork& network, const network::Hierarchy& hierarchy,
                         const network::Metric& metric, std::span<const Cost> arc_costs, const Stops& origins,
                         const Stops& targets, std::span<const Journey> journeys, const core::Control& control) {
    require_journeys(network, arc_costs, origins, targets, journeys);
    std::vector<Found> found(journeys.size());
    core::for_blocks(journeys.size(), journeys_a_block, control, [&](core::Block block) {
        JourneySearch search(network, hierarchy, metric, arc_costs, origins, targets);
        for (auto i = block.begin; i < block.end; ++i) found[i] = search.find(journeys[i]);
    });
    TravelPaths out;
    for (const auto& one : found) {
        double length_m = 0.0;
        for (const auto& piece : one.pieces) {
            out.edge.push_back(piece.edge);
            out.begin.push_back(piece.begin);
            out.end.push_back(piece.end);
            length_m += std::abs(piece.end - piece.begin) * network.parts().length_m[piece.edge];
        }
        out.cost.push_back(one.cost);
        out.length_m.push_back(length_m);
        out.first_piece.push_back(out.edge.size());
    }
    return out;
}

geometry::GeometryColumn lines_of(const network::RoadNetwork& network, const TravelPaths& paths) {
    geometry::GeometryColumn out;
    std::vector<double> piece;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (paths.first_piece[i] == paths.first_piece[i + 1]) {
            out.append_null();
            continue;
        }
        const auto before = out.xy.size();
        for (auto p = paths.first_piece[i]; p < paths.first_piece[i + 1]; ++p) {
            const auto [least, most] = std::minmax(paths.begin[p], paths.end[p]);
            piece.clear();
            AlongLine(network.line(paths.edge[p])).cut(least, most, piece);
            const auto vertices = piece.size() / 2;
            for (std::size_t k = 0; k < vertices; ++k) {
                const auto v = paths.begin[p] <= paths.end[p] ? k : vertices - 1 - k;
                const auto x = piece[2 * v];
                const auto y = piece[2 * v + 1];
                // Pieces meet at nodes, which a line goes through once.
                const bool again =
                    k == 0 && out.xy.size() > before && out.xy[out.xy.size() - 2] == x && out.xy.back() == y;
                if (!again) out.xy.insert(out.xy.end(), {x, y});
            }
        }
        out.vertex_of_ring.push_back(out.xy.size() / 2);
        out.ring_of_part.push_back(out.ring_of_part.back() + 1);
        out.part_of_row.push_back(out.part_of_row.back() + 1);
        out.kind.push_back(geometry::Kind::line_string);
        out.has_z.push_back(0);
        out.has_m.push_back(0);
    }
    return out;
}

}  // namespace petasentra::access

#include <algorithm>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/added_roads.hpp>
#include <set>

#include "network/added_lines.hpp"

namespace petasentra::network {
namespace {

using Place = std::pair<double, double>;

template <class Value>
void append(std::vector<Value>& to, const std::vector<Value>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// Words of both in alphabetical order, and codes that say so.
void append_coded(std::vector<std::uint32_t>& codes, std::vector<std::string>& words,
                  const std::vector<std::uint32_t>& more_codes, const std::vector<std::string>& more_words) {
    auto all = words;
    append(all, more_words);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    const auto recode = [&](std::uint32_t code, const std::vector<std::string>& from) {
        if (code == no_word) return no_word;
        return static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), from[code]) - all.begin());
    };
    for (auto& code : codes) code = recode(code, words);
    for (const auto code : more_codes) codes.push_back(recode(code, more_words));
    words = std::move(all);
}

void append_roads(Roads& to, const Roads& more) {
    append(to.id, more.id);
    append(to.status, more.status);
    append_coded(to.road_class, to.class_words, more.road_class, more.class_words);
    append_coded(to.access, to.access_words, more.access, more.access_words);
    append(to.traffic, more.traffic);
    append(to.flags, more.flags);
    append(to.level, more.level);
    append(to.axle_limit_t, more.axle_limit_t);
    append(to.weight_limit_t, more.weight_limit_t);
    append(to.width_m, more.width_m);
    append(to.speed_limit_km_per_h, more.speed_limit_km_per_h);
    append(to.duration_s, more.duration_s);
    append(to.closed_from, more.closed_from);
    append(to.closed_until, more.closed_until);
    append(to.name, more.name);
}

/// The network and the lines that meet it, on the way to one network.
class RoadAddition {
  public:
    RoadAddition(const RoadNetwork& base, const layer::Layer& lines, const LineOptions& options,
                 const core::Control& control)
        : m_base(base), m_control(control), m_parts(base.parts()), m_places(base) {
        // Rows that cannot be read, and ends that are moved, are told as those of the added layer.
        NetworkParts more;
        more.crs = lines.crs;
        more.title = lines.title();
        more.tolerance_m = options.tolerance_m;
        more.roads = read_roads(lines.table, options.columns, options.words, PlannedRoads::waiting, more.title,
                                more.findings, &lines.geometry);
        for (auto& flags : more.roads.flags) flags = static_cast<std::uint8_t>(flags | is_planned | is_waiting);
        m_added = chains_of(lines, more.roads, more.findings);
        join_ends(m_added, more, m_places.ground(), control);
        const auto rows_before = static_cast<std::uint32_t>(m_parts.roads.size());
        for (auto& road : m_added.road) road += rows_before;
        append_roads(m_parts.roads, more.roads);

        more.roads = m_parts.roads;
        more.node_xy = m_parts.node_xy;
        m_met = meet_network(m_added, more, base, m_places, options.crossings, control);
        m_parts.lines += m_added.size();
        m_parts.ends_moved += more.ends_moved;
        m_parts.farthest_move_m = std::max(m_parts.farthest_move_m, more.farthest_move_m);
        append(m_parts.findings, more.findings);
    }

    RoadNetwork made(bool crossings) {
        const auto all = chains_that_may_meet();
        const auto cuts = cuts_of_added(all, crossings);
        Chains numbered = all;
        for (std::size_t chain = 0; chain < numbered.size(); ++chain)
            numbered.road[chain] = static_cast<std::uint32_t>(chain);
        std::vector<std::uint32_t> chain_of;
        m_pieces = edges_drawn(numbered, cuts, chain_of);
        m_piece_m = geometry::length_m(m_pieces, m_parts.crs, m_places.ground().method(), m_control);
        number_places();
        lay_edges(all, chain_of);
        return RoadNetwork(std::move(m_parts));
    }

  private:
    /// Edges near the added lines, with the vertices at which those meet them, and then the added lines.
    Chains chains_that_may_meet() {
        std::vector<std::uint32_t> rows;
        for (const auto& cut : m_met) m_near.push_back(cut.chain);
        for (const auto& box : segments_of(m_added).boxes) {
            m_places.strips().edges_near(box, rows);
            append(m_near, rows);
        }
        std::sort(m_near.begin(), m_near.end());
        m_near.erase(std::unique(m_near.begin(), m_near.end()), m_near.end());
        const auto& parts = m_base.parts();
        Chains all;
        for (const auto edge : m_near) {
            const auto line = m_base.line(edge);
            const auto start = all.xy.size();
            all.xy.insert(all.xy.end(), line.begin(), line.end());
            std::copy_n(parts.node_xy.begin() + 2 * std::ptrdiff_t{parts.from[edge]}, 2,
                        all.xy.begin() + static_cast<std::ptrdiff_t>(start));
            std::copy_n(parts.node_xy.begin() + 2 * std::ptrdiff_t{parts.to[edge]}, 2, all.xy.end() - 2);
            all.first_vertex.push_back(all.vertex_count());
            all.road.push_back(parts.road[edge]);
        }
        for (auto& cut : m_met) {
            const auto chain = std::lower_bound(m_near.begin(), m_near.end(), cut.chain) - m_near.begin();
            const auto first = parts.vertex_of_edge[cut.chain];
            cut.chain = static_cast<std::uint32_t>(chain);
            cut.vertex = all.first_vertex[cut.chain] + (cut.vertex - first);
        }
        put_in_order(m_met);
        all = with_vertices(all, m_met);
        const auto vertices = all.vertex_count();
        append(all.road, m_added.road);
        append(all.xy, m_added.xy);
        for (std::size_t chain = 0; chain < m_added.size(); ++chain)
            all.first_vertex.push_back(vertices + m_added.first_vertex[chain + 1]);
        return all;
    }

    /// Of all places at which those chains meet, the ones at which an added line does: the network itself stays as it is.
    std::vector<Cut> cuts_of_added(const Chains& all, bool crossings) {
        NetworkParts scratch;
        scratch.roads = m_parts.roads;
        auto cuts = junction_cuts(all, scratch, crossings, m_control);
        std::set<Place> met;
        for (std::size_t chain = m_near.size(); chain < all.size(); ++chain) {
            for (const auto v : {all.first_vertex[chain], all.last_vertex(chain)})
                met.emplace(all.at(v)[0], all.at(v)[1]);
        }
        for (const auto& cut : cuts)
            if (cut.chain >= m_near.size()) met.emplace(cut.x, cut.y);
        // Two roads that pass each other without meeting would meet here even while the added one is closed: it meets the
        // node that is there, or else the first of them.
        std::set<Place> taken;
        std::erase_if(cuts, [&](const Cut& cut) {
            const Place place(cut.x, cut.y);
            return cut.chain < m_near.size() &&
                   (!met.contains(place) || node_of_base(place) != no_node || !taken.insert(place).second);
        });
        m_parts.t_junctions += scratch.t_junctions;
        m_parts.crossings += scratch.crossings;
        return cuts;
    }

    [[nodiscard]] Place end_of(std::size_t piece, bool last) const {
        const auto vertex = last ? m_pieces.vertex_of_ring[piece + 1] - 1 : m_pieces.vertex_of_ring[piece];
        return {m_pieces.xy[2 * vertex], m_pieces.xy[2 * vertex + 1]};
    }

    [[nodiscard]] Node node_of_base(const Place& place) const {
        return m_places.node_near(place.first, place.second, 0.0);
    }

    [[nodiscard]] Node node_of(const Place& place) const {
        const auto found = std::lower_bound(m_new.begin(), m_new.end(), place);
        if (found != m_new.end() && *found == place)
            return static_cast<Node>(m_base.node_count() + static_cast<std::size_t>(found - m_new.begin()));
        return node_of_base(place);
    }

    void number_places() {
        for (std::size_t piece = 0; piece < m_piece_m.size(); ++piece) {
            for (const bool last : {false, true})
                if (node_of_base(end_of(piece, last)) == no_node) m_new.push_back(end_of(piece, last));
        }
        std::sort(m_new.begin(), m_new.end());
        m_new.erase(std::unique(m_new.begin(), m_new.end()), m_new.end());
        const auto& ids = m_base.parts().node_id;
        const auto most = ids.empty() ? std::int64_t{-1} : *std::max_element(ids.begin(), ids.end());
        if (most > std::numeric_limits<std::int64_t>::max() - static_cast<std::int64_t>(m_new.size()))
            throw core::Error(core::ErrorCode::network_malformed,
                              {"Nomor simpul jaringan ini terlalu besar untuk ditambah.",
                               "The ids of the nodes of this network leave no room for more."});
        for (std::size_t i = 0; i < m_new.size(); ++i) {
            m_parts.node_xy.insert(m_parts.node_xy.end(), {m_new[i].first, m_new[i].second});
            m_parts.node_id.push_back(most + 1 + static_cast<std::int64_t>(i));
            if (!m_parts.node_name.empty()) m_parts.node_name.push_back("+" + std::to_string(i));
        }
    }

    /// The edges as they were, cut ones with their first piece; then further pieces; then the added ones.
    void lay_edges(const Chains& all, const std::vector<std::uint32_t>& chain_of) {
        std::vector<std::size_t> first_piece(all.size() + 1, chain_of.size());
        for (std::size_t piece = chain_of.size(); piece-- > 0;) first_piece[chain_of[piece]] = piece;
        const auto pieces_of = [&](std::size_t chain) {
            auto end = first_piece[chain];
            while (end < chain_of.size() && chain_of[end] == chain) ++end;
            return std::pair(first_piece[chain], end);
        };
        const auto& base = m_base.parts();
        clear_edges();
        std::vector<std::size_t> later;
        auto near = m_near.begin();
        for (Edge edge = 0; edge < m_base.edge_count(); ++edge) {
            const bool is_near = near != m_near.end() && *near == edge;
            const auto [first, end] = is_near ? pieces_of(static_cast<std::size_t>(near++ - m_near.begin()))
                                              : std::pair<std::size_t, std::size_t>(0, 0);
            if (end - first < 2) {
                const auto line = m_base.line(edge);
                add_edge(base.from[edge], base.to[edge], base.length_m[edge], base.road[edge], line);
                continue;
            }
            double whole_m = 0.0;
            for (auto piece = first; piece < end; ++piece) whole_m += m_piece_m[piece];
            for (auto piece = first; piece < end; ++piece) {
                m_piece_m[piece] *= whole_m > 0.0 ? base.length_m[edge] / whole_m : 0.0;
                if (piece > first) later.push_back(piece);
            }
            add_piece(first, base.from[edge], node_of(end_of(first, true)), base.road[edge]);
        }
        for (const auto piece : later) {
            const auto edge = m_near[chain_of[piece]];
            const bool is_last = piece + 1 == chain_of.size() || chain_of[piece + 1] != chain_of[piece];
            add_piece(piece, node_of(end_of(piece, false)), is_last ? base.to[edge] : node_of(end_of(piece, true)),
                      base.road[edge]);
        }
        for (std::size_t piece = 0; piece < chain_of.size(); ++piece) {
            if (chain_of[piece] < m_near.size()) continue;
            add_piece(piece, node_of(end_of(piece, false)), node_of(end_of(piece, true)), all.road[chain_of[piece]]);
        }
    }

    void clear_edges() {
        for (auto* column : {&m_parts.from, &m_parts.to, &m_parts.road}) column->clear();
        m_parts.length_m.clear();
        m_parts.xy.clear();
        m_parts.vertex_of_edge.assign(1, 0);
    }

    void add_edge(Node from, Node to, double length_m, std::uint32_t road, std::span<const double> line) {
        m_parts.from.push_back(from);
        m_parts.to.push_back(to);
        m_parts.length_m.push_back(length_m);
        m_parts.road.push_back(road);
        m_parts.xy.insert(m_parts.xy.end(), line.begin(), line.end());
        m_parts.vertex_of_edge.push_back(m_parts.xy.size() / 2);
    }

    void add_piece(std::size_t piece, Node from, Node to, std::uint32_t road) {
        const auto first = m_pieces.vertex_of_ring[piece];
        const auto end = m_pieces.vertex_of_ring[piece + 1];
        add_edge(from, to, m_piece_m[piece], road, {m_pieces.xy.data() + 2 * first, 2 * (end - first)});
    }

    const RoadNetwork& m_base;
    const core::Control& m_control;
    NetworkParts m_parts;
    NodesAndEdges m_places;
    Chains m_added;
    std::vector<Cut> m_met;             ///< where edges get a vertex
    std::vector<std::uint32_t> m_near;  ///< edges that may be cut, ascending
    geometry::GeometryColumn m_pieces;
    std::vector<double> m_piece_m;
    std::vector<Place> m_new;  ///< places of new nodes
};

}  // namespace

RoadNetwork with_roads(const RoadNetwork& base, const layer::Layer& lines, const LineOptions& options,
                       const core::Control& control) {
    control.check();
    require_tolerance(options.tolerance_m);
    if (!lines.crs.known())
        throw core::Error(core::ErrorCode::crs_missing,
                          {"Lapisan jalan yang ditambahkan tidak punya CRS.", "The layer of added roads has no CRS."});
    if (!lines.crs.same_as(base.parts().crs))
        throw core::Error(core::ErrorCode::crs_mismatch,
                          {"Jalan yang ditambahkan memakai CRS lain (" + lines.crs.name() + ").",
                           "The added roads are in another CRS (" + lines.crs.name() + ")."});
    return RoadAddition(base, lines, options, control).made(options.crossings);
}

}  // namespace petasentra::network

#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/network/network_report.hpp>
#include <tuple>

#include "network/road_findings.hpp"
#include "network/unsnapped_ends.hpp"

namespace petasentra::network {
namespace {

using core::Severity;

class NetworkLook {
  public:
    NetworkLook(const RoadNetwork& network, const core::Control& control)
        : m_network(network), m_parts(network.parts()), m_roads(network.roads()), m_control(control) {}

    NetworkReport look(double reach_m) {
        m_report.nodes = m_network.node_count();
        m_report.edges = m_network.edge_count();
        m_report.rows = m_roads.size();
        for (const auto status : m_roads.status) {
            if (has_edge(status)) ++m_report.rows_used;
            if (status == RoadStatus::planned) ++m_report.rows_planned;
        }
        count_edges();
        count_classes();
        count_components();
        count_dead_ends(reach_m);
        count_duplicates();
        put_findings_in_order();
        return std::move(m_report);
    }

  private:
    [[nodiscard]] const std::string& feature_of(std::size_t edge) const { return m_roads.id[m_parts.road[edge]]; }

    void add_finding(const char* code, Severity severity, std::size_t edge, core::Text message, core::Text hint,
                     double measure, const char* unit, std::size_t node) {
        m_found.push_back(road_finding(code, severity, m_parts.title, feature_of(edge), std::move(message),
                                       std::move(hint), measure, unit, m_parts.node_xy[2 * node],
                                       m_parts.node_xy[2 * node + 1]));
    }

    void count_edges() {
        for (std::size_t e = 0; e < m_report.edges; ++e) {
            m_report.length_km += m_parts.length_m[e] / 1000.0;
            const auto traffic = m_network.traffic(e);
            if (traffic == Traffic::forward || traffic == Traffic::backward) ++m_report.one_way_edges;
            if (m_roads.has(m_parts.road[e], is_ferry)) {
                ++m_report.ferries;
                m_report.ferry_km += m_parts.length_m[e] / 1000.0;
                add_finding("ROAD_FERRY", Severity::note, e,
                            {"Ruas ini penyeberangan feri, dengan waktu tunggu menurut profil.",
                             "This edge is a ferry, with the waiting that the profile states."},
                            {"Periksa apakah feri itu masih berjalan.", "Look whether the ferry still runs."},
                            m_parts.length_m[e] / 1000.0, "km", m_parts.from[e]);
            }
            if (m_parts.from[e] == m_parts.to[e]) {
                ++m_report.loops;
                add_finding("ROAD_LOOP", Severity::note, e,
                            {"Ruas ini kembali ke simpul asalnya.", "This edge ends where it begins."},
                            {"Tidak ada, bila memang jalan melingkar.", "Nothing, if the road does go round."},
                            m_parts.length_m[e], "m", m_parts.from[e]);
            }
        }
    }

    void count_classes() {
        std::map<std::string, ClassLength> classes;
        for (std::size_t e = 0; e < m_report.edges; ++e) {
            const auto number = m_roads.road_class[m_parts.road[e]];
            const auto word = number == no_word ? std::string() : m_roads.class_words[number];
            auto& one = classes.try_emplace(word, ClassLength{word, 0, 0.0}).first->second;
            ++one.edges;
            one.length_km += m_parts.length_m[e] / 1000.0;
        }
        for (auto& [word, one] : classes) m_report.classes.push_back(std::move(one));
        std::stable_sort(m_report.classes.begin(), m_report.classes.end(),
                         [](const auto& a, const auto& b) { return a.length_km > b.length_km; });
    }

    void count_components() {
        auto& out = m_report.components;
        std::vector<std::size_t> some_edge(m_network.component_count(), m_report.edges);
        for (std::size_t c = 0; c < m_network.component_count(); ++c)
            out.push_back({static_cast<std::uint32_t>(c), m_network.component_nodes()[c], 0, 0.0});
        for (std::size_t e = 0; e < m_report.edges; ++e) {
            const auto c = m_network.component()[m_parts.from[e]];
            ++out[c].edges;
            out[c].length_km += m_parts.length_m[e] / 1000.0;
            some_edge[c] = std::min(some_edge[c], e);
        }
        const auto largest = m_network.largest_component();
        for (const auto& one : out) {
            if (one.component == largest || one.edges == 0) continue;
            const auto nodes = std::to_string(one.nodes);
            const auto edge = some_edge[one.component];
            add_finding("ROAD_ISLAND", Severity::warning, edge,
                        {"Sekelompok jalan dengan " + nodes + " simpul tidak terhubung dengan jaringan terbesar.",
                         "A group of roads with " + nodes + " nodes is not connected to the largest network."},
                        {"Periksa ujungnya: pulau, atau jalan yang tidak bertemu di data.",
                         "Look at its ends: an island, or roads that do not meet in the data."},
                        one.length_km, "km", m_parts.from[edge]);
        }
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.nodes > b.nodes; });
    }

    void count_dead_ends(double reach_m) {
        for (std::size_t node = 0; node < m_report.nodes; ++node)
            if (m_network.degree(node) == 1) ++m_report.dead_ends;
        m_report.unsnapped = unsnapped_ends(m_network, reach_m, m_control);
        for (const auto& one : m_report.unsnapped) {
            if (one.ends == 1) ++m_report.ends_near_roads;
            if (one.ends == 1 || !one.connected) tell_unsnapped(one);
        }
    }

    void tell_unsnapped(const UnsnappedEnd& one) {
        const auto metres = core::number_text(one.distance_m, 1);
        const auto& other = feature_of(one.near_edge);
        const auto ends = std::to_string(one.ends);
        const core::Text dead_end{
            "Ujung jalan ini berjarak " + metres.id + " m dari jalan lain (" + other + ") tetapi tidak bertemu.",
            "This road ends " + metres.en + " m from another (" + other + ") and does not meet it."};
        const core::Text junction{"Di sini bertemu " + ends + " ujung jalan, " + metres.id + " m dari jalan lain (" +
                                      other + ") yang tidak terhubung dengannya.",
                                  "Here " + ends + " ends of roads meet, " + metres.en + " m from another (" + other +
                                      ") that is not connected to them."};
        add_finding("END_NEAR_ROAD", Severity::warning, one.edge, one.ends == 1 ? dead_end : junction,
                    {"Bila seharusnya bertemu, naikkan tolerance_m atau betulkan datanya.",
                     "If they should meet, raise tolerance_m or mend the data."},
                    one.distance_m, "m", one.node);
    }

    /// Edges by their vertices, each in the direction that comes first.
    void count_duplicates() {
        std::map<std::vector<double>, std::size_t> seen;
        std::map<std::tuple<Node, Node, std::uint64_t>, std::vector<std::size_t>> alike;
        for (std::size_t e = 0; e < m_report.edges; ++e) {
            const auto [low, high] = std::minmax(m_parts.from[e], m_parts.to[e]);
            alike[{low, high, m_parts.vertex_of_edge[e + 1] - m_parts.vertex_of_edge[e]}].push_back(e);
        }
        for (const auto& [key, edges] : alike) {
            if (edges.size() < 2) continue;
            seen.clear();
            for (const auto e : edges) {
                const auto [earlier, is_new] = seen.emplace(canonical_line(e), e);
                if (is_new || is_one_way_pair(earlier->second, e)) continue;
                ++m_report.duplicates;
                add_finding("ROAD_DUPLICATE", Severity::warning, e,
                            {"Ruas ini berimpit dengan ruas dari " + feature_of(earlier->second) + ".",
                             "This edge lies on one of " + feature_of(earlier->second) + "."},
                            {"Hapus salah satunya di sumbernya; keduanya tetap dipakai.",
                             "Take one of them out at the source; both are used."},
                            m_parts.length_m[e], "m", m_parts.from[e]);
            }
        }
    }

    /// Sources of directed edges write a road both ways as two, one for each direction.
    [[nodiscard]] bool is_one_way_pair(std::size_t a, std::size_t b) const {
        return m_network.traffic(a) == Traffic::forward && m_network.traffic(b) == Traffic::forward &&
               m_parts.from[a] == m_parts.to[b] && m_parts.to[a] == m_parts.from[b];
    }

    [[nodiscard]] std::vector<double> canonical_line(std::size_t edge) const {
        const auto line = m_network.line(edge);
        std::vector<double> there(line.begin(), line.end());
        std::vector<double> back;
        for (auto v = line.size(); v >= 2; v -= 2) back.insert(back.end(), {line[v - 2], line[v - 1]});
        return std::min(there, back);
    }

    void put_findings_in_order() {
        const auto key = [](const RoadFinding& one) {
            const bool placed = !std::isnan(one.x);
            return std::tuple(std::string_view(one.finding.code), placed ? one.x : 0.0, placed ? one.y : 0.0,
                              std::string_view(one.finding.feature));
        };
        std::stable_sort(m_found.begin(), m_found.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
        m_report.findings = m_parts.findings;
        m_report.findings.insert(m_report.findings.end(), m_found.begin(), m_found.end());
    }

    const RoadNetwork& m_network;
    const NetworkParts& m_parts;
    const Roads& m_roads;
    const core::Control& m_control;
    NetworkReport m_report;
    std::vector<RoadFinding> m_found;
};

}  // namespace

NetworkReport report_of(const RoadNetwork& network, const ReportOptions& options, const core::Control& control) {
    if (!(options.reach_m >= 0.0) || !std::isfinite(options.reach_m))
        throw core::Error(core::ErrorCode::option_value, {"reach_m harus bilangan yang tidak negatif.",
                                                          "reach_m must be a number that is not negative."});
    // A network without nodes may be without a CRS, and has nothing to look at.
    if (network.node_count() == 0) {
        NetworkReport empty;
        empty.rows = network.roads().size();
        for (const auto status : network.roads().status)
            if (status == RoadStatus::planned) ++empty.rows_planned;
        empty.findings = network.parts().findings;
        return empty;
    }
    return NetworkLook(network, control).look(options.reach_m);
}

}  // namespace petasentra::network

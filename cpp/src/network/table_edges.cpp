#include "network/table_edges.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/measure.hpp>

#include "network/degree_range.hpp"
#include "network/edge_lines.hpp"

namespace petasentra::network {
namespace {

/// What the geometry of a row is, or why it is no line.
RoadStatus line_status(const layer::Layer& edges, std::size_t row) {
    const auto& lines = edges.geometry;
    if (lines.is_null(row) || lines.is_empty(row)) return RoadStatus::no_geometry;
    if (geometry::dimension(lines.kind[row]) != 1) return RoadStatus::not_a_line;
    if (!lines.is_finite(row)) return RoadStatus::not_finite;
    return is_in_range(edges.crs, lines, row) ? RoadStatus::used : RoadStatus::out_of_range;
}

}  // namespace

void TableEdges::add(std::size_t row, Node start, Node end) {
    if (start == no_node || end == no_node) return refuse(row, RoadStatus::node_missing);
    const auto status = m_drawn ? line_status(m_edges, row) : RoadStatus::no_geometry;
    if (status != RoadStatus::used && status != RoadStatus::no_geometry) return refuse(row, status);
    const double stated_m = m_stated != nullptr ? m_stated->number_at(row).value_or(no_measure) : 0.0;
    if (!(stated_m >= 0.0) || !std::isfinite(stated_m)) return refuse(row, RoadStatus::length_unusable);
    const auto before = m_parts.xy.size();
    m_at_least_m = 0.0;
    if (status == RoadStatus::used) {
        draw(row, start, end);
    } else {
        draw_straight(start, end);
    }
    const bool without_length = m_stated != nullptr ? stated_m == 0.0 : m_at_least_m == 0.0 && is_one_place(before);
    if (start == end && without_length) {
        m_parts.xy.resize(before);
        return refuse(row, RoadStatus::without_length);
    }
    m_parts.from.push_back(start);
    m_parts.to.push_back(end);
    // What is not stated is measured once all are drawn.
    m_parts.length_m.push_back(m_stated != nullptr ? stated_m : m_at_least_m);
    m_parts.road.push_back(static_cast<std::uint32_t>(row));
    m_parts.vertex_of_edge.push_back(m_parts.xy.size() / 2);
}

void TableEdges::measure(const core::Control& control) {
    if (m_stated != nullptr) return;
    geometry::GeometryColumn lines;
    const auto size = m_parts.from.size();
    lines.kind.assign(size, geometry::Kind::line_string);
    lines.has_z.assign(size, 0);
    lines.has_m.assign(size, 0);
    lines.ring_of_part.resize(size + 1);
    std::iota(lines.ring_of_part.begin(), lines.ring_of_part.end(), std::uint64_t{0});
    lines.part_of_row = lines.ring_of_part;
    lines.vertex_of_ring = std::move(m_parts.vertex_of_edge);
    lines.xy = std::move(m_parts.xy);
    const auto measured = geometry::length_m(lines, m_parts.crs, m_ground.method(), control);
    m_parts.vertex_of_edge = std::move(lines.vertex_of_ring);
    m_parts.xy = std::move(lines.xy);
    for (std::size_t e = 0; e < size; ++e) m_parts.length_m[e] = std::max(m_parts.length_m[e], measured[e]);
}

void TableEdges::refuse(std::size_t row, RoadStatus why) {
    std::string cells;
    if (why == RoadStatus::node_missing)
        cells = m_from.name() + " = " + m_from.text(row) + ", " + m_to.name() + " = " + m_to.text(row);
    if (why == RoadStatus::length_unusable) cells = m_length.name() + " = " + m_length.text(row);
    tell_row_status(m_parts.roads, row, why, m_parts.title, m_parts.findings, cells);
}

void TableEdges::draw_straight(Node start, Node end) {
    for (const double* node : {place_of(start), place_of(end)}) m_parts.xy.insert(m_parts.xy.end(), {node[0], node[1]});
}

void TableEdges::draw(std::size_t row, Node start, Node end) {
    const auto& lines = m_edges.geometry;
    auto line = lines.vertices(row);
    std::optional<std::vector<double>> joined;
    if (lines.part_of_row[row + 1] - lines.part_of_row[row] > 1) {
        joined = joined_parts(lines, row, place_of(start));
        if (!joined) {
            m_at_least_m = drawn_length_m(row);
            tell_in_parts(row, start);
            return draw_straight(start, end);
        }
        line = *joined;
    }
    if (line.size() < 4) return draw_straight(start, end);
    const auto found = fit_between(line, place_of(start), place_of(end), m_ground);
    if (found.fit == LineFit::elsewhere) {
        tell_elsewhere(row, start, found.off_m);
        return draw_straight(start, end);
    }
    const auto first = m_parts.xy.size();
    for (std::size_t i = 0; i < line.size(); i += 2) {
        const auto at = found.turned ? line.size() - 2 - i : i;
        m_parts.xy.insert(m_parts.xy.end(), {line[at], line[at + 1]});
    }
    if (found.turned) tell_turned(row, start);
    if (found.fit != LineFit::moved) return;
    std::copy_n(place_of(start), 2, m_parts.xy.begin() + static_cast<std::ptrdiff_t>(first));
    std::copy_n(place_of(end), 2, m_parts.xy.end() - 2);
    tell_moved(row, start, found.off_m);
}

double TableEdges::drawn_length_m(std::size_t row) const {
    geometry::GeometryColumn one;
    one.append(m_edges.geometry, row);
    return geometry::length_m(one, m_parts.crs, m_ground.method()).front();
}

bool TableEdges::is_one_place(std::size_t first) const {
    const auto& xy = m_parts.xy;
    for (auto i = first + 2; i < xy.size(); i += 2)
        if (xy[i] != xy[first] || xy[i + 1] != xy[first + 1]) return false;
    return true;
}

void TableEdges::tell(const char* code, core::Severity severity, std::size_t row, Node at, core::Text message,
                      core::Text hint, double measure, const char* unit) {
    m_parts.findings.push_back(road_finding(code, severity, m_parts.title, m_parts.roads.id[row], std::move(message),
                                            std::move(hint), measure, unit, place_of(at)[0], place_of(at)[1]));
}

void TableEdges::tell_turned(std::size_t row, Node start) {
    tell("EDGE_TURNED", core::Severity::note, row, start,
         {"Garis ruas ini digambar dari simpul akhir ke simpul awal; dibalik.",
          "The line of this edge is drawn from its second node to its first; it was turned round."},
         {"Periksa apakah keterangan satu arahnya mengikuti simpul, bukan garis.",
          "Look whether its one-way text goes by the nodes, not by the line."});
}

void TableEdges::tell_moved(std::size_t row, Node start, double off_m) {
    const auto metres = core::number_text(off_m, 1);
    tell("EDGE_END_MOVED", core::Severity::warning, row, start,
         {"Garis ruas ini berakhir " + metres.id + " m dari simpulnya; ujungnya ditarik ke simpul.",
          "The line of this edge ends " + metres.en + " m from its node; its ends were moved to the nodes."},
         {"Periksa tempat simpul dan garisnya.", "Look at the places of the nodes and of the line."}, off_m, "m");
}

void TableEdges::tell_elsewhere(std::size_t row, Node start, double off_m) {
    m_parts.roads.status[row] = RoadStatus::line_unused;
    const auto metres = core::number_text(off_m, 0);
    tell("EDGE_LINE_ELSEWHERE", core::Severity::error, row, start,
         {"Garis ruas ini berakhir " + metres.id +
              " m dari simpulnya dan tidak dipakai; ruasnya lurus antara kedua simpul.",
          "The line of this edge ends " + metres.en +
              " m from its node and is not used; the edge is straight between its two nodes."},
         {"Periksa apakah simpul dan garis memakai sistem koordinat yang sama, dan apakah id simpulnya benar.",
          "Look whether nodes and lines are in one coordinate system, and whether the ids of the nodes are right."},
         off_m, "m");
}

void TableEdges::tell_in_parts(std::size_t row, Node start) {
    m_parts.roads.status[row] = RoadStatus::line_unused;
    tell("EDGE_IN_PARTS", core::Severity::warning, row, start,
         {"Bagian-bagian garis ruas ini tidak bersambung dan tidak dipakai; ruasnya lurus antara kedua simpul.",
          "The parts of this edge's line do not join and are not used; the edge is straight between its two nodes."},
         {"Sambung bagiannya di sumbernya, atau jadikan setiap bagian satu ruas.",
          "Join them at the source, or make each part an edge."});
}

}  // namespace petasentra::network

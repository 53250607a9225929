#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/from_tables.hpp>
#include <unordered_map>

#include "network/edge_lines.hpp"
#include "network/local_ground.hpp"
#include "network/road_cells.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

/// Ids of nodes in a column: as whole numbers where it holds such, else as texts. Reading two million numbers as texts would
/// take longer than everything else.
class IdColumn {
  public:
    IdColumn(const layer::Table& table, const std::string& name, const std::string& title)
        : m_column(table.column(name, title)), m_texts(table, name, title) {}

    [[nodiscard]] bool is_whole() const { return m_column.format == "l" && m_column.dictionary.empty(); }
    /// Narrower whole numbers too, which are read as texts.
    [[nodiscard]] bool is_integer() const {
        const auto& format = m_column.format;
        return m_column.dictionary.empty() && m_column.is_number() && format != "e" && format != "f" && format != "g";
    }
    [[nodiscard]] std::optional<std::int64_t> number(std::size_t row) const {
        if (!m_column.is_valid(row)) return std::nullopt;
        std::int64_t value = 0;
        std::memcpy(&value, m_column.data.data() + row * sizeof(value), sizeof(value));
        return value;
    }
    [[nodiscard]] std::string text(std::size_t row) const { return m_texts.text(row); }

  private:
    const layer::Column& m_column;
    RoadCells m_texts;
};

/// The number of each node by its id.
class NodeNumbers {
  public:
    explicit NodeNumbers(bool whole) : m_whole(whole) {}

    /// False if the id is there already.
    bool add(const IdColumn& ids, std::size_t row) {
        const auto node = static_cast<Node>(row);
        return m_whole ? m_of_number.emplace(*ids.number(row), node).second
                       : m_of_text.emplace(ids.text(row), node).second;
    }
    /// no_node for an id that is not there.
    [[nodiscard]] Node find(const IdColumn& ids, std::size_t row) const {
        if (m_whole) {
            const auto number = ids.number(row);
            if (!number) return no_node;
            const auto found = m_of_number.find(*number);
            return found == m_of_number.end() ? no_node : found->second;
        }
        const auto found = m_of_text.find(ids.text(row));
        return found == m_of_text.end() ? no_node : found->second;
    }
    void reserve(std::size_t nodes) { m_whole ? m_of_number.reserve(nodes) : m_of_text.reserve(nodes); }

  private:
    bool m_whole;
    std::unordered_map<std::int64_t, Node> m_of_number;
    std::unordered_map<std::string, Node> m_of_text;
};

/// With `whole` ids are compared as numbers, else as texts, so that 7 and "7" are one node.
NodeNumbers read_nodes(const layer::Table& nodes, const TableOptions& options, bool whole, NetworkParts& parts) {
    const std::string title = "nodes";
    const IdColumn ids(nodes, options.node_id, title);
    const auto& x = nodes.column(options.node_x, title);
    const auto& y = nodes.column(options.node_y, title);
    NodeNumbers numbers(whole);
    numbers.reserve(nodes.size);
    for (std::size_t row = 0; row < nodes.size; ++row) {
        const auto place = [&] { return core::Place{"", title, ids.text(row), options.node_id}; };
        const bool named = ids.is_whole() ? ids.number(row).has_value() : !ids.text(row).empty();
        if (!named)
            throw core::Error(core::ErrorCode::null_value, {"Sebuah simpul tidak memiliki id.", "A node has no id."},
                              {}, {"", title, std::to_string(row), options.node_id});
        if (!numbers.add(ids, row))
            throw core::Error(core::ErrorCode::duplicate_id,
                              {"Id simpul " + ids.text(row) + " dipakai dua kali.",
                               "The id " + ids.text(row) + " is that of two nodes."},
                              {}, place());
        const auto easting = x.number_at(row);
        const auto northing = y.number_at(row);
        if (!easting || !northing || !std::isfinite(*easting) || !std::isfinite(*northing))
            throw core::Error(
                core::ErrorCode::geometry_not_finite,
                {"Simpul " + ids.text(row) + " tidak memiliki tempat.", "Node " + ids.text(row) + " has no place."}, {},
                place());
        parts.node_xy.insert(parts.node_xy.end(), {*easting, *northing});
        if (ids.is_whole()) {
            parts.node_id.push_back(*ids.number(row));
        } else if (ids.is_integer()) {
            parts.node_id.push_back(std::stoll(ids.text(row)));
        } else {
            parts.node_id.push_back(static_cast<std::int64_t>(row));
            parts.node_name.push_back(ids.text(row));
        }
    }
    return numbers;
}

/// What the geometry of a row is, or why it is no line.
RoadStatus line_status(const geometry::GeometryColumn& lines, std::size_t row) {
    if (lines.is_null(row) || lines.is_empty(row)) return RoadStatus::no_geometry;
    if (geometry::dimension(lines.kind[row]) != 1) return RoadStatus::not_a_line;
    return lines.is_finite(row) ? RoadStatus::used : RoadStatus::not_finite;
}

geometry::Box extent_of(const NetworkParts& parts) {
    geometry::Box box;
    for (std::size_t i = 0; i < parts.node_xy.size(); i += 2) box.add(parts.node_xy[i], parts.node_xy[i + 1]);
    return box;
}

/// The edges of a table, row by row.
class TableEdges {
  public:
    TableEdges(const layer::Layer& edges, const TableOptions& options, NetworkParts& parts, const LocalGround& ground)
        : m_edges(edges),
          m_parts(parts),
          m_ground(ground),
          m_drawn(edges.geometry.size() == edges.table.size),
          m_stated(options.length_m.empty() ? nullptr : &edges.table.column(options.length_m, parts.title)) {}

    void add(std::size_t row, Node start, Node end) {
        if (start == no_node || end == no_node) return refuse(row, RoadStatus::node_missing);
        const auto status = m_drawn ? line_status(m_edges.geometry, row) : RoadStatus::no_geometry;
        if (status == RoadStatus::not_a_line || status == RoadStatus::not_finite) return refuse(row, status);
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

    void measure(const core::Control& control) {
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

  private:
    [[nodiscard]] const double* place_of(Node node) const { return &m_parts.node_xy[std::size_t{2} * node]; }

    void refuse(std::size_t row, RoadStatus why) {
        tell_row_status(m_parts.roads, row, why, m_parts.title, m_parts.findings);
    }

    void draw_straight(Node start, Node end) {
        for (const double* node : {place_of(start), place_of(end)})
            m_parts.xy.insert(m_parts.xy.end(), {node[0], node[1]});
    }

    void draw(std::size_t row, Node start, Node end) {
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

    /// Of all parts, without the gaps between them.
    [[nodiscard]] double drawn_length_m(std::size_t row) const {
        geometry::GeometryColumn one;
        one.append(m_edges.geometry, row);
        return geometry::length_m(one, m_parts.crs, m_ground.method()).front();
    }

    [[nodiscard]] bool is_one_place(std::size_t first) const {
        const auto& xy = m_parts.xy;
        for (auto i = first + 2; i < xy.size(); i += 2)
            if (xy[i] != xy[first] || xy[i + 1] != xy[first + 1]) return false;
        return true;
    }

    void tell(const char* code, core::Severity severity, std::size_t row, Node at, core::Text message, core::Text hint,
              double measure = no_measure, const char* unit = "") {
        m_parts.findings.push_back(road_finding(code, severity, m_parts.title, m_parts.roads.id[row],
                                                std::move(message), std::move(hint), measure, unit, place_of(at)[0],
                                                place_of(at)[1]));
    }

    void tell_turned(std::size_t row, Node start) {
        tell("EDGE_TURNED", core::Severity::note, row, start,
             {"Garis ruas ini digambar dari simpul akhir ke simpul awal; dibalik.",
              "The line of this edge is drawn from its second node to its first; it was turned round."},
             {"Periksa apakah keterangan satu arahnya mengikuti simpul, bukan garis.",
              "Look whether its one-way text goes by the nodes, not by the line."});
    }

    void tell_moved(std::size_t row, Node start, double off_m) {
        const auto metres = core::number_text(off_m, 1);
        tell("EDGE_END_MOVED", core::Severity::warning, row, start,
             {"Garis ruas ini berakhir " + metres.id + " m dari simpulnya; ujungnya ditarik ke simpul.",
              "The line of this edge ends " + metres.en + " m from its node; its ends were moved to the nodes."},
             {"Periksa tempat simpul dan garisnya.", "Look at the places of the nodes and of the line."}, off_m, "m");
    }

    void tell_elsewhere(std::size_t row, Node start, double off_m) {
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

    void tell_in_parts(std::size_t row, Node start) {
        m_parts.roads.status[row] = RoadStatus::line_unused;
        tell(
            "EDGE_IN_PARTS", core::Severity::warning, row, start,
            {"Bagian-bagian garis ruas ini tidak bersambung dan tidak dipakai; ruasnya lurus antara kedua simpul.",
             "The parts of this edge's line do not join and are not used; the edge is straight between its two nodes."},
            {"Sambung bagiannya di sumbernya, atau jadikan setiap bagian satu ruas.",
             "Join them at the source, or make each part an edge."});
    }

    const layer::Layer& m_edges;
    NetworkParts& m_parts;
    const LocalGround& m_ground;
    bool m_drawn;
    const layer::Column* m_stated;
    double m_at_least_m = 0.0;  ///< of the edge being drawn: what is known of a line that is not used
};

}  // namespace

RoadNetwork network_from_tables(const layer::Table& nodes, const layer::Layer& edges, const TableOptions& options,
                                const core::Control& control) {
    control.check();
    require_measurable(edges.crs);
    NetworkParts parts;
    parts.crs = edges.crs;
    parts.title = edges.title();
    const IdColumn from(edges.table, options.from, parts.title);
    const IdColumn to(edges.table, options.to, parts.title);
    const bool whole = IdColumn(nodes, options.node_id, "nodes").is_whole() && from.is_whole() && to.is_whole();
    const auto numbers = read_nodes(nodes, options, whole, parts);
    parts.roads = read_roads(edges.table, options.columns, options.words, options.planned, parts.title, parts.findings,
                             &edges.geometry);

    const LocalGround ground(parts.crs, extent_of(parts));
    TableEdges made(edges, options, parts, ground);
    for (std::size_t row = 0; row < edges.table.size; ++row) {
        if (row % 4096 == 0) control.check();
        if (parts.roads.status[row] != RoadStatus::used) continue;
        made.add(row, numbers.find(from, row), numbers.find(to, row));
    }
    made.measure(control);
    parts.lines = parts.from.size();
    return RoadNetwork(std::move(parts));
}

}  // namespace petasentra::network

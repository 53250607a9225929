#include <cmath>
#include <cstring>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/network/from_tables.hpp>
#include <unordered_map>

#include "network/degree_range.hpp"
#include "network/local_ground.hpp"
#include "network/road_cells.hpp"
#include "network/table_edges.hpp"

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
        if (!is_in_range(parts.crs, *easting, *northing))
            throw core::Error(
                core::ErrorCode::crs_mismatch,
                {"Tempat simpul " + ids.text(row) + " bukan bujur dan lintang dalam " + parts.crs.name() + ".",
                 "The place of node " + ids.text(row) + " is no longitude and latitude in " + parts.crs.name() + "."},
                {"Periksa sistem koordinat dan urutan kolom x dan y; bila meter, beri crs= sistem itu.",
                 "Look at the system and at the order of the columns x and y; if they are metres, pass "
                 "their crs=."},
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

geometry::Box extent_of(const NetworkParts& parts) {
    geometry::Box box;
    for (std::size_t i = 0; i < parts.node_xy.size(); i += 2) box.add(parts.node_xy[i], parts.node_xy[i + 1]);
    return box;
}

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
    require_mostly_in_range(parts.crs, edges.geometry, parts.roads, parts.title);
    made.measure(control);
    parts.lines = parts.from.size();
    tell_degrees_as_metres(parts);
    return RoadNetwork(std::move(parts));
}

}  // namespace petasentra::network

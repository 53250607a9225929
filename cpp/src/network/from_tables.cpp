#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/network/from_tables.hpp>
#include <unordered_map>

#include "network/local_ground.hpp"
#include "network/road_cells.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

using NodeNumbers = std::unordered_map<std::string, Node>;

bool is_whole(const layer::Column& column) {
    return column.dictionary.empty() && column.is_number() && column.format != "e" && column.format != "f" &&
           column.format != "g";
}

NodeNumbers read_nodes(const layer::Table& nodes, const TableOptions& options, NetworkParts& parts) {
    const std::string title = "nodes";
    const RoadCells ids(nodes, options.node_id, title);
    const auto& x = nodes.column(options.node_x, title);
    const auto& y = nodes.column(options.node_y, title);
    const bool whole = is_whole(nodes.column(options.node_id, title));
    NodeNumbers numbers;
    numbers.reserve(nodes.size);
    for (std::size_t row = 0; row < nodes.size; ++row) {
        auto id = ids.text(row);
        const core::Place place{"", title, id.empty() ? std::to_string(row) : id, options.node_id};
        if (id.empty())
            throw core::Error(core::ErrorCode::null_value, {"Sebuah simpul tidak memiliki id.", "A node has no id."},
                              {}, place);
        if (!numbers.emplace(id, static_cast<Node>(row)).second)
            throw core::Error(core::ErrorCode::duplicate_id,
                              {"Id simpul " + id + " dipakai dua kali.", "The id " + id + " is that of two nodes."}, {},
                              place);
        const auto easting = x.number_at(row);
        const auto northing = y.number_at(row);
        if (!easting || !northing || !std::isfinite(*easting) || !std::isfinite(*northing))
            throw core::Error(core::ErrorCode::geometry_not_finite,
                              {"Simpul " + id + " tidak memiliki tempat.", "Node " + id + " has no place."}, {}, place);
        parts.node_xy.insert(parts.node_xy.end(), {*easting, *northing});
        parts.node_id.push_back(whole ? std::stoll(id) : static_cast<std::int64_t>(row));
        if (!whole) parts.node_name.push_back(std::move(id));
    }
    return numbers;
}

/// What the line of a row is, or why it is none.
RoadStatus line_status(const geometry::GeometryColumn& lines, std::size_t row) {
    if (lines.is_null(row) || lines.is_empty(row)) return RoadStatus::no_geometry;
    if (geometry::dimension(lines.kind[row]) != 1) return RoadStatus::not_a_line;
    return lines.is_finite(row) ? RoadStatus::used : RoadStatus::not_finite;
}

}  // namespace

RoadNetwork network_from_tables(const layer::Table& nodes, const layer::Layer& edges, const TableOptions& options,
                                const core::Control& control) {
    control.check();
    const LocalGround ground(edges.crs);
    NetworkParts parts;
    parts.crs = edges.crs;
    parts.title = edges.title();
    const auto numbers = read_nodes(nodes, options, parts);
    parts.roads = read_roads(edges.table, options.columns, options.words, options.planned, parts.title, parts.findings);

    const RoadCells from(edges.table, options.from, parts.title);
    const RoadCells to(edges.table, options.to, parts.title);
    const layer::Column* stated =
        options.length_m.empty() ? nullptr : &edges.table.column(options.length_m, parts.title);
    const bool drawn = edges.geometry.size() == edges.table.size;
    const auto measured = drawn && stated == nullptr
                              ? geometry::length_m(edges.geometry, edges.crs, ground.method(), control)
                              : std::vector<double>();
    const auto refuse = [&](std::size_t row, RoadStatus why) {
        tell_row_status(parts.roads, row, why, parts.title, parts.findings);
    };

    for (std::size_t row = 0; row < edges.table.size; ++row) {
        if (row % 4096 == 0) control.check();
        if (parts.roads.status[row] != RoadStatus::used) continue;
        const auto start = numbers.find(from.text(row));
        const auto end = numbers.find(to.text(row));
        if (start == numbers.end() || end == numbers.end()) {
            refuse(row, RoadStatus::node_missing);
            continue;
        }
        auto status = drawn ? line_status(edges.geometry, row) : RoadStatus::no_geometry;
        if (status == RoadStatus::not_a_line || status == RoadStatus::not_finite) {
            refuse(row, status);
            continue;
        }
        const bool has_line = status == RoadStatus::used;
        const double* a = &parts.node_xy[std::size_t{2} * start->second];
        const double* b = &parts.node_xy[std::size_t{2} * end->second];
        double length_m = 0.0;
        if (stated != nullptr) {
            length_m = stated->number_at(row).value_or(no_measure);
        } else {
            length_m = has_line ? measured[row] : ground.distance_m(a[0], a[1], b[0], b[1]);
        }
        if (!(length_m >= 0.0) || !std::isfinite(length_m)) {
            refuse(row, RoadStatus::length_unusable);
            continue;
        }
        if (start->second == end->second && length_m == 0.0) {
            refuse(row, RoadStatus::without_length);
            continue;
        }
        const auto line = has_line ? edges.geometry.vertices(row) : std::span<const double>();
        if (line.size() >= 4) {
            parts.xy.insert(parts.xy.end(), line.begin(), line.end());
        } else {
            parts.xy.insert(parts.xy.end(), {a[0], a[1], b[0], b[1]});
        }
        parts.from.push_back(start->second);
        parts.to.push_back(end->second);
        parts.length_m.push_back(length_m);
        parts.road.push_back(static_cast<std::uint32_t>(row));
        parts.vertex_of_edge.push_back(parts.xy.size() / 2);
    }
    parts.lines = parts.from.size();
    return RoadNetwork(std::move(parts));
}

}  // namespace petasentra::network

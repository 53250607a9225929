#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/network/from_tables.hpp>
#include <utility>

#include "network/local_ground.hpp"
#include "network/road_cells.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {

/// The edges of a table, added to `parts` row by row as network_from_tables says: lines are brought from node to node, rows
/// without an edge get the status that says why.
class TableEdges {
  public:
    TableEdges(const layer::Layer& edges, const TableOptions& options, NetworkParts& parts, const LocalGround& ground)
        : m_edges(edges),
          m_parts(parts),
          m_ground(ground),
          m_drawn(edges.geometry.size() == edges.table.size),
          m_from(edges.table, options.from, parts.title),
          m_to(edges.table, options.to, parts.title),
          m_length(edges.table, options.length_m, parts.title),
          m_stated(options.length_m.empty() ? nullptr : &edges.table.column(options.length_m, parts.title)) {}

    /// no_node for a node that is not there.
    void add(std::size_t row, Node start, Node end);
    /// Measures what is not stated, once all are added.
    void measure(const core::Control& control);

  private:
    [[nodiscard]] const double* place_of(Node node) const { return &m_parts.node_xy[std::size_t{2} * node]; }

    void refuse(std::size_t row, RoadStatus why);
    void draw_straight(Node start, Node end);
    void draw(std::size_t row, Node start, Node end);

    /// Of all parts, without the gaps between them.
    [[nodiscard]] double drawn_length_m(std::size_t row) const;
    /// All vertices from `first` on, an index into the coordinates of all edges.
    [[nodiscard]] bool is_one_place(std::size_t first) const;

    void tell(const char* code, core::Severity severity, std::size_t row, Node at, core::Text message, core::Text hint,
              double measure = no_measure, const char* unit = "");
    void tell_turned(std::size_t row, Node start);
    void tell_moved(std::size_t row, Node start, double off_m);
    void tell_elsewhere(std::size_t row, Node start, double off_m);
    void tell_in_parts(std::size_t row, Node start);

    const layer::Layer& m_edges;
    NetworkParts& m_parts;
    const LocalGround& m_ground;
    bool m_drawn;
    RoadCells m_from, m_to, m_length;  ///< as they are written, to be told
    const layer::Column* m_stated;
    double m_at_least_m = 0.0;  ///< of the edge being drawn: what is known of a line that is not used
};

}  // namespace petasentra::network

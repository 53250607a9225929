#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/network/road_network.hpp>
#include <string>
#include <vector>

namespace petasentra::network {

struct ComponentSize {
    std::uint32_t component;
    std::size_t nodes;
    std::size_t edges;
    double length_km;
};

struct ClassLength {
    std::string road_class;  ///< empty: no class stated
    std::size_t edges;
    double length_km;
};

/// A node within reach of a road that it does not meet: ends of roads that nothing joined to it.
struct UnsnappedEnd {
    Node node;
    std::uint32_t ends;  ///< of edges that meet at the node; 1: a dead end
    Edge edge;           ///< the smallest of those edges
    Edge near_edge;      ///< the nearest that they do not meet
    double distance_m;   ///< to it
    bool connected;      ///< there is another way between the two
};

/// What a network is like, before any number is computed on it.
struct NetworkReport {
    std::size_t nodes = 0;
    std::size_t edges = 0;
    double length_km = 0.0;
    std::vector<ComponentSize> components;  ///< most nodes first, then by number
    std::vector<ClassLength> classes;       ///< longest first, then by word
    std::size_t dead_ends = 0;              ///< nodes at which one edge ends
    std::size_t ends_near_roads = 0;        ///< dead ends within reach of a road they do not meet
    std::size_t loops = 0;                  ///< edges from a node to itself
    std::size_t duplicates = 0;             ///< edges that lie on an earlier one, vertex by vertex
    std::size_t one_way_edges = 0;
    std::size_t ferries = 0;
    double ferry_km = 0.0;
    std::size_t rows = 0;  ///< of the source
    std::size_t rows_used = 0;
    std::size_t rows_planned = 0;         ///< left out because they are not built yet
    std::vector<UnsnappedEnd> unsnapped;  ///< nearest first, then by node
    std::vector<RoadFinding> findings;    ///< those of the making, then those of the report, by place
};

struct ReportOptions {
    double reach_m = 30.0;  ///< ends nearer than this to a road that they do not meet are told; 0: none is
};

/// Looks the network over. Every node at which roads end is asked for the nearest road within reach that it does not meet:
/// one that has no node in common with the roads that end there (those of the next junction are no news), and that one
/// of them could be joined to (no bridge that passes above). All are rows of `unsnapped`; findings END_NEAR_ROAD with the
/// distance are the dead ends among them, and junctions beside a road of another component.
/// Other findings: ROAD_LOOP, ROAD_DUPLICATE, ROAD_FERRY, ROAD_ISLAND for every component but the largest.
/// Errors  option_value for a reach that is negative or not finite; cancelled. Cost: O(n log n).
[[nodiscard]] NetworkReport report_of(const RoadNetwork& network, const ReportOptions& options = {},
                                      const core::Control& control = {});

/// The ends as a layer of points in the CRS of the network: node, ends, feature_id, edge, near_feature_id, near_edge,
/// distance_m, connected.
[[nodiscard]] layer::Layer unsnapped_of(const std::vector<UnsnappedEnd>& ends, const RoadNetwork& network);

/// Findings as a layer of points (null where there is no place) in the CRS of their places: code, severity, layer,
/// feature_id, measure, unit, message and hint in both languages.
[[nodiscard]] layer::Layer findings_of(const std::vector<RoadFinding>& findings, const geometry::Crs& crs);

}  // namespace petasentra::network

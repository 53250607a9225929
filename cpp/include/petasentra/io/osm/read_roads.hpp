#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>
#include <vector>

namespace petasentra::io::osm {

struct RoadOptions {
    /// Keys that say who may use a road, the most special first: the first that a way has is its access.
    std::vector<std::string> modes{"motor_vehicle", "vehicle", "access"};
    /// Files of up to this size are read in one pass that keeps the place of every node, 16 bytes each; of larger ones
    /// the ways are read first, then the nodes that they name. The answer is the same.
    std::uintmax_t at_once_bytes = std::uintmax_t{64} << 20;
};

/// The roads of an OpenStreetMap file as tables, for network_from_tables. Texts are as in the file.
struct OsmRoads {
    layer::Table nodes;  ///< osm_node_id, lon, lat: ends of ways, where ways meet, barriers
    layer::Layer edges;  ///< the pieces of ways between them, in EPSG:4326: from_node, to_node, osm_way_id, highway,
                         ///< oneway, bridge, tunnel, layer, ferry, access, maxaxleload, maxweight, maxwidth,
                         ///< maxspeed, surface, duration (minutes), name
    layer::Table restrictions;       ///< osm_relation_id, from_way, via_node or via_ways ("12;34"), to_way, kind,
                                     ///< vehicle, except
    layer::Table barriers;           ///< osm_node_id, kind, access, tags ("foot=yes;height=2"), lon, lat
    std::size_t ways = 0;            ///< with highway=* or route=ferry
    std::size_t ways_not_roads = 0;  ///< of these, planned, gone, or no way at all; left out
    std::size_t missing_nodes = 0;   ///< references to nodes that the file does not have: ways end there
};

/// Reads roads and ferries: every way with highway=* that somebody may use, foot paths too, and route=ferry.
///
/// Meeting     Ways are cut at nodes that they share, with each other or with themselves, and at barriers. A way whose nodes are partly
///             missing (an extract cut at its border) is what lies between the gaps.
/// One-way     `oneway` as it stands; without it "yes" for junction=roundabout and =circular and for highway=motorway.
/// Ferries     `duration` of the way is shared out over its pieces by length.
/// Order       As in the file, so the tables are the same for any number of threads.
/// Errors      file_not_found; file_unreadable for a file that is cut off or no OpenStreetMap file.
[[nodiscard]] OsmRoads read_roads(const std::string& path, const RoadOptions& options = {},
                                  const core::Control& control = {});

}  // namespace petasentra::io::osm

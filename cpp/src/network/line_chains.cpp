#include "network/line_chains.hpp"

#include <algorithm>
#include <tuple>

#include "network/degree_range.hpp"
#include "network/road_findings.hpp"

namespace petasentra::network {

using geometry::GeometryColumn;
using geometry::Kind;

namespace {

RoadStatus chain_status(const layer::Layer& layer, std::size_t row) {
    const auto& lines = layer.geometry;
    if (lines.is_null(row) || lines.is_empty(row)) return RoadStatus::no_geometry;
    if (lines.kind[row] != Kind::line_string && lines.kind[row] != Kind::multi_line_string)
        return RoadStatus::not_a_line;
    if (!lines.is_finite(row)) return RoadStatus::not_finite;
    return is_in_range(layer.crs, lines, row) ? RoadStatus::used : RoadStatus::out_of_range;
}

/// Adds one part, if it has length.
bool append_chain(Chains& chains, const GeometryColumn& lines, std::uint64_t ring, std::uint32_t road) {
    const auto start = chains.xy.size();
    for (auto v = lines.vertex_of_ring[ring]; v < lines.vertex_of_ring[ring + 1]; ++v) {
        // Adding 0 makes one zero of the two, so that equal places are equal bytes.
        const double x = lines.xy[2 * v] + 0.0;
        const double y = lines.xy[2 * v + 1] + 0.0;
        const auto size = chains.xy.size();
        if (size > start && chains.xy[size - 2] == x && chains.xy[size - 1] == y) continue;
        chains.xy.insert(chains.xy.end(), {x, y});
    }
    if (chains.xy.size() < start + 4) {
        chains.xy.resize(start);
        return false;
    }
    chains.first_vertex.push_back(chains.xy.size() / 2);
    chains.road.push_back(road);
    return true;
}

}  // namespace

Chains chains_of(const layer::Layer& lines, Roads& roads, std::vector<RoadFinding>& findings) {
    Chains chains;
    const auto& column = lines.geometry;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (roads.status[row] != RoadStatus::used) continue;
        auto status = chain_status(lines, row);
        bool any = false;
        if (status == RoadStatus::used) {
            const auto last = column.ring_of_part[column.part_of_row[row + 1]];
            for (auto ring = column.ring_of_part[column.part_of_row[row]]; ring < last; ++ring)
                any = append_chain(chains, column, ring, static_cast<std::uint32_t>(row)) || any;
            if (!any) status = RoadStatus::without_length;
        }
        if (status != RoadStatus::used) tell_row_status(roads, row, status, lines.title(), findings);
    }
    require_mostly_in_range(lines.crs, column, roads, lines.title());
    return chains;
}

void put_in_order(std::vector<Cut>& cuts) {
    const auto key = [](const Cut& cut) { return std::tie(cut.chain, cut.vertex, cut.along, cut.x, cut.y); };
    std::sort(cuts.begin(), cuts.end(), [&](const Cut& a, const Cut& b) { return key(a) < key(b); });
    const auto same = [](const Cut& a, const Cut& b) {
        return a.chain == b.chain && a.vertex == b.vertex && a.x == b.x && a.y == b.y;
    };
    cuts.erase(std::unique(cuts.begin(), cuts.end(), same), cuts.end());
}

Chains with_vertices(const Chains& chains, std::span<const Cut> cuts) {
    Chains out;
    out.road = chains.road;
    auto cut = cuts.begin();
    for (std::size_t chain = 0; chain < chains.size(); ++chain) {
        for (auto v = chains.first_vertex[chain]; v < chains.first_vertex[chain + 1]; ++v) {
            out.xy.insert(out.xy.end(), {chains.at(v)[0], chains.at(v)[1]});
            for (; cut != cuts.end() && cut->vertex == v; ++cut) {
                const auto size = out.xy.size();
                if (out.xy[size - 2] != cut->x || out.xy[size - 1] != cut->y)
                    out.xy.insert(out.xy.end(), {cut->x, cut->y});
            }
        }
        out.first_vertex.push_back(out.xy.size() / 2);
    }
    return out;
}

geometry::GeometryColumn edges_drawn(const Chains& chains, std::span<const Cut> cuts,
                                     std::vector<std::uint32_t>& road) {
    geometry::GeometryColumn out;
    std::size_t start = 0;  // of the piece being drawn, in doubles
    const auto add = [&](double x, double y) {
        const auto size = out.xy.size();
        if (size > start && out.xy[size - 2] == x && out.xy[size - 1] == y) return;
        out.xy.insert(out.xy.end(), {x, y});
    };
    const auto close = [&](std::uint32_t of_road) {
        if (out.xy.size() < start + 4) {
            out.xy.resize(start);
            return;
        }
        start = out.xy.size();
        out.vertex_of_ring.push_back(start / 2);
        out.ring_of_part.push_back(out.ring_of_part.size());
        out.part_of_row.push_back(out.part_of_row.size());
        out.kind.push_back(geometry::Kind::line_string);
        road.push_back(of_road);
    };
    auto cut = cuts.begin();
    for (std::size_t chain = 0; chain < chains.size(); ++chain) {
        for (auto v = chains.first_vertex[chain]; v < chains.first_vertex[chain + 1]; ++v) {
            add(chains.at(v)[0], chains.at(v)[1]);
            for (; cut != cuts.end() && cut->vertex == v; ++cut) {
                add(cut->x, cut->y);
                close(chains.road[chain]);
                add(cut->x, cut->y);
            }
        }
        close(chains.road[chain]);
    }
    out.has_z.assign(out.size(), 0);
    out.has_m.assign(out.size(), 0);
    return out;
}

SegmentIndex segments_of(const Chains& chains) {
    SegmentIndex out;
    for (std::size_t chain = 0; chain < chains.size(); ++chain) {
        for (auto v = chains.first_vertex[chain]; v < chains.last_vertex(chain); ++v) {
            geometry::Box box;
            box.add(chains.at(v)[0], chains.at(v)[1]);
            box.add(chains.at(v + 1)[0], chains.at(v + 1)[1]);
            out.boxes.push_back(box);
            out.chain.push_back(static_cast<std::uint32_t>(chain));
            out.vertex.push_back(v);
        }
    }
    return out;
}

}  // namespace petasentra::network

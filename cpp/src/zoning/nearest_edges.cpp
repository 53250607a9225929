#include "zoning/nearest_edges.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/parallel.hpp>

#include "zoning/along_curve.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::uint32_t edges_per_leaf = 16;
constexpr std::size_t leaves_per_task = 4096;
/// More than places and boxes near the extent lose in single precision, and less than a millionth of the extent.
constexpr double box_margin = 0x1p-21;

}  // namespace

NearestEdges::NearestEdges(const Cells& cells, std::span<const std::uint8_t> wanted, const core::Control& control)
    : m_cells(&cells) {
    const auto found = leaves_of(wanted);
    control.check();
    if (found.empty()) return;
    std::vector<geometry::Box> boxes(found.size());
    core::for_blocks(found.size(), leaves_per_task, control.part(0.0, 0.5), [&](core::Block task) {
        for (auto i = task.begin; i < task.end; ++i) boxes[i] = box_of(found[i]);
    });
    measure(boxes);
    std::vector<std::uint32_t> keys;
    keys.reserve(found.size());
    for (const auto& box : boxes)
        keys.push_back(key_of({0.5 * (box.min_x + box.max_x), 0.5 * (box.min_y + box.max_y)}));
    const auto order = sorted_order(keys);
    m_first.resize(found.size());
    m_zone.resize(found.size());
    m_count.resize(found.size());
    m_nodes.assign(core::block_count(found.size(), children), Node::nowhere());
    core::for_blocks(found.size(), leaves_per_task, control.part(0.5, 1.0), [&](core::Block task) {
        for (auto i = task.begin; i < task.end; ++i) {
            const auto& leaf = found[order[i]];
            m_first[i] = leaf.first;
            m_zone[i] = leaf.zone;
            m_count[i] = leaf.count;
            put_box(i / children, i % children, boxes[order[i]]);
        }
    });
    build_upper_levels();
}

// Every edge is in a run of some cell, most in one, and the last vertex of a ring begins no edge: what stands between
// vertices without an edge is a ring.
std::vector<NearestEdges::Leaf> NearestEdges::leaves_of(std::span<const std::uint8_t> wanted) const {
    std::vector<std::uint32_t> zone_of_edge(m_cells->xy.size() / 2, none);
    for (std::size_t g = 0; g + 1 < m_cells->groups.size(); ++g) {
        const auto zone = m_cells->groups[g].zone();
        if (!wanted.empty() && wanted[zone] == 0) continue;
        for (auto run = m_cells->groups[g].first_run(); run < m_cells->groups[g + 1].first_run(); ++run) {
            const auto [first, count] = m_cells->runs[run];
            std::fill_n(zone_of_edge.begin() + first, count, zone);
        }
    }
    std::vector<Leaf> out;
    for (std::uint32_t v = 0; v < zone_of_edge.size(); ++v) {
        if (zone_of_edge[v] == none) continue;
        auto end = v + 1;
        while (zone_of_edge[end] != none) ++end;
        for (auto pieces = (end - v + edges_per_leaf - 1) / edges_per_leaf; pieces > 0; --pieces) {
            const auto count = (end - v + pieces - 1) / pieces;
            out.push_back({v, zone_of_edge[v], static_cast<std::uint8_t>(count)});
            v += count;
        }
    }
    return out;
}

void NearestEdges::measure(std::span<const geometry::Box> boxes) {
    geometry::Box all;
    for (const auto& box : boxes) all.add(box);
    m_west = all.min_x;
    m_south = all.min_y;
    const double extent = std::max(all.max_x - all.min_x, all.max_y - all.min_y);
    if (extent > 0.0) m_scale = std::ldexp(1.0, -std::ilogb(extent) - 1);
}

geometry::Box NearestEdges::box_of(const Leaf& leaf) const {
    const auto* xy = m_cells->xy.data() + std::size_t{2} * leaf.first;
    geometry::Box box{xy[0], xy[1], xy[0], xy[1]};
    for (std::uint32_t k = 1; k <= leaf.count; ++k) {
        box.min_x = std::min(box.min_x, xy[2 * k]);
        box.max_x = std::max(box.max_x, xy[2 * k]);
        box.min_y = std::min(box.min_y, xy[2 * k + 1]);
        box.max_y = std::max(box.max_y, xy[2 * k + 1]);
    }
    return box;
}

void NearestEdges::put_box(std::size_t node, unsigned child, const geometry::Box& box) {
    auto& to = m_nodes[node];
    to.west[child] = static_cast<float>((box.min_x - m_west) * m_scale - box_margin);
    to.east[child] = static_cast<float>((box.max_x - m_west) * m_scale + box_margin);
    to.south[child] = static_cast<float>((box.min_y - m_south) * m_scale - box_margin);
    to.north[child] = static_cast<float>((box.max_y - m_south) * m_scale + box_margin);
}

void NearestEdges::build_upper_levels() {
    m_first_node = {0, static_cast<std::uint32_t>(m_nodes.size())};
    constexpr float far = std::numeric_limits<float>::max();
    while (m_first_node.back() - m_first_node[m_first_node.size() - 2] > 1) {
        const auto begin = m_first_node[m_first_node.size() - 2];
        const auto end = m_first_node.back();
        for (auto below = begin; below < end; ++below) {
            const auto child = (below - begin) % children;
            if (child == 0) m_nodes.push_back(Node::nowhere());
            const auto& from = m_nodes[below];
            auto& to = m_nodes.back();
            to.west[child] = *std::min_element(from.west.begin(), from.west.end());
            to.south[child] = *std::min_element(from.south.begin(), from.south.end());
            const auto greatest = [](const auto& values) {
                float out = -far;
                for (const auto value : values) out = value <= far ? std::max(out, value) : out;
                return out;
            };
            to.east[child] = greatest(from.east);
            to.north[child] = greatest(from.north);
        }
        m_first_node.push_back(static_cast<std::uint32_t>(m_nodes.size()));
    }
}

std::uint32_t NearestEdges::key_of(const geometry::Point& place) const noexcept {
    return along_curve((place.x - m_west) * m_scale, (place.y - m_south) * m_scale);
}

std::size_t NearestEdges::bytes() const noexcept {
    return m_first.size() * (2 * sizeof(std::uint32_t) + 1) + m_nodes.size() * sizeof(Node) +
           m_first_node.size() * sizeof(std::uint32_t);
}

}  // namespace petasentra::zoning

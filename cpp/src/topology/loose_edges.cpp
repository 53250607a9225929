#include "topology/loose_edges.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <petasentra/core/parallel.hpp>
#include <utility>

namespace petasentra::topology {
namespace {

using geometry::GeometryColumn;

constexpr std::size_t zones_per_block = 128;
constexpr std::size_t buckets = 256;
constexpr std::uint64_t no_edge = 0;

/// An edge with its smaller end first: x0, y0, x1, y1.
using Key = std::array<double, 4>;

struct Hashed {
    std::uint64_t hash;
    std::uint64_t vertex;
};

Key key_of(const double* pair) {
    const bool forward = pair[0] < pair[2] || (pair[0] == pair[2] && pair[1] < pair[3]);
    return forward ? Key{pair[0], pair[1], pair[2], pair[3]} : Key{pair[2], pair[3], pair[0], pair[1]};
}

std::uint64_t hash_of(const Key& key) {
    std::uint64_t hash = 0x9e3779b97f4a7c15;
    for (const double value : key) {
        hash ^= std::bit_cast<std::uint64_t>(value);
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 32;
    }
    return hash | 1;  // never no_edge
}

double turning_area(std::span<const double> ring) {
    double twice = 0.0;
    for (std::size_t i = 2; i + 3 < ring.size(); i += 2) {
        twice += (ring[i] - ring[0]) * (ring[i + 3] - ring[1]) - (ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]);
    }
    return twice;
}

/// What is known of every vertex: the hash of the edge that begins there, and whether it is drawn against the rule.
struct Drawn {
    std::vector<std::uint64_t> hash;
    std::vector<std::uint8_t> against;  ///< interior to the right as drawn
    std::vector<std::uint32_t> rank_of_ring;
};

void draw_zone(const GeometryColumn& zones, std::size_t rank, Drawn& drawn) {
    for (auto part = zones.part_of_row[rank]; part < zones.part_of_row[rank + 1]; ++part) {
        const auto shell = zones.ring_of_part[part];
        for (auto ring = shell; ring < zones.ring_of_part[part + 1]; ++ring) {
            const auto begin = zones.vertex_of_ring[ring];
            const auto end = zones.vertex_of_ring[ring + 1];
            const auto pairs = std::span(zones.xy).subspan(2 * begin, 2 * (end - begin));
            const bool against = (turning_area(pairs) < 0.0) == (ring == shell);
            drawn.rank_of_ring[ring] = static_cast<std::uint32_t>(rank);
            for (auto v = begin; v + 1 < end; ++v) {
                const double* pair = zones.xy.data() + 2 * v;
                drawn.against[v] = against ? 1 : 0;
                if (pair[0] != pair[2] || pair[1] != pair[3]) drawn.hash[v] = hash_of(key_of(pair));
            }
        }
    }
}

/// Edges in buckets by the first byte of their hash; within a bucket in order of vertex.
struct Buckets {
    std::vector<Hashed> items;
    std::array<std::size_t, buckets + 1> begin{};
};

Buckets in_buckets(const std::vector<std::uint64_t>& hash) {
    Buckets out;
    const auto bucket = [](std::uint64_t h) { return static_cast<std::size_t>(h >> 56); };
    for (const auto h : hash) {
        if (h != no_edge) ++out.begin[bucket(h) + 1];
    }
    for (std::size_t b = 0; b < buckets; ++b) out.begin[b + 1] += out.begin[b];
    out.items.resize(out.begin[buckets]);
    auto next = out.begin;
    for (std::size_t v = 0; v < hash.size(); ++v) {
        if (hash[v] != no_edge) out.items[next[bucket(hash[v])]++] = {hash[v], v};
    }
    return out;
}

/// A loose edge before the edges have numbers.
struct Loose {
    Key key;
    std::uint64_t vertex;
};

/// Edges of one hash: nearly always the two twins of one edge; different edges are parted here.
void keep_loose_of_hash(std::span<Hashed> items, const GeometryColumn& zones, const Drawn& drawn,
                        std::vector<Loose>& out) {
    const auto key = [&](const Hashed& item) { return key_of(zones.xy.data() + 2 * item.vertex); };
    const auto same = key(items[0]);
    const auto is_same = [&](const Hashed& item) { return key(item) == same; };
    auto end = items.end();
    if (!std::all_of(items.begin(), items.end(), is_same)) end = std::stable_partition(items.begin(), end, is_same);
    std::ptrdiff_t balance = 0;
    for (auto item = items.begin(); item != end; ++item) {
        const double* pair = zones.xy.data() + 2 * item->vertex;
        const bool forward = pair[0] == same[0] && pair[1] == same[1];
        balance += forward != (drawn.against[item->vertex] != 0) ? 1 : -1;
    }
    if (balance != 0) {
        for (auto item = items.begin(); item != end; ++item) out.push_back({same, item->vertex});
    }
    if (end != items.end()) keep_loose_of_hash({end, items.end()}, zones, drawn, out);
}

void keep_loose(std::span<Hashed> bucket, const GeometryColumn& zones, const Drawn& drawn, std::vector<Loose>& out) {
    std::sort(bucket.begin(), bucket.end(), [](const Hashed& a, const Hashed& b) {
        return a.hash != b.hash ? a.hash < b.hash : a.vertex < b.vertex;
    });
    for (std::size_t first = 0, last = 0; first < bucket.size(); first = last) {
        for (last = first; last < bucket.size() && bucket[last].hash == bucket[first].hash;) ++last;
        keep_loose_of_hash(bucket.subspan(first, last - first), zones, drawn, out);
    }
}

std::vector<Loose> all_loose(const GeometryColumn& zones, const Drawn& drawn, Buckets buckets_of,
                             const core::Control& control) {
    std::vector<std::vector<Loose>> found(buckets);
    core::for_blocks(buckets, 1, control, [&](core::Block block) {
        const auto begin = buckets_of.begin[block.index];
        const auto count = buckets_of.begin[block.index + 1] - begin;
        keep_loose(std::span(buckets_of.items).subspan(begin, count), zones, drawn, found[block.index]);
    });
    std::vector<Loose> out;
    for (auto& some : found) out.insert(out.end(), some.begin(), some.end());
    std::sort(out.begin(), out.end(),
              [](const Loose& a, const Loose& b) { return a.key != b.key ? a.key < b.key : a.vertex < b.vertex; });
    return out;
}

/// Numbers the places at which the edges end, and hangs the edges on them.
void add_nodes(LooseEdges& edges, const std::vector<Key>& keys) {
    std::vector<std::array<double, 2>> places;
    places.reserve(2 * keys.size());
    for (const auto& key : keys) {
        places.push_back({key[0], key[1]});
        places.push_back({key[2], key[3]});
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    for (const auto& place : places) edges.xy.insert(edges.xy.end(), place.begin(), place.end());

    const auto node_at = [&](double x, double y) {
        const std::array<double, 2> place{x, y};
        return static_cast<std::uint32_t>(std::lower_bound(places.begin(), places.end(), place) - places.begin());
    };
    edges.ends.reserve(2 * keys.size());
    for (const auto& key : keys) {
        edges.ends.push_back(node_at(key[0], key[1]));
        edges.ends.push_back(node_at(key[2], key[3]));
    }
    edges.edge_of_node.assign(places.size() + 1, 0);
    for (const auto node : edges.ends) ++edges.edge_of_node[node + 1];
    for (std::size_t n = 0; n < places.size(); ++n) edges.edge_of_node[n + 1] += edges.edge_of_node[n];
    edges.edges.resize(edges.ends.size());
    auto next = edges.edge_of_node;
    for (std::size_t i = 0; i < edges.ends.size(); ++i)
        edges.edges[next[edges.ends[i]]++] = static_cast<std::uint32_t>(i / 2);
}

std::uint32_t rank_of_vertex(const GeometryColumn& zones, const Drawn& drawn, std::uint64_t vertex) {
    const auto after = std::upper_bound(zones.vertex_of_ring.begin(), zones.vertex_of_ring.end(), vertex);
    return drawn.rank_of_ring[static_cast<std::size_t>(after - zones.vertex_of_ring.begin()) - 1];
}

}  // namespace

geometry::Box LooseEdges::box_of(std::size_t edge) const noexcept {
    geometry::Box box;
    for (const auto node : {ends[2 * edge], ends[2 * edge + 1]}) box.add(xy[2 * node], xy[2 * node + 1]);
    return box;
}

LooseEdges loose_edges(const Mosaic& mosaic, const core::Control& control) {
    const auto& zones = mosaic.zones;
    Drawn drawn{std::vector<std::uint64_t>(zones.vertex_count(), no_edge),
                std::vector<std::uint8_t>(zones.vertex_count(), 0),
                std::vector<std::uint32_t>(zones.vertex_of_ring.size(), 0)};
    core::for_blocks(zones.size(), zones_per_block, control.part(0.0, 0.4), [&](core::Block block) {
        for (auto rank = block.begin; rank < block.end; ++rank) draw_zone(zones, rank, drawn);
    });
    auto sorted = in_buckets(drawn.hash);
    drawn.hash = {};
    LooseEdges out;
    out.edges_looked_at = sorted.items.size();
    const auto loose = all_loose(zones, drawn, std::move(sorted), control.part(0.4, 1.0));

    std::vector<Key> keys;
    for (const auto& edge : loose) {
        if (keys.empty() || keys.back() != edge.key) {
            if (!keys.empty()) out.use_of_edge.push_back(out.uses.size());
            keys.push_back(edge.key);
        }
        out.uses.push_back({rank_of_vertex(zones, drawn, edge.vertex), edge.vertex});
    }
    if (!keys.empty()) out.use_of_edge.push_back(out.uses.size());
    add_nodes(out, keys);
    std::vector<geometry::Box> boxes(out.size());
    for (std::size_t e = 0; e < boxes.size(); ++e) boxes[e] = out.box_of(e);
    out.boxes = index::BoxIndex(boxes);
    return out;
}

}  // namespace petasentra::topology

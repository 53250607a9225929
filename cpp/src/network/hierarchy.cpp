#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/network/contraction_order.hpp>
#include <petasentra/network/hierarchy.hpp>

#include "network/check_arcs.hpp"
#include "network/plain_graph.hpp"

namespace petasentra::network {
namespace {

using core::FlatArray;
using core::LargeVector;

/// Whole subtrees up to this share of the nodes are one thread's work.
constexpr std::size_t parts_wanted = 96;
constexpr std::size_t smallest_part = 512;
constexpr std::size_t ranks_between_looks = 1U << 16;

std::vector<Node> places_in(const std::vector<Node>& order, std::size_t nodes) {
    std::vector<Node> place(nodes, no_node);
    bool sound = order.size() == nodes;
    for (std::size_t i = 0; sound && i < nodes; ++i) {
        sound = order[i] < nodes && place[order[i]] == no_node;
        if (sound) place[order[i]] = static_cast<Node>(i);
    }
    if (sound) return place;
    throw core::Error(core::ErrorCode::network_malformed,
                      {"Urutan kontraksi bukan permutasi dari simpul jaringan.",
                       "The contraction order is no permutation of the nodes of the network."},
                      {"Pakai contraction_order.", "Use contraction_order."});
}

std::span<const std::int32_t> neighbours_of(const PlainGraph& graph, std::size_t v) {
    return {graph.neighbours.data() + graph.first[v], graph.neighbours.data() + graph.first[v + 1]};
}

/// The elimination tree: the parent of a place in the order is the lowest place above it that it will be joined with
/// (Liu 1986, with path compression).
std::vector<Node> tree_of(const PlainGraph& graph, const std::vector<Node>& order, const std::vector<Node>& place) {
    std::vector<Node> parent(order.size(), no_node), top(order.size(), no_node);
    for (Node at = 0; at < order.size(); ++at) {
        for (const auto neighbour : neighbours_of(graph, order[at])) {
            auto below = place[static_cast<std::size_t>(neighbour)];
            if (below >= at) continue;
            while (top[below] != no_node && top[below] != at) {
                const auto next = top[below];
                top[below] = at;
                below = next;
            }
            if (top[below] == no_node) {
                top[below] = at;
                parent[below] = at;
            }
        }
    }
    return parent;
}

/// Ranks that make every subtree consecutive: children before parents, siblings in the order of their places.
std::vector<Node> ranks_of(const std::vector<Node>& parent) {
    const auto nodes = parent.size();
    std::vector<Node> size(nodes, 1), rank(nodes), next(nodes, 0);
    for (std::size_t v = 0; v < nodes; ++v)
        if (parent[v] != no_node) size[parent[v]] += size[v];
    // From the roots downwards every node knows where the ranks of its subtree end; its children take theirs from there.
    Node end = static_cast<Node>(nodes);
    for (auto v = nodes; v-- > 0;) {
        auto& free = parent[v] == no_node ? end : next[parent[v]];
        rank[v] = free - 1;
        next[v] = free - 1;
        free -= size[v];
    }
    return rank;
}

/// The arcs upwards of every rank: those of the network and, for each child, the child's without itself.
struct Upwards {
    LargeVector<std::uint32_t> first;
    LargeVector<Node> heads;
};

Upwards arcs_upwards(const PlainGraph& graph, const FlatArray<Node>& rank_of, const FlatArray<Node>& node_at,
                     const FlatArray<Node>& parent, const core::Control& control) {
    const auto nodes = rank_of.size();
    Upwards up;
    up.first.reserve(nodes + 1);
    up.first.push_back(0);
    up.heads.reserve(graph.neighbours.size());
    std::vector<Node> seen(nodes, no_node), last_child(nodes, no_node), sibling(nodes, no_node), heads;
    for (Node v = 0; v < nodes; ++v) {
        if (v % ranks_between_looks == 0) control.check();
        heads.clear();
        const auto add = [&](Node head) {
            if (head <= v || seen[head] == v) return;
            seen[head] = v;
            heads.push_back(head);
        };
        for (auto child = last_child[v]; child != no_node; child = sibling[child])
            for (auto i = up.first[child]; i < up.first[child + 1]; ++i) add(up.heads[i]);
        for (const auto neighbour : neighbours_of(graph, node_at[v])) add(rank_of[static_cast<std::size_t>(neighbour)]);
        std::sort(heads.begin(), heads.end());
        if (up.heads.size() + heads.size() >= no_arc / 2) {
            throw core::Error(
                core::ErrorCode::network_malformed,
                {"Jaringan terlalu rapat untuk hierarki.", "The network is too dense for a hierarchy."},
                {"Pakai contraction_order, atau potong jaringan.", "Use contraction_order, or cut the network."});
        }
        up.heads.insert(up.heads.end(), heads.begin(), heads.end());
        up.first.push_back(static_cast<std::uint32_t>(up.heads.size()));
        if (parent[v] == no_node) continue;
        sibling[v] = last_child[parent[v]];
        last_child[parent[v]] = v;
    }
    return up;
}

void rank_nodes(Hierarchy& out, const PlainGraph& graph, const std::vector<Node>& order) {
    const auto nodes = order.size();
    const auto tree = tree_of(graph, order, places_in(order, nodes));
    const auto rank = ranks_of(tree);
    LargeVector<Node> rank_of(nodes), node_at(nodes), parent(nodes), begin(nodes);
    LargeVector<std::uint32_t> slot(nodes);
    for (std::size_t i = 0; i < nodes; ++i) {
        rank_of[order[i]] = rank[i];
        node_at[rank[i]] = order[i];
        parent[rank[i]] = tree[i] == no_node ? no_node : rank[tree[i]];
        begin[i] = static_cast<Node>(i);
    }
    for (std::size_t v = 0; v < nodes; ++v)
        if (parent[v] != no_node) begin[parent[v]] = std::min(begin[parent[v]], begin[v]);
    for (auto v = nodes; v-- > 0;) {
        slot[v] = parent[v] == no_node ? 0 : slot[parent[v]] + 1;
        out.height = std::max(out.height, slot[v] + 1);
    }
    out.rank_of = FlatArray<Node>(std::move(rank_of));
    out.node_at = FlatArray<Node>(std::move(node_at));
    out.parent = FlatArray<Node>(std::move(parent));
    out.subtree_begin = FlatArray<Node>(std::move(begin));
    out.slot = FlatArray<std::uint32_t>(std::move(slot));
}

/// Tails and slots of the arcs, and the arcs that come from below, by the rank they reach.
void look_from_above(Hierarchy& out) {
    const auto nodes = out.nodes(), arcs = out.arcs();
    LargeVector<Node> tails(arcs);
    LargeVector<std::uint32_t> slots(arcs), lower(arcs), first(nodes + 1);
    std::fill(first.begin(), first.end(), 0U);
    for (std::size_t i = 0; i < arcs; ++i) {
        slots[i] = out.slot[out.heads[i]];
        ++first[out.heads[i] + 1];
    }
    for (std::size_t v = 0; v < nodes; ++v) {
        first[v + 1] += first[v];
        std::fill(tails.begin() + out.first_arc[v], tails.begin() + out.first_arc[v + 1], static_cast<Node>(v));
    }
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < arcs; ++i) lower[next[out.heads[i]]++] = static_cast<std::uint32_t>(i);
    out.tails = FlatArray<Node>(std::move(tails));
    out.head_slots = FlatArray<std::uint32_t>(std::move(slots));
    out.lower_arcs = FlatArray<std::uint32_t>(std::move(lower));
    out.first_lower = FlatArray<std::uint32_t>(std::move(first));
}

/// Which arcs of the network lie under which arc of the hierarchy; loops under none.
void lay_inputs(Hierarchy& out, const Arcs& arcs) {
    std::vector<std::uint32_t> over(arcs.size(), no_arc);
    LargeVector<std::uint32_t> first(out.arcs() + 1);
    std::fill(first.begin(), first.end(), 0U);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        const auto a = out.rank_of[arcs.tails[i]], b = out.rank_of[arcs.heads[i]];
        if (a == b) continue;
        const auto* begin = out.heads.data() + out.first_arc[std::min(a, b)];
        const auto* end = out.heads.data() + out.first_arc[std::min(a, b) + 1];
        over[i] = static_cast<std::uint32_t>(std::lower_bound(begin, end, std::max(a, b)) - out.heads.data());
        ++first[over[i] + 1];
    }
    for (std::size_t i = 0; i < out.arcs(); ++i) first[i + 1] += first[i];
    LargeVector<std::uint32_t> inputs(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (over[i] == no_arc) continue;
        const bool down = out.rank_of[arcs.tails[i]] > out.rank_of[arcs.heads[i]];
        inputs[next[over[i]]++] = static_cast<std::uint32_t>(2 * i + (down ? 1 : 0));
    }
    out.first_input = FlatArray<std::uint32_t>(std::move(first));
    out.inputs = FlatArray<std::uint32_t>(std::move(inputs));
    out.input_arcs = arcs.size();
}

}  // namespace

void divide(Hierarchy& hierarchy) {
    hierarchy.parts.clear();
    hierarchy.top.clear();
    const auto nodes = hierarchy.nodes();
    const auto largest = std::max(smallest_part, nodes / parts_wanted);
    for (auto end = static_cast<Node>(nodes); end > 0;) {
        const auto v = end - 1;
        const auto begin = hierarchy.subtree_begin[v];
        if (end - begin > largest) {
            hierarchy.top.push_back(v);
            end = v;
        } else {
            hierarchy.parts.push_back({begin, end});
            end = begin;
        }
    }
    std::reverse(hierarchy.parts.begin(), hierarchy.parts.end());
    std::reverse(hierarchy.top.begin(), hierarchy.top.end());
}

Hierarchy build_hierarchy(const Arcs& arcs, const std::vector<Node>& order, const core::Control& control) {
    check_arcs(arcs);
    (void)places_in(order, arcs.nodes);
    const auto graph = plain_graph(arcs);
    Hierarchy out;
    rank_nodes(out, graph, order);
    control.check();
    auto up = arcs_upwards(graph, out.rank_of, out.node_at, out.parent, control);
    out.first_arc = FlatArray<std::uint32_t>(std::move(up.first));
    out.heads = FlatArray<Node>(std::move(up.heads));
    look_from_above(out);
    control.check();
    lay_inputs(out, arcs);
    divide(out);
    if (control.progress) control.progress(1.0);
    return out;
}

Hierarchy build_hierarchy(const Arcs& arcs, const core::Control& control) {
    const auto order = contraction_order(arcs, control.part(0.0, 0.85));
    return build_hierarchy(arcs, order, control.part(0.85, 1.0));
}

}  // namespace petasentra::network

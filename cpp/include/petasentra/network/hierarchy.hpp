#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/flat_array.hpp>
#include <petasentra/network/arcs.hpp>
#include <vector>

namespace petasentra::network {

/// No arc.
inline constexpr std::uint32_t no_arc = 0xFFFF'FFFF;

/// The shape of a contraction hierarchy: which shortcuts there are, not what they cost. It follows from which nodes are
/// joined and from the order in which they are taken out. Costs come later and as often as wanted (customise), so every
/// metric and every scenario with closed or slower roads shares one hierarchy.
///
/// Nodes have ranks, 0 for the one taken out first. Taking out a node joins all its neighbours that are still there; the
/// links from a node to its neighbours of higher rank are its arcs here, each standing for both directions. The lowest
/// of those neighbours is its parent. All neighbours of a node lie on the one path of parents from it to a root, so a
/// neighbour is also told by its depth on that path, its `slot`: a sweep from the roots downwards keeps what it knows
/// of the nodes above the present one in a stack of `height` entries, and never needs an array over all nodes.
///
///     slot 0          9             A node and all below it (its subtree) have consecutive ranks that end with its own:
///     slot 1        7   8           the subtree of 7 is 3 .. 7. Whatever leaves a subtree goes through the neighbours
///     slot 2      5   6   ...       of its topmost node.
///
/// Memory   Some 20 bytes an arc of the hierarchy, 28 a node and 4 an arc of the network: 110 MB for a million nodes.
struct Hierarchy {
    core::FlatArray<Node> rank_of;               ///< by node of the network
    core::FlatArray<Node> node_at;               ///< by rank
    core::FlatArray<Node> parent;                ///< by rank: a rank, no_node at a root
    core::FlatArray<std::uint32_t> slot;         ///< by rank: parents above it
    core::FlatArray<Node> subtree_begin;         ///< by rank: the lowest rank of the subtree
    core::FlatArray<std::uint32_t> first_arc;    ///< by rank, and the end: where its arcs upwards begin
    core::FlatArray<Node> heads;                 ///< by arc: the higher rank, ascending for each node
    core::FlatArray<std::uint32_t> head_slots;   ///< by arc: the slot of the higher rank
    core::FlatArray<Node> tails;                 ///< by arc: the lower rank
    core::FlatArray<std::uint32_t> first_lower;  ///< by rank, and the end: where the arcs from below begin
    core::FlatArray<std::uint32_t> lower_arcs;   ///< arcs that end at a node, ascending
    core::FlatArray<std::uint32_t> first_input;  ///< by arc, and the end: where the arcs of the network under it begin
    core::FlatArray<std::uint32_t> inputs;  ///< 2 i if arc i of the network leads upwards here, 2 i + 1 if downwards
    std::uint32_t height = 0;               ///< slots are below it
    std::size_t input_arcs = 0;             ///< of the network, loops included

    /// Subtrees that share no node and are small enough to be worked on by several threads, as ranges of ranks, and the
    /// ranks above all of them, ascending. They depend on the hierarchy only.
    struct Part {
        Node begin;
        Node end;
    };
    std::vector<Part> parts;
    std::vector<Node> top;

    [[nodiscard]] std::size_t nodes() const noexcept { return rank_of.size(); }
    [[nodiscard]] std::size_t arcs() const noexcept { return heads.size(); }
};

/// Builds the shape for nodes taken out in this order (contraction_order gives a good one; any permutation is right, a
/// bad one is slow and large). Nodes are then ranked so that subtrees are consecutive, which changes no shortcut.
///
/// Empty   No nodes, no arcs: a hierarchy that answers every question with nothing.
/// Errors  Error(network_malformed) where an arc ends outside the nodes, or the order is no permutation of them.
/// Cost    In the order of the arcs it makes: a quarter of a second for a million nodes.
[[nodiscard]] Hierarchy build_hierarchy(const Arcs& arcs, const std::vector<Node>& order,
                                        const core::Control& control = {});

/// The same with contraction_order.
[[nodiscard]] Hierarchy build_hierarchy(const Arcs& arcs, const core::Control& control = {});

/// Fills `parts` and `top` from the other members: for a hierarchy that was read from a file.
void divide(Hierarchy& hierarchy);

}  // namespace petasentra::network

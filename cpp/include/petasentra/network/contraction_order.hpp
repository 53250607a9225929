#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/network/arcs.hpp>
#include <vector>

namespace petasentra::network {

/// The order in which the nodes of a network are taken out of it to build a Hierarchy: element i is the node taken out
/// i-th. It depends on which nodes are joined, never on costs or on the direction of arcs, so one order serves all
/// metrics and all scenarios that only change costs.
///
/// Dead ends and the inner nodes of chains go first: taking out a node with one or two neighbours adds at most one link.
/// What is left is cut in two by a small set of nodes (a separator, found by METIS), each half again, and so on; the
/// nodes of a separator go after both halves (nested dissection, George 1973; for roads: Dibbelt, Strasser and Wagner,
/// "Customizable Contraction Hierarchies", 2016).
///
///      . . . . # . . . .         the halves . are taken out first, each in the same manner,
///      . . . . # . . . .         the separator # last
///
/// Empty    No nodes, no order. Nodes without arcs and parts that do not hang together are each ordered by themselves.
/// Same     The same arcs give the same order for any number of threads. METIS draws from the generator of the C library
///          and sets its seed: a program that draws from rand() in another thread meanwhile may get another order, and
///          with it the same costs by other paths of equal cost.
/// Errors   Error(network_malformed) where an arc ends outside 0 .. nodes - 1 or tails and heads differ in number.
/// Cost     About n log n: a second and a half for a million nodes of roads. Stops within the time of one cut by METIS when
///          cancelled, a tenth of a second there.
[[nodiscard]] std::vector<Node> contraction_order(const Arcs& arcs, const core::Control& control = {});

}  // namespace petasentra::network

#pragma once
#include <petasentra/core/control.hpp>
#include <petasentra/core/flat_array.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <span>

namespace petasentra::network {

/// What it costs to travel the arcs of a hierarchy in one metric: `up` from the lower to the higher rank, `down` from
/// the higher to the lower, both by arc, `unreachable` where that leads nowhere or is never needed. The cheapest path
/// between two nodes first goes up and then down; that is all the queries rely on.
struct Metric {
    core::FlatArray<Cost> up;
    core::FlatArray<Cost> down;
};

struct CustomiseOptions {
    /// Also find the true distance for every arc and mark those dearer than it as never needed. Takes about as long
    /// again, and makes what follows faster: worth it for everything but a handful of single paths.
    bool prune = true;
};

/// Costs for a hierarchy from those of the network's arcs: an arc of the hierarchy costs the cheapest of what lies under
/// it, arcs of the network or two arcs that meet at a lower node (Dibbelt, Strasser and Wagner 2016).
///
/// Costs    One for each arc of the network, 0 .. unreachable; 0 is allowed, unreachable closes the arc. A path that
///          would cost `unreachable` or more counts as none.
/// Errors   Error(network_malformed) where costs and arcs differ in number or a cost is above unreachable.
/// Same     Minima do not ask who came first: equal bytes for any number of threads, and the same distances as a
///          hierarchy built anew for the network without the closed arcs.
/// Cost     One step for every triangle of the hierarchy: less than a tenth of a second for a million nodes.
[[nodiscard]] Metric customise(const Hierarchy& hierarchy, std::span<const Cost> arc_costs,
                               const CustomiseOptions& options = {}, const core::Control& control = {});

}  // namespace petasentra::network

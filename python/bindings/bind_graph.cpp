#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/cost_trees.hpp>
#include <petasentra/network/each_within.hpp>
#include <petasentra/network/nearest_targets.hpp>
#include <petasentra/network/path_search.hpp>
#include <petasentra/network/reached_nodes.hpp>
#include <utility>
#include <vector>

#include "bindings/access_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

// Nodes and arcs by number: what module network answers without roads, places and speeds.

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using network::Cost;
using network::Direction;
using network::Node;
template <class T>
using GivenColumn = py::array_t<T, py::array::c_style | py::array::forcecast>;
using NodeColumn = py::array_t<Node>;
using CostArray = py::array_t<Cost>;
using SumArray = py::array_t<double>;
using TargetsAndCosts = py::typing::Tuple<NodeColumn, CostArray>;
using CostAndArcs = py::typing::Tuple<Cost, NodeColumn>;
using Shape = std::vector<py::ssize_t>;

Direction direction_of(bool to_it) {
    return to_it ? Direction::to_it : Direction::from_it;
}

py::ssize_t signed_of(std::size_t size) {
    return static_cast<py::ssize_t>(size);
}

CostArray table_of(network::CostMatrix&& found) {
    const Shape shape{signed_of(found.origins), signed_of(found.targets)};
    return array_from(std::move(found.costs)).reshape(shape);
}

SumArray table_of(network::ReachSums&& found) {
    const Shape shape{signed_of(found.origins), signed_of(found.columns), signed_of(found.limits)};
    return array_from(std::move(found.sums)).reshape(shape);
}

/// The rows of a table of weights. Whether they are as long as there are nodes the core asks.
std::vector<std::span<const double>> rows_of(const GivenColumn<double>& table) {
    if (table.ndim() != 2)
        throw core::Error(core::ErrorCode::option_value,
                          {"Bobot harus berupa tabel: satu baris tiap kolom bobot.",
                           "Weights have to be a table: a row for each column of them."});
    const auto length = static_cast<std::size_t>(table.shape(1));
    std::vector<std::span<const double>> out;
    for (py::ssize_t i = 0; i < table.shape(0); ++i) out.emplace_back(table.data() + i * table.shape(1), length);
    return out;
}

HierarchyHandle graph_hierarchy(const GivenColumn<Node>& tails, const GivenColumn<Node>& heads, std::size_t nodes,
                                const py::object& progress, Threads threads) {
    const network::Arcs arcs{nodes, span_of(tails), span_of(heads)};
    return run_interruptible({progress, threads}, [&](const core::Control& control) -> HierarchyHandle {
        return {std::make_shared<const network::Hierarchy>(network::build_hierarchy(arcs, control))};
    });
}

CostArray cost_matrix(const MetricHandle& metric, const GivenColumn<Node>& origins, const GivenColumn<Node>& targets,
                      const py::object& progress, Threads threads) {
    const auto from = span_of(origins), to = span_of(targets);
    return table_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return network::cost_matrix(*metric.of.hierarchy, *metric.metric, from, to, control);
    }));
}

CostArray cost_trees(const MetricHandle& metric, const GivenColumn<Node>& starts, bool to_it,
                     const py::object& progress, Threads threads) {
    const auto from = span_of(starts);
    return table_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return network::cost_trees(*metric.of.hierarchy, *metric.metric, from, direction_of(to_it), control);
    }));
}

TargetsAndCosts nearest_targets(const MetricHandle& metric, const GivenColumn<Node>& targets, std::size_t k,
                                const std::optional<GivenColumn<Node>>& asked, bool to_node, const py::object& progress,
                                Threads threads) {
    const auto of = span_of(targets);
    const auto nodes = asked ? std::optional(span_of(*asked)) : std::nullopt;
    const auto direction = direction_of(to_node);
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto& hierarchy = *metric.of.hierarchy;
        return nodes ? network::nearest_targets_of(hierarchy, *metric.metric, *nodes, of, k, direction, control)
                     : network::nearest_targets(hierarchy, *metric.metric, of, k, direction, control);
    });
    const Shape shape{signed_of(found.rows), signed_of(found.k)};
    return py::make_tuple(array_from(std::move(found.targets)).reshape(shape),
                          array_from(std::move(found.costs)).reshape(shape));
}

SumArray sums_within(const MetricHandle& metric, const GivenColumn<Node>& origins, const GivenColumn<double>& weights,
                     const GivenColumn<Cost>& limits, bool to_it, const py::object& progress, Threads threads) {
    const auto from = span_of(origins);
    const auto columns = rows_of(weights);
    const auto within = span_of(limits);
    return table_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return network::sums_within(*metric.of.hierarchy, *metric.metric, from, columns, within, direction_of(to_it),
                                    control);
    }));
}

NodeColumn counts_within(const MetricHandle& metric, const GivenColumn<Node>& origins, const GivenColumn<Cost>& limits,
                         bool to_it, const py::object& progress, Threads threads) {
    const auto from = span_of(origins);
    const auto within = span_of(limits);
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return network::counts_within(*metric.of.hierarchy, *metric.metric, from, within, direction_of(to_it), control);
    });
    const Shape shape{signed_of(from.size()), signed_of(within.size())};
    return array_from(std::move(found)).reshape(shape);
}

SumArray decayed_within(const MetricHandle& metric, const GivenColumn<Node>& origins,
                        const GivenColumn<double>& weights, std::vector<Cost> limits, std::vector<double> factors,
                        bool to_it, const py::object& progress, Threads threads) {
    const auto from = span_of(origins);
    const auto columns = rows_of(weights);
    const network::DecaySteps steps{std::move(limits), std::move(factors)};
    return table_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return network::decayed_within(*metric.of.hierarchy, *metric.metric, from, columns, steps, direction_of(to_it),
                                       control);
    }));
}

TargetsAndCosts reached_nodes(const MetricHandle& metric, Node origin, Cost limit, bool to_it, Threads threads) {
    auto found = run_interruptible({py::none(), threads}, [&](const core::Control& control) {
        return network::reached_nodes(*metric.of.hierarchy, *metric.metric, origin, limit, direction_of(to_it),
                                      control);
    });
    return py::make_tuple(array_from(std::move(found.nodes)), array_from(std::move(found.costs)));
}

CostAndArcs cheapest_path(const MetricHandle& metric, const GivenColumn<Cost>& costs, Node origin, Node target) {
    const auto arc_costs = span_of(costs);
    network::Path found;
    {
        const py::gil_scoped_release no_gil;
        network::PathSearch search(*metric.of.hierarchy, *metric.metric, arc_costs);
        found = search.path(origin, target);
    }
    return py::make_tuple(found.cost, array_from(std::move(found.arcs)));
}

}  // namespace

void bind_graph(py::module_& module) {
    module.def("graph_hierarchy", &graph_hierarchy, "tails"_a, "heads"_a, "nodes"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "The hierarchy of arcs by number.");
    module.def("cost_matrix", &cost_matrix, "metric"_a, "origins"_a, "targets"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Costs between nodes, a row an origin.");
    module.def("cost_trees", &cost_trees, "metric"_a, "starts"_a, py::kw_only(), "to_it"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Costs between each start and all nodes.");
    module.def("nearest_targets", &nearest_targets, "metric"_a, "targets"_a, "k"_a, py::kw_only(), "asked"_a,
               "to_node"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Places in the list of targets and costs, k a node.");
    module.def("sums_within", &sums_within, "metric"_a, "origins"_a, "weights"_a, "limits"_a, py::kw_only(), "to_it"_a,
               "progress"_a = py::none(), "threads"_a = py::none(), "Weights of the nodes within each limit.");
    module.def("counts_within", &counts_within, "metric"_a, "origins"_a, "limits"_a, py::kw_only(), "to_it"_a,
               "progress"_a = py::none(), "threads"_a = py::none(), "How many nodes are within each limit.");
    module.def("decayed_within", &decayed_within, "metric"_a, "origins"_a, "weights"_a, "limits"_a, "factors"_a,
               py::kw_only(), "to_it"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Weights times the factor of their distance.");
    module.def("reached_nodes", &reached_nodes, "metric"_a, "origin"_a, "limit"_a, py::kw_only(), "to_it"_a,
               "threads"_a = py::none(), "Nodes within the limit, and what each costs.");
    module.def("cheapest_path", &cheapest_path, "metric"_a, "costs"_a, "origin"_a, "target"_a,
               "What a cheapest path costs, and its arcs.");
}

}  // namespace petasentra::bindings

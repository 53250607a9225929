#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <optional>
#include <petasentra/access/isochrones.hpp>
#include <petasentra/access/nearest_stops.hpp>
#include <petasentra/access/reach_sums.hpp>
#include <petasentra/access/reached_areas.hpp>
#include <petasentra/access/sound_water.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/network/network_report.hpp>
#include <string>
#include <vector>

#include "bindings/access_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/network_handle.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using network::Cost;
template <class T>
using Values = py::array_t<T, py::array::c_style | py::array::forcecast>;
using Sums = py::array_t<double>;

template <class T>
std::vector<std::int64_t> as_int64(const std::vector<T>& values) {
    return {values.begin(), values.end()};
}

LayerHandle reached_parts(const NetworkHandle& roads, const Values<Cost>& costs, const MetricHandle& metric,
                          const access::Stops& stops, Cost limit, bool leaving, bool together,
                          const py::object& progress, Threads threads) {
    const auto arcs = span_of(costs);
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        const auto direction = leaving ? network::Direction::from_it : network::Direction::to_it;
        const auto reached = together ? &access::parts_reached_by_any : &access::reached_parts;
        const auto parts =
            reached(*roads, arcs, *metric.of.hierarchy, *metric.metric, stops, limit, direction, control);
        layer::Layer out;
        out.geometry = access::lines_of(*roads, parts);
        out.crs = roads->parts().crs;
        out.provenance.source = roads->parts().title;
        out.table.size = parts.size();
        out.table.add(layer::Column::of_int64("place", as_int64(parts.stop)));
        out.table.add(layer::Column::of_int64("edge", as_int64(parts.edge)));
        out.table.add(layer::Column::of_double("from_fraction", parts.from_fraction));
        out.table.add(layer::Column::of_double("to_fraction", parts.to_fraction));
        out.table.add(layer::Column::of_int64("deciseconds_at_from", as_int64(parts.cost_at_from)));
        out.table.add(layer::Column::of_int64("deciseconds_at_to", as_int64(parts.cost_at_to)));
        std::vector<double> length_m(parts.size());
        for (std::size_t i = 0; i < parts.size(); ++i)
            length_m[i] = (parts.to_fraction[i] - parts.from_fraction[i]) * roads->parts().length_m[parts.edge[i]];
        out.table.add(layer::Column::of_double("length_m", length_m));
        out.geometry_position = out.table.columns.size();
        return handle(std::move(out));
    });
}

LayerHandle reached_areas(const LayerHandle& lines, const Values<std::uint32_t>& group, std::size_t groups,
                          double width_m, const std::optional<LayerHandle>& water, const py::object& progress,
                          Threads threads) {
    const auto numbers = span_of(group);
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        layer::Layer out;
        out.geometry = access::reached_areas(*lines, numbers, groups, width_m, water ? &**water : nullptr, control);
        out.crs = lines->crs;
        out.table.size = groups;
        return handle(std::move(out));
    });
}

using WaterAndFindings = py::typing::Tuple<LayerHandle, LayerHandle>;

WaterAndFindings sound_water(const LayerHandle& water, const py::object& progress, Threads threads) {
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return access::sound_water(*water, control); });
    layer::Layer out;
    out.geometry = std::move(found.geometry);
    out.crs = water->crs;
    out.provenance = water->provenance;
    out.table.size = water->size();
    return py::make_tuple(handle(std::move(out)), handle(network::findings_of(found.findings, water->crs)));
}

LayerHandle ground_only_in(const LayerHandle& one, const LayerHandle& other, const py::object& progress,
                           Threads threads) {
    return run_interruptible({progress, threads}, [&](const core::Control& control) {
        layer::Layer out;
        out.geometry = access::ground_only_in(*one, *other, control);
        out.crs = one->crs;
        out.table.size = one->size();
        return handle(std::move(out));
    });
}

std::vector<access::Reach> reaches_of(const std::vector<Cost>& limits, const access::Decay& decay, double unit) {
    std::vector<access::Reach> out;
    for (const auto limit : limits) out.push_back({limit, decay, unit});
    return out;
}

Sums reach_sums(const MetricHandle& metric, const access::Stops& origins, const access::Stops& targets,
                const Values<double>& amounts, const std::vector<Cost>& limits, const access::Decay& decay, double unit,
                const py::object& progress, Threads threads) {
    const std::vector<std::span<const double>> columns{span_of(amounts)};
    const auto reaches = reaches_of(limits, decay, unit);
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::reach_sums(*metric.of.hierarchy, *metric.metric, origins, targets, columns, reaches, control);
    });
    const std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(found.origins),
                                         static_cast<py::ssize_t>(found.reaches)};
    return array_from(std::move(found.sums)).reshape(shape);
}

CatchmentColumns network_catchments(const MetricHandle& metric, const access::Stops& origins,
                                    const access::Stops& facilities, const Values<double>& demand,
                                    const Values<double>& supply, Cost limit, const access::Decay& decay, double unit,
                                    bool choice, const py::object& progress, Threads threads) {
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::floating_catchments(*metric.of.hierarchy, *metric.metric, origins, facilities, span_of(demand),
                                           span_of(supply), {limit, decay, unit}, choice, control);
    });
    return columns_of(std::move(found));
}

/// Numbers of targets, -1 where there is none, and costs: a row of k each.
using NearestArrays = py::typing::Tuple<py::array_t<std::int64_t>, py::array_t<Cost>>;

NearestArrays arrays_of(const network::NearestTargets& found) {
    const std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(found.rows), static_cast<py::ssize_t>(found.k)};
    std::vector<std::int64_t> targets;
    targets.reserve(found.targets.size());
    for (const auto one : found.targets)
        targets.push_back(one == network::no_target ? -1 : static_cast<std::int64_t>(one));
    std::vector<Cost> costs(found.costs.begin(), found.costs.end());
    return py::make_tuple(array_from(std::move(targets)).reshape(shape), array_from(std::move(costs)).reshape(shape));
}

NearestArrays nearest_stops(const MetricHandle& metric, const access::Stops& origins, const access::Stops& targets,
                            std::size_t k, const py::object& progress, Threads threads) {
    return arrays_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::nearest_stops(*metric.of.hierarchy, *metric.metric, origins, targets, k, control);
    }));
}

NearestArrays node_catchments(const NetworkHandle& roads, const MetricHandle& metric, const access::Stops& facilities,
                              bool towards, const py::object& progress, Threads threads) {
    return arrays_of(run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::catchments_of(*roads, *metric.of.hierarchy, *metric.metric, facilities,
                                     towards ? network::Direction::from_it : network::Direction::to_it, control);
    }));
}

}  // namespace

void bind_reach(py::module_& module) {
    module.def("reached_parts", &reached_parts, "network"_a, "costs"_a, "metric"_a, "stops"_a, py::kw_only(), "limit"_a,
               "leaving"_a, "together"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Parts of edges within reach of stops, as lines.");
    module.def("sound_water", &sound_water, "water"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Water that ground can be cut with, a row for every row, and what was mended or left out.");
    module.def("reached_areas", &reached_areas, "lines"_a, "group"_a, py::kw_only(), "groups"_a, "width_m"_a,
               "water"_a = py::none(), "progress"_a = py::none(), "threads"_a = py::none(),
               "The ground along the lines of each group.");
    module.def("ground_only_in", &ground_only_in, "one"_a, "other"_a, py::kw_only(), "progress"_a = py::none(),
               "threads"_a = py::none(), "Row by row the ground of one that is not ground of the other.");
    module.def("reach_sums", &reach_sums, "metric"_a, "origins"_a, "targets"_a, "amounts"_a, py::kw_only(), "limits"_a,
               "decay"_a, "unit"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Amounts at the targets within each limit of each origin, weighted.");
    module.def("nearest_stops", &nearest_stops, "metric"_a, "origins"_a, "targets"_a, "k"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "The k nearest targets of each origin, and what they cost.");
    module.def("node_catchments", &node_catchments, "network"_a, "metric"_a, "facilities"_a, py::kw_only(), "towards"_a,
               "progress"_a = py::none(), "threads"_a = py::none(),
               "The facility nearest to every node, and what it costs to get there or from there.");
    module.def("network_catchments", &network_catchments, "metric"_a, "origins"_a, "facilities"_a, "demand"_a,
               "supply"_a, py::kw_only(), "limit"_a, "decay"_a, "unit"_a, "choice"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Floating catchment areas on a network, as arrays by name.");
}

}  // namespace petasentra::bindings

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <petasentra/access/floating_catchments.hpp>
#include <petasentra/access/travel_matrix.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/network/added_roads.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bindings/access_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/network_handle.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using network::Cost;
template <class T>
using Column = py::array_t<T, py::array::c_style | py::array::forcecast>;
using CostTable = py::array_t<Cost>;

HierarchyHandle hierarchy_of(const NetworkHandle& roads, const py::object& progress, Threads threads,
                             const std::optional<HierarchyHandle>& like) {
    return run_interruptible({progress, threads}, [&](const core::Control& control) -> HierarchyHandle {
        const auto arcs = roads->travel_arcs();
        // With rules for turns the nodes of what is travelled are numbered anew.
        if (like && roads->travel().empty()) {
            const auto order = network::order_with_more(*like->hierarchy, arcs, control.part(0.0, 0.5));
            return {std::make_shared<const network::Hierarchy>(
                network::build_hierarchy(arcs, order, control.part(0.5, 1.0)))};
        }
        return {std::make_shared<const network::Hierarchy>(network::build_hierarchy(arcs, control))};
    });
}

MetricHandle metric_of(const HierarchyHandle& hierarchy, const Column<Cost>& costs, Threads threads,
                       const py::object& progress) {
    const auto arcs = span_of(costs);
    return run_interruptible({progress, threads}, [&](const core::Control& control) -> MetricHandle {
        return {hierarchy,
                std::make_shared<const network::Metric>(network::customise(*hierarchy.hierarchy, arcs, {}, control))};
    });
}

std::vector<Cost> costs_from(const Column<Cost>& column) {
    const auto values = span_of(column);
    return {values.begin(), values.end()};
}

access::Stops stops(const NetworkHandle& roads, const Column<std::int64_t>& edge, const Column<double>& fraction,
                    const Column<Cost>& leave_from, const Column<Cost>& leave_to, const Column<Cost>& arrive_from,
                    const Column<Cost>& arrive_to, const Column<Cost>& access, bool leaving) {
    network::Snapped snapped;
    for (const auto one : span_of(edge)) {
        const bool there = one >= 0 && static_cast<std::size_t>(one) < roads->edge_count();
        snapped.status.push_back(there ? network::SnapStatus::snapped : network::SnapStatus::too_far);
        snapped.edge.push_back(one);
    }
    const auto fractions = span_of(fraction);
    snapped.fraction.assign(fractions.begin(), fractions.end());
    const network::ReachCosts reach{costs_from(leave_from), costs_from(leave_to), costs_from(arrive_from),
                                    costs_from(arrive_to), costs_from(access)};
    for (const auto* column :
         {&reach.leave_from, &reach.leave_to, &reach.arrive_from, &reach.arrive_to, &reach.access}) {
        if (column->size() == snapped.size() && fractions.size() == snapped.size()) continue;
        throw core::Error(core::ErrorCode::option_value, {"Kolom biaya harus sama panjang dengan kolom ruas.",
                                                          "Columns of costs have to be as long as that of edges."});
    }
    return access::stops_at(*roads, snapped, reach, leaving ? network::Direction::from_it : network::Direction::to_it);
}

/// Some consecutive stops of several.
access::Stops some_stops(const access::Stops& all, std::size_t begin, std::size_t end) {
    end = std::min(end, all.size());
    begin = std::min(begin, end);
    const auto part = [](const auto& column, std::size_t from, std::size_t to) {
        return std::decay_t<decltype(column)>(column.begin() + static_cast<std::ptrdiff_t>(from),
                                              column.begin() + static_cast<std::ptrdiff_t>(to));
    };
    access::Stops out;
    out.first = part(all.first, begin, end + 1);
    out.node = part(all.node, all.first[begin], all.first[end]);
    out.cost = part(all.cost, all.first[begin], all.first[end]);
    out.end = part(all.end, all.first[begin], all.first[end]);
    for (auto& first : out.first) first -= all.first[begin];
    out.edge = part(all.edge, begin, end);
    out.fraction = part(all.fraction, begin, end);
    out.along = part(all.along, begin, end);
    out.against = part(all.against, begin, end);
    out.access = part(all.access, begin, end);
    return out;
}

CostTable travel_matrix(const MetricHandle& metric, const access::Stops& origins, const access::Stops& targets,
                        const py::object& progress, Threads threads) {
    auto found =
        std::make_shared<network::CostMatrix>(run_interruptible({progress, threads}, [&](const core::Control& control) {
            return access::travel_matrix(*metric.of.hierarchy, *metric.metric, origins, targets, control);
        }));
    const auto* costs = found->costs.data();
    const std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(found->origins),
                                         static_cast<py::ssize_t>(found->targets)};
    return CostTable(read_only_view(py::dtype::of<Cost>(), shape, costs, std::move(found)));
}

access::Decay decay_of(const std::string& kind, double scale, double exponent, double nearest,
                       const std::vector<std::pair<double, double>>& steps) {
    using access::DecayKind;
    access::Decay out{.scale = scale, .exponent = exponent, .nearest = nearest};
    for (const auto& [end, weight] : steps) out.steps.push_back({end, weight});
    for (const auto one : {DecayKind::none, DecayKind::steps, DecayKind::linear, DecayKind::exponential,
                           DecayKind::gaussian, DecayKind::power}) {
        if (access::to_string(one) != kind) continue;
        out.kind = one;
        return out;
    }
    throw core::Error(core::ErrorCode::option_value,
                      {"\"" + kind + "\" bukan jenis peluruhan.", "\"" + kind + "\" is no kind of decay."},
                      {"Pakai none, steps, linear, exponential, gaussian, atau power.",
                       "Use none, steps, linear, exponential, gaussian or power."});
}

py::array_t<double> decayed(const access::Decay& decay, const Column<double>& costs) {
    decay.require_sound();
    std::vector<double> out;
    for (const auto cost : span_of(costs)) out.push_back(decay.at(cost));
    return array_from(std::move(out));
}

CatchmentColumns floating_catchments(const Column<std::uint32_t>& origin, const Column<std::uint32_t>& facility,
                                     const Column<double>& cost, const Column<double>& demand,
                                     const Column<double>& supply, double limit, const access::Decay& decay,
                                     bool choice, bool choice_within_limit, const py::object& progress,
                                     Threads threads) {
    const access::CatchmentOptions options{limit, decay, choice, choice_within_limit};
    const access::CostPairs pairs{span_of(origin), span_of(facility), span_of(cost)};
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::floating_catchments(pairs, span_of(demand), span_of(supply), options, control);
    });
    return columns_of(std::move(found));
}

}  // namespace

CatchmentColumns columns_of(access::FloatingCatchments&& found) {
    const auto flags = [](const std::vector<access::CatchmentStatus>& status) {
        std::vector<std::uint8_t> out;
        for (const auto one : status) out.push_back(static_cast<std::uint8_t>(one));
        return array_from(std::move(out));
    };
    py::dict out;
    out["access"] = array_from(std::move(found.access));
    out["demand_within"] = array_from(std::move(found.demand_within));
    out["ratio"] = array_from(std::move(found.ratio));
    out["origin_status"] = flags(found.origin_status);
    out["facility_status"] = flags(found.facility_status);
    return out;
}

void bind_access(py::module_& module) {
    py::class_<HierarchyHandle>(module, "RoadHierarchy", "The shape of a network's hierarchy; costs come later.")
        .def(py::init(&hierarchy_of), "network"_a, "progress"_a = py::none(), "threads"_a = py::none(),
             "like"_a = py::none())
        .def_property_readonly("arcs", [](const HierarchyHandle& self) { return self.hierarchy->arcs(); })
        .def_property_readonly("nodes", [](const HierarchyHandle& self) { return self.hierarchy->nodes(); });
    py::class_<MetricHandle>(module, "RoadMetric", "Costs laid on a hierarchy.")
        .def(py::init(&metric_of), "hierarchy"_a, "costs"_a, "threads"_a = py::none(), "progress"_a = py::none());
    py::class_<access::Stops>(module, "Stops", "Places where journeys begin, or where they end.")
        .def(py::init(&stops), "network"_a, py::kw_only(), "edge"_a, "fraction"_a, "leave_from"_a, "leave_to"_a,
             "arrive_from"_a, "arrive_to"_a, "access"_a, "leaving"_a)
        .def("__len__", &access::Stops::size)
        .def("part", &some_stops, "begin"_a, "end"_a, "Stops begin .. end - 1.");
    module.def("travel_matrix", &travel_matrix, "metric"_a, "origins"_a, "targets"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Costs between stops, a row an origin.");
    py::class_<access::Decay>(module, "Decay", "How much of what lies at a distance still counts.")
        .def(py::init(&decay_of), "kind"_a, py::kw_only(), "scale"_a = 1.0, "exponent"_a = 1.0, "nearest"_a = 0.0,
             "steps"_a = std::vector<std::pair<double, double>>{})
        .def("at", &decayed, "costs"_a, "The weight of each cost.");
    module.def("floating_catchments", &floating_catchments, "origin"_a, "facility"_a, "cost"_a, "demand"_a, "supply"_a,
               py::kw_only(), "limit"_a, "decay"_a, "choice"_a, "choice_within_limit"_a, "progress"_a = py::none(),
               "threads"_a = py::none(), "Floating catchment areas of pairs, as arrays by name.");
}

}  // namespace petasentra::bindings

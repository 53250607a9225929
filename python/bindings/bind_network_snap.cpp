#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <map>
#include <memory>
#include <petasentra/network/arc_costs.hpp>
#include <petasentra/network/network_tables.hpp>
#include <petasentra/network/snap.hpp>

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
using Costs = py::array_t<Cost, py::array::c_style | py::array::forcecast>;
using CostColumn = py::array_t<Cost>;
using Counts = py::typing::Dict<py::str, py::int_>;
using CostsAndCounts = py::typing::Tuple<CostColumn, py::array_t<std::uint8_t>, Counts>;
/// A speed; nothing is closed. A word that is not there is unknown.
using Speeds = std::map<std::string, std::optional<double>>;

network::ClassSpeed class_speed(const Speeds& speeds, const std::string& word) {
    using Use = network::ClassSpeed::Use;
    const auto found = speeds.find(word);
    if (found == speeds.end()) return {};
    return found->second ? network::ClassSpeed{Use::open, *found->second} : network::ClassSpeed{Use::closed, 0.0};
}

CostsAndCounts arc_costs(const NetworkHandle& self, const Speeds& speeds, const std::vector<std::string>& no_access,
                         double axle_load_t, double weight_t, double width_m, bool one_way, bool speed_limits,
                         double ferry_km_per_h, double ferry_waiting_s, std::optional<std::uint16_t> day,
                         bool waiting) {
    network::CostOptions options;
    for (const auto& word : self->roads().class_words) options.classes.push_back(class_speed(speeds, word));
    options.without_class = class_speed(speeds, "");
    for (const auto& word : self->roads().access_words)
        options.no_access.push_back(std::find(no_access.begin(), no_access.end(), word) != no_access.end() ? 1 : 0);
    options.axle_load_t = axle_load_t;
    options.weight_t = weight_t;
    options.width_m = width_m;
    options.one_way = one_way;
    options.speed_limits = speed_limits;
    options.ferry_km_per_h = ferry_km_per_h;
    options.ferry_waiting_s = ferry_waiting_s;
    options.day = day;
    options.waiting = waiting;
    network::ArcCosts made;
    {
        const py::gil_scoped_release no_gil;
        made = network::arc_costs(*self, options);
    }
    py::dict counts;
    for (std::size_t state = 0; state < network::arc_states; ++state)
        counts[network::to_string(static_cast<network::ArcState>(state))] = made.edges[state];
    std::vector<std::uint8_t> states(made.state.size());
    std::transform(made.state.begin(), made.state.end(), states.begin(),
                   [](network::ArcState state) { return static_cast<std::uint8_t>(state); });
    return py::make_tuple(array_from(std::move(made.cost)), array_from(std::move(states)), counts);
}

/// Keeps the network that its index looks at.
struct SnapperHandle {
    NetworkHandle network;
    network::Snapper snapper;
    explicit SnapperHandle(const NetworkHandle& of) : network(of), snapper(*of) {}
};

using CostColumns = py::typing::Dict<py::str, CostColumn>;
using SnappedAndCosts = py::typing::Tuple<TableHandle, CostColumns>;

SnappedAndCosts snap(const SnapperHandle& self, const py::array_t<double>& x, const py::array_t<double>& y,
                     double limit_m, const std::vector<std::uint32_t>& components, std::size_t min_nodes,
                     const std::optional<Costs>& costs, const std::optional<Costs>& open, double access_km_per_h,
                     const py::object& progress, Threads threads) {
    const auto places = places_of(x, y);
    const auto span_or_none = [](const std::optional<Costs>& given) {
        return given ? std::span<const Cost>(given->data(), static_cast<std::size_t>(given->size()))
                     : std::span<const Cost>();
    };
    const auto arcs = span_or_none(costs);
    const network::SnapOptions options{.limit_m = limit_m,
                                       .components = components,
                                       .min_nodes = min_nodes,
                                       .arc_costs = open ? span_or_none(open) : arcs};
    auto found = run_interruptible(
        {progress, threads}, [&](const core::Control& control) { return self.snapper.snap(places, options, control); });
    py::dict columns;
    if (open) network::lose_closed(found, arcs);
    if (costs) {
        auto reach = network::reach_costs(found, arcs, access_km_per_h);
        columns["leave_from"] = array_from(std::move(reach.leave_from));
        columns["leave_to"] = array_from(std::move(reach.leave_to));
        columns["arrive_from"] = array_from(std::move(reach.arrive_from));
        columns["arrive_to"] = array_from(std::move(reach.arrive_to));
        columns["access"] = array_from(std::move(reach.access));
    }
    return py::make_tuple(handle(network::snapped_table(found, limit_m)), columns);
}

}  // namespace

void bind_network_snap(py::module_& module) {
    module.attr("UNREACHABLE") = network::unreachable;
    module.def("arc_costs", &arc_costs, "network"_a, py::kw_only(), "speeds"_a, "no_access"_a, "axle_load_t"_a,
               "weight_t"_a, "width_m"_a, "one_way"_a, "speed_limits"_a, "ferry_km_per_h"_a, "ferry_waiting_s"_a,
               "day"_a = py::none(), "waiting"_a = false,
               "Tenths of a second of each arc, why it is closed, and edges by that reason. A speed of None closes.");
    py::class_<SnapperHandle>(module, "Snapper", "Finds the nearest road of points.")
        .def(py::init<const NetworkHandle&>(), "network"_a)
        .def("snap", &snap, "x"_a, "y"_a, py::kw_only(), "limit_m"_a, "components"_a, "min_nodes"_a,
             "costs"_a = py::none(), "open"_a = py::none(), "access_km_per_h"_a = 5.0, "progress"_a = py::none(),
             "threads"_a = py::none());
}

}  // namespace petasentra::bindings

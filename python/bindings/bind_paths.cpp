#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <algorithm>
#include <memory>
#include <petasentra/access/closed_roads.hpp>
#include <petasentra/access/edge_detours.hpp>
#include <petasentra/access/travel_paths.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/network/rows_near.hpp>

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
using Numbers = py::array_t<T, py::array::c_style | py::array::forcecast>;
using NumbersByName = py::typing::Dict<py::str, py::array>;

py::array_t<std::uint8_t> rows_near(const LayerHandle& rows, const LayerHandle& ground, double distance_m,
                                    const py::object& progress) {
    return array_from(run_interruptible({progress, {}}, [&](const core::Control& control) {
        return network::rows_near(*rows, *ground, distance_m, control);
    }));
}

/// Journeys and how they go, with what they were asked of.
struct PathsHandle {
    NetworkHandle roads;
    HierarchyHandle hierarchy;
    std::vector<Cost> arc_costs;
    access::Stops origins;
    access::Stops targets;
    std::vector<access::Journey> journeys;
    access::TravelPaths paths;
};

PathsHandle paths_of(const NetworkHandle& roads, const Numbers<Cost>& costs, const MetricHandle& metric,
                     const access::Stops& origins, const access::Stops& targets, const Numbers<std::uint32_t>& origin,
                     const Numbers<std::uint32_t>& target, const py::object& progress, Threads threads) {
    const auto from = span_of(origin);
    const auto to = span_of(target);
    const auto arcs = span_of(costs);
    if (from.size() != to.size()) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Asal dan tujuan harus sama banyak.", "There have to be as many origins as targets."});
    }
    PathsHandle out{roads, metric.of, {arcs.begin(), arcs.end()}, origins, targets, {}, {}};
    for (std::size_t i = 0; i < from.size(); ++i) out.journeys.push_back({from[i], to[i]});
    out.paths = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::travel_paths(*roads, *metric.of.hierarchy, *metric.metric, out.arc_costs, origins, targets,
                                    out.journeys, control);
    });
    return out;
}

NumbersByName columns_of_paths(const PathsHandle& self) {
    auto paths = self.paths;
    py::dict out;
    out["deciseconds"] = array_from(std::move(paths.cost));
    out["length_m"] = array_from(std::move(paths.length_m));
    out["first_piece"] = array_from(std::move(paths.first_piece));
    out["edge"] = array_from(std::move(paths.edge));
    out["begin"] = array_from(std::move(paths.begin));
    out["end"] = array_from(std::move(paths.end));
    return out;
}

LayerHandle lines_of_paths(const PathsHandle& self) {
    layer::Layer out;
    out.geometry = access::lines_of(*self.roads, self.paths);
    out.crs = self.roads->parts().crs;
    out.provenance.source = self.roads->parts().title;
    out.table.size = self.paths.size();
    return handle(std::move(out));
}

NumbersByName detours(const PathsHandle& self, const Numbers<std::uint32_t>& edges, const py::object& progress,
                      Threads threads) {
    const auto wanted = span_of(edges);
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return access::edge_detours(*self.roads, *self.hierarchy.hierarchy, self.arc_costs, self.origins, self.targets,
                                    self.journeys, self.paths, wanted, control);
    });
    py::dict out;
    out["edge"] = array_from(std::move(found.edge));
    out["using_it"] = array_from(std::move(found.using_it));
    out["longer"] = array_from(std::move(found.longer));
    out["lost"] = array_from(std::move(found.lost));
    out["more"] = array_from(std::move(found.more));
    out["most"] = array_from(std::move(found.most));
    return out;
}

/// Roads that are closed one after the other, with all that `ClosedRoads` looks at.
class ClosedRoadsHandle {
  public:
    ClosedRoadsHandle(const NetworkHandle& roads, const Numbers<Cost>& costs, const MetricHandle& metric,
                      const access::Stops& origins, const access::Stops& targets, Threads threads)
        : m_roads(roads), m_hierarchy(metric.of), m_origins(origins), m_targets(targets) {
        const auto arcs = span_of(costs);
        m_closed = run_interruptible({py::none(), threads}, [&](const core::Control& control) {
            return std::make_unique<access::ClosedRoads>(*m_roads, *m_hierarchy.hierarchy, arcs, m_origins, m_targets,
                                                         control);
        });
    }

    py::array_t<Cost> costs(const Numbers<std::uint32_t>& edges, const Numbers<std::uint32_t>& origin,
                            const Numbers<std::uint32_t>& target) {
        const auto wanted = span_of(edges);
        const auto journeys = journeys_of(span_of(origin), span_of(target));
        std::vector<Cost> out(journeys.size());
        // Asked for thousands of times with a few journeys: a thread for each call would take longer than the answer.
        constexpr std::size_t at_once = 1024;
        for (std::size_t begin = 0; begin == 0 || begin < out.size(); begin += at_once) {
            {
                const py::gil_scoped_release released;
                if (begin == 0) m_closed->close(wanted);
                const auto end = std::min(begin + at_once, out.size());
                for (auto i = begin; i < end; ++i) out[i] = m_closed->cost(journeys[i]);
            }
            if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        }
        return array_from(std::move(out));
    }

    py::array_t<Cost> costs_of_each(const Numbers<std::size_t>& first_edge, const Numbers<std::uint32_t>& edges,
                                    const Numbers<std::size_t>& first_journey, const Numbers<std::uint32_t>& origin,
                                    const Numbers<std::uint32_t>& target, const py::object& progress,
                                    Threads threads) const {
        const auto journeys = journeys_of(span_of(origin), span_of(target));
        const access::Closures closures{span_of(first_edge), span_of(edges), span_of(first_journey), journeys};
        return array_from(run_interruptible({progress, threads}, [&](const core::Control& control) {
            return access::closed_costs(*m_closed, closures, control);
        }));
    }

  private:
    [[nodiscard]] static std::vector<access::Journey> journeys_of(std::span<const std::uint32_t> from,
                                                                  std::span<const std::uint32_t> to) {
        if (from.size() != to.size()) {
            throw core::Error(core::ErrorCode::option_value,
                              {"Asal dan tujuan harus sama banyak.", "There have to be as many origins as targets."});
        }
        std::vector<access::Journey> out;
        for (std::size_t row = 0; row < from.size(); ++row) out.push_back({from[row], to[row]});
        return out;
    }

    NetworkHandle m_roads;
    HierarchyHandle m_hierarchy;
    access::Stops m_origins;
    access::Stops m_targets;
    std::unique_ptr<access::ClosedRoads> m_closed;
};

}  // namespace

void bind_paths(py::module_& module) {
    module.def("rows_near", &rows_near, "rows"_a, "ground"_a, "distance_m"_a, "progress"_a = py::none(),
               "Which rows (1, not 0) lie within a distance of any shape of another layer.");
    py::class_<PathsHandle>(module, "TravelPaths", "The cheapest way of each journey.")
        .def(py::init(&paths_of), "network"_a, "costs"_a, "metric"_a, "origins"_a, "targets"_a, "origin"_a, "target"_a,
             "progress"_a = py::none(), "threads"_a = py::none())
        .def("__len__", [](const PathsHandle& self) { return self.paths.size(); })
        .def("columns", &columns_of_paths, "Costs and lengths by journey, and the pieces of edges, as arrays by name.")
        .def(
            "deciseconds",
            [](const PathsHandle& self) {
                auto costs = self.paths.cost;
                return array_from(std::move(costs));
            },
            "Costs, by journey.")
        .def(
            "lengths_m",
            [](const PathsHandle& self) {
                auto lengths = self.paths.length_m;
                return array_from(std::move(lengths));
            },
            "Metres on roads, by journey.")
        .def("lines", &lines_of_paths, "The journeys as lines along the roads.")
        .def(
            "used_edges",
            [](const PathsHandle& self) {
                return array_from(access::used_edges(self.paths, self.origins, self.targets, self.journeys));
            },
            "The edges that journeys use, each once.")
        .def("detours", &detours, "edges"_a, "progress"_a = py::none(), "threads"_a = py::none(),
             "What closing each of the edges does to the journeys, as arrays by name.");
    py::class_<ClosedRoadsHandle>(module, "ClosedRoads", "What journeys cost while some edges are closed.")
        .def(py::init<const NetworkHandle&, const Numbers<Cost>&, const MetricHandle&, const access::Stops&,
                      const access::Stops&, Threads>(),
             "network"_a, "costs"_a, "metric"_a, "origins"_a, "targets"_a, "threads"_a = py::none())
        .def("costs", &ClosedRoadsHandle::costs, "edges"_a, "origin"_a, "target"_a,
             "Costs by journey, with these edges closed and no others.")
        .def("costs_of_each", &ClosedRoadsHandle::costs_of_each, "first_edge"_a, "edges"_a, "first_journey"_a,
             "origin"_a, "target"_a, "progress"_a = py::none(), "threads"_a = py::none(),
             "Costs by journey, closure after closure.");
}

}  // namespace petasentra::bindings

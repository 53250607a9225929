#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <petasentra/sentra/density_clusters.hpp>
#include <petasentra/sentra/share_limits.hpp>
#include <utility>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

template <class T>
using Values = py::array_t<T, py::array::c_style | py::array::forcecast>;

/// Cluster and membership of each unit, and how many clusters.
using Clusters = py::typing::Tuple<py::array_t<std::uint32_t>, py::array_t<std::uint8_t>, std::uint32_t>;

Clusters density_clusters(const Values<double>& xy, const Values<std::uint32_t>& group, double eps_m,
                          std::uint32_t min_units, bool lon_lat, const py::object& progress, Threads threads) {
    const sentra::DensityOptions options{eps_m, min_units,
                                         lon_lat ? sentra::Ground::lon_lat_deg : sentra::Ground::plane_m};
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return sentra::density_clusters(span_of(xy), span_of(group), options, control);
    });
    const auto* kinds = reinterpret_cast<const std::uint8_t*>(found.membership.data());
    Values<std::uint8_t> membership(static_cast<py::ssize_t>(found.membership.size()), kinds);
    return py::make_tuple(array_from(std::move(found.cluster)), std::move(membership), found.count);
}

/// Lower and upper ends.
using LimitsOfShares = py::typing::Tuple<py::array_t<double>, py::array_t<double>>;

LimitsOfShares share_limits(const Values<std::int64_t>& seen, const Values<std::int64_t>& of, double confidence) {
    auto found = sentra::share_limits(span_of(seen), span_of(of), confidence);
    return py::make_tuple(array_from(std::move(found.low)), array_from(std::move(found.high)));
}

}  // namespace

void bind_sentra(py::module_& module) {
    module.def("density_clusters", &density_clusters, "xy"_a, "group"_a, py::kw_only(), "eps_m"_a, "min_units"_a,
               "lon_lat"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "Clusters of units that stand close together: number of each unit's cluster, its membership (core, "
               "border, alone, no place), and how many clusters.");
    module.def("share_limits", &share_limits, "seen"_a, "of"_a, "confidence"_a,
               "Exact interval of each share of which so many were seen of so many: its lower and its upper ends.");
}

}  // namespace petasentra::bindings

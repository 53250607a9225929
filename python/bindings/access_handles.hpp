#pragma once
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <memory>
#include <petasentra/access/floating_catchments.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/hierarchy.hpp>

namespace petasentra::bindings {

struct HierarchyHandle {
    std::shared_ptr<const network::Hierarchy> hierarchy;
};

struct MetricHandle {
    HierarchyHandle of;
    std::shared_ptr<const network::Metric> metric;
};

using CatchmentColumns = pybind11::typing::Dict<pybind11::str, pybind11::array>;

/// Catchments as arrays by name.
[[nodiscard]] CatchmentColumns columns_of(access::FloatingCatchments&& catchments);

}  // namespace petasentra::bindings

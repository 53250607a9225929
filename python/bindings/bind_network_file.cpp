#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <petasentra/network/network_file.hpp>
#include <string>

#include "bindings/access_handles.hpp"
#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/network_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using AttachedBytes = py::typing::Dict<py::str, py::bytes>;
using OpenedNetwork = py::typing::Tuple<NetworkHandle, std::optional<HierarchyHandle>, AttachedBytes>;

void write_network(const std::string& path, const NetworkHandle& roads, const std::optional<HierarchyHandle>& hierarchy,
                   const AttachedBytes& attached, const py::object& progress, Threads threads) {
    std::vector<network::Attachment> attachments;
    for (const auto& [name, bytes] : attached)
        attachments.push_back({py::cast<std::string>(name), py::cast<std::string>(bytes)});
    run_interruptible({progress, threads}, [&](const core::Control& control) {
        network::write_network(path, *roads, hierarchy ? hierarchy->hierarchy.get() : nullptr, attachments, control);
        return true;
    });
}

OpenedNetwork read_network(const std::string& path, const py::object& progress, Threads threads) {
    auto found = run_interruptible({progress, threads},
                                   [&](const core::Control& control) { return network::read_network(path, control); });
    AttachedBytes attached;
    for (const auto& [name, bytes] : found.attachments) attached[py::str(name)] = py::bytes(bytes);
    std::optional<HierarchyHandle> hierarchy;
    if (found.hierarchy) hierarchy = HierarchyHandle{found.hierarchy};
    return py::make_tuple(NetworkHandle{found.network}, hierarchy, attached);
}

}  // namespace

void bind_network_file(py::module_& module) {
    module.def("write_network", &write_network, "path"_a, "network"_a, "hierarchy"_a, "attached"_a,
               "progress"_a = py::none(), "threads"_a = py::none(), "Store a network and its hierarchy in one file.");
    module.def("read_network", &read_network, "path"_a, "progress"_a = py::none(), "threads"_a = py::none(),
               "A network from its file, its hierarchy if it was stored, and what was attached.");
}

}  // namespace petasentra::bindings

#pragma once
#include <pybind11/pybind11.h>

namespace petasentra::bindings {

// One function per C++ module, each in bind_<module>.cpp. module.cpp calls them in the order of the dependency rule, so
// that a type is registered before a function mentions it.
void bind_core(pybind11::module_& module);
void bind_geometry(pybind11::module_& module);
void bind_table(pybind11::module_& module);
void bind_layer(pybind11::module_& module);
void bind_inspection(pybind11::module_& module);
void bind_zoning(pybind11::module_& module);
void bind_zoning_distance(pybind11::module_& module);
void bind_zoning_layers(pybind11::module_& module);
void bind_topology(pybind11::module_& module);
void bind_repair(pybind11::module_& module);
void bind_law(pybind11::module_& module);
void bind_conformance(pybind11::module_& module);
void bind_timeline(pybind11::module_& module);
void bind_remainder(pybind11::module_& module);
void bind_what_if(pybind11::module_& module);
void bind_network(pybind11::module_& module);
void bind_network_snap(pybind11::module_& module);
void bind_sentra(pybind11::module_& module);
void bind_turns(pybind11::module_& module);
void bind_access(pybind11::module_& module);
void bind_reach(pybind11::module_& module);
void bind_graph(pybind11::module_& module);
void bind_paths(pybind11::module_& module);
void bind_network_file(pybind11::module_& module);
void bind_supply(pybind11::module_& module);

}  // namespace petasentra::bindings

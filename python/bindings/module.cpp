#include "bindings/module.hpp"

#include "bindings/errors.hpp"

PYBIND11_MODULE(_core, module) {
    namespace bindings = petasentra::bindings;
    module.doc() = "The C++ core of petasentra: layers, CRS, law and verdicts. No files: those are petasentra._io.";
    bindings::register_errors(module);
    bindings::bind_core(module);
    bindings::bind_geometry(module);
    bindings::bind_table(module);
    bindings::bind_layer(module);
    bindings::bind_inspection(module);
    bindings::bind_zoning(module);
    bindings::bind_zoning_distance(module);
    bindings::bind_zoning_layers(module);
    bindings::bind_topology(module);
    bindings::bind_repair(module);
    bindings::bind_law(module);
    bindings::bind_conformance(module);
    bindings::bind_timeline(module);
    bindings::bind_remainder(module);
    bindings::bind_what_if(module);
    bindings::bind_network(module);
    bindings::bind_network_snap(module);
    bindings::bind_sentra(module);
    bindings::bind_turns(module);
    bindings::bind_access(module);
    bindings::bind_reach(module);
    bindings::bind_graph(module);
    bindings::bind_paths(module);
    bindings::bind_network_file(module);
    bindings::bind_supply(module);
}

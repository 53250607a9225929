#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/network/turn_table.hpp>
#include <string>
#include <vector>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/network_handle.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using network::Cost;
using network::TurnTable;
template <class T>
using Whole = py::array_t<T, py::array::c_style | py::array::forcecast>;
using TurnWays = py::typing::Tuple<py::array_t<std::int64_t>, py::array_t<std::int64_t>, py::array_t<std::int64_t>,
                                   py::typing::List<py::str>>;

TurnTable turn_table(std::vector<std::string> id, std::vector<std::string> from_road,
                     const std::vector<std::optional<std::int64_t>>& via_node,
                     std::vector<std::vector<std::string>> via_roads, std::vector<std::string> to_road,
                     const std::vector<std::string>& kind) {
    using network::TurnKind;
    const std::map<std::string, TurnKind> kinds{{"no", TurnKind::no},
                                                {"only", TurnKind::only},
                                                {"no_return", TurnKind::no_return},
                                                {"only_return", TurnKind::only_return},
                                                {"hours", TurnKind::hours}};
    TurnTable out{std::move(id), std::move(from_road), {}, std::move(via_roads), std::move(to_road), {}};
    for (const auto& one : via_node) out.via_node.push_back(one.value_or(TurnTable::no_node_id));
    for (const auto& word : kind) {
        const auto found = kinds.find(word);
        out.kind.push_back(found == kinds.end() ? TurnKind::unknown : found->second);
    }
    return out;
}

/// Row of the table, first and last arc of every way that a restriction speaks of; and the status of each row.
TurnWays ways_of_turns(const NetworkHandle& roads, const TurnTable& table) {
    const auto spoken =
        run_interruptible({}, [&](const core::Control&) { return network::spoken_turns(*roads, table); });
    std::vector<std::int64_t> row, from_arc, to_arc;
    for (std::size_t i = 0; i < spoken.size(); ++i) {
        row.push_back(spoken.row[i]);
        from_arc.push_back(spoken.way(i).front());
        to_arc.push_back(spoken.way(i).back());
    }
    py::list status;
    for (const auto one : spoken.status) status.append(network::to_string(one));
    return py::make_tuple(array_from(std::move(row)), array_from(std::move(from_arc)), array_from(std::move(to_arc)),
                          status);
}

NetworkHandle with_turns(const NetworkHandle& roads, const TurnTable& table, const Whole<std::int64_t>& barriers,
                         const Whole<std::uint32_t>& from_arc, const Whole<std::uint32_t>& to_arc, bool tell) {
    const auto nodes = span_of(barriers);
    const auto from = span_of(from_arc);
    const auto to = span_of(to_arc);
    if (from.size() != to.size()) {
        throw core::Error(core::ErrorCode::option_value, {"Busur asal dan tujuan harus sama banyak.",
                                                          "There have to be as many arcs from as arcs to."});
    }
    return run_interruptible({}, [&](const core::Control&) -> NetworkHandle {
        network::TurnRules rules;
        const auto spoken = network::spoken_turns(*roads, table);
        network::add_turns(*roads, table, spoken, rules);
        (void)network::add_barriers(*roads, nodes, rules);
        for (std::size_t i = 0; i < from.size(); ++i) rules.add(rules.rules++, std::array{from[i], to[i]});
        const auto findings =
            tell ? network::turn_findings(*roads, table, spoken) : std::vector<network::RoadFinding>{};
        return {std::make_shared<const network::RoadNetwork>(roads->with_turns(std::move(rules), findings))};
    });
}

py::array_t<Cost> travel_costs(const NetworkHandle& roads, const Whole<Cost>& costs, const Whole<Cost>& of_turns) {
    if (static_cast<std::size_t>(of_turns.size()) != roads->turns().rules) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Biaya belok tidak sama banyak dengan ketentuan belok jaringan ini.",
                           "There are not as many costs of turns as this network has rules for turns."});
    }
    if (roads->travel().empty()) return costs;
    return array_from(roads->travel().costs(span_of(costs), span_of(of_turns)));
}

}  // namespace

void bind_turns(py::module_& module) {
    py::class_<TurnTable>(module, "TurnTable", "Turn restrictions by ids of roads and nodes.")
        .def(py::init(&turn_table), py::kw_only(), "id"_a, "from_road"_a, "via_node"_a, "via_roads"_a, "to_road"_a,
             "kind"_a)
        .def("__len__", &TurnTable::size);
    module.def("ways_of_turns", &ways_of_turns, "network"_a, "turns"_a,
               "Row, first and last arc of every way that a restriction speaks of; the status of each restriction.");
    module.def("with_turns", &with_turns, "network"_a, "turns"_a, py::kw_only(), "barriers"_a, "from_arc"_a, "to_arc"_a,
               "tell"_a, "The same roads with rules for turns: restrictions, nodes with barriers, pairs of arcs.");
    module.def("travel_costs", &travel_costs, "network"_a, "costs"_a, "of_turns"_a,
               "What ways are found with: costs of the arcs, and of each rule for turns.");
}

}  // namespace petasentra::bindings

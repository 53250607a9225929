#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/supply/arc_cuts.hpp>
#include <petasentra/supply/min_cost_flow.hpp>
#include <petasentra/supply/transport.hpp>
#include <petasentra/supply/transport_cuts.hpp>
#include <tuple>
#include <utility>
#include <vector>

#include "bindings/control.hpp"
#include "bindings/module.hpp"
#include "bindings/numpy_views.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {
namespace {

using Whole = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;
using Ends = py::array_t<std::uint32_t, py::array::c_style | py::array::forcecast>;

/// What Python holds of a plan: a shared, constant one.
template <class Kept>
struct Handle {
    std::shared_ptr<const Kept> plan;
    explicit Handle(Kept&& made) : plan(std::make_shared<const Kept>(std::move(made))) {}
    [[nodiscard]] const Kept& operator*() const noexcept { return *plan; }
    [[nodiscard]] const Kept* operator->() const noexcept { return plan.get(); }
};
using Plan = Handle<supply::TransportPlan>;
using Flow = Handle<supply::FlowPlan>;

std::span<const std::int64_t> span_if(const std::optional<Whole>& column) {
    return column ? span_of(*column) : std::span<const std::int64_t>{};
}

/// Numbers of a plan as an array that keeps the plan alive.
template <class Kept, class Value>
py::array column_of(const Handle<Kept>& owner, const std::vector<Value>& values) {
    return read_only_view(py::dtype::of<Value>(), {static_cast<py::ssize_t>(values.size())}, values.data(), owner.plan);
}

/// Looks at a table of int32 or int64 where numpy holds it; nothing is copied.
supply::CostTable table_of(const py::array& costs) {
    if (costs.ndim() == 2 && (costs.flags() & py::array::c_style) != 0) {
        const auto rows = static_cast<std::size_t>(costs.shape(0));
        const auto columns = static_cast<std::size_t>(costs.shape(1));
        const auto size = rows * columns;
        if (costs.dtype().equal(py::dtype::of<std::int32_t>()))
            return {std::span(static_cast<const std::int32_t*>(costs.data()), size), rows, columns};
        if (costs.dtype().equal(py::dtype::of<std::int64_t>()))
            return {std::span(static_cast<const std::int64_t*>(costs.data()), size), rows, columns};
    }
    throw core::Error(core::ErrorCode::option_value,
                      {"Biaya harus berupa tabel dua dimensi int32 atau int64, baris demi baris.",
                       "Costs have to be a table of two dimensions of int32 or int64, row after row."});
}

Plan transport(const py::array& costs, const Whole& supply_column, const Whole& demand,
               const std::optional<Whole>& unmet_cost, const std::optional<Whole>& leftover_cost, bool totals,
               const py::object& progress, Threads threads) {
    const auto table = table_of(costs);
    const supply::TransportProblem problem{span_of(supply_column), span_of(demand), span_if(unmet_cost),
                                           span_if(leftover_cost), totals};
    return run_interruptible({progress, threads}, [&](const core::Control& control) -> Plan {
        return Plan(supply::transport(problem, table, control));
    });
}

bool proves_transport(const Plan& plan, const py::array& costs, const Whole& supply_column, const Whole& demand,
                      const std::optional<Whole>& unmet_cost, const std::optional<Whole>& leftover_cost,
                      Threads threads) {
    const auto table = table_of(costs);
    const supply::TransportProblem problem{span_of(supply_column), span_of(demand), span_if(unmet_cost),
                                           span_if(leftover_cost)};
    return run_interruptible({py::none(), threads}, [&](const core::Control& control) {
        return supply::check_transport(problem, table, *plan, control).proves_optimum();
    });
}

supply::FlowProblem flow_problem(const Whole& supply_column, const Ends& tail, const Ends& head, const Whole& cost,
                                 const std::optional<Whole>& capacity, const std::optional<Whole>& least,
                                 bool supply_may_stay, bool totals = true) {
    return {span_of(supply_column), span_of(tail),  span_of(head),   span_of(cost),
            span_if(capacity),      span_if(least), supply_may_stay, totals};
}

Flow min_cost_flow(const Whole& supply_column, const Ends& tail, const Ends& head, const Whole& cost,
                   const std::optional<Whole>& capacity, const std::optional<Whole>& least, bool supply_may_stay,
                   bool totals, const py::object& progress) {
    const auto problem = flow_problem(supply_column, tail, head, cost, capacity, least, supply_may_stay, totals);
    return run_interruptible({progress, {}}, [&](const core::Control& control) -> Flow {
        return Flow(supply::min_cost_flow(problem, control));
    });
}

bool proves_flow(const Flow& plan, const Whole& supply_column, const Ends& tail, const Ends& head, const Whole& cost,
                 const std::optional<Whole>& capacity, const std::optional<Whole>& least, bool supply_may_stay) {
    const auto problem = flow_problem(supply_column, tail, head, cost, capacity, least, supply_may_stay);
    if (plan->status == supply::FlowStatus::infeasible) return supply::proves_shortage(problem, plan->shortage);
    return supply::check_flow(problem, *plan).proves_optimum();
}

std::pair<py::array_t<std::int64_t>, py::array_t<std::int64_t>> arc_cuts(
    const Flow& plan, const Ends& arcs, const Whole& supply_column, const Ends& tail, const Ends& head,
    const Whole& cost, const std::optional<Whole>& capacity, const std::optional<Whole>& least, bool supply_may_stay,
    const py::object& progress, Threads threads) {
    const auto problem = flow_problem(supply_column, tail, head, cost, capacity, least, supply_may_stay);
    auto found = run_interruptible({progress, threads}, [&](const core::Control& control) {
        return supply::arc_cuts(problem, *plan, span_of(arcs), control);
    });
    return {array_from(std::move(found.extra_cost)), array_from(std::move(found.lacking))};
}

py::array_t<std::uint8_t> reasons_of(const Plan& plan) {
    std::vector<std::uint8_t> out;
    for (const auto reason : plan->reason) out.push_back(static_cast<std::uint8_t>(reason));
    return array_from(std::move(out));
}

void bind_transport(py::module_& module) {
    using supply::TransportPlan;
    // A read-only column or number of a plan.
    const auto column = [](auto member) {
        return [member](const Plan& plan) { return column_of(plan, (*plan).*member); };
    };
    const auto number = [](auto member) { return [member](const Plan& plan) { return (*plan).*member; }; };
    py::class_<Plan>(module, "TransportPlan", "Who supplies whom, and at what prices.")
        .def_property_readonly("source", column(&TransportPlan::source))
        .def_property_readonly("sink", column(&TransportPlan::sink))
        .def_property_readonly("amount", column(&TransportPlan::amount))
        .def_property_readonly("leftover", column(&TransportPlan::leftover))
        .def_property_readonly("unmet", column(&TransportPlan::unmet))
        .def_property_readonly("source_price", column(&TransportPlan::source_price))
        .def_property_readonly("sink_price", column(&TransportPlan::sink_price))
        .def_property_readonly("reason", &reasons_of)
        .def_property_readonly("transport_cost", number(&TransportPlan::transport_cost))
        .def_property_readonly("leftover_cost", number(&TransportPlan::leftover_cost))
        .def_property_readonly("unmet_cost", number(&TransportPlan::unmet_cost))
        .def_property_readonly("dual", number(&TransportPlan::dual))
        .def_property_readonly("unmet_price", number(&TransportPlan::unmet_price))
        .def_property_readonly("pivots", number(&TransportPlan::pivots))
        .def_property_readonly("pricings", number(&TransportPlan::pricings))
        .def("proves_optimum", &proves_transport, "costs"_a, "supply"_a, "demand"_a, py::kw_only(),
             "unmet_cost"_a = py::none(), "leftover_cost"_a = py::none(), "threads"_a = py::none(),
             "Checks flows, prices and complementary slackness against the whole table.");
    module.def("transport", &transport, "costs"_a, "supply"_a, "demand"_a, py::kw_only(), "unmet_cost"_a = py::none(),
               "leftover_cost"_a = py::none(), "totals"_a = true, "progress"_a = py::none(), "threads"_a = py::none(),
               "Solves a transportation problem of whole numbers exactly.");
}

using Places = py::array_t<std::size_t, py::array::c_style | py::array::forcecast>;

/// A plan that keeps its tree, with the arrays that it looks at.
class StandingHandle {
  public:
    using Flows = std::tuple<py::array_t<std::size_t>, py::array_t<std::uint32_t>, py::array_t<std::uint32_t>,
                             py::array_t<std::int64_t>, std::uint64_t>;
    StandingHandle(py::array costs, Whole supply_column, Whole demand, Whole unmet_cost,
                   std::optional<Whole> leftover_cost, Threads threads)
        : m_costs(std::move(costs)),
          m_supply(std::move(supply_column)),
          m_demand(std::move(demand)),
          m_unmet(std::move(unmet_cost)),
          m_leftover(std::move(leftover_cost)) {
        const auto table = table_of(m_costs);
        const supply::TransportProblem problem{span_of(m_supply), span_of(m_demand), span_of(m_unmet),
                                               span_if(m_leftover), false};
        m_standing = run_interruptible({py::none(), threads}, [&](const core::Control& control) {
            return std::make_shared<const supply::StandingTransport>(problem, table, control);
        });
    }

    Flows after(const Places& first_pair, const Ends& source, const Ends& sink, const Whole& cost,
                const Places& first_lost, const Ends& lost, const py::object& progress, Threads threads) const {
        const supply::TransportCuts cuts{span_of(first_pair), span_of(source),     span_of(sink),
                                         span_of(cost),       span_of(first_lost), span_of(lost)};
        auto found = run_interruptible({progress, threads},
                                       [&](const core::Control& control) { return m_standing->after(cuts, control); });
        return {array_from(std::move(found.first)), array_from(std::move(found.source)),
                array_from(std::move(found.sink)), array_from(std::move(found.amount)), found.pivots};
    }

  private:
    py::array m_costs;
    Whole m_supply;
    Whole m_demand;
    Whole m_unmet;
    std::optional<Whole> m_leftover;
    std::shared_ptr<const supply::StandingTransport> m_standing;
};

void bind_flow(py::module_& module) {
    using supply::FlowPlan;
    const auto column = [](auto member) {
        return [member](const Flow& plan) { return column_of(plan, (*plan).*member); };
    };
    const auto of_shortage = [](auto member) {
        return [member](const Flow& plan) { return column_of(plan, plan->shortage.*member); };
    };
    const auto number = [](auto member) { return [member](const Flow& plan) { return (*plan).*member; }; };
    py::class_<Flow>(module, "FlowPlan", "What flows on a network.")
        .def_property_readonly("status", [](const Flow& plan) { return static_cast<int>(plan->status); })
        .def_property_readonly("flow", column(&FlowPlan::flow))
        .def_property_readonly("kept", column(&FlowPlan::kept))
        .def_property_readonly("price", column(&FlowPlan::price))
        .def_property_readonly("cycle", column(&FlowPlan::cycle))
        .def_property_readonly("shortage_node", of_shortage(&supply::FlowShortage::node))
        .def_property_readonly("shortage_arc", of_shortage(&supply::FlowShortage::arc))
        .def_property_readonly("shortage_amount", [](const Flow& plan) { return plan->shortage.amount; })
        .def_property_readonly("is_surplus", [](const Flow& plan) { return plan->shortage.surplus; })
        .def_property_readonly("cost", number(&FlowPlan::cost))
        .def_property_readonly("dual", number(&FlowPlan::dual))
        .def_property_readonly("pivots", number(&FlowPlan::pivots))
        .def("proves", &proves_flow, "supply"_a, "tail"_a, "head"_a, "cost"_a, py::kw_only(), "capacity"_a = py::none(),
             "least"_a = py::none(), "supply_may_stay"_a = false,
             "Whether the plan proves that it is the cheapest, or that there is none.");
    module.attr("UNLIMITED") = supply::unlimited;
    module.def("min_cost_flow", &min_cost_flow, "supply"_a, "tail"_a, "head"_a, "cost"_a, py::kw_only(),
               "capacity"_a = py::none(), "least"_a = py::none(), "supply_may_stay"_a = false, "totals"_a = true,
               "progress"_a = py::none(), "The cheapest flow on a network of whole numbers, exactly.");
    module.def("arc_cuts", &arc_cuts, "plan"_a, "arcs"_a, "supply"_a, "tail"_a, "head"_a, "cost"_a, py::kw_only(),
               "capacity"_a = py::none(), "least"_a = py::none(), "supply_may_stay"_a = false,
               "progress"_a = py::none(), "threads"_a = py::none(),
               "What the flow costs more without each arc, and what then lacks.");
}

void bind_standing(py::module_& module) {
    py::class_<StandingHandle>(module, "StandingTransport", "A plan that goes on from its tree when pairs get dearer.")
        .def(py::init<py::array, Whole, Whole, Whole, std::optional<Whole>, Threads>(), "costs"_a, "supply"_a,
             "demand"_a, "unmet_cost"_a, "leftover_cost"_a = py::none(), "threads"_a = py::none())
        .def("after", &StandingHandle::after, "first_pair"_a, "source"_a, "sink"_a, "cost"_a, "first_lost"_a, "lost"_a,
             "progress"_a = py::none(), "threads"_a = py::none(),
             "What flows otherwise in each case: first of each case, sources, sinks and amounts; and pivots.");
}

}  // namespace

void bind_supply(py::module_& module) {
    bind_transport(module);
    bind_standing(module);
    bind_flow(module);
}

}  // namespace petasentra::bindings

#include "supply/flow_shortage.hpp"

#include <algorithm>

#include "supply/flow_input.hpp"

namespace petasentra::supply {
namespace {

/// Arcs by their ends, both ways.
class Ends {
  public:
    Ends(std::size_t nodes, std::span<const std::uint32_t> of) : m_first(nodes + 1, 0), m_arc(of.size()) {
        for (const auto node : of) ++m_first[node + 1];
        for (std::size_t node = 0; node < nodes; ++node) m_first[node + 1] += m_first[node];
        auto next = m_first;
        for (std::uint32_t arc = 0; arc < of.size(); ++arc) m_arc[next[of[arc]]++] = arc;
    }
    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t node) const {
        return std::span(m_arc).subspan(m_first[node], m_first[node + 1] - m_first[node]);
    }

  private:
    std::vector<std::size_t> m_first;
    std::vector<std::uint32_t> m_arc;
};

/// Nodes from which one more unit could reach those given (to_them), or that it could reach from them.
std::vector<char> within_reach(const FlowProblem& problem, const NetworkSimplex& simplex,
                               std::vector<std::uint32_t> nodes, bool to_them) {
    const auto room = [&](std::uint32_t arc) {
        return capacity_of(problem, arc) == unlimited ||
               Wide{simplex.flow(arc)} < Wide{capacity_of(problem, arc)} - Wide{least_of(problem, arc)};
    };
    const auto can_fall = [&](std::uint32_t arc) { return simplex.flow(arc) > 0; };
    const Ends leaving(problem.supply.size(), problem.tail);
    const Ends arriving(problem.supply.size(), problem.head);
    std::vector<char> reached(problem.supply.size(), 0);
    for (const auto node : nodes) reached[node] = 1;
    const auto reach = [&](std::uint32_t node) {
        if (reached[node] != 0) return;
        reached[node] = 1;
        nodes.push_back(node);
    };
    while (!nodes.empty()) {
        const auto node = nodes.back();
        nodes.pop_back();
        for (const auto arc : leaving.of(node))
            if (to_them ? can_fall(arc) : room(arc)) reach(problem.head[arc]);
        for (const auto arc : arriving.of(node))
            if (to_them ? room(arc) : can_fall(arc)) reach(problem.tail[arc]);
    }
    return reached;
}

}  // namespace

/// Had one of these nodes anything to spare, or room for it, the simplex would have sent it there. Hence what is within
/// reach is a part whose border is at its limits.
FlowShortage shortage_of(const FlowProblem& problem, const NetworkSimplex& simplex) {
    FlowShortage out;
    std::vector<std::uint32_t> lacking;
    std::vector<std::uint32_t> left;
    for (Node node = 0; node < problem.supply.size(); ++node) {
        const auto amount = simplex.lacking(node);
        if (amount > 0) lacking.push_back(node);
        if (amount < 0) left.push_back(node);
    }
    if (lacking.empty() && left.empty()) return out;
    out.surplus = lacking.empty();
    const auto inside = within_reach(problem, simplex, out.surplus ? left : lacking, !out.surplus);
    for (Node node = 0; node < problem.supply.size(); ++node) {
        if (inside[node] == 0) continue;
        out.node.push_back(node);
        out.amount += out.surplus ? -simplex.lacking(node) : simplex.lacking(node);
    }
    for (std::uint32_t arc = 0; arc < problem.tail.size(); ++arc)
        if (inside[problem.tail[arc]] != inside[problem.head[arc]]) out.arc.push_back(arc);
    return out;
}

bool proves_shortage(const FlowProblem& problem, const FlowShortage& shortage) {
    std::vector<char> inside(problem.supply.size(), 0);
    for (const auto node : shortage.node) {
        if (node >= inside.size()) return false;
        inside[node] = 1;
    }
    Wide spare = 0;
    for (std::size_t node = 0; node < inside.size(); ++node) {
        if (inside[node] == 0) continue;
        const auto stays = shortage.surplus && problem.supply_may_stay && problem.supply[node] > 0;
        if (!stays) spare += problem.supply[node];
    }
    if (shortage.surplus) spare = -spare;
    for (std::size_t arc = 0; arc < problem.tail.size(); ++arc) {
        const auto out_of = inside[problem.tail[arc]] != 0;
        if (out_of == (inside[problem.head[arc]] != 0)) continue;
        const auto helps = out_of == shortage.surplus;
        if (helps && capacity_of(problem, arc) == unlimited) return false;
        spare += helps ? Wide{capacity_of(problem, arc)} : -Wide{least_of(problem, arc)};
    }
    return shortage.amount > 0 && spare == -Wide{shortage.amount};
}

}  // namespace petasentra::supply

#include <petasentra/core/error.hpp>
#include <petasentra/network/added_roads.hpp>
#include <petasentra/network/contraction_order.hpp>

namespace petasentra::network {

std::vector<Node> order_with_more(const Hierarchy& base, const Arcs& arcs, const core::Control& control) {
    const auto before = base.nodes();
    if (arcs.nodes < before) {
        throw core::Error(core::ErrorCode::network_malformed, {"Jaringan ini lebih kecil daripada hierarkinya.",
                                                               "This network has fewer nodes than its hierarchy."});
    }
    if (arcs.nodes - before > few_new_nodes) return contraction_order(arcs, control);
    // Those that only new nodes join, among themselves.
    std::vector<Node> tails;
    std::vector<Node> heads;
    for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
        if (arcs.tails[arc] < before || arcs.heads[arc] < before) continue;
        tails.push_back(static_cast<Node>(arcs.tails[arc] - before));
        heads.push_back(static_cast<Node>(arcs.heads[arc] - before));
    }
    auto order = contraction_order({arcs.nodes - before, tails, heads}, control);
    for (auto& node : order) node += static_cast<Node>(before);
    order.insert(order.end(), base.node_at.begin(), base.node_at.end());
    return order;
}

}  // namespace petasentra::network

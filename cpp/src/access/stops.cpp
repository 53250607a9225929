#include <algorithm>
#include <limits>
#include <petasentra/access/stops.hpp>

namespace petasentra::access {

using network::Cost;
using network::unreachable;

Stops stops_at(const network::RoadNetwork& network, const network::Snapped& snapped, const network::ReachCosts& reach,
               network::Direction direction) {
    const bool leaving = direction == network::Direction::from_it;
    const auto& by_from = leaving ? reach.leave_from : reach.arrive_from;
    const auto& by_to = leaving ? reach.leave_to : reach.arrive_to;
    const auto& parts = network.parts();
    Stops out;
    out.edge.assign(snapped.size(), -1);
    out.fraction.assign(snapped.size(), std::numeric_limits<double>::quiet_NaN());
    out.along = reach.arrive_from;
    out.against = reach.arrive_to;
    out.access = reach.access;
    for (std::size_t i = 0; i < snapped.size(); ++i) {
        if (snapped.status[i] == network::SnapStatus::snapped && reach.access[i] != unreachable) {
            const auto edge = static_cast<std::size_t>(snapped.edge[i]);
            out.edge[i] = snapped.edge[i];
            out.fraction[i] = snapped.fraction[i];
            for (const auto end : {std::uint8_t{0}, std::uint8_t{1}}) {
                const auto cost = end == 0 ? by_from[i] : by_to[i];
                if (cost >= unreachable - reach.access[i]) continue;
                const auto at = end == 0 ? parts.from[edge] : parts.to[edge];
                const bool is_there = snapped.fraction[i] == end;
                // Against the edge to its node `from`, along it to `to`; the other way round where journeys end.
                const auto arc = 2 * edge + (leaving == (end == 0) ? 1U : 0U);
                if (leaving)
                    out.node.push_back(is_there ? at : network.node_after(arc));
                else
                    out.node.push_back(is_there ? network.arrival(at) : network.node_into(arc));
                out.cost.push_back(cost + reach.access[i]);
                out.end.push_back(end);
            }
        }
        out.first.push_back(static_cast<std::uint32_t>(out.node.size()));
    }
    return out;
}

Cost cost_on_edge(const Stops& origins, std::size_t origin, const Stops& targets, std::size_t target) noexcept {
    if (origins.edge[origin] < 0 || origins.edge[origin] != targets.edge[target]) return unreachable;
    Cost least = unreachable;
    const auto take = [&](Cost begin, Cost end) {
        if (begin != unreachable && end != unreachable && begin <= end) least = std::min(least, end - begin);
    };
    // Costs are whole tenths of a second and the same for places near each other: which is ahead only fractions tell.
    if (origins.fraction[origin] <= targets.fraction[target]) take(origins.along[origin], targets.along[target]);
    if (origins.fraction[origin] >= targets.fraction[target]) take(origins.against[origin], targets.against[target]);
    // Both are below unreachable, so that no sum of two passes the end of a Cost.
    if (least != unreachable) least = std::min(least + origins.access[origin], unreachable);
    return least == unreachable ? least : std::min(least + targets.access[target], unreachable);
}

}  // namespace petasentra::access

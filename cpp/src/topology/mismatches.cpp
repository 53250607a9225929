#include <algorithm>
#include <map>
#include <utility>

#include "topology/near.hpp"

namespace petasentra::topology {
namespace {

using geometry::Place;

/// Ground that pairs of zones share, by their ranks: the earlier first.
std::map<std::pair<std::int64_t, std::int64_t>, const geometry::Shape*> shared_ground(const FaultList& overlaps) {
    std::map<std::pair<std::int64_t, std::int64_t>, const geometry::Shape*> out;
    for (std::size_t i = 0; i < overlaps.faults.size(); ++i)
        out.emplace(std::minmax(overlaps.faults[i].row, overlaps.faults[i].other), &overlaps.places[i]);
    return out;
}

}  // namespace

FaultList mismatch_faults(const Near& near, const LooseEdges& edges, const FaultList& overlaps, double tolerance_m) {
    const auto shared = shared_ground(overlaps);
    const auto& all = near.mismatches;
    FaultList out;
    for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
        const auto& pair = all[first];
        const auto ground = shared.find({pair.earlier, pair.later});
        std::vector<Place> places;
        double farthest = 0.0;
        for (last = first; last < all.size(); ++last) {
            if (all[last].earlier != pair.earlier || all[last].later != pair.later) break;
            const Place place{edges.xy[2 * all[last].node], edges.xy[2 * all[last].node + 1]};
            if (ground != shared.end() &&
                geometry::points_of(std::span(&place, 1)).distance(*ground->second) <= tolerance_m) {
                continue;
            }
            const bool again = !places.empty() && places.back().x == place.x && places.back().y == place.y;
            if (!again) places.push_back(place);
            farthest = std::max(farthest, all[last].distance);
        }
        if (places.empty()) continue;
        auto& fault = out.add(Rule::edge_mismatch, pair.earlier, geometry::points_of(places));
        fault.other = pair.later;
        fault.measure = farthest;
        fault.unit = "m";
    }
    return out;
}

}  // namespace petasentra::topology

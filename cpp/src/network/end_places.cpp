#include "network/end_places.hpp"

#include <algorithm>
#include <tuple>

namespace petasentra::network {

EndPlaces::EndPlaces(const Chains& chains) {
    ends.reserve(2 * chains.size());
    for (std::size_t chain = 0; chain < chains.size(); ++chain) {
        const auto* first = chains.at(chains.first_vertex[chain]);
        const auto* last = chains.at(chains.last_vertex(chain));
        ends.push_back({first[0], first[1], static_cast<std::uint32_t>(chain), false});
        ends.push_back({last[0], last[1], static_cast<std::uint32_t>(chain), true});
    }
    const auto key = [](const End& end) { return std::tie(end.x, end.y, end.chain, end.last); };
    std::sort(ends.begin(), ends.end(), [&](const End& a, const End& b) { return key(a) < key(b); });
    for (std::size_t i = 1; i <= ends.size(); ++i) {
        if (i == ends.size() || ends[i].x != ends[i - 1].x || ends[i].y != ends[i - 1].y) first_end.push_back(i);
    }
}

std::size_t EndPlaces::find(double x, double y) const noexcept {
    std::size_t low = 0;
    std::size_t high = size();
    while (low < high) {
        const auto middle = (low + high) / 2;
        const auto& end = at(middle);
        if (end.x < x || (end.x == x && end.y < y)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < size() && at(low).x == x && at(low).y == y ? low : size();
}

}  // namespace petasentra::network

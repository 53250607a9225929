#include "supply/shortlist.hpp"

#include <utility>

namespace petasentra::supply {

void Shortlist::add(std::span<const More> more) {
    Shortlist out;
    auto total = sink.size();
    for (const auto& one : more) total += one.sink.size();
    out.first.reserve(more.size() + 1);
    out.sink.reserve(total);
    out.cost.reserve(total);
    for (std::size_t source = 0; source < more.size(); ++source) {
        if (source + 1 < first.size()) {
            const auto begin = static_cast<std::ptrdiff_t>(first[source]);
            const auto end = static_cast<std::ptrdiff_t>(first[source + 1]);
            out.sink.insert(out.sink.end(), sink.begin() + begin, sink.begin() + end);
            out.cost.insert(out.cost.end(), cost.begin() + begin, cost.begin() + end);
        }
        out.sink.insert(out.sink.end(), more[source].sink.begin(), more[source].sink.end());
        out.cost.insert(out.cost.end(), more[source].cost.begin(), more[source].cost.end());
        out.first.push_back(out.sink.size());
    }
    *this = std::move(out);
}

}  // namespace petasentra::supply

#pragma once
#include "zoning/cells.hpp"
#include "zoning/walk.hpp"

namespace petasentra::zoning {

enum class Held : unsigned char { no, inside, on_border };

/// Whether the zone of a group holds the place at the end of a walk that begins at the corner of the group's cell. Exact.
/// Cost: the edges of the group.
[[nodiscard]] inline Held held_by(const Cells& cells, std::uint32_t group, const Walk& walk) noexcept {
    unsigned covers = cells.groups[group].covers_corner();
    for (auto run = cells.groups[group].first_run(); run < cells.groups[group + 1].first_run(); ++run) {
        const auto [first, count] = cells.runs[run];
        auto from = walk.region_of(cells.vertex(first));
        for (auto v = first; v < first + count; ++v) {
            const auto to = walk.region_of(cells.vertex(v + 1));
            if (Walk::may_matter(from, to)) {
                if (is_on(cells.vertex(v), cells.vertex(v + 1), walk.place)) return Held::on_border;
                covers ^= walk.crosses(cells.vertex(v), cells.vertex(v + 1));
            }
            from = to;
        }
    }
    return covers != 0 ? Held::inside : Held::no;
}

}  // namespace petasentra::zoning

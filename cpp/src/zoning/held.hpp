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
        auto a = cells.vertex(first);
        for (std::uint32_t edge = 1; edge <= count; ++edge) {
            const auto b = cells.vertex(first + edge);
            if (is_on(a, b, walk.place)) return Held::on_border;
            covers ^= walk.crosses(a, b);
            a = b;
        }
    }
    return covers != 0 ? Held::inside : Held::no;
}

}  // namespace petasentra::zoning

#include "zoning/covered.hpp"

namespace petasentra::zoning {

std::vector<Covered> covered_by(const std::vector<RingWalk>& walks, std::uint32_t columns) {
    std::vector<Covered> out;
    for (const auto& walk : walks) {
        const auto& turns = walk.turns;
        for (std::size_t i = 0; i < turns.size();) {
            const auto& turn = turns[i];
            const bool paired = i + 1 < turns.size() && turns[i + 1].zone == turn.zone && turns[i + 1].row == turn.row;
            // Beyond the last column nobody asks, so a turn there is not noted.
            const auto east = paired ? turns[i + 1].column : columns;
            if (turn.column < east) out.push_back({turn.row, turn.column, east, turn.zone});
            i += paired ? 2 : 1;
        }
    }
    return out;
}

}  // namespace petasentra::zoning

#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sentra/four_lanes.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

/// The units of a row that may be within reach of a cell: from `begin` on those whose column is below `bound`.
struct RunBeside {
    std::uint32_t begin = 0;
    std::uint32_t row_end = 0;
    std::int32_t bound = 0;
    double columns_a_unit = 0.0;  ///< of the row, on the earth
};

/// The first eight units of each of the five runs beside a cell, a bit each.
using FirstOfRuns = std::uint64_t;

/// The row that a unit stands in, among those of CellRows.
[[nodiscard]] inline std::size_t row_of(const CellRows& rows, std::size_t unit) {
    return static_cast<std::size_t>(std::upper_bound(rows.first.begin(), rows.first.end(), unit) - rows.first.begin() -
                                    1);
}

/// The first unit of a row, from `at` on, whose column is not below a bound. Several steps at once and without a question
/// between them: how far it is to the next is never to be foreseen.
[[gnu::noinline]] inline std::uint32_t leap_to(const CellRows& rows, std::uint32_t at, std::uint32_t row_end,
                                               std::int32_t bound) {
    const auto* column = rows.column.data();
    return static_cast<std::uint32_t>(std::lower_bound(column + at, column + row_end, bound) - column);
}
[[nodiscard, gnu::always_inline]] inline std::uint32_t walk_to(const CellRows& rows, std::uint32_t at,
                                                               std::uint32_t row_end, std::int32_t bound) {
    constexpr int most_walked = 8;
    for (int step = 0; step < most_walked; ++step) {
        const auto passed = static_cast<std::uint32_t>(std::countr_one(who_is_below(rows.column.data() + at, bound)));
        at = std::min(at + passed, row_end);  // columns behind the end of the row are those of the next
        if (passed < lanes || at == row_end) return at;
    }
    return leap_to(rows, at, row_end, bound);
}

/// The rows around a cell, from the second before its own to the second behind it: a run of each. Finds them by walking
/// along with the cells of a row: hand them in order.
class RowsBeside {
  public:
    static constexpr std::size_t count = 5;
    static constexpr std::size_t own = 2;  ///< the run of the cell's row

    RowsBeside(const CellRows& rows, const GroundRows& ground) : m_rows(rows), m_ground(ground) {}

    /// Goes to the beginning of a row; `row` counts those of CellRows.
    void enter(std::size_t row) noexcept {
        const auto key = m_rows.key[row];
        m_runs = {};
        auto at = row - std::min(row, own);
        while (m_rows.key[at] + own < key) ++at;
        for (; at < m_rows.key.size() && m_rows.key[at] <= key + own; ++at) {
            const auto first = m_rows.first[at];
            const double columns_a_unit =
                m_ground.on_earth() ? m_ground.measure_of(m_rows.key[at]).columns_a_unit : 0.0;
            m_runs[m_rows.key[at] + own - key] = {first, m_rows.first[at + 1], 0, columns_a_unit};
        }
        if (m_ground.on_earth()) m_here = m_ground.measure_of(key);
    }

    /// Goes to a cell of the row, not before the last one asked for.
    [[gnu::always_inline]] void move_to(std::int32_t column) noexcept {
        if (!m_ground.on_earth()) {
            for (auto& run : m_runs) move(run, column - 2, column + 2);
            return;
        }
        const double west = static_cast<double>(column) * m_here.width;
        const double low = west > m_here.reach ? west - m_here.reach : 0.0;
        const double high = west + m_here.width + m_here.reach;
        for (auto& run : m_runs) move(run, column_at(low * run.columns_a_unit), column_at(high * run.columns_a_unit));
    }

    /// Those of the first eight of each run that belong to it.
    [[nodiscard, gnu::always_inline]] FirstOfRuns first_there() const noexcept {
        FirstOfRuns out = 0;
        for (std::size_t r = 0; r < count; ++r) {
            const auto& run = m_runs[r];
            // Behind the end of the row stand the columns of the next.
            const auto in_row = (1U << std::min<std::uint32_t>(run.row_end - run.begin, lanes)) - 1U;
            const FirstOfRuns there = who_is_below(m_rows.column.data() + run.begin, run.bound) & in_row;
            out |= there << (r * lanes);
        }
        return out;
    }

    /// Whether a run may have more than eight units, by who is there of those.
    [[nodiscard, gnu::always_inline]] static bool may_be_long(FirstOfRuns there) noexcept {
        constexpr FirstOfRuns eighth = 0x8080808080;
        return (there & eighth) != 0;  // columns ascend: who has the last of eight has all
    }

    /// Where a run ends.
    [[nodiscard, gnu::always_inline]] std::uint32_t end_of(const RunBeside& run) const noexcept {
        return walk_to(m_rows, run.begin, run.row_end, run.bound);
    }

    [[nodiscard]] const RunBeside& operator[](std::size_t run) const noexcept { return m_runs[run]; }

  private:
    [[nodiscard]] static std::int32_t column_at(double columns) noexcept {
        constexpr double last = std::numeric_limits<std::int32_t>::max() - 1;
        return static_cast<std::int32_t>(std::min(columns, last));
    }

    [[gnu::always_inline]] void move(RunBeside& run, std::int32_t first, std::int32_t last) const noexcept {
        run.begin = walk_to(m_rows, run.begin, run.row_end, first);
        run.bound = last + 1;
    }

    const CellRows& m_rows;
    const GroundRows& m_ground;
    RowMeasure m_here;
    std::array<RunBeside, count> m_runs{};
};

}  // namespace petasentra::sentra

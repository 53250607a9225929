#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "sentra/four_lanes.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

/// The things that may be within reach of a cell: in its own row and the two on either side a run each. A run begins
/// with the first column within reach; where it ends its reader sees by `last_column` and `row_end`.
struct RunBeside {
    std::uint32_t begin = 0;
    std::uint32_t row_end = 0;
    std::int64_t last_column = 0;
    double columns_a_unit = 0.0;  ///< of the row, on the earth
};

/// The row that a thing stands in, among those of CellRows.
[[nodiscard]] inline std::size_t row_of(const CellRows& rows, std::size_t thing) {
    return static_cast<std::size_t>(std::upper_bound(rows.first.begin(), rows.first.end(), thing) - rows.first.begin() -
                                    1);
}

/// Which rows a RowsBeside looks at.
enum class Side : std::uint8_t { both, ahead };

/// Finds the runs by walking along with the cells of a row: hand them in order.
class RowsBeside {
  public:
    RowsBeside(const CellRows& rows, const GroundRows& ground, Side side)
        : m_rows(rows), m_ground(ground), m_back(side == Side::both ? 2 : 0) {}

    /// Goes to the beginning of a row; `row` counts those of CellRows.
    void enter(std::size_t row) noexcept {
        const auto key = m_rows.key[row];
        m_count = 0;
        auto first = row;
        while (first > 0 && row - first < m_back && key - m_rows.key[first - 1] <= 2) --first;
        for (auto at = first; at < m_rows.key.size() && at <= row + 2; ++at) {
            if (m_rows.key[at] > key + 2) break;
            m_runs[m_count++] = {m_rows.first[at], m_rows.first[at + 1], 0, 0.0};
        }
        if (!m_ground.on_earth()) return;
        m_here = m_ground.measure_of(key);
        for (std::size_t r = 0; r < m_count; ++r)
            m_runs[r].columns_a_unit = m_ground.measure_of(m_rows.key[first + r]).columns_a_unit;
    }

    /// Goes to a cell of the row, not before the last one asked for.
    [[gnu::always_inline]] void move_to(std::int64_t column) noexcept {
        if (!m_ground.on_earth()) {
            for (std::size_t r = 0; r < m_count; ++r) {
                m_runs[r].last_column = column + 2;
                walk(m_runs[r], column - 2);
            }
            return;
        }
        const double west = static_cast<double>(column) * m_here.width;
        const double low = west > m_here.reach ? west - m_here.reach : 0.0;
        const double high = west + m_here.width + m_here.reach;
        for (std::size_t r = 0; r < m_count; ++r) {
            m_runs[r].last_column = static_cast<std::int64_t>(high * m_runs[r].columns_a_unit);
            walk(m_runs[r], static_cast<std::int64_t>(low * m_runs[r].columns_a_unit));
        }
    }

    [[nodiscard]] std::size_t count() const noexcept { return m_count; }
    [[nodiscard]] const RunBeside& operator[](std::size_t run) const noexcept { return m_runs[run]; }

  private:
    /// Several steps at once and without a question between them: how far it is to the next is never to be foreseen.
    [[gnu::always_inline]] void walk(RunBeside& run, std::int64_t first_column) const noexcept {
        constexpr int most_walked = 8;
        for (int step = 0; step < most_walked; ++step) {
            FourLongs column;
            load(column, m_rows.column.data() + run.begin);
            const auto left = static_cast<std::int64_t>(run.row_end) - static_cast<std::int64_t>(run.begin);
            const auto taken = -sum_of((column < first_column) & (each_of_four < left));
            run.begin += static_cast<std::uint32_t>(taken);
            if (taken < 4) return;
        }
        leap(run, first_column);
    }

    [[gnu::noinline]] void leap(RunBeside& run, std::int64_t first_column) const noexcept {
        const auto* column = m_rows.column.data();
        run.begin = static_cast<std::uint32_t>(
            std::lower_bound(column + run.begin, column + run.row_end, first_column) - column);
    }

    const CellRows& m_rows;
    const GroundRows& m_ground;
    std::size_t m_back;
    RowMeasure m_here;
    std::size_t m_count = 0;
    std::array<RunBeside, 5> m_runs{};
};

}  // namespace petasentra::sentra

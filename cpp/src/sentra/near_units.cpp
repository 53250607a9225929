#include "sentra/near_units.hpp"

#include <algorithm>

#include "sentra/rows_beside.hpp"

// The passes over all units are compiled for each width of registers and chosen when the program runs. No sum of squares
// is rounded otherwise in one than in the other.
#if (defined(__x86_64__) || defined(_M_X64)) && defined(__GNUC__)
#define PETASENTRA_SENTRA_WIDE __attribute__((target("avx2")))
#endif

namespace petasentra::sentra {
namespace {

/// One unit, and how it asks several others at once whether they are near.
template <bool on_earth>
class Asker {
  public:
    [[gnu::always_inline]] Asker(const UnitGrid& grid, std::size_t u)
        : m_grid(grid), m_x(grid.x[u]), m_y(grid.y[u]), m_z(on_earth ? grid.z[u] : 0.0) {}

    /// How many of a run are near; it may stop at `enough`.
    [[gnu::always_inline]] std::int64_t count(const RunBeside& run, std::int64_t enough) const {
        std::int64_t out = 0;
        each(run, [&](std::size_t from, std::int64_t left) {
            std::int64_t here = 0;
            for (std::int64_t k = 0; k < width; ++k)
                here += static_cast<std::int64_t>(is_near(from + static_cast<std::size_t>(k)) & (k < left));
            out += here;
            return out < enough;
        });
        return out;
    }

    /// The least number of those of a run that are near.
    [[gnu::always_inline]] std::int64_t least(const RunBeside& run, const std::uint32_t* number) const {
        std::int64_t out = no_cluster;
        each(run, [&](std::size_t from, std::int64_t left) {
            for (std::int64_t k = 0; k < width; ++k) {
                const auto v = from + static_cast<std::size_t>(k);
                const auto one = is_near(v) & (k < left) ? static_cast<std::int64_t>(number[v]) : no_cluster;
                out = one < out ? one : out;
            }
            return true;
        });
        return out;
    }

  private:
    static constexpr std::int64_t width = lanes;

    [[gnu::always_inline]] bool is_near(std::size_t v) const {
        const double x = m_grid.x[v] - m_x;
        const double y = m_grid.y[v] - m_y;
        double sum = x * x + y * y;
        if constexpr (on_earth) {
            const double z = m_grid.z[v] - m_z;
            sum += z * z;
        }
        return sum <= m_grid.reach_squared;
    }

    /// Most runs end within the first few; those are asked all, whatever there are, and the others left out of account.
    template <class Ask>
    [[gnu::always_inline]] void each(const RunBeside& run, const Ask& ask) const {
        std::size_t from = run.begin;
        auto left = static_cast<std::int64_t>(run.row_end) - static_cast<std::int64_t>(run.begin);
        while (ask(from, left)) {
            from += lanes;
            left -= width;
            if (left <= 0 || m_grid.rows.column[from] > run.last_column) return;
        }
    }

    const UnitGrid& m_grid;
    double m_x, m_y, m_z;
};

/// Where the first cell begins at or behind a place, and the row that place is in.
struct CellStart {
    std::size_t at;
    std::size_t row;
};

CellStart first_cell(const CellRows& rows, std::size_t units, std::size_t at) {
    if (at >= units) return {units, rows.key.size()};
    const auto row =
        static_cast<std::size_t>(std::upper_bound(rows.first.begin(), rows.first.end(), at) - rows.first.begin()) - 1;
    if (at == rows.first[row]) return {at, row};
    const auto* column = rows.column.data();
    const auto* end = column + rows.first[row + 1];
    const auto next = static_cast<std::size_t>(std::upper_bound(column + at, end, column[at - 1]) - column);
    return {next, next == rows.first[row + 1] ? row + 1 : row};
}

/// Calls work(row, begin, end) for each cell that begins in a block, having gone to its row.
template <class Work>
[[gnu::always_inline]] inline void each_cell(const UnitGrid& grid, core::Block block, RowsBeside& beside,
                                             const Work& work) {
    const auto& rows = grid.rows;
    auto [at, row] = first_cell(rows, grid.size(), block.begin);
    const auto stop = first_cell(rows, grid.size(), block.end).at;
    const auto* column = rows.column.data();
    for (; at < stop; ++row) {
        beside.enter(row);
        const auto row_end = std::min<std::size_t>(rows.first[row + 1], stop);
        while (at < row_end) {
            auto end = at + 1;
            while (end < row_end && column[end] == column[at]) ++end;
            work(row, at, end);
            at = end;
        }
    }
}

template <bool on_earth>
[[gnu::always_inline]] inline std::vector<CoreCell> cores_of(NearUnits& near, core::Block block) {
    const auto& grid = near.grid;
    const std::int64_t enough = near.min_units;
    std::vector<CoreCell> out;
    RowsBeside beside(grid.rows, near.ground, Side::both);
    each_cell(grid, block, beside, [&](std::size_t row, std::size_t begin, std::size_t end) {
        auto least = no_cluster;
        if (end - begin >= near.min_units) {
            for (auto u = begin; u < end; ++u) {
                near.company[u] = Company::core;
                least = std::min(least, grid.unit[u]);
            }
        } else {
            beside.move_to(grid.rows.column[begin]);
            for (auto u = begin; u < end; ++u) {
                const Asker<on_earth> asker(grid, u);
                std::int64_t count = 0;
                for (std::size_t r = 0; r < beside.count() && count < enough; ++r)
                    count += asker.count(beside[r], enough - count);
                near.company[u] = count >= enough ? Company::core : count > 1 ? Company::some : Company::none;
                if (count >= enough) least = std::min(least, grid.unit[u]);
            }
        }
        if (least != no_cluster)
            out.push_back({grid.rows.column[begin], static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(begin),
                           static_cast<std::uint32_t>(end), least});
    });
    return out;
}

template <bool on_earth>
[[gnu::always_inline]] inline void borders_of(const NearUnits& near, core::Block block, std::uint32_t* least) {
    RowsBeside beside(near.grid.rows, near.ground, Side::both);
    each_cell(near.grid, block, beside, [&](std::size_t, std::size_t begin, std::size_t end) {
        bool moved = false;
        for (auto u = begin; u < end; ++u) {
            if (near.company[u] != Company::some) continue;
            if (!moved) beside.move_to(near.grid.rows.column[begin]);
            moved = true;
            const Asker<on_earth> asker(near.grid, u);
            std::int64_t first = no_cluster;
            for (std::size_t r = 0; r < beside.count(); ++r)
                first = std::min(first, asker.least(beside[r], near.number.data()));
            least[near.grid.unit[u]] = static_cast<std::uint32_t>(first);
        }
    });
}

template <bool on_earth>
std::vector<CoreCell> find_cores(NearUnits& near, core::Block block) {
    return cores_of<on_earth>(near, block);
}
template <bool on_earth>
void find_borders(const NearUnits& near, core::Block block, std::uint32_t* least) {
    borders_of<on_earth>(near, block, least);
}

#if defined(PETASENTRA_SENTRA_WIDE)
template <bool on_earth>
PETASENTRA_SENTRA_WIDE std::vector<CoreCell> find_cores_wide(NearUnits& near, core::Block block) {
    return cores_of<on_earth>(near, block);
}
template <bool on_earth>
PETASENTRA_SENTRA_WIDE void find_borders_wide(const NearUnits& near, core::Block block, std::uint32_t* least) {
    borders_of<on_earth>(near, block, least);
}
#endif

}  // namespace

NearPasses near_passes(bool on_earth, bool plain) {
#if defined(PETASENTRA_SENTRA_WIDE)
    if (!plain && __builtin_cpu_supports("avx2") != 0) {
        if (on_earth) return {find_cores_wide<true>, find_borders_wide<true>};
        return {find_cores_wide<false>, find_borders_wide<false>};
    }
#endif
    static_cast<void>(plain);
    if (on_earth) return {find_cores<true>, find_borders<true>};
    return {find_cores<false>, find_borders<false>};
}

}  // namespace petasentra::sentra

#include "sentra/near_units.hpp"

#include <algorithm>
#include <bit>

#include "sentra/four_lanes.hpp"
#include "sentra/rows_beside.hpp"

// The passes over all units are compiled for each width of registers and chosen when the program runs. No sum of squares
// is rounded otherwise in one than in the other.
#if (defined(__x86_64__) || defined(_M_X64)) && defined(__GNUC__)
#define PETASENTRA_SENTRA_WIDE __attribute__((target("avx2,popcnt,bmi")))
#endif

namespace petasentra::sentra {
namespace {

/// One unit, and how it asks several others at once whether they are near.
template <bool on_earth>
class Asker {
  public:
    [[gnu::always_inline]] Asker(const UnitGrid& grid, std::size_t u)
        : m_grid(grid), m_x(grid.x[u]), m_y(grid.y[u]), m_z(on_earth ? grid.z[u] : 0.0) {}

    /// Who of all runs is near, itself among them.
    struct Near {
        std::int64_t count = 0;   ///< it may stop at what is enough
        std::uint64_t first = 0;  ///< of the first eight of each run, a bit for each who is near
        bool others = false;      ///< whether others than those were asked
    };
    [[gnu::always_inline]] Near near(const RowsBeside& beside, std::int64_t enough) const {
        Near out;
        FourLongs first{};
        FourLongs bit{1, 2, 4, 8};
        FourLongs more{};
        for (std::size_t r = 0; r < beside.count(); ++r) {
            const auto& run = beside[r];
            FourLongs near;
            ask(near, run, run.begin);
            first |= near & bit;
            bit <<= 4;
            ask(near, run, run.begin + 4);
            first |= near & bit;
            bit <<= 4;
            for (auto from = run.begin + lanes; !ends(run, from); from += 4) {
                out.others = true;
                if (std::popcount(any_of(first)) + sum_of(more) >= enough) break;
                ask(near, run, from);
                more -= near;
            }
        }
        out.first = any_of(first);
        out.count = std::popcount(out.first) + sum_of(more);
        return out;
    }

    /// The least number of those of all runs that are near.
    [[gnu::always_inline]] std::int64_t least(const RowsBeside& beside, const std::uint32_t* number) const {
        FourLongs out = FourLongs{} + no_cluster;
        for (std::size_t r = 0; r < beside.count(); ++r) {
            const auto& run = beside[r];
            for (std::size_t from = run.begin; from == run.begin || !ends(run, from); from += 4) {
                FourLongs near;
                ask(near, run, from);
                FourNumbers theirs;
                load(theirs, number + from);
                const FourLongs one = __builtin_convertvector(theirs, FourLongs) | (~near & no_cluster);
                out = one < out ? one : out;
            }
        }
        std::int64_t first = out[0];
        for (int k = 1; k < 4; ++k) first = out[k] < first ? out[k] : first;
        return first;
    }

  private:
    /// Whether four of a run are near.
    [[gnu::always_inline]] void ask(FourLongs& near, const RunBeside& run, std::size_t from) const {
        FourDoubles x, y;
        load(x, &m_grid.x[from]);
        load(y, &m_grid.y[from]);
        x -= m_x;
        y -= m_y;
        FourDoubles sum = x * x + y * y;
        if constexpr (on_earth) {
            FourDoubles z;
            load(z, &m_grid.z[from]);
            z -= m_z;
            sum += z * z;
        }
        const auto left = static_cast<std::int64_t>(run.row_end) - static_cast<std::int64_t>(from);
        near = (sum <= m_grid.reach_squared) & (each_of_four < left);
    }

    /// Most runs end within the first few, so those are asked all, and who stands behind the end is left out of account.
    [[gnu::always_inline]] bool ends(const RunBeside& run, std::size_t from) const {
        return from >= run.row_end || m_grid.rows.column[from] > run.last_column;
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
    const auto row = row_of(rows, at);
    if (at == rows.first[row]) return {at, row};
    const auto* column = rows.column.data();
    const auto* end = column + rows.first[row + 1];
    const auto next = static_cast<std::size_t>(std::upper_bound(column + at, end, column[at - 1]) - column);
    return {next, next == rows.first[row + 1] ? row + 1 : row};
}

/// Goes from cell to cell of a block, and with it through the rows beside.
class CellWalk {
  public:
    CellWalk(const NearUnits& near, core::Block block)
        : m_rows(near.grid.rows), beside(near.grid.rows, near.ground, Side::both) {
        const auto units = near.grid.size();
        const auto start = first_cell(m_rows, units, block.begin);
        m_stop = first_cell(m_rows, units, block.end).at;
        end = start.at;
        row = start.row;
        if (end < m_stop) enter();
    }

    [[gnu::always_inline]] bool next() {
        if (end == m_stop) return false;
        if (end == m_row_end) {
            ++row;
            enter();
        }
        begin = end++;
        const auto* column = m_rows.column.data();
        while (end < m_row_end && column[end] == column[begin]) ++end;
        return true;
    }
    [[nodiscard]] std::int64_t column() const { return m_rows.column[begin]; }

  private:
    void enter() {
        beside.enter(row);
        m_row_end = std::min<std::size_t>(m_rows.first[row + 1], m_stop);
    }

    const CellRows& m_rows;
    std::size_t m_stop = 0, m_row_end = 0;

  public:
    RowsBeside beside;
    std::size_t row = 0, begin = 0, end = 0;  ///< of the cell
};

void list(std::uint64_t near, std::size_t u, const RowsBeside& beside, std::vector<std::uint32_t>& listed) {
    for (; near != 0; near &= near - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(near));
        const auto v = beside[bit / lanes].begin + static_cast<std::uint32_t>(bit % lanes);
        if (v != u) listed.push_back(v);
    }
}

template <bool on_earth>
[[gnu::always_inline]] inline void cores_of(NearUnits& near, core::Block block, FoundInBlock& found) {
    const auto& grid = near.grid;
    const std::int64_t enough = near.min_units;
    CellWalk cell(near, block);
    found.begin = cell.end;
    while (cell.next()) {
        auto least = no_cluster;
        if (cell.end - cell.begin >= near.min_units) {
            for (auto u = cell.begin; u < cell.end; ++u) {
                near.company[u] = Company::core;
                least = std::min(least, grid.unit[u]);
            }
        } else {
            cell.beside.move_to(cell.column());
            for (auto u = cell.begin; u < cell.end; ++u) {
                const auto around = Asker<on_earth>(grid, u).near(cell.beside, enough);
                if (around.count >= enough) {
                    near.company[u] = Company::core;
                    least = std::min(least, grid.unit[u]);
                } else if (!around.others && around.count <= Company::most_listed) {
                    near.company[u] = static_cast<std::uint8_t>(around.count - 1);
                    if (around.count > 1) list(around.first, u, cell.beside, found.listed);
                } else {
                    near.company[u] = Company::unlisted;
                    found.all_listed = false;
                }
            }
        }
        if (least != no_cluster)
            found.cells.push_back({cell.column(), static_cast<std::uint32_t>(cell.row),
                                   static_cast<std::uint32_t>(cell.begin), static_cast<std::uint32_t>(cell.end),
                                   least});
    }
    found.end = cell.end;
}

template <bool on_earth>
[[gnu::always_inline]] inline void borders_of(const NearUnits& near, core::Block units, std::uint32_t* least) {
    const auto& rows = near.grid.rows;
    RowsBeside beside(rows, near.ground, Side::both);
    std::size_t row = 0;
    std::size_t row_end = 0;
    for (auto u = units.begin; u < units.end; ++u) {
        if (near.company[u] != Company::unlisted) continue;
        if (u >= row_end) {
            row = row_of(rows, u);
            row_end = rows.first[row + 1];
            beside.enter(row);
        }
        beside.move_to(rows.column[u]);
        const Asker<on_earth> asker(near.grid, u);
        least[near.grid.unit[u]] = static_cast<std::uint32_t>(asker.least(beside, near.number.data()));
    }
}

template <bool on_earth>
void find_cores(NearUnits& near, core::Block block, FoundInBlock& found) {
    cores_of<on_earth>(near, block, found);
}
template <bool on_earth>
void find_borders(const NearUnits& near, core::Block block, std::uint32_t* least) {
    borders_of<on_earth>(near, block, least);
}

#if defined(PETASENTRA_SENTRA_WIDE)
template <bool on_earth>
PETASENTRA_SENTRA_WIDE void find_cores_wide(NearUnits& near, core::Block block, FoundInBlock& found) {
    cores_of<on_earth>(near, block, found);
}
template <bool on_earth>
PETASENTRA_SENTRA_WIDE void find_borders_wide(const NearUnits& near, core::Block block, std::uint32_t* least) {
    borders_of<on_earth>(near, block, least);
}
#endif

}  // namespace

NearPasses near_passes(bool on_earth, [[maybe_unused]] bool wide_registers) {
#if defined(PETASENTRA_SENTRA_WIDE)
    if (wide_registers && __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("popcnt") != 0 &&
        __builtin_cpu_supports("bmi") != 0) {
        if (on_earth) return {find_cores_wide<true>, find_borders_wide<true>};
        return {find_cores_wide<false>, find_borders_wide<false>};
    }
#endif
    if (on_earth) return {find_cores<true>, find_borders<true>};
    return {find_cores<false>, find_borders<false>};
}

}  // namespace petasentra::sentra

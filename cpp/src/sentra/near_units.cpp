#include "sentra/near_units.hpp"

#include <algorithm>
#include <bit>

#include "sentra/asker.hpp"
#include "sentra/rows_beside.hpp"

// The passes over all units are compiled for each width of registers and chosen when the program runs. No sum of squares
// is rounded otherwise in one than in the other.
#if (defined(__x86_64__) || defined(_M_X64)) && defined(__GNUC__)
#define PETASENTRA_SENTRA_WIDE __attribute__((target("avx2,popcnt,bmi")))
#endif

namespace petasentra::sentra {
namespace {

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
        : m_rows(near.grid.rows), beside(near.grid.rows, near.ground) {
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
    [[nodiscard]] std::int32_t column() const { return m_rows.column[begin]; }

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

/// The units of a block as they are counted, and their cores joined.
template <bool on_earth>
class Counting {
  public:
    [[gnu::always_inline]] Counting(NearUnits& near, std::size_t begin, FoundInBlock& found)
        : m_near(near), m_forest(near.cluster), m_begin(begin), m_found(found) {}

    [[gnu::always_inline]] void count(CellWalk& cell) {
        if (cell.end - cell.begin >= m_near.min_units) {
            for (auto u = cell.begin; u < cell.end; ++u) {
                m_near.company[u] = Company::core;
                m_near.cluster[u] = static_cast<std::uint32_t>(cell.begin);
            }
            keep_apart(cell);
            return;
        }
        cell.beside.move_to(cell.column());
        const auto few = few_beside(cell.beside);
        if (few.all) {
            count_few(cell, few.there);
        } else {
            count_many(cell);
        }
    }

  private:
    /// Nobody else is asked about: who is near is known, core or not.
    [[gnu::always_inline]] void count_few(const CellWalk& cell, FirstOfRuns there) {
        bool any_core = false;
        for (auto u = cell.begin; u < cell.end; ++u) {
            const auto near = Asker<on_earth>(m_near.grid, u).first_near(cell.beside) & there;
            const auto count = std::popcount(near);
            const auto self = RowsBeside::own * lanes + (u - cell.beside[RowsBeside::own].begin);
            if (static_cast<std::uint32_t>(count) >= m_near.min_units) {
                m_near.company[u] = Company::core;
                any_core = true;
                const FirstOfRuns before = near & ((FirstOfRuns{1} << self) - 1);
                join(static_cast<std::uint32_t>(u), before, cell.beside);
            } else if (count - 1 <= Company::most_listed) {
                m_near.company[u] = static_cast<std::uint8_t>(count - 1);
                list(near & ~(FirstOfRuns{1} << self), cell.beside);
            } else {
                m_near.company[u] = Company::unlisted;
                m_found.all_listed = false;
            }
        }
        if (any_core && reaches_back(cell.beside)) keep_apart(cell);
    }

    [[gnu::always_inline]] void count_many(const CellWalk& cell) {
        auto first = no_cluster;
        for (auto u = cell.begin; u < cell.end; ++u) {
            if (Asker<on_earth>(m_near.grid, u).count_near(cell.beside, m_near.min_units) >= m_near.min_units) {
                m_near.company[u] = Company::core;
                first = std::min(first, static_cast<std::uint32_t>(u));
                m_near.cluster[u] = first;
            } else {
                m_near.company[u] = Company::unlisted;
                m_found.all_listed = false;
            }
        }
        if (first != no_cluster) keep_apart(cell);
    }

    /// Joins a core to those of the block that come before it.
    [[gnu::always_inline]] void join(std::uint32_t u, FirstOfRuns near, const RowsBeside& beside) {
        auto top = u;
        for (; near != 0; near &= near - 1) {
            const auto v = unit_of(near, beside);
            // What other blocks have found may not be there yet.
            if (v < m_begin || !m_near.is_core(v)) continue;
            const auto other = m_forest.top(v);
            if (other == top) continue;
            if (top != u) m_forest.put_below(std::max(top, other), std::min(top, other));
            top = std::min(top, other);
        }
        m_near.cluster[u] = top;
    }

    void list(FirstOfRuns near, const RowsBeside& beside) {
        for (; near != 0; near &= near - 1) m_found.listed.push_back(unit_of(near, beside));
    }

    /// The first of them.
    [[nodiscard, gnu::always_inline]] static std::uint32_t unit_of(FirstOfRuns near, const RowsBeside& beside) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(near));
        return beside[bit / lanes].begin + bit % lanes;
    }

    /// Whether units of earlier blocks are beside.
    [[nodiscard, gnu::always_inline]] bool reaches_back(const RowsBeside& beside) const {
        bool out = false;
        for (std::size_t r = 0; r <= RowsBeside::own; ++r)
            out |= beside[r].begin < m_begin && beside[r].begin < beside[r].end;
        return out;
    }

    void keep_apart(const CellWalk& cell) {
        m_found.apart.push_back({static_cast<std::uint32_t>(cell.row), static_cast<std::uint32_t>(cell.begin),
                                 static_cast<std::uint32_t>(cell.end)});
    }

    NearUnits& m_near;
    SharedForest m_forest;
    std::size_t m_begin;
    FoundInBlock& m_found;
};

template <bool on_earth>
[[gnu::always_inline]] inline void cores_of(NearUnits& near, core::Block block, FoundInBlock& found) {
    CellWalk cell(near, block);
    found.begin = cell.end;
    Counting<on_earth> counting(near, found.begin, found);
    while (cell.next()) counting.count(cell);
    found.end = cell.end;
}

template <bool on_earth>
[[gnu::always_inline]] inline void borders_of(const NearUnits& near, core::Block units, std::uint32_t* least) {
    const auto& rows = near.grid.rows;
    RowsBeside beside(rows, near.ground);
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
        least[near.grid.unit[u]] = asker.least(beside, near.cluster.data());
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

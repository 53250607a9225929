#include "sentra/near_units.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "sentra/asker.hpp"
#include "sentra/rows_beside.hpp"

// The passes over all units are compiled for each width of registers and chosen when the program runs. No sum of squares
// is rounded otherwise in one than in the other.
#if (defined(__x86_64__) || defined(_M_X64)) && defined(__GNUC__)
#define PETASENTRA_SENTRA_WIDE __attribute__((target("avx2,popcnt,bmi,bmi2")))
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
    CellWalk(const NearUnits& near, core::Block block) : m_rows(near.grid.rows), beside(near.grid.rows, near.ground) {
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
    [[nodiscard]] std::size_t stop() const { return m_stop; }
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
    [[gnu::always_inline]] Counting(NearUnits& near, FoundInBlock& found)
        : m_near(near),
          m_forest(near.cluster),
          m_begin(found.begin),
          m_end(found.end),
          m_found(found),
          m_last_of_crowd(FirstOfRuns{0x0101010000} << ((near.min_units - 1) % lanes)) {}

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
        const auto there = cell.beside.first_there();
        if (RowsBeside::may_be_long(there)) {
            count_many(cell, there);
        } else {
            count_few(cell, there);
        }
    }

  private:
    /// Who is near is known one by one.
    [[gnu::always_inline]] void count_few(const CellWalk& cell, FirstOfRuns there) {
        bool any_core = false;
        // Cells of so many do not look back at their borders.
        const bool crowd = m_near.min_units <= lanes && (there & m_last_of_crowd) != 0;
        for (auto u = cell.begin; u < cell.end; ++u) {
            const auto near = Asker<on_earth>(m_near.grid, u).first_near(cell.beside) & there;
            const auto earlier = before(u, cell.beside);
            if (static_cast<std::uint32_t>(std::popcount(near)) >= m_near.min_units) {
                any_core = true;
                join(static_cast<std::uint32_t>(u), near & earlier, cell.beside);
            } else {
                look_back(static_cast<std::uint32_t>(u), near & earlier, cell.beside);
                const bool others_later = near > earlier + 1;
                if (others_later && (crowd || unit_of(std::bit_floor(near), cell.beside) >= m_end)) be_unsure(u);
            }
        }
        if (any_core && reaches_back(cell.beside)) keep_apart(cell);
    }

    /// The first of each run mostly are enough.
    [[gnu::always_inline]] void count_many(const CellWalk& cell, FirstOfRuns there) {
        bool any_core = false;
        for (auto u = cell.begin; u < cell.end; ++u) {
            const Asker<on_earth> asker(m_near.grid, u);
            const auto near = asker.first_near(cell.beside) & there;
            auto count = static_cast<std::uint32_t>(std::popcount(near));
            if (count < m_near.min_units) count += asker.count_further(cell.beside, there, m_near.min_units - count);
            if (count < m_near.min_units) {
                be_unsure(u);
                continue;
            }
            // Cells further on in a run are left to others; the cores of one cell have to be together.
            join(static_cast<std::uint32_t>(u), near & before(u, cell.beside), cell.beside);
            if (any_core) m_forest.join(static_cast<std::uint32_t>(u), m_last_core);
            m_last_core = static_cast<std::uint32_t>(u);
            any_core = true;
        }
        if (any_core) leave_to_others(cell);
    }

    /// Of the first of each run those that come before a unit; all of its own run if it is not among them.
    [[nodiscard, gnu::always_inline]] static FirstOfRuns before(std::size_t u, const RowsBeside& beside) {
        const auto own = std::min<std::size_t>(u - beside[RowsBeside::own].begin, lanes);
        return (FirstOfRuns{1} << (RowsBeside::own * lanes + own)) - 1;
    }

    /// Joins a core to those of the block that come before it, and borders among them to it.
    [[gnu::always_inline]] void join(std::uint32_t u, FirstOfRuns before, const RowsBeside& beside) {
        auto top = u;
        FirstOfRuns others = 0;
        for (; before != 0; before &= before - 1) {
            const auto v = unit_of(before, beside);
            if (v < m_begin) continue;  // what other blocks have found may not be there yet
            if (!m_near.is_core(v)) {
                others |= before & -before;
                continue;
            }
            const auto other = m_forest.top(v);
            if (other == top) continue;
            if (top != u) m_forest.put_below(std::max(top, other), std::min(top, other));
            top = std::min(top, other);
        }
        m_near.company[u] = Company::core;
        m_near.cluster[u] = top;
        for (; others != 0; others &= others - 1) be_border(unit_of(others, beside), top);
    }

    /// Whether cores of the block that come before make a border of a unit.
    [[gnu::always_inline]] void look_back(std::uint32_t u, FirstOfRuns before, const RowsBeside& beside) {
        m_near.company[u] = Company::alone;
        for (; before != 0; before &= before - 1) {
            const auto v = unit_of(before, beside);
            if (v < m_begin) {
                be_unsure(u);
            } else if (m_near.is_core(v)) {
                be_border(u, m_forest.top(v));
            }
        }
    }

    [[gnu::always_inline]] void be_border(std::uint32_t u, std::uint32_t top) {
        auto& company = m_near.company[u];
        if (company == Company::alone) {
            company = Company::border;
            m_near.cluster[u] = top;
        } else if (company == Company::border && m_forest.top(m_near.cluster[u]) != top) {
            be_unsure(u);
        }
    }

    [[gnu::always_inline]] void be_unsure(std::size_t u) {
        m_near.company[u] = Company::unsure;
        m_found.any_unsure = true;
    }

    /// Cells beside that come later will find this one, but to those before it nobody has told its cores.
    void leave_to_others(const CellWalk& cell) {
        keep_apart(cell);
        for (std::size_t r = 0; r <= RowsBeside::own; ++r) {
            const auto end = std::min<std::size_t>(cell.beside.end_of(cell.beside[r]), cell.begin);
            auto v = std::max<std::size_t>(cell.beside[r].begin, m_begin);
            for (; v + lanes <= end; v += lanes) {
                std::uint64_t eight = 0;
                std::memcpy(&eight, &m_near.company[v], lanes);
                if (eight == 0) continue;  // nothing but cores
                for (auto one = v; one < v + lanes; ++one)
                    if (m_near.company[one] != Company::core) be_unsure(one);
            }
            for (; v < end; ++v)
                if (m_near.company[v] != Company::core) be_unsure(v);
        }
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
            out |= beside[r].begin < m_begin && beside[r].begin < beside[r].row_end;
        return out;
    }

    void keep_apart(const CellWalk& cell) {
        m_found.apart.push_back({static_cast<std::uint32_t>(cell.row), static_cast<std::uint32_t>(cell.begin),
                                 static_cast<std::uint32_t>(cell.end)});
    }

    NearUnits& m_near;
    SharedForest m_forest;
    std::size_t m_begin, m_end;
    FoundInBlock& m_found;
    /// Of the first of each run that may come later, the one that is there if so many are as make a cell of cores only.
    FirstOfRuns m_last_of_crowd;
    std::uint32_t m_last_core = no_cluster;
};

template <bool on_earth>
[[gnu::always_inline]] inline void cores_of(NearUnits& near, core::Block block, FoundInBlock& found) {
    CellWalk cell(near, block);
    found.begin = cell.end;
    found.end = cell.stop();
    Counting<on_earth> counting(near, found);
    while (cell.next()) counting.count(cell);
}

template <bool on_earth>
[[gnu::always_inline]] inline void borders_of(const NearUnits& near, core::Block units, std::uint32_t* least) {
    const auto& rows = near.grid.rows;
    RowsBeside beside(rows, near.ground);
    std::size_t row = 0;
    std::size_t row_end = 0;
    for (auto u = units.begin; u < units.end; ++u) {
        if (near.company[u] != Company::unsure) continue;
        if (u >= row_end) {
            row = row_of(rows, u);
            row_end = rows.first[row + 1];
            beside.enter(row);
        }
        beside.move_to(rows.column[u]);
        least[near.grid.unit[u]] = Asker<on_earth>(near.grid, u).least(beside, near);
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
        __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0) {
        if (on_earth) return {find_cores_wide<true>, find_borders_wide<true>};
        return {find_cores_wide<false>, find_borders_wide<false>};
    }
#endif
    if (on_earth) return {find_cores<true>, find_borders<true>};
    return {find_cores<false>, find_borders<false>};
}

}  // namespace petasentra::sentra

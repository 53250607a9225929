#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <petasentra/sentra/density_clusters.hpp>

#include "sentra/four_lanes.hpp"
#include "sentra/rows_beside.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

/// The first eight units of each of the five runs beside a cell, a bit each.
using FirstOfRuns = std::uint64_t;

/// Those there are, and whether they are all.
struct FewBeside {
    FirstOfRuns there = 0;
    bool all = true;
};
[[gnu::always_inline]] inline FewBeside few_beside(const RowsBeside& beside) {
    FewBeside out;
    std::uint32_t longest = 0;
    for (std::size_t r = 0; r < RowsBeside::count; ++r) {
        const auto length = beside[r].end - beside[r].begin;
        longest = std::max(longest, length);
        // Shifting by so much that it does not fit is undefined, so what is long counts as eight.
        const FirstOfRuns first = (FirstOfRuns{1} << std::min<std::uint32_t>(length, lanes)) - 1;
        out.there |= first << (r * lanes);
    }
    out.all = longest <= lanes;
    return out;
}

/// One unit, and how it asks several others at once whether they are near.
template <bool on_earth>
class Asker {
  public:
    [[gnu::always_inline]] Asker(const UnitGrid& grid, std::size_t u)
        : m_grid(grid), m_x(grid.x[u]), m_y(grid.y[u]), m_z(on_earth ? grid.z[u] : 0.0) {}

    /// Who is near of the first eight of each run, whether or not they belong to it.
    [[gnu::always_inline]] FirstOfRuns first_near(const RowsBeside& beside) const {
        FourLongs bits{};
        FourLongs bit{1, 2, 4, 8};
        for (std::size_t r = 0; r < RowsBeside::count; ++r) {
            for (std::size_t half = 0; half < 2; ++half) {
                FourLongs near;
                ask(near, beside[r].begin + 4 * half);
                bits |= near & bit;
                bit <<= 4;
            }
        }
        return any_of(bits);
    }

    /// How many of all runs are near, itself among them; it may stop at what is enough.
    [[gnu::always_inline]] std::int64_t count_near(const RowsBeside& beside, std::int64_t enough) const {
        std::int64_t count = 0;
        for (std::size_t r = 0; r < RowsBeside::count; ++r) {
            const auto& run = beside[r];
            for (auto from = run.begin; from < run.end; from += 4) {
                if (count >= enough) return count;
                FourLongs near;
                ask_run(near, run, from);
                count -= sum_of(near);
            }
        }
        return count;
    }

    /// The least number of those of all runs that are near.
    [[gnu::always_inline]] std::uint32_t least(const RowsBeside& beside, const std::uint32_t* number) const {
        FourLongs out = FourLongs{} + no_cluster;
        for (std::size_t r = 0; r < RowsBeside::count; ++r) {
            const auto& run = beside[r];
            for (auto from = run.begin; from < run.end; from += 4) {
                FourLongs near;
                ask_run(near, run, from);
                FourNumbers theirs;
                load(theirs, number + from);
                const FourLongs one = __builtin_convertvector(theirs, FourLongs) | (~near & no_cluster);
                out = one < out ? one : out;
            }
        }
        std::int64_t first = out[0];
        for (int k = 1; k < 4; ++k) first = out[k] < first ? out[k] : first;
        return static_cast<std::uint32_t>(first);
    }

  private:
    [[gnu::always_inline]] void ask(FourLongs& near, std::size_t from) const {
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
        near = sum <= m_grid.reach_squared;
    }

    [[gnu::always_inline]] void ask_run(FourLongs& near, const RunBeside& run, std::size_t from) const {
        ask(near, from);
        near &= each_of_four < static_cast<std::int64_t>(run.end) - static_cast<std::int64_t>(from);
    }

    const UnitGrid& m_grid;
    double m_x, m_y, m_z;
};

}  // namespace petasentra::sentra

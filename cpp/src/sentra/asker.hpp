#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/sentra/density_clusters.hpp>

#include "sentra/four_lanes.hpp"
#include "sentra/near_units.hpp"
#include "sentra/rows_beside.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {

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

    /// How many behind the first eight of each run are near; it may stop at what is enough.
    [[gnu::always_inline]] std::uint32_t count_further(const RowsBeside& beside, FirstOfRuns there,
                                                       std::uint32_t enough) const {
        std::int64_t count = 0;
        for (std::size_t r = 0; r < RowsBeside::count; ++r) {
            if (!RowsBeside::may_be_long(there >> (r * lanes) & 0xFF)) continue;
            const auto end = beside.end_of(beside[r]);
            for (auto from = beside[r].begin + lanes; from < end && count < enough; from += 4) {
                FourLongs near;
                ask_until(near, from, end);
                count -= sum_of(near);
            }
        }
        return static_cast<std::uint32_t>(count);
    }

    /// The least cluster of those cores of all runs that are near.
    [[gnu::always_inline]] std::uint32_t least(const RowsBeside& beside, const NearUnits& units) const {
        FourLongs out = FourLongs{} + no_cluster;
        for (std::size_t r = 0; r < RowsBeside::count; ++r) {
            const auto end = beside.end_of(beside[r]);
            for (auto from = beside[r].begin; from < end; from += 4) {
                FourLongs near;
                ask_until(near, from, end);
                FourNumbers clusters;
                load(clusters, &units.cluster[from]);
                FourBytes company;
                load(company, &units.company[from]);
                near &= __builtin_convertvector(company == static_cast<std::uint8_t>(Company::core), FourLongs);
                const FourLongs one = __builtin_convertvector(clusters, FourLongs) | (~near & no_cluster);
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

    [[gnu::always_inline]] void ask_until(FourLongs& near, std::size_t from, std::size_t end) const {
        ask(near, from);
        near &= each_of_four < static_cast<std::int64_t>(end) - static_cast<std::int64_t>(from);
    }

    const UnitGrid& m_grid;
    double m_x, m_y, m_z;
};

}  // namespace petasentra::sentra

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/sentra/density_clusters.hpp>

#include "sentra/shared_forest.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {
namespace {

constexpr std::size_t cells_a_block = 1U << 12;
/// From so many pairs on it pays to leave out units that are too far from the other cell altogether.
constexpr std::size_t many_pairs = 256;

struct Run {
    std::uint32_t begin, end;
};

/// The cells within reach of a cell, a run of neighbours in each row beside it, itself among them; rows that have none
/// are empty runs.
using CellsNear = std::array<Run, 5>;

/// Finds them by walking along with the cells of a row: hand them in order.
class NeighbourSearch {
  public:
    explicit NeighbourSearch(const UnitGrid& grid) : m_grid(grid) {}

    [[nodiscard]] const CellsNear& of(std::uint32_t cell) {
        const auto strip = m_grid.strip[cell];
        if (strip != m_strip) enter(strip);
        const auto& here = m_grid.strips[strip];
        const auto column = static_cast<double>(m_grid.column[cell]);
        const double low = std::max(0.0, column * here.width - here.reach);
        const double high = (column + 1.0) * here.width + here.reach;
        for (std::size_t b = 0; b < m_beside; ++b) {
            const auto s = m_first + b;
            const auto end = m_grid.strips[s + 1].first_cell;
            const auto first = static_cast<std::int64_t>(low * m_grid.strips[s].columns_a_unit);
            const auto last = static_cast<std::int64_t>(high * m_grid.strips[s].columns_a_unit);
            auto& run = m_runs[b];
            while (run.begin < end && m_grid.column[run.begin] < first) ++run.begin;
            run.end = std::max(run.end, run.begin);
            while (run.end < end && m_grid.column[run.end] <= last) ++run.end;
        }
        return m_runs;
    }

  private:
    void enter(std::uint32_t strip) {
        m_strip = strip;
        m_beside = 0;
        m_runs = {};
        const auto& here = m_grid.strips[strip];
        const auto strips = m_grid.strips.size() - 1;
        const auto is_beside = [&](std::size_t s) {
            return m_grid.strips[s].group == here.group && std::abs(m_grid.strips[s].row - here.row) <= 2;
        };
        m_first = strip;
        while (m_first > 0 && is_beside(m_first - 1)) --m_first;
        for (auto s = m_first; s < strips && is_beside(s); ++s)
            m_runs[m_beside++] = {m_grid.strips[s].first_cell, m_grid.strips[s].first_cell};
    }

    const UnitGrid& m_grid;
    std::uint32_t m_strip = no_cluster;
    std::size_t m_first = 0;  ///< strip
    std::size_t m_beside = 0;
    CellsNear m_runs{};
};

template <std::size_t dimensions>
class Clustering {
  public:
    Clustering(const UnitGrid& grid, const DensityOptions& options, const core::Control& control)
        : m_grid(grid),
          m_options(options),
          m_control(control),
          m_near(grid.cells()),
          m_core(grid.unit.size(), 0),
          m_has_core(grid.cells(), 0),
          m_forest(grid.cells()) {}

    void into(DensityClusters& out) {
        find_cores();
        join_cells();
        number(out);
        find_borders(out);
    }

  private:
    [[nodiscard]] bool near(std::size_t a, std::size_t b) const noexcept {
        double sum = 0.0;
        for (std::size_t d = 0; d < dimensions; ++d) {
            const double apart = m_grid.place[a * dimensions + d] - m_grid.place[b * dimensions + d];
            sum += apart * apart;
        }
        return sum <= m_grid.reach_squared;
    }
    [[nodiscard]] std::size_t size(std::uint32_t cell) const noexcept {
        return m_grid.first[cell + 1] - m_grid.first[cell];
    }

    template <class Work>
    void for_cells(double from, double to, const Work& work) {
        core::for_blocks(m_grid.cells(), cells_a_block, m_control.part(from, to), [&](core::Block block) {
            for (auto cell = block.begin; cell < block.end; ++cell) work(static_cast<std::uint32_t>(cell));
        });
    }

    void find_cores() {
        core::for_blocks(m_grid.cells(), cells_a_block, m_control.part(0.2, 0.6), [&](core::Block block) {
            NeighbourSearch search(m_grid);
            for (auto c = block.begin; c < block.end; ++c) {
                const auto cell = static_cast<std::uint32_t>(c);
                m_near[cell] = search.of(cell);
                find_cores_of(cell);
            }
        });
    }

    void find_cores_of(std::uint32_t cell) {
        const auto begin = m_grid.first[cell];
        const auto end = m_grid.first[cell + 1];
        if (size(cell) >= m_options.min_units) {
            std::fill(m_core.begin() + begin, m_core.begin() + end, std::uint8_t{1});
            m_has_core[cell] = 1;
            return;
        }
        std::size_t most = 0;
        for (const auto run : m_near[cell]) most += m_grid.first[run.end] - m_grid.first[run.begin];
        if (most < m_options.min_units) return;
        for (auto u = begin; u < end; ++u) {
            if (!is_core(u, m_near[cell])) continue;
            m_core[u] = 1;
            m_has_core[cell] = 1;
        }
    }

    /// Cells of a run stand one behind the other, and so do their units.
    [[nodiscard]] bool is_core(std::size_t u, const CellsNear& runs) const {
        std::size_t units = 0;
        for (const auto run : runs)
            for (auto v = m_grid.first[run.begin]; v < m_grid.first[run.end]; ++v)
                if (near(u, v) && ++units >= m_options.min_units) return true;
        return false;
    }

    void join_cells() {
        for_cells(0.6, 0.9, [&](std::uint32_t cell) {
            if (m_has_core[cell] == 0) return;
            for (const auto run : m_near[cell]) {
                // Each pair once: the earlier cell asks.
                for (auto other = std::max(run.begin, cell + 1); other < run.end; ++other)
                    if (m_has_core[other] != 0 && m_forest.top(cell) != m_forest.top(other) && touch(cell, other))
                        m_forest.join(cell, other);
            }
        });
    }

    /// Whether a core of one cell is near one of the other.
    [[nodiscard]] bool touch(std::uint32_t a, std::uint32_t b) const {
        if (size(a) * size(b) >= many_pairs) return touch_crowded(a, b);
        for (auto u = m_grid.first[a]; u < m_grid.first[a + 1]; ++u) {
            if (m_core[u] == 0) continue;
            for (auto v = m_grid.first[b]; v < m_grid.first[b + 1]; ++v)
                if (m_core[v] != 0 && near(u, v)) return true;
        }
        return false;
    }

    using Units = std::vector<std::uint32_t>;

    [[nodiscard]] bool touch_crowded(std::uint32_t a, std::uint32_t b) const {
        auto ours = cores_of(a);
        auto theirs = cores_of(b);
        ours = within_reach(ours, theirs);
        theirs = within_reach(theirs, ours);
        for (const auto u : ours)
            for (const auto v : theirs)
                if (near(u, v)) return true;
        return false;
    }

    [[nodiscard]] Units cores_of(std::uint32_t cell) const {
        Units out;
        for (auto u = m_grid.first[cell]; u < m_grid.first[cell + 1]; ++u)
            if (m_core[u] != 0) out.push_back(u);
        return out;
    }

    /// Those of `units` that are near the box around `others`.
    [[nodiscard]] Units within_reach(const Units& units, const Units& others) const {
        std::array<double, dimensions> low, high;
        low.fill(std::numeric_limits<double>::infinity());
        high.fill(-std::numeric_limits<double>::infinity());
        for (const auto v : others) {
            for (std::size_t d = 0; d < dimensions; ++d) {
                low[d] = std::min(low[d], m_grid.place[v * dimensions + d]);
                high[d] = std::max(high[d], m_grid.place[v * dimensions + d]);
            }
        }
        Units out;
        for (const auto u : units) {
            double sum = 0.0;
            for (std::size_t d = 0; d < dimensions; ++d) {
                const double at = m_grid.place[u * dimensions + d];
                const double apart = std::max({0.0, low[d] - at, at - high[d]});
                sum += apart * apart;
            }
            if (sum <= m_grid.reach_squared) out.push_back(u);
        }
        return out;
    }

    /// Clusters in the order of their first cores.
    void number(DensityClusters& out) {
        std::vector<std::uint32_t> first(m_grid.cells(), no_cluster);  // core of the set that a cell is the top of
        for (std::uint32_t cell = 0; cell < m_grid.cells(); ++cell) {
            if (m_has_core[cell] == 0) continue;
            auto& least = first[m_forest.top(cell)];
            for (auto u = m_grid.first[cell]; u < m_grid.first[cell + 1]; ++u)
                if (m_core[u] != 0) least = std::min(least, m_grid.unit[u]);
        }
        std::vector<std::uint32_t> tops;
        for (std::uint32_t cell = 0; cell < m_grid.cells(); ++cell)
            if (first[cell] != no_cluster) tops.push_back(cell);
        std::sort(tops.begin(), tops.end(), [&](auto a, auto b) { return first[a] < first[b]; });
        out.count = static_cast<std::uint32_t>(tops.size());
        m_number.assign(m_grid.cells(), no_cluster);
        for (std::uint32_t n = 0; n < out.count; ++n) m_number[tops[n]] = n;
        for (std::uint32_t cell = 0; cell < m_grid.cells(); ++cell)
            if (m_has_core[cell] != 0) m_number[cell] = m_number[m_forest.top(cell)];
    }

    void find_borders(DensityClusters& out) {
        for_cells(0.9, 1.0, [&](std::uint32_t cell) {
            const auto begin = m_grid.first[cell];
            const auto end = m_grid.first[cell + 1];
            for (auto u = begin; u < end; ++u) {
                const auto unit = m_grid.unit[u];
                const auto cluster = m_core[u] != 0 ? m_number[cell] : first_near(u, m_near[cell]);
                out.cluster[unit] = cluster;
                out.membership[unit] = m_core[u] != 0          ? Membership::core
                                       : cluster != no_cluster ? Membership::border
                                                               : Membership::alone;
            }
        });
    }

    /// The first of the clusters with a core near a unit.
    [[nodiscard]] std::uint32_t first_near(std::size_t u, const CellsNear& runs) const {
        auto cluster = no_cluster;
        for (const auto run : runs)
            for (auto cell = run.begin; cell < run.end; ++cell)
                if (m_number[cell] < cluster && near_core(u, cell)) cluster = m_number[cell];
        return cluster;
    }

    [[nodiscard]] bool near_core(std::size_t u, std::uint32_t cell) const {
        for (auto v = m_grid.first[cell]; v < m_grid.first[cell + 1]; ++v)
            if (m_core[v] != 0 && near(u, v)) return true;
        return false;
    }

    const UnitGrid& m_grid;
    const DensityOptions& m_options;
    const core::Control& m_control;
    core::LargeVector<CellsNear> m_near;   ///< of each cell: sought once, used three times
    std::vector<std::uint8_t> m_core;      ///< of each unit in the order of the grid
    std::vector<std::uint8_t> m_has_core;  ///< of each cell
    SharedForest m_forest;
    std::vector<std::uint32_t> m_number;  ///< of the cluster of a cell's cores
};

}  // namespace

DensityClusters density_clusters(std::span<const double> xy, std::span<const std::uint32_t> group,
                                 const DensityOptions& options, const core::Control& control) {
    const auto grid = unit_grid(xy, group, options, control.part(0.0, 0.2));
    DensityClusters out;
    out.cluster.assign(xy.size() / 2, no_cluster);
    out.membership.assign(xy.size() / 2, Membership::no_place);
    if (grid.dimensions == 2) {
        Clustering<2>(grid, options, control).into(out);
    } else {
        Clustering<3>(grid, options, control).into(out);
    }
    return out;
}

}  // namespace petasentra::sentra

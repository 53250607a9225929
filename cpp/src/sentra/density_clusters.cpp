#include <algorithm>
#include <array>
#include <limits>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/sentra/density_clusters.hpp>

#include "sentra/near_units.hpp"
#include "sentra/rows_beside.hpp"
#include "sentra/shared_forest.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {
namespace {

constexpr std::size_t units_at_once = 1U << 13;
constexpr std::size_t cells_at_once = 1U << 12;
/// From so many pairs on it pays to leave out units that are too far from the other cell altogether.
constexpr std::size_t many_pairs = 256;

class Clustering {
  public:
    Clustering(const UnitGrid& grid, const GroundRows& ground, const DensityOptions& options,
               const core::Control& control)
        : m_grid(grid),
          m_ground(ground),
          m_control(control),
          m_passes(near_passes(ground.on_earth(), options.wide_registers)),
          m_near{grid, ground, options.min_units, {}, {}} {
        m_near.company.resize(grid.size());
        m_near.number.resize(grid.size() + lanes);
        std::fill_n(&m_near.number[grid.size()], lanes, no_cluster);
    }

    void into(DensityClusters& out) {
        find_cores();
        SharedForest forest(m_cells.size());
        join_cells(forest);
        out.count = number(forest);
        pass_on_numbers();
        core::for_blocks(m_found.size(), 1, m_control.part(0.85, 1.0),
                         [&](core::Block block) { tell(block.index, out); });
    }

  private:
    void find_cores() {
        m_found.resize(core::block_count(m_grid.size(), units_at_once));
        core::for_blocks(m_grid.size(), units_at_once, m_control.part(0.2, 0.6), [&](core::Block block) {
            std::fill_n(&m_near.number[block.begin], block.end - block.begin, no_cluster);
            m_passes.find_cores(m_near, block, m_found[block.index]);
        });
        std::size_t count = 0;
        for (const auto& found : m_found) count += found.cells.size();
        m_cells.resize(count);
        m_rows.column.resize(count + lanes);
        std::fill_n(&m_rows.column[count], lanes, 0);
        std::size_t at = 0;
        auto row = no_cluster;
        for (const auto& found : m_found) {
            for (const auto& cell : found.cells) {
                if (cell.row != row) {
                    row = cell.row;
                    m_rows.key.push_back(m_grid.rows.key[row]);
                    m_rows.first.push_back(static_cast<std::uint32_t>(at));
                }
                m_rows.column[at] = cell.column;
                m_cells[at++] = cell;
            }
        }
        m_rows.first.push_back(static_cast<std::uint32_t>(count));
    }

    [[nodiscard]] bool is_core(std::uint32_t u) const { return m_near.company[u] == Company::core; }

    [[nodiscard]] bool near(std::uint32_t a, std::uint32_t b) const noexcept {
        const double x = m_grid.x[a] - m_grid.x[b];
        const double y = m_grid.y[a] - m_grid.y[b];
        double sum = x * x + y * y;
        if (!m_grid.z.empty()) {
            const double z = m_grid.z[a] - m_grid.z[b];
            sum += z * z;
        }
        return sum <= m_grid.reach_squared;
    }

    void join_cells(SharedForest& forest) {
        core::for_blocks(m_cells.size(), cells_at_once, m_control.part(0.6, 0.8), [&](core::Block block) {
            RowsBeside beside(m_rows, m_ground, Side::ahead);
            auto row = row_of(m_rows, block.begin);
            beside.enter(row);
            for (auto c = block.begin; c < block.end; ++c) {
                if (c == m_rows.first[row + 1]) beside.enter(++row);
                beside.move_to(m_rows.column[c]);
                const auto cell = static_cast<std::uint32_t>(c);
                auto top = forest.top(cell);
                for (std::size_t r = 0; r < beside.count(); ++r) {
                    const auto& run = beside[r];
                    // Each pair once: the earlier cell asks.
                    for (auto other = std::max(run.begin, cell + 1);
                         other < run.row_end && m_rows.column[other] <= run.last_column; ++other) {
                        if (forest.top(other) == top || !touch(m_cells[cell], m_cells[other])) continue;
                        forest.join(cell, other);
                        top = forest.top(cell);
                    }
                }
            }
        });
    }

    /// Whether a core of one cell is near one of the other.
    [[nodiscard]] bool touch(const CoreCell& a, const CoreCell& b) const {
        if (std::size_t{a.end - a.begin} * (b.end - b.begin) >= many_pairs) return touch_crowded(a, b);
        for (auto u = a.begin; u < a.end; ++u) {
            if (!is_core(u)) continue;
            for (auto v = b.begin; v < b.end; ++v)
                if (is_core(v) && near(u, v)) return true;
        }
        return false;
    }

    using Units = std::vector<std::uint32_t>;

    [[nodiscard]] bool touch_crowded(const CoreCell& a, const CoreCell& b) const {
        auto ours = cores_of(a);
        auto theirs = cores_of(b);
        ours = within_reach(ours, theirs);
        theirs = within_reach(theirs, ours);
        for (const auto u : ours)
            for (const auto v : theirs)
                if (near(u, v)) return true;
        return false;
    }

    [[nodiscard]] Units cores_of(const CoreCell& cell) const {
        Units out;
        for (auto u = cell.begin; u < cell.end; ++u)
            if (is_core(u)) out.push_back(u);
        return out;
    }

    /// Those of `units` that are near the box around `others`.
    [[nodiscard]] Units within_reach(const Units& units, const Units& others) const {
        constexpr double beyond = std::numeric_limits<double>::infinity();
        const std::array<const core::LargeVector<double>*, 3> places{&m_grid.x, &m_grid.y, &m_grid.z};
        const std::size_t dimensions = m_grid.z.empty() ? 2 : 3;
        std::array<double, 3> low{beyond, beyond, beyond};
        std::array<double, 3> high{-beyond, -beyond, -beyond};
        for (std::size_t d = 0; d < dimensions; ++d) {
            for (const auto v : others) {
                low[d] = std::min(low[d], (*places[d])[v]);
                high[d] = std::max(high[d], (*places[d])[v]);
            }
        }
        Units out;
        for (const auto u : units) {
            double sum = 0.0;
            for (std::size_t d = 0; d < dimensions; ++d) {
                const double at = (*places[d])[u];
                const double apart = std::max({0.0, low[d] - at, at - high[d]});
                sum += apart * apart;
            }
            if (sum <= m_grid.reach_squared) out.push_back(u);
        }
        return out;
    }

    /// Clusters in the order of their first cores; how many there are.
    std::uint32_t number(SharedForest& forest) {
        std::vector<std::uint32_t> first(m_cells.size(), no_cluster);  // core of the set that a cell is the top of
        for (std::uint32_t cell = 0; cell < m_cells.size(); ++cell) {
            auto& least = first[forest.top(cell)];
            least = std::min(least, m_cells[cell].least);
        }
        struct Top {
            std::uint32_t first, cell;
        };
        std::vector<Top> tops;
        for (std::uint32_t cell = 0; cell < m_cells.size(); ++cell)
            if (first[cell] != no_cluster) tops.push_back({first[cell], cell});
        std::sort(tops.begin(), tops.end(), [](const Top& a, const Top& b) { return a.first < b.first; });
        m_number.assign(m_cells.size(), no_cluster);
        for (std::uint32_t n = 0; n < tops.size(); ++n) m_number[tops[n].cell] = n;
        for (std::uint32_t cell = 0; cell < m_cells.size(); ++cell) m_number[cell] = m_number[forest.top(cell)];
        return static_cast<std::uint32_t>(tops.size());
    }

    void pass_on_numbers() {
        core::for_blocks(m_cells.size(), cells_at_once, m_control.part(0.8, 0.85), [&](core::Block block) {
            for (auto c = block.begin; c < block.end; ++c)
                for (auto u = m_cells[c].begin; u < m_cells[c].end; ++u)
                    if (is_core(u)) m_near.number[u] = m_number[c];
        });
    }

    void tell(std::size_t block, DensityClusters& out) {
        const auto& found = m_found[block];
        if (!found.all_listed) m_passes.find_borders(m_near, {found.begin, found.end, block}, out.cluster.data());
        const auto* listed = found.listed.data();
        for (auto u = found.begin; u < found.end; ++u) {
            const auto unit = m_grid.unit[u];
            const auto company = m_near.company[u];
            if (company == Company::core) {
                out.cluster[unit] = m_near.number[u];
                out.membership[unit] = Membership::core;
                continue;
            }
            auto least = company == Company::unlisted ? out.cluster[unit] : no_cluster;
            if (company <= Company::most_listed)
                for (const auto* end = listed + company; listed < end; ++listed)
                    least = std::min(least, m_near.number[*listed]);
            out.cluster[unit] = least;
            out.membership[unit] = least == no_cluster ? Membership::alone : Membership::border;
        }
    }

    const UnitGrid& m_grid;
    const GroundRows& m_ground;
    const core::Control& m_control;
    NearPasses m_passes;
    NearUnits m_near;
    std::vector<FoundInBlock> m_found;
    core::LargeVector<CoreCell> m_cells;
    CellRows m_rows;                      ///< of those cells
    std::vector<std::uint32_t> m_number;  ///< of their clusters
};

}  // namespace

DensityClusters density_clusters(std::span<const double> xy, std::span<const std::uint32_t> group,
                                 const DensityOptions& options, const core::Control& control) {
    const GroundRows ground(xy, group, options, control.part(0.0, 0.05));
    const auto grid = unit_grid(ground, xy, options, control.part(0.05, 0.2));
    DensityClusters out;
    core::reserve_large(out.cluster, xy.size() / 2);
    out.cluster.assign(xy.size() / 2, no_cluster);
    out.membership.assign(xy.size() / 2, Membership::no_place);
    Clustering(grid, ground, options, control).into(out);
    return out;
}

}  // namespace petasentra::sentra

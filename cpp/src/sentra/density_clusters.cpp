#include <algorithm>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/sentra/density_clusters.hpp>

#include "sentra/near_units.hpp"
#include "sentra/rows_beside.hpp"
#include "sentra/shared_forest.hpp"
#include "sentra/touching.hpp"
#include "sentra/unit_grid.hpp"

namespace petasentra::sentra {
namespace {

constexpr std::size_t units_at_once = 1U << 13;

class Clustering {
  public:
    Clustering(const UnitGrid& grid, const GroundRows& ground, const DensityOptions& options,
               const core::Control& control)
        : m_grid(grid),
          m_control(control),
          m_passes(near_passes(ground.on_earth(), options.wide_registers)),
          m_near{grid, ground, options.min_units, {}, {}},
          m_forest(m_near.cluster),
          m_found(core::block_count(grid.size(), units_at_once)) {
        m_near.company.resize(grid.size() + lanes);
        std::fill_n(&m_near.company[grid.size()], lanes, Company::alone);
        m_near.cluster.resize(grid.size() + lanes);
        std::fill_n(&m_near.cluster[grid.size()], lanes, no_cluster);
        m_first.resize(grid.size());
    }

    void into(DensityClusters& out) {
        core::for_blocks(m_grid.size(), units_at_once, m_control.part(0.2, 0.6),
                         [&](core::Block block) { m_passes.find_cores(m_near, block, m_found[block.index]); });
        for_found(0.6, 0.75, [&](const FoundInBlock& found, std::size_t) { join_to_earlier(found.apart); });
        out.count = number(out.cluster);
        for_found(0.8, 0.85, [&](const FoundInBlock& found, std::size_t) { pass_on_numbers(found); });
        for_found(0.85, 1.0, [&](const FoundInBlock& found, std::size_t block) { tell(found, block, out); });
    }

  private:
    template <class Work>
    void for_found(double from, double to, const Work& work) const {
        core::for_blocks(m_found.size(), 1, m_control.part(from, to),
                         [&](core::Block block) { work(m_found[block.index], block.index); });
    }

    void join_to_earlier(const std::vector<Cell>& cells) {
        const Touching touch(m_near);
        RowsBeside beside(m_grid.rows, m_near.ground);
        auto row = no_cluster;
        for (const auto& cell : cells) {
            if (cell.row != row) beside.enter(row = cell.row);
            beside.move_to(m_grid.rows.column[cell.begin]);
            const auto core = first_core(cell);
            auto top = m_forest.top(core);
            for (std::size_t r = 0; r <= RowsBeside::own; ++r) {
                Cell other{0, beside[r].begin, 0};
                const auto end = std::min(beside.end_of(beside[r]), cell.begin);
                for (; other.begin < end; other.begin = other.end) {
                    other.end = walk_to(m_grid.rows, other.begin, end, m_grid.rows.column[other.begin] + 1);
                    const auto their_core = first_core(other);
                    if (their_core == other.end || m_forest.top(their_core) == top) continue;
                    if (!touch(cell, other)) continue;
                    m_forest.join(core, their_core);
                    top = m_forest.top(core);
                }
            }
        }
    }

    /// The end of the cell if it has none.
    [[nodiscard]] std::uint32_t first_core(const Cell& cell) const {
        auto u = cell.begin;
        while (u < cell.end && !m_near.is_core(u)) ++u;
        return u;
    }

    /// A top of a set, and a core that the caller counts as `unit`.
    struct Member {
        std::uint32_t top, unit;
    };
    struct Tops {
        std::vector<std::uint32_t> here;   ///< those in a block
        std::vector<Member> members_here;  ///< the least of those in a block whose top is in an earlier one
    };

    /// Clusters in the order of their first cores; how many there are. `by_unit`, of no_cluster, is where they are put in
    /// order.
    template <class Numbers>
    std::uint32_t number(Numbers& by_unit) {
        std::vector<Tops> tops(m_found.size());
        for_found(0.75, 0.8, [&](const FoundInBlock& found, std::size_t block) { find_first(found, tops[block]); });
        for (const auto& block : tops)
            for (const auto& one : block.members_here) m_first[one.top] = std::min(m_first[one.top], one.unit);
        for (const auto& block : tops)
            for (const auto top : block.here) by_unit[m_first[top]] = top;
        std::uint32_t count = 0;
        for (const auto top : by_unit)
            if (top != no_cluster) m_first[top] = count++;
        return count;
    }

    /// Puts every core and border below the top of its set, and finds the first core of the sets as far as it is in the block.
    void find_first(const FoundInBlock& found, Tops& tops) {
        for (auto u = static_cast<std::uint32_t>(found.begin); u < found.end; ++u) {
            if (m_near.company[u] == Company::border) m_near.cluster[u] = m_forest.top(m_near.cluster[u]);
            if (!m_near.is_core(u)) continue;
            const auto top = m_forest.top(u);
            const auto unit = m_grid.unit[u];
            if (top == u) {
                tops.here.push_back(u);
                m_first[u] = unit;
                continue;
            }
            m_forest.put_below(u, top);
            if (top >= found.begin) {
                m_first[top] = std::min(m_first[top], unit);
            } else if (!tops.members_here.empty() && tops.members_here.back().top == top) {
                tops.members_here.back().unit = std::min(tops.members_here.back().unit, unit);
            } else {
                tops.members_here.push_back({top, unit});
            }
        }
    }

    void pass_on_numbers(const FoundInBlock& found) {
        for (auto u = found.begin; u < found.end; ++u) {
            const auto company = m_near.company[u];
            const bool in_cluster = company == Company::core || company == Company::border;
            m_near.cluster[u] = in_cluster ? m_first[m_near.cluster[u]] : no_cluster;
        }
    }

    void tell(const FoundInBlock& found, std::size_t block, DensityClusters& out) const {
        if (found.any_unsure) m_passes.find_borders(m_near, {found.begin, found.end, block}, out.cluster.data());
        for (auto u = found.begin; u < found.end; ++u) {
            const auto unit = m_grid.unit[u];
            const auto company = m_near.company[u];
            if (company == Company::unsure) {
                const bool alone = out.cluster[unit] == no_cluster;
                out.membership[unit] = alone ? Membership::alone : Membership::border;
            } else {
                out.cluster[unit] = m_near.cluster[u];
                out.membership[unit] = membership(company);
            }
        }
    }

    [[nodiscard]] static Membership membership(Company company) {
        static_assert(static_cast<int>(Company::core) == static_cast<int>(Membership::core) &&
                      static_cast<int>(Company::border) == static_cast<int>(Membership::border) &&
                      static_cast<int>(Company::alone) == static_cast<int>(Membership::alone));
        return static_cast<Membership>(company);
    }

    const UnitGrid& m_grid;
    const core::Control& m_control;
    NearPasses m_passes;
    NearUnits m_near;
    SharedForest m_forest;
    std::vector<FoundInBlock> m_found;
    core::LargeVector<std::uint32_t> m_first;  ///< of each top the first core of its set, then the number of the set
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

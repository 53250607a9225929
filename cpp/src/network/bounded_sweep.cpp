#include "network/bounded_sweep.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>

namespace petasentra::network {
namespace {

/// Nodes that are handed on together: their rows stay in the cache of one core.
constexpr std::uint32_t found_at_once = 256;

class BoundedSweep {
  public:
    BoundedSweep(const Hierarchy& hierarchy, Ways ways, const WantedRanks& wanted, const LaneKernels& kernels,
                 std::unique_ptr<WithinWork> work)
        : m_hierarchy(hierarchy),
          m_ways(ways),
          m_wanted(wanted),
          m_kernels(kernels),
          m_climb(hierarchy),
          m_stack(hierarchy.height),
          m_alive(hierarchy.height),
          m_found(found_at_once),
          m_rows(found_at_once),
          m_work(std::move(work)) {}

    void run(std::span<const Node> origins, std::span<const std::uint32_t> chosen, Cost limit,
             const core::Control& control) {
        limit = std::min(limit, unreachable - 1);
        m_climb.run(m_kernels, m_ways.up, origins, chosen, limit);
        const auto& ranks = m_climb.ranks();
        m_known.clear();
        for (auto i = ranks.size(); i-- > 0;) m_known.push_back({ranks[i], static_cast<std::uint32_t>(i)});
        // Every path has its highest node among those climbed to: all there is lies in the subtrees of these.
        auto bottom = static_cast<Node>(m_hierarchy.nodes());
        for (std::uint32_t i = 0; i < m_known.size(); ++i) {
            const auto apex = m_known[i].entry;
            if (apex >= bottom || m_climb.within()[m_known[i].row] == 0) continue;
            bottom = m_hierarchy.subtree_begin[apex];
            std::fill_n(m_alive.begin(), m_hierarchy.slot[apex], std::uint8_t{0});
            go_down({apex + 1, bottom, i}, chosen, limit, control);
        }
        m_work->done(chosen);
    }

  private:
    void go_down(WithinState state, std::span<const std::uint32_t> chosen, Cost limit, const core::Control& control) {
        const auto view = view_of(m_hierarchy, m_ways.down);
        while (state.next > state.bottom) {
            control.check();
            const auto count = m_kernels.descend_within(
                view, m_known.data(), static_cast<std::uint32_t>(m_known.size()), m_climb.rows(), limit, m_alive.data(),
                m_stack.data(), &state, m_wanted.before(), m_found.data(), m_rows.data(), found_at_once);
            if (count > 0) m_work->found({chosen, {m_found.data(), count}, m_rows.data()});
        }
    }

    const Hierarchy& m_hierarchy;
    Ways m_ways;
    const WantedRanks& m_wanted;
    const LaneKernels& m_kernels;
    Climb m_climb;
    std::vector<KnownRow> m_known;
    std::vector<LaneRow> m_stack;
    std::vector<std::uint8_t> m_alive;
    std::vector<std::uint32_t> m_found;
    std::vector<LaneRow> m_rows;
    std::unique_ptr<WithinWork> m_work;
};

}  // namespace

WantedRanks::WantedRanks(const Hierarchy& hierarchy, const std::vector<std::uint8_t>& is_wanted) {
    const auto nodes = hierarchy.nodes();
    std::vector<std::uint8_t> needed(is_wanted);
    for (std::size_t v = 0; v < nodes; ++v)
        if (needed[v] != 0 && hierarchy.parent[v] != no_node) needed[hierarchy.parent[v]] = 1;
    m_before.assign(nodes + 1, 0);
    for (std::size_t v = 0; v < nodes; ++v)
        m_before[v + 1] = needed[v] != 0 ? static_cast<std::uint32_t>(v + 1) : m_before[v];
}

void sweep_within(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> origins, Cost limit,
                  Direction direction, const WantedRanks& wanted, const LaneKernels& kernels,
                  const std::function<std::unique_ptr<WithinWork>()>& make, const core::Control& control) {
    const auto ways = ways_of(metric, direction);
    const auto chosen = by_rank(hierarchy, origins);
    core::Pool<BoundedSweep> sweeps(
        [&] { return std::make_unique<BoundedSweep>(hierarchy, ways, wanted, kernels, make()); });
    core::for_blocks(chosen.size(), batch_lanes, control, [&](core::Block block) {
        auto sweep = sweeps.borrow();
        sweep->run(origins, std::span(chosen).subspan(block.begin, block.end - block.begin), limit, control);
    });
}

}  // namespace petasentra::network

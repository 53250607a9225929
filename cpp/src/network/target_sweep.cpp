#include "network/target_sweep.hpp"

#include <algorithm>
#include <numeric>
#include <petasentra/core/parallel.hpp>

namespace petasentra::network {
namespace {

constexpr std::size_t nodes_a_block = 1U << 15;
/// Rows of targets that are kept before they are written where they belong: 128 KiB stay in the cache of one core.
constexpr std::uint32_t rows_a_chunk = 1024;
/// No chunk is longer than this: between two chunks the caller may cancel.
constexpr std::uint32_t entries_a_chunk = 1U << 16;

/// All nodes above the targets from which a way leads down to one, by rank, descending.
std::vector<Node> ranks_above(const Hierarchy& h, const Cost* down, std::span<const Node> targets) {
    std::vector<std::uint8_t> needed(h.nodes(), 0);
    auto begin = static_cast<Node>(h.nodes());
    for (const auto target : targets) {
        needed[h.rank_of[target]] = 1;
        begin = std::min(begin, h.rank_of[target]);
    }
    std::vector<Node> out;
    for (auto v = begin; v < h.nodes(); ++v) {
        if (needed[v] == 0) continue;
        out.push_back(v);
        for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
            if (down[i] != unreachable) needed[h.heads[i]] = 1;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

struct TargetSweep::Workspace {
    explicit Workspace(const Hierarchy& hierarchy) : climb(hierarchy), stack(hierarchy.height), rows(rows_a_chunk) {}
    Climb climb;
    std::vector<LaneStart> starts;
    std::vector<KnownRow> known;
    std::vector<LaneRow> stack;
    std::vector<LaneRow> rows;
};

TargetSweep::TargetSweep(const Hierarchy& hierarchy, Ways ways, std::span<const Node> targets,
                         const core::Control& control)
    : m_hierarchy(hierarchy), m_ways(ways) {
    take(ranks_above(hierarchy, ways.down, targets), control);
    // Columns in the order of the sweep; one target may be several columns.
    std::vector<std::uint64_t> keys(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i)
        keys[i] = (std::uint64_t{m_entry_of[hierarchy.rank_of[targets[i]]]} << 32U) | i;
    std::sort(keys.begin(), keys.end());
    m_columns.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        m_columns[i] = static_cast<std::uint32_t>(keys[i]);
        m_out_row[keys[i] >> 32U] = 0;
    }
    m_column_row.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) m_column_row[i] = static_cast<std::uint32_t>(keys[i] >> 32U);
    cut_into_chunks();
}

TargetSweep::TargetSweep(const Hierarchy& hierarchy, Ways ways, const core::Control& control)
    : m_hierarchy(hierarchy), m_ways(ways) {
    std::vector<Node> ranks(hierarchy.nodes());
    m_columns.resize(ranks.size());
    m_column_row.resize(ranks.size());
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        ranks[i] = static_cast<Node>(ranks.size() - 1 - i);
        m_columns[i] = hierarchy.node_at[ranks[i]];
        m_column_row[i] = static_cast<std::uint32_t>(i);
    }
    take(std::move(ranks), control);
    std::fill(m_out_row.begin(), m_out_row.end(), 0U);
    cut_into_chunks();
}

/// Lays the arcs downwards of these ranks one behind the other, without those that lead nowhere.
void TargetSweep::take(std::vector<Node> ranks, const core::Control& control) {
    const auto& h = m_hierarchy;
    m_entry_of.assign(h.nodes(), no_node);
    m_out_row.assign(ranks.size(), no_node);
    m_slots.resize(ranks.size());
    m_first.resize(ranks.size() + 1);
    // Told progress belongs to the sweeps: this is done at once.
    const core::Control quiet{.cancel = control.cancel, .threads = control.threads};
    core::for_blocks(ranks.size(), nodes_a_block, quiet, [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            const auto v = ranks[i];
            m_entry_of[v] = static_cast<std::uint32_t>(i);
            m_slots[i] = h.slot[v];
            std::uint32_t count = 0;
            for (auto k = h.first_arc[v]; k < h.first_arc[v + 1]; ++k) count += m_ways.down[k] != unreachable ? 1U : 0U;
            m_first[i + 1] = count;
        }
    });
    m_first[0] = 0;
    for (std::size_t i = 0; i < ranks.size(); ++i) m_first[i + 1] += m_first[i];
    m_arcs.resize(m_first.back());
    core::for_blocks(ranks.size(), nodes_a_block, quiet, [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            auto next = m_first[i];
            for (auto k = h.first_arc[ranks[i]]; k < h.first_arc[ranks[i] + 1]; ++k)
                if (m_ways.down[k] != unreachable) m_arcs[next++] = {h.head_slots[k], m_ways.down[k]};
        }
    });
}

/// Cuts the sweep where enough rows of targets have come together, and numbers these within their chunk.
void TargetSweep::cut_into_chunks() {
    const auto entries = static_cast<std::uint32_t>(m_out_row.size());
    std::uint32_t column = 0;
    for (std::uint32_t begin = 0; begin < entries;) {
        Chunk chunk{begin, begin, column, column};
        std::uint32_t rows = 0;
        while (chunk.end < entries && rows < rows_a_chunk && chunk.end - begin < entries_a_chunk) {
            if (m_out_row[chunk.end] != no_node) {
                for (; column < m_columns.size() && m_column_row[column] == chunk.end; ++column)
                    m_column_row[column] = rows;
                m_out_row[chunk.end] = rows++;
            }
            ++chunk.end;
        }
        chunk.last = column;
        m_chunks.push_back(chunk);
        begin = chunk.end;
    }
}

void TargetSweep::fill(std::span<const Node> origins, Cost* rows, const LaneKernels& kernels,
                       const core::Control& control) const {
    std::vector<std::uint32_t> first(origins.size() + 1);
    std::iota(first.begin(), first.end(), 0U);
    const std::vector<Cost> nothing(origins.size(), 0);
    fill({first, origins, nothing}, rows, kernels, control);
}

void TargetSweep::fill(const OriginWays& origins, Cost* rows, const LaneKernels& kernels,
                       const core::Control& control) const {
    if (columns() == 0) return;
    // An origin stands where its first way leads; one without ways is anywhere.
    std::vector<Node> stands(origins.size(), 0);
    for (std::size_t o = 0; o < origins.size(); ++o)
        if (origins.first[o] < origins.first[o + 1]) stands[o] = origins.nodes[origins.first[o]];
    const auto chosen = by_rank(m_hierarchy, stands);
    core::Pool<Workspace> spaces([&] { return std::make_unique<Workspace>(m_hierarchy); });
    core::for_blocks(chosen.size(), batch_lanes, control, [&](core::Block block) {
        auto space = spaces.borrow();
        auto& starts = space->starts;
        starts.clear();
        for (auto i = block.begin; i < block.end; ++i) {
            const auto origin = chosen[i];
            for (auto way = origins.first[origin]; way < origins.first[origin + 1]; ++way) {
                const auto lane = static_cast<std::uint32_t>(i - block.begin);
                starts.push_back({m_hierarchy.rank_of[origins.nodes[way]], lane, origins.costs[way]});
            }
        }
        std::sort(starts.begin(), starts.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
        fill_batch(starts, std::span(chosen).subspan(block.begin, block.end - block.begin), rows, kernels, *space,
                   control);
    });
}

void TargetSweep::fill_batch(std::span<const LaneStart> starts, std::span<const std::uint32_t> chosen, Cost* rows,
                             const LaneKernels& kernels, Workspace& space, const core::Control& control) const {
    space.climb.run(kernels, m_ways.up, starts, unreachable - 1);
    const auto& ranks = space.climb.ranks();
    space.known.clear();
    for (auto i = ranks.size(); i-- > 0;)
        if (m_entry_of[ranks[i]] != no_node)
            space.known.push_back({m_entry_of[ranks[i]], static_cast<std::uint32_t>(i)});
    const SweepView view{m_first.data(), m_arcs.data(), m_slots.data()};
    auto known = space.known.begin();
    for (const auto& chunk : m_chunks) {
        control.check();
        while (known != space.known.end() && known->entry < chunk.begin) ++known;
        kernels.descend(view, chunk.begin, chunk.end, space.known.data() + (known - space.known.begin()),
                        static_cast<std::uint32_t>(space.known.end() - known), space.climb.rows(), space.stack.data(),
                        m_out_row.data(), space.rows.data());
        for (std::size_t lane = 0; lane < chosen.size(); ++lane) {
            auto* out = rows + std::size_t{chosen[lane]} * columns();
            const auto* from = space.rows.data();
            for (auto i = chunk.first; i < chunk.last; ++i) out[m_columns[i]] = from[m_column_row[i]].of[lane];
        }
    }
}

}  // namespace petasentra::network

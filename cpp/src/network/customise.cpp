#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/customise.hpp>

#include "network/check_arcs.hpp"
#include "network/lanes.hpp"

namespace petasentra::network {
namespace {

using core::LargeVector;

constexpr std::size_t arcs_a_block = 1U << 17;
constexpr std::size_t top_nodes_a_block = 16;

struct Columns {
    Cost* up;
    Cost* down;
};

void keep_cheaper(Cost& cost, Cost other) {
    cost = std::min(cost, other);
}

/// The cheapest arcs of the network under each arc.
void lay_costs(const Hierarchy& hierarchy, std::span<const Cost> arc_costs, const Columns& costs,
               const core::Control& control) {
    core::for_blocks(hierarchy.arcs(), arcs_a_block, control, [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            Cost up = unreachable, down = unreachable;
            for (auto k = hierarchy.first_input[i]; k < hierarchy.first_input[i + 1]; ++k) {
                const auto input = hierarchy.inputs[k];
                keep_cheaper((input & 1U) != 0 ? down : up, arc_costs[input / 2]);
            }
            costs.up[i] = up;
            costs.down[i] = down;
        }
    });
}

/// Which of the nodes below a node count.
enum class Below : std::uint8_t { all, in_parts, in_top };

/// Triangles, seen from one of their corners. `m_arc_at` tells the arc from the node at hand to a neighbour, by the
/// neighbour's slot.
class Triangles {
  public:
    Triangles(const Hierarchy& hierarchy, const Columns& costs, const std::vector<std::uint8_t>& is_top)
        : m_hierarchy(hierarchy),
          m_costs(costs),
          m_is_top(is_top),
          m_kernels(kernels_for(Lanes::widest)),
          m_arc_at(hierarchy.height) {}

    /// Makes the arcs of node `middle` cheaper by way of the nodes below it, whose own arcs must be final.
    void go_below(Node middle, Below which) {
        const auto& h = m_hierarchy;
        const auto first = h.first_arc[middle], last = h.first_arc[middle + 1];
        if (first == last) return;
        bool laid = false;
        for (auto k = h.first_lower[middle]; k < h.first_lower[middle + 1]; ++k) {
            const auto arc = h.lower_arcs[k];
            const auto below = h.tails[arc];
            if (which != Below::all && (m_is_top[below] != 0) != (which == Below::in_top)) continue;
            const auto others = h.first_arc[below + 1] - arc - 1;
            if (others == 0) continue;
            const auto to_below = m_costs.down[arc], from_below = m_costs.up[arc];
            const auto *up = m_costs.up + arc + 1, *down = m_costs.down + arc + 1;
            if (others == last - first && others >= worth_a_register) {
                // The neighbours are the same: no need to look for them.
                m_kernels.relax(m_costs.up + first, up, to_below, others);
                m_kernels.relax(m_costs.down + first, down, from_below, others);
                continue;
            }
            if (!laid) {
                for (auto i = first; i < last; ++i) m_arc_at[h.head_slots[i]] = i;
                laid = true;
            }
            const auto* slots = h.head_slots.data() + arc + 1;
            for (std::uint32_t i = 0; i < others; ++i) {
                const auto over = m_arc_at[slots[i]];
                keep_cheaper(m_costs.up[over], to_below + up[i]);
                keep_cheaper(m_costs.down[over], from_below + down[i]);
            }
        }
    }

    /// Brings the arcs of node `low` down to the true distances, given that those of its neighbours are.
    void go_above(Node low) {
        const auto& h = m_hierarchy;
        const auto first = h.first_arc[low], last = h.first_arc[low + 1];
        for (auto i = first; i < last; ++i) {
            const auto begin = h.first_arc[h.heads[i]], end = h.first_arc[h.heads[i] + 1];
            const auto others = last - i - 1;
            if (others == 0) break;
            if (others == end - begin && others >= worth_a_register) {
                Cost near[] = {m_costs.up[i], m_costs.down[i]};
                m_kernels.through(near, m_costs.up + i + 1, m_costs.down + i + 1, m_costs.up + begin,
                                  m_costs.down + begin, others);
                m_costs.up[i] = near[0];
                m_costs.down[i] = near[1];
                continue;
            }
            // Two neighbours of a node are joined: the arcs between them are among those of the lower one.
            auto between = begin;
            for (auto other = i + 1; other < last; ++other, ++between) {
                while (h.heads[between] != h.heads[other]) ++between;
                go_through(i, other, between);
            }
        }
    }

  private:
    /// Below that a loop is done before the register is filled.
    static constexpr std::uint32_t worth_a_register = 8;

    void go_through(std::uint32_t near, std::uint32_t far, std::uint32_t between) {
        auto* up = m_costs.up;
        auto* down = m_costs.down;
        keep_cheaper(up[near], up[far] + down[between]);
        keep_cheaper(down[near], up[between] + down[far]);
        keep_cheaper(up[far], up[near] + up[between]);
        keep_cheaper(down[far], down[between] + down[near]);
    }

    const Hierarchy& m_hierarchy;
    Columns m_costs;
    const std::vector<std::uint8_t>& m_is_top;
    const LaneKernels& m_kernels;
    std::vector<std::uint32_t> m_arc_at;
};

std::vector<std::uint8_t> top_of(const Hierarchy& hierarchy) {
    std::vector<std::uint8_t> is_top(hierarchy.nodes(), 0);
    for (const auto v : hierarchy.top) is_top[v] = 1;
    return is_top;
}

/// Costs of all shortcuts: the parts side by side, then the nodes above them. What these have from the parts they take
/// side by side as well, for each writes to its own arcs only; what they have from each other comes one by one.
void climb_all(const Hierarchy& hierarchy, const Columns& costs, const core::Control& control) {
    const auto is_top = top_of(hierarchy);
    core::for_blocks(hierarchy.parts.size(), 1, control.part(0.0, 0.6), [&](core::Block block) {
        Triangles triangles(hierarchy, costs, is_top);
        const auto part = hierarchy.parts[block.index];
        for (auto v = part.begin; v < part.end; ++v) triangles.go_below(v, Below::all);
    });
    core::for_blocks(hierarchy.top.size(), top_nodes_a_block, control.part(0.6, 0.8), [&](core::Block block) {
        Triangles triangles(hierarchy, costs, is_top);
        for (auto k = block.begin; k < block.end; ++k) triangles.go_below(hierarchy.top[k], Below::in_parts);
    });
    Triangles triangles(hierarchy, costs, is_top);
    for (const auto v : hierarchy.top) {
        control.check();
        triangles.go_below(v, Below::in_top);
    }
}

/// Marks what is dearer than the way round as never needed. Every arc of a cheapest path costs just the distance between
/// its ends, so none of those is marked.
void prune(const Hierarchy& hierarchy, const Columns& costs, const core::Control& control) {
    const auto is_top = top_of(hierarchy);
    const LargeVector<Cost> up(costs.up, costs.up + hierarchy.arcs());
    const LargeVector<Cost> down(costs.down, costs.down + hierarchy.arcs());
    Triangles triangles(hierarchy, costs, is_top);
    for (auto v = hierarchy.top.rbegin(); v != hierarchy.top.rend(); ++v) {
        control.check();
        triangles.go_above(*v);
    }
    core::for_blocks(hierarchy.parts.size(), 1, control.part(0.2, 0.9), [&](core::Block block) {
        Triangles own(hierarchy, costs, is_top);
        const auto part = hierarchy.parts[block.index];
        for (auto v = part.end; v > part.begin; --v) own.go_above(v - 1);
    });
    core::for_blocks(hierarchy.arcs(), arcs_a_block, control.part(0.9, 1.0), [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            if (up[i] > costs.up[i]) costs.up[i] = unreachable;
            if (down[i] > costs.down[i]) costs.down[i] = unreachable;
        }
    });
}

}  // namespace

Metric customise(const Hierarchy& hierarchy, std::span<const Cost> arc_costs, const CustomiseOptions& options,
                 const core::Control& control) {
    check_costs(hierarchy.input_arcs, arc_costs);
    LargeVector<Cost> up(hierarchy.arcs()), down(hierarchy.arcs());
    const Columns costs{up.data(), down.data()};
    lay_costs(hierarchy, arc_costs, costs, control.part(0.0, 0.1));
    climb_all(hierarchy, costs, control.part(0.1, options.prune ? 0.5 : 1.0));
    if (options.prune) prune(hierarchy, costs, control.part(0.5, 1.0));
    return {core::FlatArray<Cost>(std::move(up)), core::FlatArray<Cost>(std::move(down))};
}

}  // namespace petasentra::network

#include <algorithm>
#include <petasentra/network/sound_hierarchy.hpp>

namespace petasentra::network {
namespace {

/// Looks at a hierarchy, each step relying on those before it.
class HierarchyCheck {
  public:
    HierarchyCheck(const Hierarchy& hierarchy, const Arcs& arcs)
        : h(hierarchy), m_arcs(arcs), m_nodes(hierarchy.rank_of.size()), m_links(hierarchy.heads.size()) {}

    [[nodiscard]] bool sound() const {
        return sizes_agree() && ranks_are_a_permutation() && arcs_lead_upwards() && parents_are_lowest_neighbours() &&
               neighbours_are_joined() && subtrees_are_consecutive() && seen_from_above() && inputs_are_the_network();
    }

  private:
    /// Begins with 0, never falls, ends with what it leads into.
    static bool is_index(const core::FlatArray<std::uint32_t>& first, std::size_t items, std::size_t end) {
        return first.size() == items + 1 && first[0] == 0 && first[items] == end &&
               std::is_sorted(first.begin(), first.end());
    }
    [[nodiscard]] bool sizes_agree() const {
        return m_arcs.nodes == m_nodes && h.input_arcs == m_arcs.size() && m_nodes < no_node && m_links < no_arc &&
               h.node_at.size() == m_nodes && h.parent.size() == m_nodes && h.slot.size() == m_nodes &&
               h.subtree_begin.size() == m_nodes && h.head_slots.size() == m_links && h.tails.size() == m_links &&
               h.lower_arcs.size() == m_links && is_index(h.first_arc, m_nodes, m_links) &&
               is_index(h.first_lower, m_nodes, m_links) && is_index(h.first_input, m_links, h.inputs.size());
    }
    [[nodiscard]] bool ranks_are_a_permutation() const {
        for (Node v = 0; v < m_nodes; ++v) {
            if (h.node_at[v] >= m_nodes || h.rank_of[h.node_at[v]] != v) return false;
        }
        return true;
    }
    [[nodiscard]] bool arcs_lead_upwards() const {
        for (Node v = 0; v < m_nodes; ++v) {
            auto below = v;
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i) {
                if (h.heads[i] <= below || h.heads[i] >= m_nodes || h.tails[i] != v) return false;
                below = h.heads[i];
            }
        }
        return true;
    }
    [[nodiscard]] bool parents_are_lowest_neighbours() const {
        std::uint32_t height = 0;
        for (auto v = static_cast<Node>(m_nodes); v-- > 0;) {
            const bool root = h.first_arc[v] == h.first_arc[v + 1];
            if (h.parent[v] != (root ? no_node : h.heads[h.first_arc[v]])) return false;
            if (h.slot[v] != (root ? 0 : h.slot[h.parent[v]] + 1)) return false;
            height = std::max(height, h.slot[v] + 1);
        }
        for (std::size_t i = 0; i < m_links; ++i) {
            if (h.head_slots[i] != h.slot[h.heads[i]]) return false;
        }
        return h.height == height;
    }
    /// All other neighbours of a node are neighbours of its parent: by induction from above, any two are joined.
    [[nodiscard]] bool neighbours_are_joined() const {
        for (Node v = 0; v < m_nodes; ++v) {
            if (h.parent[v] == no_node) continue;
            const auto* all = h.heads.data();
            const auto up = h.parent[v];
            if (!std::includes(all + h.first_arc[up], all + h.first_arc[up + 1], all + h.first_arc[v] + 1,
                               all + h.first_arc[v + 1]))
                return false;
        }
        return true;
    }
    /// The children of a node lie one before the other, right below it, and fill its subtree.
    [[nodiscard]] bool subtrees_are_consecutive() const {
        for (Node v = 0; v < m_nodes; ++v) {
            auto end = v;
            while (end > 0 && h.parent[end - 1] == v) end = h.subtree_begin[end - 1];
            if (h.subtree_begin[v] != end) return false;
        }
        // Every node is below its parent's subtree: none was passed over.
        for (Node v = 0; v < m_nodes; ++v) {
            if (h.parent[v] != no_node && h.subtree_begin[h.parent[v]] > h.subtree_begin[v]) return false;
        }
        return true;
    }
    [[nodiscard]] bool seen_from_above() const {
        for (Node v = 0; v < m_nodes; ++v) {
            for (auto k = h.first_lower[v]; k < h.first_lower[v + 1]; ++k) {
                const auto arc = h.lower_arcs[k];
                if (arc >= m_links || h.heads[arc] != v) return false;
                if (k > h.first_lower[v] && h.lower_arcs[k - 1] >= arc) return false;
            }
        }
        return true;
    }
    [[nodiscard]] bool inputs_are_the_network() const {
        std::size_t loops = 0;
        for (std::size_t i = 0; i < m_arcs.size(); ++i) loops += m_arcs.tails[i] == m_arcs.heads[i] ? 1U : 0U;
        if (h.inputs.size() + loops != m_arcs.size()) return false;
        std::vector<std::uint8_t> seen(m_arcs.size(), 0);
        for (std::size_t link = 0; link < m_links; ++link) {
            for (auto k = h.first_input[link]; k < h.first_input[link + 1]; ++k) {
                const auto arc = h.inputs[k] / 2;
                if (arc >= m_arcs.size() || seen[arc]++ != 0) return false;
                auto low = h.rank_of[m_arcs.tails[arc]], high = h.rank_of[m_arcs.heads[arc]];
                if (h.inputs[k] % 2 != 0) std::swap(low, high);
                if (low != h.tails[link] || high != h.heads[link]) return false;
            }
        }
        return true;
    }

    const Hierarchy& h;
    const Arcs& m_arcs;
    std::size_t m_nodes;
    std::size_t m_links;
};

}  // namespace

bool is_sound(const Hierarchy& hierarchy, const Arcs& arcs) {
    return HierarchyCheck(hierarchy, arcs).sound();
}

}  // namespace petasentra::network

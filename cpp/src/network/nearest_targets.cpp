#include <algorithm>
#include <iterator>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/nearest_targets.hpp>
#include <string>

#include "network/check_arcs.hpp"
#include "network/climb.hpp"

namespace petasentra::network {
namespace {

/// A cost and a target in one number: the cheaper label is the smaller one, of equal ones that of the first target.
using Label = std::uint64_t;
constexpr Label no_label = ~Label{0};
constexpr std::size_t labelled_between_looks = 1U << 14;

Cost cost_of(Label label) {
    return static_cast<Cost>(label >> 32U);
}

/// LabelLists of k labels, ascending, none of them twice for one target.
class LabelLists {
  public:
    LabelLists(std::size_t count, std::size_t k) : m_k(k), m_labels(count * k, no_label) {}

    Label* of(std::size_t i) { return m_labels.data() + i * m_k; }
    const Label* of(std::size_t i) const { return m_labels.data() + i * m_k; }
    void append(const Label* list) { m_labels.insert(m_labels.end(), list, list + m_k); }
    void clear(std::size_t i) { std::fill_n(of(i), m_k, no_label); }
    std::size_t k() const { return m_k; }

  private:
    std::size_t m_k;
    std::vector<Label> m_labels;
};

void insert_label(Label* kept, std::size_t k, Label label) {
    std::size_t place = k;
    for (std::size_t i = 0; i < k; ++i) {
        if (place == k && label <= kept[i]) place = i;
        if (static_cast<std::uint32_t>(kept[i]) == static_cast<std::uint32_t>(label) && kept[i] != no_label) {
            // The target is known: it moves forward if it became cheaper.
            if (place > i) return;
            std::copy_backward(kept + place, kept + i, kept + i + 1);
            kept[place] = label;
            return;
        }
    }
    if (place == k) return;
    std::copy_backward(kept + place, kept + k - 1, kept + k);
    kept[place] = label;
}

/// Keeps what is cheaper by way of another node: its list, each label dearer by `cost`.
[[gnu::always_inline]] inline void merge_labels(Label* kept, std::size_t k, const Label* other, Cost cost) {
    const Label more = Label{cost} << 32U;
    for (std::size_t j = 0; j < k; ++j) {
        if (other[j] == no_label) return;
        const auto label = other[j] + more;
        if (label >= kept[k - 1] || cost_of(label) >= unreachable) return;
        insert_label(kept, k, label);
    }
}

Label label_of(const TargetWay& way) {
    return Label{way.cost} << 32U | way.target;
}

/// Nodes by rank.
struct RankedNodes {
    std::vector<std::uint32_t> order;
    std::vector<Node> ranks;

    RankedNodes(const Hierarchy& hierarchy, std::span<const Node> targets) : order(by_rank(hierarchy, targets)) {
        for (const auto i : order) ranks.push_back(hierarchy.rank_of[targets[i]]);
    }
    std::size_t first_from(Node rank) const {
        return static_cast<std::size_t>(std::lower_bound(ranks.begin(), ranks.end(), rank) - ranks.begin());
    }
};

/// What the nodes of a part know from below: lists of some ranks, ascending, and what they told the nodes above the part.
struct FromBelow {
    std::vector<Node> ranks;
    LabelLists lists;
    std::vector<Node> above;
    LabelLists above_lists;

    explicit FromBelow(std::size_t k) : lists(0, k), above_lists(0, k) {}
};

class NearestSearch {
  public:
    /// `targets` are the nodes of `into`, by whose costs and numbers they are entered.
    NearestSearch(const Hierarchy& hierarchy, Ways ways, std::span<const Node> targets, std::span<const TargetWay> into,
                  std::size_t k)
        : m_hierarchy(hierarchy),
          m_ways(ways),
          m_targets(hierarchy, targets),
          m_into(into),
          m_k(k),
          m_top(hierarchy.top.size(), k) {}

    /// `rows` tells for every rank, ascending, the rows it is asked for; none means every node has the row of its number.
    void run(NearestTargets& out, const RankedNodes* rows, const core::Control& control) {
        const auto& h = m_hierarchy;
        const auto needed = rows == nullptr ? std::vector<std::uint8_t>() : above(*rows);
        std::vector<FromBelow> parts(h.parts.size(), FromBelow(m_k));
        core::for_blocks(parts.size(), 1, control.part(0.0, 0.3),
                         [&](core::Block block) { go_up(h.parts[block.index], parts[block.index]); });
        m_top_index.assign(h.nodes(), no_node);
        for (std::uint32_t i = 0; i < h.top.size(); ++i) m_top_index[h.top[i]] = i;
        cross_top(parts);
        core::for_blocks(parts.size(), 1, control.part(0.3, 1.0), [&](core::Block block) {
            go_down(h.parts[block.index], parts[block.index], needed, out, rows, control);
        });
        for (std::size_t i = 0; i < h.top.size(); ++i) write(h.top[i], m_top.of(i), out, rows);
    }

  private:
    std::vector<std::uint8_t> above(const RankedNodes& rows) const {
        std::vector<std::uint8_t> needed(m_hierarchy.nodes(), 0);
        for (auto v : rows.ranks)
            for (; v != no_node && needed[v] == 0; v = m_hierarchy.parent[v]) needed[v] = 1;
        return needed;
    }

    void go_up(Hierarchy::Part part, FromBelow& out) const {
        const auto& h = m_hierarchy;
        auto target = m_targets.first_from(part.begin);
        const auto end = m_targets.first_from(part.end);
        if (target == end) return;
        LabelLists stack(h.height, m_k);
        for (auto v = part.begin; v < part.end; ++v) {
            auto* list = stack.of(h.slot[v]);
            for (; target < end && m_targets.ranks[target] == v; ++target)
                insert_label(list, m_k, label_of(m_into[m_targets.order[target]]));
            if (list[0] == no_label) continue;
            out.ranks.push_back(v);
            out.lists.append(list);
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
                if (m_ways.down[i] != unreachable) merge_labels(stack.of(h.head_slots[i]), m_k, list, m_ways.down[i]);
            stack.clear(h.slot[v]);
        }
        for (auto v = h.parent[part.end - 1]; v != no_node; v = h.parent[v]) {
            if (stack.of(h.slot[v])[0] == no_label) continue;
            out.above.push_back(v);
            out.above_lists.append(stack.of(h.slot[v]));
        }
    }

    /// The nodes above all parts, upwards and then downwards.
    void cross_top(const std::vector<FromBelow>& parts) {
        const auto& h = m_hierarchy;
        for (const auto& part : parts)
            for (std::size_t i = 0; i < part.above.size(); ++i)
                merge_labels(m_top.of(m_top_index[part.above[i]]), m_k, part.above_lists.of(i), 0);
        for (std::size_t t = 0; t < h.top.size(); ++t) {
            const auto v = h.top[t];
            for (auto i = m_targets.first_from(v); i < m_targets.ranks.size() && m_targets.ranks[i] == v; ++i)
                insert_label(m_top.of(t), m_k, label_of(m_into[m_targets.order[i]]));
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
                if (m_ways.down[i] != unreachable)
                    merge_labels(m_top.of(m_top_index[h.heads[i]]), m_k, m_top.of(t), m_ways.down[i]);
        }
        for (auto t = h.top.size(); t-- > 0;) {
            const auto v = h.top[t];
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
                if (m_ways.up[i] != unreachable)
                    merge_labels(m_top.of(t), m_k, m_top.of(m_top_index[h.heads[i]]), m_ways.up[i]);
        }
    }

    void go_down(Hierarchy::Part part, const FromBelow& below, const std::vector<std::uint8_t>& needed,
                 NearestTargets& out, const RankedNodes* rows, const core::Control& control) const {
        const auto& h = m_hierarchy;
        if (!needed.empty() && needed[part.end - 1] == 0 && rows->first_from(part.begin) == rows->first_from(part.end))
            return;
        LabelLists stack(h.height, m_k);
        for (auto v = h.parent[part.end - 1]; v != no_node; v = h.parent[v])
            std::copy_n(m_top.of(m_top_index[v]), m_k, stack.of(h.slot[v]));
        auto known = below.ranks.size();
        for (auto v = part.end; v-- > part.begin;) {
            if ((v - part.begin) % labelled_between_looks == 0) control.check();
            const bool is_known = known > 0 && below.ranks[known - 1] == v;
            if (is_known) --known;
            if (!needed.empty() && needed[v] == 0) continue;
            auto* list = stack.of(h.slot[v]);
            if (is_known) {
                std::copy_n(below.lists.of(known), m_k, list);
            } else {
                std::fill_n(list, m_k, no_label);
            }
            for (auto i = h.first_arc[v]; i < h.first_arc[v + 1]; ++i)
                if (m_ways.up[i] != unreachable) merge_labels(list, m_k, stack.of(h.head_slots[i]), m_ways.up[i]);
            write(v, list, out, rows);
        }
    }

    void write(Node rank, const Label* list, NearestTargets& out, const RankedNodes* rows) const {
        if (rows == nullptr) return write_row(m_hierarchy.node_at[rank], list, out);
        for (auto i = rows->first_from(rank); i < rows->ranks.size() && rows->ranks[i] == rank; ++i)
            write_row(rows->order[i], list, out);
    }

    void write_row(std::size_t row, const Label* list, NearestTargets& out) const {
        for (std::size_t j = 0; j < m_k; ++j) {
            out.targets[row * m_k + j] = list[j] == no_label ? no_target : static_cast<std::uint32_t>(list[j]);
            out.costs[row * m_k + j] = list[j] == no_label ? unreachable : cost_of(list[j]);
        }
    }

    const Hierarchy& m_hierarchy;
    Ways m_ways;
    RankedNodes m_targets;
    std::span<const TargetWay> m_into;
    std::size_t m_k;
    LabelLists m_top;  ///< by place in the hierarchy's top
    std::vector<std::uint32_t> m_top_index;
};

NearestTargets search_nearest(const Hierarchy& hierarchy, const Metric& metric, std::span<const TargetWay> ways,
                              std::size_t k, Direction direction, std::size_t count, const RankedNodes* rows,
                              const core::Control& control) {
    if (k < 1 || k > most_nearest) {
        const auto range = "1.." + std::to_string(most_nearest);
        throw core::Error(core::ErrorCode::option_value,
                          {"k = " + std::to_string(k) + " berada di luar rentang " + range + ".",
                           "k = " + std::to_string(k) + " is outside the range " + range + "."},
                          {"Untuk lebih banyak tujuan pakai cost_matrix.", "For more targets use cost_matrix."});
    }
    std::vector<TargetWay> open;
    std::copy_if(ways.begin(), ways.end(), std::back_inserter(open),
                 [](const TargetWay& way) { return way.cost < unreachable; });
    std::vector<Node> nodes;
    for (const auto& way : open) nodes.push_back(way.node);
    check_nodes(hierarchy.nodes(), nodes, "targets");
    NearestTargets out{count, k, core::LargeVector<std::uint32_t>(count * k), core::LargeVector<Cost>(count * k)};
    NearestSearch(hierarchy, ways_of(metric, direction), nodes, open, k).run(out, rows, control);
    return out;
}

/// Targets that are nodes, each entered where it is.
std::vector<TargetWay> ways_into(std::span<const Node> targets) {
    std::vector<TargetWay> out;
    for (std::size_t i = 0; i < targets.size(); ++i) out.push_back({targets[i], 0, static_cast<std::uint32_t>(i)});
    return out;
}

}  // namespace

NearestTargets nearest_targets(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> targets,
                               std::size_t k, Direction direction, const core::Control& control) {
    return nearest_by_ways(hierarchy, metric, ways_into(targets), k, direction, control);
}

NearestTargets nearest_targets_of(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> asked,
                                  std::span<const Node> targets, std::size_t k, Direction direction,
                                  const core::Control& control) {
    return nearest_by_ways_of(hierarchy, metric, asked, ways_into(targets), k, direction, control);
}

NearestTargets nearest_by_ways(const Hierarchy& hierarchy, const Metric& metric, std::span<const TargetWay> ways,
                               std::size_t k, Direction direction, const core::Control& control) {
    return search_nearest(hierarchy, metric, ways, k, direction, hierarchy.nodes(), nullptr, control);
}

NearestTargets nearest_by_ways_of(const Hierarchy& hierarchy, const Metric& metric, std::span<const Node> asked,
                                  std::span<const TargetWay> ways, std::size_t k, Direction direction,
                                  const core::Control& control) {
    check_nodes(hierarchy.nodes(), asked, "asked");
    const RankedNodes rows(hierarchy, asked);
    return search_nearest(hierarchy, metric, ways, k, direction, asked.size(), &rows, control);
}

}  // namespace petasentra::network

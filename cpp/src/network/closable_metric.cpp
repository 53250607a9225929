#include <algorithm>
#include <functional>
#include <petasentra/core/error.hpp>
#include <petasentra/network/closable_metric.hpp>
#include <string>

namespace petasentra::network {
namespace {

constexpr std::uint64_t under_nothing = ~std::uint64_t{0};

std::vector<std::uint64_t> places_of_inputs(const Hierarchy& hierarchy) {
    std::vector<std::uint64_t> out(hierarchy.input_arcs, under_nothing);
    for (std::size_t i = 0; i < hierarchy.arcs(); ++i) {
        for (auto k = hierarchy.first_input[i]; k < hierarchy.first_input[i + 1]; ++k) {
            const auto input = hierarchy.inputs[k];
            out[input / 2] = 2 * i + input % 2;
        }
    }
    return out;
}

/// The arc that leads to `high` among those of one node from `begin` on. Halves without branches: which half it is nobody
/// could foretell, and a wrong guess costs more than the search.
inline std::uint32_t arc_to(const Hierarchy& hierarchy, std::uint64_t begin, std::uint64_t end, Node high) noexcept {
    const auto* heads = hierarchy.heads.data();
    if (begin == end) return no_arc;
    const auto* first = heads + begin;
    for (auto left = end - begin; left > 1;) {
        const auto half = left / 2;
        first += first[half - 1] < high ? half : 0;
        left -= half;
    }
    return *first == high ? static_cast<std::uint32_t>(first - heads) : no_arc;
}

}  // namespace

ClosableMetric::ClosableMetric(const Hierarchy& hierarchy, std::span<const Cost> arc_costs,
                               const core::Control& control)
    : m_hierarchy(hierarchy), m_arc_costs(arc_costs.begin(), arc_costs.end()) {
    const auto made = customise(hierarchy, arc_costs, {.prune = false}, control);
    m_up.assign(made.up.begin(), made.up.end());
    m_down.assign(made.down.begin(), made.down.end());
    m_place_of = std::make_shared<const std::vector<Place>>(places_of_inputs(hierarchy));
    look_at_numbers();
}

ClosableMetric::ClosableMetric(const ClosableMetric& other)
    : m_hierarchy(other.m_hierarchy),
      m_arc_costs(other.m_arc_costs),
      m_up(other.m_up),
      m_down(other.m_down),
      m_place_of(other.m_place_of),
      m_changed(other.m_changed),
      m_closed(other.m_closed) {
    look_at_numbers();
}

void ClosableMetric::look_at_numbers() {
    m_metric = {core::FlatArray<Cost>(nullptr, m_up.data(), m_up.size()),
                core::FlatArray<Cost>(nullptr, m_down.data(), m_down.size())};
}

void ClosableMetric::close(std::span<const std::uint32_t> arcs) {
    for (const auto arc : arcs) {
        if (arc >= m_arc_costs.size()) {
            const auto number = std::to_string(arc);
            throw core::Error(core::ErrorCode::option_value,
                              {"Tidak ada busur " + number + ".", "There is no arc " + number + "."});
        }
    }
    for (const auto arc : arcs) {
        const auto cost = m_arc_costs[arc];
        if (cost == unreachable) continue;
        m_closed.emplace_back(arc, cost);
        m_arc_costs[arc] = unreachable;
        const auto place = (*m_place_of)[arc];
        if (place != under_nothing && at(place) == cost) m_open.push_back(place);
    }
    // What an arc depends on ends below its own lower end, and arcs are numbered by that: the lowest first is enough.
    std::make_heap(m_open.begin(), m_open.end(), std::greater<>());
    while (!m_open.empty()) {
        const auto arc = static_cast<std::uint32_t>(m_open.front() / 2);
        // An arc is put down once for each way over which it might cost more, and often for both directions.
        bool rises = false, falls = false;
        do {
            (m_open.front() % 2 == 0 ? rises : falls) = true;
            std::pop_heap(m_open.begin(), m_open.end(), std::greater<>());
            m_open.pop_back();
        } while (!m_open.empty() && m_open.front() / 2 == arc);
        const BothWays before{m_up[arc], m_down[arc]};
        const auto now = cheapest_under(arc, rises, falls);
        const bool up = now.up != before.up, down = now.down != before.down;
        if (up) m_changed.emplace_back(2 * Place{arc}, before.up);
        if (down) m_changed.emplace_back(2 * Place{arc} + 1, before.down);
        m_up[arc] = now.up;
        m_down[arc] = now.down;
        if (up) raise_above(2 * Place{arc}, before.up);
        if (down) raise_above(2 * Place{arc} + 1, before.down);
    }
}

void ClosableMetric::open_all() noexcept {
    for (auto one = m_changed.rbegin(); one != m_changed.rend(); ++one) at(one->first) = one->second;
    for (const auto& [arc, cost] : m_closed) m_arc_costs[arc] = cost;
    m_changed.clear();
    m_closed.clear();
}

/// The least of what lies under an arc, in the directions that are asked; what it costs now as soon as anything costs just
/// that, and in the other direction.
ClosableMetric::BothWays ClosableMetric::cheapest_under(std::uint32_t arc, bool rises, bool falls) const noexcept {
    const auto& h = m_hierarchy;
    const BothWays enough{m_up[arc], m_down[arc]};
    BothWays least{rises ? unreachable : enough.up, falls ? unreachable : enough.down};
    for (auto k = h.first_input[arc]; k < h.first_input[arc + 1]; ++k) {
        const auto input = h.inputs[k];
        auto& side = input % 2 == 0 ? least.up : least.down;
        side = std::min(side, m_arc_costs[input / 2]);
    }
    const auto low = h.tails[arc], high = h.heads[arc];
    for (auto k = h.first_lower[low]; k < h.first_lower[low + 1]; ++k) {
        if (least.up <= enough.up && least.down <= enough.down) break;
        const auto to_low = h.lower_arcs[k];
        if (m_down[to_low] >= least.up && m_up[to_low] >= least.down) continue;
        const auto to_high = arc_to(h, to_low + 1, h.first_arc[h.tails[to_low] + 1], high);
        if (to_high == no_arc) continue;
        least.up = std::min(least.up, m_down[to_low] + m_up[to_high]);
        least.down = std::min(least.down, m_down[to_high] + m_up[to_low]);
    }
    return least;
}

/// Puts down the arcs that cost what they did because one cost `before`: over it and another arc of its lower end.
void ClosableMetric::raise_above(Place place, Cost before) {
    const auto& h = m_hierarchy;
    const auto arc = static_cast<std::uint32_t>(place / 2);
    const bool rises = place % 2 == 0;
    const auto below = h.tails[arc], end = h.heads[arc];
    auto from_end = h.first_arc[end];
    for (auto other = h.first_arc[below]; other < h.first_arc[below + 1]; ++other) {
        if (other == arc) continue;
        const auto leg = rises ? m_down[other] : m_up[other];
        const auto way = before + leg;
        if (leg == unreachable || way >= unreachable) continue;
        const auto far = h.heads[other];
        // Heads ascend, so what leads from the end to those above it is found on the way.
        if (far > end)
            while (h.heads[from_end] != far) ++from_end;
        const auto over = far > end ? from_end : arc_to(h, h.first_arc[far], h.first_arc[far + 1], end);
        // From far to end where the arc rises, else from end to far: upwards if that begins at the lower of the two.
        const bool upwards = (rises ? far : end) < (rises ? end : far);
        const auto above = 2 * Place{over} + (upwards ? 0 : 1);
        if (at(above) != way) continue;
        m_open.push_back(above);
        std::push_heap(m_open.begin(), m_open.end(), std::greater<>());
    }
}

}  // namespace petasentra::network

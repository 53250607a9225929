#pragma once
#include <memory>
#include <petasentra/network/customise.hpp>
#include <span>
#include <utility>
#include <vector>

namespace petasentra::network {

/// A metric in which arcs are closed, a few at a time, and opened again: for many closures one after the other.
///
/// Closing an arc raises the arcs of the hierarchy that cost what they did because of it, and nothing else. From the
/// lowest of them upwards each is found anew from what lies under it; where that costs the same as before, all above it
/// stays. Afterwards the metric is, number by number, what `customise` without `prune` makes of the costs left.
///
///     closed           (A, B) costs 2 through x, below both; x -- B is closed: (A, B) is looked at, and now goes
///     x -/- B          through y at 3. (A, C) did not lie over (A, B): nobody looks at it.
///
/// Memory   8 bytes an arc of the hierarchy for each copy, and 8 an arc of the network that copies share.
class ClosableMetric {
  public:
    /// Nothing is closed yet. `arc_costs` are those of the network, as for customise; the hierarchy must outlive it.
    ClosableMetric(const Hierarchy& hierarchy, std::span<const Cost> arc_costs, const core::Control& control = {});
    ClosableMetric(const ClosableMetric& other);
    ClosableMetric& operator=(const ClosableMetric&) = delete;

    /// Closes arcs of the network, besides those that are closed. Error(option_value) for an arc that is not there.
    /// Cost: the triangles under the arcs that change; a few hundred on a town.
    void close(std::span<const std::uint32_t> arcs);
    /// Opens all that `close` has closed. Cost: the arcs that had changed.
    void open_all() noexcept;

    /// Looks at the numbers of this object: what it says changes with them.
    [[nodiscard]] const Metric& metric() const noexcept { return m_metric; }
    /// The costs of the network, unreachable where it is closed.
    [[nodiscard]] std::span<const Cost> arc_costs() const noexcept { return m_arc_costs; }

  private:
    /// Arc i upwards is 2 i, downwards 2 i + 1; the same number is the place of its cost.
    using Place = std::uint64_t;
    void look_at_numbers();
    [[nodiscard]] Cost& at(Place place) noexcept { return (place & 1U) != 0 ? m_down[place / 2] : m_up[place / 2]; }
    struct BothWays {
        Cost up;
        Cost down;
    };
    [[nodiscard]] BothWays cheapest_under(std::uint32_t arc, bool rises, bool falls) const noexcept;
    void raise_above(Place place, Cost before);

    const Hierarchy& m_hierarchy;
    std::vector<Cost> m_arc_costs;
    std::vector<Cost> m_up;
    std::vector<Cost> m_down;
    Metric m_metric;
    std::shared_ptr<const std::vector<Place>> m_place_of;  ///< by arc of the network; all ones for loops
    std::vector<Place> m_open;                             ///< a heap, the lowest first
    std::vector<std::pair<Place, Cost>> m_changed;         ///< what it cost before
    std::vector<std::pair<std::uint32_t, Cost>> m_closed;  ///< arcs of the network, and what they cost before
};

}  // namespace petasentra::network

#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/prefetch.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

#include "zoning/two_doubles.hpp"

namespace petasentra::zoning {

/// Edges of one ring that follow one another, sixteen at most, and what is needed to go past them in one step.
struct EdgeBox {
    geometry::Box box;
    std::uint32_t first;  ///< vertex where the first edge begins
    std::uint16_t count;  ///< edges
    bool begins_ring;
    bool ends_ring;
    double twice_area;  ///< under the edges, seen from the first vertex: the sum of (v - first) x (w - first)
};

/// The edges of each zone in the order of its rings, sixteen to a box and sixteen boxes to a larger one: which edges
/// of a zone come near a site is told without looking at the others. 4 bytes an edge.
class EdgeBoxes {
  public:
    EdgeBoxes() = default;
    /// `xy` as in Cells: the vertices of all rings of `zones`.
    EdgeBoxes(const geometry::GeometryColumn& zones, std::span<const double> xy, const core::Control& control);

    /// Calls visit(const EdgeBox&) for those of a zone that touch `bounds`, in the order of its rings, until it says
    /// false. False if it did.
    template <class Visit>
    bool visit(std::uint32_t zone, const geometry::Box& bounds, const Visit& visit) const {
        return visit_large(zone, bounds, [&](std::uint32_t first, std::uint32_t last) {
            for (auto hits = touching(first, last, bounds); hits != 0; hits &= hits - 1) {
                if (!visit(m_small[first + static_cast<std::uint32_t>(std::countr_zero(hits))])) return false;
            }
            return true;
        });
    }
    // What visit() reads, asked for in three steps: where the boxes of a zone lie, the larger ones, and those of them
    // that are needed.
    void fetch_places(std::uint32_t zone) const {
        core::prefetch(&m_first[zone]);
        core::prefetch(&m_first_large[zone]);
    }
    void fetch_large(std::uint32_t zone) const { core::prefetch(m_large.data() + m_first_large[zone]); }
    void fetch_small(std::uint32_t zone, const geometry::Box& bounds) const {
        visit_large(zone, bounds, [&](std::uint32_t first, std::uint32_t last) {
            constexpr std::size_t line = 64;
            const auto* end = reinterpret_cast<const char*>(m_small.data() + last);
            for (const auto* at = reinterpret_cast<const char*>(m_small.data() + first); at < end; at += line)
                core::prefetch(at);
            return true;
        });
    }
    [[nodiscard]] std::size_t bytes() const noexcept;

  private:
    static constexpr std::uint32_t boxes_per_large = 16;
    /// Calls visit(first box, one after the last) for the larger boxes that touch the bounds, until it says false. False
    /// if it did.
    template <class Visit>
    bool visit_large(std::uint32_t zone, const geometry::Box& bounds, const Visit& visit) const {
        const auto end = m_first[zone + 1];
        auto small = m_first[zone];
        for (auto large = m_first_large[zone]; large < m_first_large[zone + 1]; ++large) {
            const auto to = std::min(small + boxes_per_large, end);
            if (m_large[large].intersects(bounds) && !visit(small, to)) return false;
            small = to;
        }
        return true;
    }
    /// A bit for each of the boxes first .. last - 1 that touches `box`.
    [[nodiscard]] std::uint32_t touching(std::uint32_t first, std::uint32_t last, const geometry::Box& box) const {
        const Two low{box.min_x, box.min_y};
        const Two high{box.max_x, box.max_y};
        TwoRows reach_up;
        TwoRows reach_down;
        for (auto k = last; k-- > first;) {
            reach_up.give(two_at(&m_small[k].box.max_x) >= low);
            reach_down.give(two_at(&m_small[k].box.min_x) <= high);
        }
        return static_cast<std::uint32_t>(reach_up.first() & reach_up.second() & reach_down.first() &
                                          reach_down.second());
    }
    void add_row(const geometry::GeometryColumn& zones, std::span<const double> xy, std::size_t row);

    std::vector<std::uint32_t> m_first{0};        ///< of m_small, one a zone and one more
    std::vector<std::uint32_t> m_first_large{0};  ///< of m_large
    std::vector<EdgeBox> m_small;
    std::vector<geometry::Box> m_large;
};

}  // namespace petasentra::zoning

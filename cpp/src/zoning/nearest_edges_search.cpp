#include <algorithm>
#include <bit>
#include <cstring>

#include "zoning/edge_distance.hpp"
#include "zoning/nearest_edges.hpp"

namespace petasentra::zoning {

/// One question. `Real` is what distances to boxes are computed in: single precision where the place is near the extent
/// of the edges, else double.
template <class Real>
class NearestEdges::Search {
  public:
    Search(const NearestEdges& edges, const geometry::Point& place, Real x, Real y, double limit)
        : m_edges(edges), m_place(place), m_x(x), m_y(y), m_bound(bound_of(limit)) {}

    Found run() {
        const auto root_level = static_cast<std::uint32_t>(m_edges.m_first_node.size()) - 2;
        m_stack[m_size++] = {0, root_level, static_cast<std::uint32_t>(m_edges.m_nodes.size()) - 1};
        while (m_size > 0) {
            const auto next = m_stack[--m_size];
            if (next.bound <= m_bound) open(next);
        }
        return m_best;
    }

  private:
    /// Several boxes side by side.
    using Lanes __attribute__((vector_size(16))) = Real;
    using Bits = decltype(Lanes{} <= Lanes{});
    static constexpr unsigned lanes = sizeof(Lanes) / sizeof(Real);

    [[nodiscard]] static Lanes side(const std::array<float, children>& values, unsigned first) {
        Lanes out;
        if constexpr (sizeof(Real) == sizeof(float)) {
            std::memcpy(&out, &values[first], sizeof(out));
        } else {
            for (unsigned lane = 0; lane < lanes; ++lane) out[lane] = static_cast<Real>(values[first + lane]);
        }
        return out;
    }
    [[nodiscard]] static Bits bit_of_lane() {
        Bits out;
        for (unsigned lane = 0; lane < lanes; ++lane) out[lane] = 1 << lane;
        return out;
    }

    struct Open {
        Real bound;
        std::uint32_t level;
        std::uint32_t node;
    };
    struct Child {
        Real bound;
        std::uint32_t number;
    };

    // A squared distance in shares of the extent, with more added than distances to boxes and edges err by.
    [[nodiscard]] Real bound_of(double squared) const {
        constexpr double slack = sizeof(Real) == sizeof(float) ? 1.0 + 0x1p-18 : 1.0 + 1e-9;
        const double shares = squared * m_edges.m_scale * m_edges.m_scale * slack;
        constexpr auto most = static_cast<double>(std::numeric_limits<Real>::max());
        return static_cast<Real>(std::min(shares, most));
    }

    void open(const Open& open) {
        const auto& node = m_edges.m_nodes[open.node];
        alignas(Lanes) std::array<Real, children> bound;
        Bits bits = {};
        for (unsigned k = 0; k < children; k += lanes) {
            const Lanes zero = {};
            const Lanes west = side(node.west, k) - m_x;
            const Lanes east = m_x - side(node.east, k);
            const Lanes south = side(node.south, k) - m_y;
            const Lanes north = m_y - side(node.north, k);
            Lanes x = west > east ? west : east;
            Lanes y = south > north ? south : north;
            x = x > zero ? x : zero;
            y = y > zero ? y : zero;
            const Lanes squared = x * x + y * y;
            std::memcpy(&bound[k], &squared, sizeof(squared));
            bits |= (squared <= m_bound) & (m_lane_bits << static_cast<int>(k));
        }
        unsigned near_children = 0;
        for (unsigned lane = 0; lane < lanes; ++lane) near_children |= static_cast<unsigned>(bits[lane]);
        std::array<Child, children> near;
        unsigned count = 0;
        for (; near_children != 0; near_children &= near_children - 1) {
            const auto child = static_cast<unsigned>(std::countr_zero(near_children));
            near[count++] = {bound[child], child};
        }
        sort(near, count);
        const auto first = (open.node - m_edges.m_first_node[open.level]) * children;
        if (open.level == 0) {
            for (unsigned k = 0; k < count && near[k].bound <= m_bound; ++k) look_at(first + near[k].number);
        } else {
            const auto below = m_edges.m_first_node[open.level - 1] + first;
            for (unsigned k = count; k > 0; --k)
                m_stack[m_size++] = {near[k - 1].bound, open.level - 1, below + near[k - 1].number};
        }
    }

    // The nearest first; there are few.
    static void sort(std::array<Child, children>& near, unsigned count) {
        for (unsigned k = 1; k < count; ++k) {
            const auto one = near[k];
            auto to = k;
            for (; to > 0 && near[to - 1].bound > one.bound; --to) near[to] = near[to - 1];
            near[to] = one;
        }
    }

    void look_at(std::uint32_t leaf) {
        const double* xy = m_edges.m_cells->xy.data() + std::size_t{2} * m_edges.m_first[leaf];
        const double squared = least_squared_distance(xy, m_edges.m_count[leaf], m_place);
        if (squared > m_best.squared) return;
        const auto zone = m_edges.m_zone[leaf];
        if (squared < m_best.squared) {
            m_best = {squared, zone};
            m_bound = std::min(m_bound, bound_of(squared));
        } else {
            m_best.zone = std::min(m_best.zone, zone);
        }
    }

    const NearestEdges& m_edges;
    Bits m_lane_bits = bit_of_lane();
    geometry::Point m_place;
    Real m_x;
    Real m_y;
    Real m_bound;
    Found m_best;
    /// Each level leaves at most 15 open; 2^32 edges have 7 levels.
    std::array<Open, 128> m_stack;
    std::size_t m_size = 0;
};

NearestEdges::Found NearestEdges::nearest(const geometry::Point& place, double limit) const {
    if (empty()) return {};
    // Beyond that, no box is left out; where none is, none is wrongly.
    constexpr double far = 1e100;
    const double x = std::clamp((place.x - m_west) * m_scale, -far, far);
    const double y = std::clamp((place.y - m_south) * m_scale, -far, far);
    const bool near = x > -1.0 && x < 2.0 && y > -1.0 && y < 2.0;
    if (near) return Search<float>(*this, place, static_cast<float>(x), static_cast<float>(y), limit).run();
    return Search<double>(*this, place, x, y, limit).run();
}

}  // namespace petasentra::zoning

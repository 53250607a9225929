#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <petasentra/core/control.hpp>
#include <span>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// A tree that finds the edge nearest to a place.
///
///     leaf    up to 16 edges that follow one another in a ring, by their vertices in `Cells::xy`
///     node    the boxes of 16 leaves, or of 16 nodes, that are neighbours along Hilbert's curve
///
/// Children of a node stand one behind the other in the level below, so there are no links. Boxes are kept in single
/// precision as shares of the extent of all edges, which a power of two stands for, and a little too large: what they
/// tell is never farther than an edge in them, and only used to leave boxes out. Distances come from the edges alone.
class NearestEdges {
  public:
    /// Of the zones with `wanted[row] != 0`, or of all where `wanted` is empty. Cost: O(groups, runs and edges).
    NearestEdges(const Cells& cells, std::span<const std::uint8_t> wanted, const core::Control& control);

    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    struct Found {
        double squared = std::numeric_limits<double>::infinity();
        std::uint32_t zone = none;
    };
    /// The least squared distance as EdgeDistance computes it, over all edges, and the lowest row among the zones of
    /// edges at it. `limit` may be any squared distance that is known not to be exceeded; the answer is the same.
    [[nodiscard]] Found nearest(const geometry::Point& place,
                                double limit = std::numeric_limits<double>::infinity()) const;

    /// Places along Hilbert's curve over the extent of the edges: a key to sort places by.
    [[nodiscard]] std::uint32_t key_of(const geometry::Point& place) const noexcept;
    [[nodiscard]] bool empty() const noexcept { return m_first.empty(); }
    [[nodiscard]] std::size_t bytes() const noexcept;

  private:
    static constexpr unsigned children = 16;
    /// Boxes of what does not exist are nowhere: infinitely far.
    struct Node {
        std::array<float, children> west, east, south, north;
        [[nodiscard]] static Node nowhere() {
            Node out;
            for (auto* side : {&out.west, &out.east, &out.south, &out.north})
                side->fill(std::numeric_limits<float>::infinity());
            return out;
        }
    };
    struct Leaf {
        std::uint32_t first;
        std::uint32_t zone;
        std::uint8_t count;
    };
    template <class Real>
    class Search;

    [[nodiscard]] std::vector<Leaf> leaves_of(std::span<const std::uint8_t> wanted) const;
    void measure(std::span<const geometry::Box> boxes);
    [[nodiscard]] geometry::Box box_of(const Leaf& leaf) const;
    void put_box(std::size_t node, unsigned child, const geometry::Box& box);
    void build_upper_levels();

    const Cells* m_cells;
    double m_west = 0.0;
    double m_south = 0.0;
    double m_scale = 1.0;                ///< shares of the extent a metre, a power of two
    std::vector<std::uint32_t> m_first;  ///< vertex, one a leaf
    std::vector<std::uint32_t> m_zone;
    std::vector<std::uint8_t> m_count;
    std::vector<Node> m_nodes;                ///< those over leaves, then those over these, ..., the root
    std::vector<std::uint32_t> m_first_node;  ///< of each level, and their number
};

}  // namespace petasentra::zoning

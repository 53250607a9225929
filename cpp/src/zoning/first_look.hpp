#pragma once
#include <array>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>

#include "zoning/cells.hpp"
#include "zoning/window.hpp"

namespace petasentra::zoning {

/// What is known of a site before anything is cut.
struct Look {
    static constexpr std::int64_t undecided = -2;

    bool surely_valid = false;      ///< one ring that does not meet itself
    double area_m2 = 0.0;           ///< if it is surely valid
    std::int64_t zone = undecided;  ///< the one that has all of the site, or `outside` if none has any of it
};

/// Decides sites of one star-shaped ring in whose bounds no zone has an edge: what covers one place there covers all of
/// it. The others are left undecided.
///
/// Sites are looked at step by step, a batch at a time: each step reads what the step before asked memory for.
/// Cost: O(vertices), and a look at each block under the bounds of a site, if they are not many.
class FirstLook {
  public:
    static constexpr std::size_t batch = 128;

    FirstLook(const geometry::GeometryColumn& sites, const Cells& cells) : m_sites(sites), m_cells(cells) {}

    /// Looks at the rows from `first` on, one for each of `looks`, at most `batch`.
    void look(std::size_t first, std::span<Look> looks);

  private:
    /// A site to decide: its place in the batch, and the cells under its bounds that the grid has.
    struct Asked {
        std::uint32_t site;
        Window cells;
    };
    void measure(std::size_t row, Asked& asked, Look& look) const;
    /// Calls visit(state, the cells of the block that lie in the window, a bit each), row by row, until it says false.
    /// False if it did.
    template <class Visit>
    bool visit_blocks(const Window& cells, const Visit& visit) const;
    [[nodiscard]] std::int64_t only_zone(const Window& cells) const;

    const geometry::GeometryColumn& m_sites;
    const Cells& m_cells;
    std::array<Asked, batch> m_asked;
};

}  // namespace petasentra::zoning

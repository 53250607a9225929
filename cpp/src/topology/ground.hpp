#pragma once
#include <cstdint>
#include <petasentra/geometry/faces.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/index/box_index.hpp>
#include <span>
#include <vector>

#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// Which zones hold a place: boxes first, then the parity of the edges to the right of it. Large zones keep their edges
/// sorted into strips, so that a question costs a strip, not a border.
class Covering {
  public:
    explicit Covering(const Mosaic& mosaic);
    /// Ranks of the zones that hold the place, ascending, written over `ranks`. On a border either answer is given.
    void zones_at(geometry::Place place, std::vector<std::uint32_t>& ranks) const;
    /// Ranks of the zones whose box meets a box.
    void zones_near(const geometry::Box& box, std::vector<std::uint32_t>& ranks) const { m_index.query(box, ranks); }

  private:
    struct Strips {
        double bottom = 0.0;
        double per_metre = 0.0;               ///< strips a metre; 0 for a zone without strips
        std::vector<std::uint64_t> begin;     ///< of each strip, and the end
        std::vector<std::uint64_t> vertices;  ///< where the edges of a strip begin
    };
    [[nodiscard]] Strips strips_of(std::size_t rank) const;
    [[nodiscard]] bool holds(std::size_t rank, geometry::Place place) const;

    const Mosaic& m_mosaic;
    index::BoxIndex m_index;
    std::vector<Strips> m_strips;
};

/// A face of the ground, with the zones at one place inside it. How many zones there are is the same everywhere in the
/// face; which, may change along edges that have a twin.
struct Face {
    geometry::Shape shape;
    geometry::Box box;
    geometry::Place inside;
    std::vector<std::uint32_t> zones;
};

/// The faces into which loose edges divide the ground.
[[nodiscard]] std::vector<Face> faces_of(const geometry::Lines& lines, const Covering& covering,
                                         const core::Control& control);

}  // namespace petasentra::topology

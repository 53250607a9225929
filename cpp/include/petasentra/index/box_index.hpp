#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/geometry/geometry_column.hpp>
#include <span>
#include <vector>

namespace petasentra::index {

/// Which boxes meet a box: a packed R-tree (Boost.Geometry, STR bulk load). Never changed once built, so any number of
/// threads may ask it. Empty boxes are never found. Built in O(n log n), asked in O(log n + hits).
class BoxIndex {
  public:
    BoxIndex();
    explicit BoxIndex(std::span<const geometry::Box> boxes);
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;
    ~BoxIndex();

    /// Rows whose box meets `box` (touching counts), in ascending order, written over `rows`.
    void query(const geometry::Box& box, std::vector<std::uint32_t>& rows) const;
    [[nodiscard]] std::size_t size() const noexcept;

  private:
    struct Tree;
    std::unique_ptr<Tree> m_tree;
};

/// The boxes of every row of a column.
[[nodiscard]] std::vector<geometry::Box> boxes_of(const geometry::GeometryColumn& column);

}  // namespace petasentra::index

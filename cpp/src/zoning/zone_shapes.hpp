#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/shape.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// The zones as shapes for GEOS, each made when it is first asked for: many questions never need one. Threads may ask
/// at the same time.
class ZoneShapes {
  public:
    ZoneShapes() = default;
    /// Keeps how rings, parts and rows of `zones` lie in `xy`, which takes the place of their own vertices and must
    /// outlive this.
    ZoneShapes(const geometry::GeometryColumn& zones, std::span<const double> xy);
    /// The same of an outline that was stored.
    ZoneShapes(geometry::GeometryColumn&& outline, std::span<const double> xy);
    [[nodiscard]] static geometry::GeometryColumn outline_of(const geometry::GeometryColumn& zones);

    [[nodiscard]] std::size_t size() const noexcept { return m_outline.kind.size(); }
    /// Empty for null and empty rows.
    [[nodiscard]] const geometry::Shape& operator[](std::size_t row) const;
    /// How rings, parts and rows lie in the vertices; without vertices of its own.
    [[nodiscard]] const geometry::GeometryColumn& outline() const noexcept { return m_outline; }

  private:
    struct Slot {
        std::once_flag made;
        geometry::Shape shape;
    };
    geometry::GeometryColumn m_outline;  ///< without vertices
    std::span<const double> m_xy;
    std::unique_ptr<Slot[]> m_slots;
};

}  // namespace petasentra::zoning

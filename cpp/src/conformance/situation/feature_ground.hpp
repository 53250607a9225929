#pragma once
#include <cstdint>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/core/made_once.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/layer/layer.hpp>
#include <petasentra/zoning/distance.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <vector>

namespace petasentra::conformance {

/// Some features of a layer as ground: those a rule names, or those valid on a day. What it is asked with is made when
/// first asked for, by one thread while the others wait, and kept as long as the pack.
class FeatureGround {
  public:
    /// `rows` ascending, each once. The layer must outlive it.
    FeatureGround(const BoundLayer& layer, std::vector<std::uint32_t> rows);

    /// An index of these features alone; its row k is row_of(k) of the layer.
    [[nodiscard]] const zoning::ZoningIndex& index() const;
    [[nodiscard]] std::uint32_t row_of(std::size_t k) const noexcept { return m_rows[k]; }
    /// Their borders, to be asked for the nearest.
    [[nodiscard]] const zoning::Borders& borders() const;
    /// All of them as one shape.
    [[nodiscard]] const geometry::Shape& joined() const;
    /// Length of the border of feature k, in metres.
    [[nodiscard]] double border_m(std::size_t k) const;

  private:
    [[nodiscard]] bool is_whole_layer() const noexcept { return m_rows.size() == m_layer.data.size(); }

    const BoundLayer& m_layer;
    std::vector<std::uint32_t> m_rows;
    core::MadeOnce<zoning::ZoningIndex> m_index;
    core::MadeOnce<zoning::Borders> m_edges;
    core::MadeOnce<geometry::Shape> m_joined;
    core::MadeOnce<std::vector<double>> m_borders;
};

/// Length of all rings of a row.
[[nodiscard]] double border_m(const geometry::GeometryColumn& column, std::size_t row) noexcept;

}  // namespace petasentra::conformance

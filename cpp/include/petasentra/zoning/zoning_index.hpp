#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

struct Cells;
class EdgeBoxes;
class Overlaps;
inline constexpr std::int64_t outside = -1;

struct IndexOptions {
    /// Refuse zones that are no valid polygons. Without it only what memory depends on is looked at (closed rings,
    /// finite coordinates): a zone whose rings cross then holds the places that its rings go round an odd number of
    /// times, and its shares mean nothing.
    bool check_validity = true;
};

/// Which zones a site lies in, and with how much of it. No law here: zones are polygons with row numbers.
///
/// Zones and sites are in one projected CRS (metres). Zones may overlap. Places and areas are answered by a grid of
/// cells (locate.hpp, shares.hpp); pieces of ground are named by it and made by GEOS (query.hpp).
///
/// Boundary  Polygon sites: shared borders have no area and give no cut. Lines and points *on* a border lie in both
///           zones.
/// Empty     An empty site or zone gives no cut.
/// Invalid   A zone that is not a valid polygon is refused when the index is built (Error geometry_invalid with layer,
///           feature and place): a broken zone would give wrong areas silently.
/// Threads   The index is never changed after it is built; each thread asks through its own Query.
class ZoningIndex {
  public:
    ZoningIndex();
    /// Error(crs_missing), Error(degrees_refused), Error(geometry_kind) if a zone is not polygonal. Null zones are
    /// skipped. Stops within one zone after the caller asks.
    explicit ZoningIndex(const layer::Layer& zones, const core::Control& control = {},
                         const IndexOptions& options = {});
    ZoningIndex(ZoningIndex&&) noexcept;
    ZoningIndex& operator=(ZoningIndex&&) noexcept;
    ~ZoningIndex();

    [[nodiscard]] std::size_t zone_count() const noexcept;
    [[nodiscard]] const geometry::Crs& crs() const noexcept;
    [[nodiscard]] const geometry::Shape& zone(std::uint32_t row) const;
    /// The zones cut up by a grid, for the kernels of this module.
    [[nodiscard]] const Cells& cells() const noexcept;
    [[nodiscard]] const EdgeBoxes& edge_boxes() const noexcept;
    [[nodiscard]] const Overlaps& overlaps() const noexcept;

    class Query;  ///< cuts sites: query.hpp

  private:
    friend class Query;
    struct Data;
    std::unique_ptr<Data> m_data;
};

}  // namespace petasentra::zoning

#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/layer/layer.hpp>
#include <string>

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

    /// Writes the index to a file, which is there as a whole or as it was before. The same bytes for any number of
    /// threads. Error(write_failed); Error(crs_missing) of an index without zones and CRS.
    void save(const std::string& path, const core::Control& control = {}) const;
    /// The index of a file. One of up to 16 MiB is copied and looked at in full. A larger one is mapped: it is read where
    /// it is asked, and trusted beyond its head, its directory and the sizes of its arrays unless `verify` is set, which
    /// compares checksums and sees to it that no number leads outside. It must not be written over while it is mapped;
    /// save() never does that.
    ///
    /// Error(file_not_found), Error(file_unreadable) for a damaged, foreign, older or newer file.
    [[nodiscard]] static ZoningIndex open(const std::string& path, bool verify = false,
                                          const core::Control& control = {});

    /// Where the zones came from, as the layer said.
    [[nodiscard]] const layer::Provenance& source() const noexcept;
    /// The hash of the file they came from, where it was taken after the layer was read.
    void set_source_sha256(const std::string& sha256);
    [[nodiscard]] std::size_t vertex_count() const noexcept;
    /// Bytes of the arrays that answer, in memory or mapped, with what was made of them since for areas; without shapes
    /// that GEOS was asked for.
    [[nodiscard]] std::size_t bytes() const noexcept;

    [[nodiscard]] std::size_t zone_count() const noexcept;
    [[nodiscard]] const geometry::Crs& crs() const noexcept;
    [[nodiscard]] const geometry::Shape& zone(std::uint32_t row) const;
    /// The zones cut up by a grid, for the kernels of this module.
    [[nodiscard]] const Cells& cells() const noexcept;
    /// Made when first asked for.
    [[nodiscard]] const EdgeBoxes& edge_boxes() const;
    [[nodiscard]] const Overlaps& overlaps() const noexcept;

    class Query;  ///< cuts sites: query.hpp

  private:
    friend class Query;
    struct Data;
    std::unique_ptr<Data> m_data;
};

}  // namespace petasentra::zoning

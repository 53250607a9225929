#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/places.hpp>
#include <petasentra/zoning/zoning_index.hpp>
#include <span>
#include <vector>

namespace petasentra::zoning {

/// How far each point lies from the nearest border or zone, and whose that is.
struct Nearest {
    std::vector<double> metres;
    std::vector<std::int64_t> zone;  ///< lowest row where several are equally near; `outside` where there is none
};

/// The borders of all zones of an index, shells and holes, made ready to be asked for the nearest. Looks into the index,
/// which must outlive it. Never changed once built: many threads may ask.
///
/// A tree over boxes of at most 16 edges that follow one another in a ring (see zoning/nearest_edges.hpp). Building
/// costs O(edges), memory 27 bytes for 16 edges, and as much for a ring with fewer.
class Borders {
  public:
    explicit Borders(const ZoningIndex& zones, const core::Control& control = {});
    Borders(Borders&&) noexcept;
    Borders& operator=(Borders&&) noexcept;
    ~Borders();
    [[nodiscard]] std::size_t bytes() const noexcept;

    struct Data;
    [[nodiscard]] const Data& data() const noexcept { return *m_data; }

  private:
    std::unique_ptr<Data> m_data;
};

/// Metres from each point to the nearest border of any zone, inside or outside of it, and the row of that zone. Places are
/// in the CRS of the index; distances are planar there.
///
/// Boundary  0 for points on a border and for no others, told exactly, on the coordinates as they are (finite, below
///           1e150 in size).
/// Error     Below 1e-12 of the distance, however close to the border or far from it, for it is not the difference of
///           large numbers. Equally near means equal as computed: the copies of an edge that zones share are, whichever
///           way each runs.
/// Empty     No zones: infinity and `outside`. Points that are not finite: NaN and `outside`.
/// Cost      O(log edges) a point where borders lie scattered. Points are asked in an order along a curve, so that one
///           bounds the next; the answers depend neither on that nor on the number of threads.
[[nodiscard]] Nearest distance_to_boundary(const geometry::Places& places, const Borders& borders,
                                           const core::Control& control = {});
/// The same for those who ask once.
[[nodiscard]] Nearest distance_to_boundary(const geometry::Places& places, const ZoningIndex& zones,
                                           const core::Control& control = {});

/// Metres from each point to the nearest of the zones with `wanted[row] != 0`, and its row: 0 for points in one of them
/// or on its border, whichever other zones lie there. `wanted` has one value a zone, or Error(option_value).
///
/// Error and cost as above, with a tree over the wanted zones built in every call. No zone wanted, or only empty ones:
/// infinity and `outside`.
[[nodiscard]] Nearest distance_to_class(const geometry::Places& places, const ZoningIndex& zones,
                                        std::span<const std::uint8_t> wanted, const core::Control& control = {});

}  // namespace petasentra::zoning

#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/zoning/distance.hpp>

#include "zoning/along_curve.hpp"
#include "zoning/holding_zone.hpp"
#include "zoning/nearest_edges.hpp"

namespace petasentra::zoning {

struct Borders::Data {
    NearestEdges edges;
};

namespace {

using Mask = std::span<const std::uint8_t>;

constexpr std::size_t points_sorted_together = std::size_t{1} << 20;
constexpr std::size_t points_per_task = 4096;

/// Asks one point after another; the answer for one bounds that for the next.
class Asker {
  public:
    /// `wanted` is empty where only borders count.
    Asker(const NearestEdges& edges, const Cells* cells, Mask wanted)
        : m_edges(edges), m_cells(cells), m_wanted(wanted) {}

    void ask(const geometry::Point& place, double& metres, std::int64_t& zone) {
        if (!std::isfinite(place.x) || !std::isfinite(place.y)) {
            metres = std::numeric_limits<double>::quiet_NaN();
            return;
        }
        if (m_cells != nullptr) {
            if (const auto holding = holding_zone(*m_cells, m_wanted, place); holding >= 0) {
                metres = 0.0;
                zone = holding;
                return;
            }
        }
        auto found = m_edges.nearest(place, limit_at(place));
        // The last digits of squares near the smallest double may deny what is so.
        if (found.zone == NearestEdges::none) found = m_edges.nearest(place);
        if (found.zone == NearestEdges::none) return;
        metres = std::sqrt(found.squared);
        zone = found.zone;
        m_last = place;
        m_last_metres = metres;
    }

  private:
    // No farther than over the last place.
    [[nodiscard]] double limit_at(const geometry::Point& place) const {
        const double x = place.x - m_last.x;
        const double y = place.y - m_last.y;
        const double over = m_last_metres + std::sqrt(x * x + y * y);
        return over * over * (1.0 + 1e-9);
    }

    const NearestEdges& m_edges;
    const Cells* m_cells;
    Mask m_wanted;
    geometry::Point m_last{0.0, 0.0};
    double m_last_metres = std::numeric_limits<double>::infinity();
};

Nearest nearest_of(const geometry::Places& places, const NearestEdges& edges, const Cells* cells, Mask wanted,
                   const core::Control& control) {
    const auto n = places.size();
    Nearest out{std::vector<double>(n, std::numeric_limits<double>::infinity()), std::vector<std::int64_t>(n, outside)};
    std::vector<std::uint32_t> keys;
    for (std::size_t begin = 0; begin < n; begin += points_sorted_together) {
        const auto count = std::min(points_sorted_together, n - begin);
        const auto at = [&](std::size_t i) { return places[begin + i]; };
        const auto share = [&](double part) {
            return (static_cast<double>(begin) + part * static_cast<double>(count)) / static_cast<double>(n);
        };
        keys.resize(count);
        core::for_blocks(count, points_per_task, control.part(share(0.0), share(0.1)), [&](core::Block task) {
            for (auto i = task.begin; i < task.end; ++i) keys[i] = edges.key_of(at(i));
        });
        const auto order = sorted_order(keys);
        core::for_blocks(count, points_per_task, control.part(share(0.1), share(1.0)), [&](core::Block task) {
            Asker asker(edges, cells, wanted);
            for (auto k = task.begin; k < task.end; ++k) {
                const auto i = order[k];
                asker.ask(at(i), out.metres[begin + i], out.zone[begin + i]);
            }
        });
    }
    return out;
}

}  // namespace

Borders::Borders(const ZoningIndex& zones, const core::Control& control)
    : m_data(std::make_unique<Data>(Data{NearestEdges(zones.cells(), {}, control)})) {}
Borders::Borders(Borders&&) noexcept = default;
Borders& Borders::operator=(Borders&&) noexcept = default;
Borders::~Borders() = default;

std::size_t Borders::bytes() const noexcept {
    return m_data->edges.bytes();
}

Nearest distance_to_boundary(const geometry::Places& places, const Borders& borders, const core::Control& control) {
    return nearest_of(places, borders.data().edges, nullptr, {}, control);
}

Nearest distance_to_boundary(const geometry::Places& places, const ZoningIndex& zones, const core::Control& control) {
    const Borders borders(zones, control.part(0.0, 0.1));
    return distance_to_boundary(places, borders, control.part(0.1, 1.0));
}

Nearest distance_to_class(const geometry::Places& places, const ZoningIndex& zones, Mask wanted,
                          const core::Control& control) {
    if (wanted.size() != zones.zone_count()) {
        const auto given = std::to_string(wanted.size());
        const auto needed = std::to_string(zones.zone_count());
        throw core::Error(core::ErrorCode::option_value,
                          {"Pilihan zona berisi " + given + " nilai untuk " + needed + " zona.",
                           "The choice of zones has " + given + " values for " + needed + " zones."},
                          {"Berikan satu nilai untuk setiap zona.", "Give one value for each zone."});
    }
    if (wanted.empty()) return nearest_of(places, NearestEdges(zones.cells(), {}, control), nullptr, {}, control);
    const NearestEdges edges(zones.cells(), wanted, control.part(0.0, 0.1));
    return nearest_of(places, edges, &zones.cells(), wanted, control.part(0.1, 1.0));
}

}  // namespace petasentra::zoning

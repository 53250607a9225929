#include "sentra/ground_rows.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>

namespace petasentra::sentra {
namespace {

constexpr double degree = std::numbers::pi / 180.0;
constexpr double equator_radius_m = 6378137.0;
/// Radii of curvature of the ellipsoid lie between these everywhere.
constexpr double smallest_radius_m = 6.33e6;
constexpr double largest_radius_m = 6.4e6;
constexpr double most_eps_on_earth_m = 1e5;
constexpr double most_cells = 4e18;
constexpr double most_columns = 2147483000.0;  // with some to spare, as 32 bits hold
constexpr double most_kept_rows = 1 << 20;
constexpr std::size_t units_a_span = 1U << 16;
constexpr double beyond = std::numeric_limits<double>::infinity();

[[noreturn]] void refuse(const core::Text& message) {
    throw core::Error(core::ErrorCode::option_value, message, {});
}

[[noreturn]] void refuse_size() {
    refuse({"Jarak eps_m terlalu kecil untuk wilayah sebesar ini.",
            "The distance eps_m is too small for ground of this size."});
}

void require_sound(std::span<const double> xy, std::span<const std::uint32_t> group, const DensityOptions& options) {
    if (!(options.eps_m > 0.0) || !std::isfinite(options.eps_m))
        refuse({"Jarak eps_m harus lebih dari 0 meter.", "The distance eps_m has to be above 0 metres."});
    if (options.ground == Ground::lon_lat_deg && options.eps_m > most_eps_on_earth_m)
        refuse({"Jarak eps_m paling besar 100 km untuk koordinat derajat.",
                "The distance eps_m may be 100 km at most for coordinates in degrees."});
    if (options.min_units == 0)
        refuse({"Jumlah unit paling sedikit harus 1 atau lebih.", "The least number of units has to be 1 or more."});
    const auto units = xy.size() / 2;
    if (xy.size() % 2 != 0 || (!group.empty() && group.size() != units))
        refuse({"Koordinat dan kelompok harus sama banyak.", "There have to be as many coordinates as groups."});
    if (units >= no_cluster) refuse({"Terlalu banyak unit.", "There are too many units."});
}

/// The extent of a block of units, and what tells whether they stand on both sides of the 180th meridian.
struct Span {
    double west = beyond, east = -beyond, south = beyond, north = -beyond;
    double least_of_east = beyond;  // of longitudes that are not negative
    double greatest_of_west = -beyond;
    double nearest_to_zero = beyond;

    void take(double x, double y) {
        west = std::min(west, x);
        east = std::max(east, x);
        south = std::min(south, y);
        north = std::max(north, y);
    }
    void take_side(double x) {
        if (x >= 0.0) {
            least_of_east = std::min(least_of_east, x);
        } else {
            greatest_of_west = std::max(greatest_of_west, x);
        }
        nearest_to_zero = std::min(nearest_to_zero, std::abs(x));
    }
    void take(const Span& other) {
        west = std::min(west, other.west);
        east = std::max(east, other.east);
        south = std::min(south, other.south);
        north = std::max(north, other.north);
        least_of_east = std::min(least_of_east, other.least_of_east);
        greatest_of_west = std::max(greatest_of_west, other.greatest_of_west);
        nearest_to_zero = std::min(nearest_to_zero, other.nearest_to_zero);
    }
};

}  // namespace

Extent extent_of(std::span<const double> xy, Ground ground, const core::Control& control) {
    const auto units = xy.size() / 2;
    std::vector<Span> spans(core::block_count(units, units_a_span));
    core::for_blocks(units, units_a_span, control, [&](core::Block block) {
        Span span;
        for (auto u = block.begin; u < block.end; ++u) {
            const double x = xy[2 * u];
            const double y = xy[2 * u + 1];
            if (!GroundRows::has_place(x, y, ground)) continue;
            span.take(x, y);
            if (ground == Ground::lon_lat_deg) span.take_side(x);
        }
        spans[block.index] = span;
    });
    Span all;
    for (const auto& span : spans) all.take(span);
    if (!(all.west <= all.east)) return {};
    Extent out{all.west, all.east, all.south, all.north};
    const bool near_the_edge = ground == Ground::lon_lat_deg && all.nearest_to_zero >= 90.0;
    if (near_the_edge && std::isfinite(all.least_of_east) && std::isfinite(all.greatest_of_west)) {
        out.turn_below = 0.0;
        out.west = all.least_of_east;
        out.east = all.greatest_of_west + 360.0;
    }
    return out;
}

GroundRows::GroundRows(std::span<const double> xy, std::span<const std::uint32_t> group, const DensityOptions& options,
                       const core::Control& control)
    : m_xy(xy),
      m_group(group),
      m_ground(options.ground),
      m_on_earth(options.ground == Ground::lon_lat_deg),
      m_eps_m(options.eps_m) {
    require_sound(xy, group, options);
    m_extent = extent_of(xy, m_ground, control);
    const double farthest = std::max({-m_extent.west, m_extent.east, -m_extent.south, m_extent.north});
    m_slack = 1e-9 + 1e-14 * (m_on_earth ? equator_radius_m : farthest) / m_eps_m;
    if (!(m_slack < 0.1)) refuse_size();
    m_height = m_on_earth ? side() / (largest_radius_m * degree) : side();
    m_columns_a_unit = 1.0 / width(0);

    const double rows = std::floor((m_extent.north - m_extent.south) / m_height) + 1.0;
    if (!(rows < most_cells)) refuse_size();
    const auto last_row = static_cast<std::uint64_t>(rows);
    double narrowest = std::min(width(0), width(last_row));
    if (m_extent.south < 0.0 && m_extent.north > 0.0)
        narrowest = std::min(narrowest, width(static_cast<std::uint64_t>(-m_extent.south / m_height)));
    const double columns = std::floor((m_extent.east - m_extent.west) / narrowest) + 2.0;
    if (!(columns < most_columns)) refuse_size();
    std::uint32_t last_group = 0;
    for (const auto one : group) last_group = std::max(last_group, one);
    if (!((rows + 3.0) * columns * (static_cast<double>(last_group) + 1.0) < most_cells)) refuse_size();
    m_stride = last_row + 3;
    m_columns = static_cast<std::uint64_t>(columns);
    m_most = m_stride * m_columns * (std::uint64_t{last_group} + 1);
    if (!m_on_earth || !(rows < most_kept_rows)) return;
    m_kept.reserve(m_stride);
    for (std::uint64_t row = 0; row < m_stride; ++row) m_kept.push_back(measured(row));
}

/// Of a cell, in metres.
double GroundRows::side() const noexcept {
    return m_eps_m / std::numbers::sqrt2 * (1.0 - m_slack);
}

/// The least cosine of latitude of rows, and the greatest.
std::pair<double, double> GroundRows::shrink(double first_row, double last_row) const noexcept {
    const double south = std::clamp(m_extent.south + first_row * m_height, -90.0, 90.0);
    const double north = std::clamp(m_extent.south + (last_row + 1.0) * m_height, -90.0, 90.0);
    const double a = std::cos(south * degree);
    const double b = std::cos(north * degree);
    return {std::min(a, b), south <= 0.0 && north >= 0.0 ? 1.0 : std::max(a, b)};
}

double GroundRows::width(std::uint64_t row) const noexcept {
    if (!m_on_earth) return side();
    const auto at = static_cast<double>(row);
    return std::min(360.0, side() / (largest_radius_m * degree * std::max(1e-9, shrink(at, at).second)));
}

double GroundRows::reach(std::uint64_t row) const noexcept {
    if (!m_on_earth) return m_eps_m * (1.0 + m_slack);
    const auto at = static_cast<double>(row);
    const double axis_m = smallest_radius_m * shrink(at - 2.0, at + 2.0).first;
    const double half_chord = m_eps_m * (1.0 + m_slack) / 2.0;
    return half_chord < axis_m ? 2.0 * std::asin(half_chord / axis_m) / degree : 360.0;
}

RowMeasure GroundRows::measured(std::uint64_t row) const noexcept {
    const double across = width(row);
    return {across, 1.0 / across, reach(row)};
}

}  // namespace petasentra::sentra

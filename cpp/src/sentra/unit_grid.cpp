#include "sentra/unit_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>

namespace petasentra::sentra {
namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr double equator_m = 6378137.0;
constexpr double flatness = 1.0 / 298.257223563;  // WGS 84
/// Radii of curvature of the ellipsoid lie between these everywhere.
constexpr double smallest_radius_m = 6.33e6;
constexpr double largest_radius_m = 6.4e6;
constexpr double mean_radius_m = 6371008.8;
constexpr double most_eps_on_earth_m = 1e5;
constexpr std::size_t units_a_block = 1U << 15;

/// How x and y become rows, columns and straight distances.
struct Ruler {
    bool on_earth = false;
    double x0 = 0.0, y0 = 0.0;
    double turn_below = 0.0;
    double eps_m = 0.0;
    double slack = 0.0;   ///< cells are so much smaller, searches so much wider, that rounding cannot part neighbours
    double height = 0.0;  ///< of a row, in the unit of y

    /// Of a cell, in metres.
    [[nodiscard]] double side() const noexcept { return eps_m / std::numbers::sqrt2 * (1.0 - slack); }

    [[nodiscard]] double turned(double x) const noexcept { return x < turn_below ? x + 360.0 : x; }
    [[nodiscard]] std::int64_t row(double y) const noexcept {
        return static_cast<std::int64_t>(std::floor((y - y0) / height));
    }
    /// The least cosine of latitude of rows from `first` to `last`, and the greatest.
    [[nodiscard]] std::pair<double, double> shrink(std::int64_t first, std::int64_t last) const {
        const double south = std::clamp(y0 + static_cast<double>(first) * height, -90.0, 90.0);
        const double north = std::clamp(y0 + static_cast<double>(last + 1) * height, -90.0, 90.0);
        const double a = std::cos(south * radians);
        const double b = std::cos(north * radians);
        return {std::min(a, b), south <= 0.0 && north >= 0.0 ? 1.0 : std::max(a, b)};
    }
    [[nodiscard]] double width(std::int64_t row) const {
        if (!on_earth) return side();
        return std::min(360.0, side() / (largest_radius_m * radians * std::max(1e-9, shrink(row, row).second)));
    }
    [[nodiscard]] double reach(std::int64_t row) const {
        if (!on_earth) return eps_m * (1.0 + slack);
        const double axis_m = smallest_radius_m * shrink(row - 2, row + 2).first;
        const double half_chord = eps_m * (1.0 + slack) / 2.0;
        return half_chord < axis_m ? 2.0 * std::asin(half_chord / axis_m) / radians : 360.0;
    }
};

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

/// Where the units are.
struct Extent {
    double west = 0.0, east = 0.0, south = 0.0, north = 0.0;
    double turn_below = -std::numeric_limits<double>::infinity();  ///< longitudes below it count 360 more
};

Extent extent_of(std::span<const double> xy, Ground ground) {
    constexpr double beyond = std::numeric_limits<double>::infinity();
    Extent out{beyond, -beyond, beyond, -beyond};
    double least_of_east = beyond;  // of longitudes that are not negative
    double greatest_of_west = -beyond;
    bool near_the_edge = ground == Ground::lon_lat_deg;
    for (std::size_t i = 0; i + 1 < xy.size(); i += 2) {
        if (!has_place(xy[i], xy[i + 1], ground)) continue;
        out.west = std::min(out.west, xy[i]);
        out.east = std::max(out.east, xy[i]);
        out.south = std::min(out.south, xy[i + 1]);
        out.north = std::max(out.north, xy[i + 1]);
        if (xy[i] >= 0.0) {
            least_of_east = std::min(least_of_east, xy[i]);
        } else {
            greatest_of_west = std::max(greatest_of_west, xy[i]);
        }
        near_the_edge = near_the_edge && std::abs(xy[i]) >= 90.0;
    }
    if (!(out.west <= out.east)) return {};
    if (near_the_edge && std::isfinite(least_of_east) && std::isfinite(greatest_of_west)) {
        out.turn_below = 0.0;
        out.west = least_of_east;
        out.east = greatest_of_west + 360.0;
    }
    return out;
}

Ruler ruler_of(const Extent& extent, const DensityOptions& options) {
    Ruler out;
    out.on_earth = options.ground == Ground::lon_lat_deg;
    out.eps_m = options.eps_m;
    out.x0 = extent.west;
    out.y0 = extent.south;
    out.turn_below = extent.turn_below;
    const double farthest = std::max({-extent.west, extent.east, -extent.south, extent.north});
    out.slack = 1e-9 + 1e-14 * (out.on_earth ? equator_m : farthest) / options.eps_m;
    if (!(out.slack < 0.1)) refuse_size();
    out.height = out.on_earth ? out.side() / (largest_radius_m * radians) : out.side();
    return out;
}

/// The key of a cell holds its group, row and column, so that sorting keys sorts strips and cells.
struct Keyed {
    std::uint64_t key;
    std::uint32_t unit;
};

class KeyMaker {
  public:
    KeyMaker(std::span<const double> xy, std::span<const std::uint32_t> group, const Extent& extent, const Ruler& ruler,
             const DensityOptions& options)
        : m_xy(xy), m_group(group), m_ruler(ruler), m_ground(options.ground) {
        const double rows = std::floor((extent.north - extent.south) / ruler.height) + 1.0;
        if (!(rows < most_cells)) refuse_size();
        const auto last_row = static_cast<std::int64_t>(rows);
        double width = std::min(ruler.width(0), ruler.width(last_row));
        if (extent.south < 0.0 && extent.north > 0.0) width = std::min(width, ruler.width(ruler.row(0.0)));
        const double columns = std::floor((extent.east - extent.west) / width) + 2.0;
        std::uint32_t last_group = 0;
        for (const auto one : group) last_group = std::max(last_group, one);
        if (!((rows + 1.0) * columns * (static_cast<double>(last_group) + 1.0) < most_cells)) refuse_size();
        m_rows = static_cast<std::uint64_t>(rows) + 1;
        m_columns = static_cast<std::uint64_t>(columns);
        m_most = m_rows * m_columns * (std::uint64_t{last_group} + 1);
        if (ruler.on_earth && rows < most_kept_rows)
            for (std::int64_t row = 0; row <= last_row; ++row) m_columns_a_unit.push_back(1.0 / ruler.width(row));
    }

    /// Units without a place have the key most().
    [[nodiscard]] std::vector<Keyed> keys(const core::Control& control) const {
        std::vector<Keyed> out(m_xy.size() / 2);
        core::for_blocks(out.size(), units_a_block, control, [&](core::Block block) {
            for (auto u = block.begin; u < block.end; ++u) out[u] = {key_of(u), static_cast<std::uint32_t>(u)};
        });
        return out;
    }

    [[nodiscard]] std::uint64_t most() const noexcept { return m_most; }
    [[nodiscard]] std::uint64_t columns() const noexcept { return m_columns; }
    [[nodiscard]] std::uint32_t group(std::uint64_t key) const noexcept {
        return static_cast<std::uint32_t>(key / m_columns / m_rows);
    }
    [[nodiscard]] std::int64_t row(std::uint64_t key) const noexcept {
        return static_cast<std::int64_t>(key / m_columns % m_rows);
    }
    [[nodiscard]] std::int64_t column(std::uint64_t key) const noexcept {
        return static_cast<std::int64_t>(key % m_columns);
    }

    /// Cosines are dear and rows come back.
    [[nodiscard]] double columns_a_unit(std::int64_t row) const {
        if (!m_ruler.on_earth) return m_plane_columns_a_unit;
        return m_columns_a_unit.empty() ? 1.0 / m_ruler.width(row) : m_columns_a_unit[static_cast<std::size_t>(row)];
    }

  private:
    static constexpr double most_cells = 4e18;
    static constexpr double most_kept_rows = 1 << 20;

    [[nodiscard]] std::uint64_t key_of(std::size_t u) const {
        const double x = m_xy[2 * u];
        const double y = m_xy[2 * u + 1];
        if (!has_place(x, y, m_ground)) return m_most;
        const auto row = m_ruler.row(y);
        const auto column = static_cast<std::uint64_t>((m_ruler.turned(x) - m_ruler.x0) * columns_a_unit(row));
        const std::uint64_t group = m_group.empty() ? 0 : m_group[u];
        return (group * m_rows + static_cast<std::uint64_t>(row)) * m_columns + column;
    }
    std::span<const double> m_xy;
    std::span<const std::uint32_t> m_group;
    const Ruler& m_ruler;
    Ground m_ground;
    double m_plane_columns_a_unit = 1.0 / m_ruler.width(0);
    std::vector<double> m_columns_a_unit;
    std::uint64_t m_rows = 1, m_columns = 1, m_most = 1;
};

/// By key, units of equal key in the order given: a pass for every 11 bits in use.
void sort_keys(std::vector<Keyed>& keys, std::uint64_t most) {
    constexpr unsigned bits = 11;
    constexpr std::size_t buckets = 1U << bits;
    std::vector<Keyed> other(keys.size());
    for (unsigned shift = 0; shift < 64 && (most >> shift) != 0; shift += bits) {
        std::array<std::uint32_t, buckets> place{};
        for (const auto& one : keys) ++place[(one.key >> shift) % buckets];
        std::uint32_t before = 0;
        for (auto& count : place) {
            const auto here = count;
            count = before;
            before += here;
        }
        for (const auto& one : keys) other[place[(one.key >> shift) % buckets]++] = one;
        keys.swap(other);
    }
}

/// Metres from the centre of the earth.
void on_the_ellipsoid(double lon, double lat, double* out) {
    const double squared = flatness * (2.0 - flatness);
    const double sine = std::sin(lat * radians);
    const double normal = equator_m / std::sqrt(1.0 - squared * sine * sine);
    const double cosine = std::cos(lat * radians);
    out[0] = normal * cosine * std::cos(lon * radians);
    out[1] = normal * cosine * std::sin(lon * radians);
    out[2] = normal * (1.0 - squared) * sine;
}

}  // namespace

bool has_place(double x, double y, Ground ground) noexcept {
    if (ground == Ground::plane_m) return std::isfinite(x) && std::isfinite(y);
    return std::abs(x) <= 180.0 && std::abs(y) <= 90.0;
}

UnitGrid unit_grid(std::span<const double> xy, std::span<const std::uint32_t> group, const DensityOptions& options,
                   const core::Control& control) {
    require_sound(xy, group, options);
    const auto extent = extent_of(xy, options.ground);
    const auto ruler = ruler_of(extent, options);
    const KeyMaker maker(xy, group, extent, ruler, options);
    auto keys = maker.keys(control.part(0.0, 0.3));
    sort_keys(keys, maker.most());
    while (!keys.empty() && keys.back().key == maker.most()) keys.pop_back();

    UnitGrid grid;
    grid.dimensions = ruler.on_earth ? 3 : 2;
    const double line =
        ruler.on_earth ? 2.0 * mean_radius_m * std::sin(options.eps_m / (2.0 * mean_radius_m)) : options.eps_m;
    grid.reach_squared = line * line;
    grid.unit.resize(keys.size());
    grid.place.resize(keys.size() * grid.dimensions);
    core::for_blocks(keys.size(), units_a_block, control.part(0.3, 1.0), [&](core::Block block) {
        for (auto i = block.begin; i < block.end; ++i) {
            const std::size_t u = keys[i].unit;
            grid.unit[i] = keys[i].unit;
            if (ruler.on_earth) {
                on_the_ellipsoid(xy[2 * u], xy[2 * u + 1], &grid.place[3 * i]);
            } else {
                grid.place[2 * i] = xy[2 * u];
                grid.place[2 * i + 1] = xy[2 * u + 1];
            }
        }
    });
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto key = keys[i].key;
        if (i > 0 && key == keys[i - 1].key) continue;
        const auto cell = static_cast<std::uint32_t>(grid.column.size());
        const bool same_strip = cell > 0 && key / maker.columns() == keys[i - 1].key / maker.columns();
        if (!same_strip) {
            const auto row = maker.row(key);
            grid.strips.push_back(
                {cell, maker.group(key), row, ruler.width(row), maker.columns_a_unit(row), ruler.reach(row)});
        }
        grid.first.push_back(static_cast<std::uint32_t>(i));
        grid.column.push_back(maker.column(key));
        grid.strip.push_back(static_cast<std::uint32_t>(grid.strips.size() - 1));
    }
    grid.first.push_back(static_cast<std::uint32_t>(keys.size()));
    grid.strips.push_back({static_cast<std::uint32_t>(grid.column.size()), 0, 0, 1.0, 1.0, 0.0});
    return grid;
}

}  // namespace petasentra::sentra

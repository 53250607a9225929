#include "sentra/unit_grid.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>
#include <petasentra/core/parallel.hpp>

namespace petasentra::sentra {
namespace {

constexpr double radians = std::numbers::pi / 180.0;
constexpr double equator_m = 6378137.0;
constexpr double flatness = 1.0 / 298.257223563;  // WGS 84
constexpr double mean_radius_m = 6371008.8;
constexpr std::size_t units_parted = 1U << 15;
constexpr std::size_t buckets_a_block = 16;
constexpr int most_bucket_bits = 11;
constexpr std::size_t ahead = 16;
constexpr std::size_t few = 24;  ///< so many are sorted soonest by hand

struct Keyed {
    std::uint64_t key;
    std::uint32_t unit;
};

/// Units parted by the leading bits of their keys, so that what is left to sort fits into the nearest memory.
struct Buckets {
    core::LargeVector<Keyed> keyed;
    std::vector<std::size_t> first;  ///< of each bucket, and the end
};

Buckets parted(const GroundRows& ground, std::size_t units, const core::Control& control) {
    const int bits = std::clamp(static_cast<int>(std::bit_width(units)) - 7, 0, most_bucket_bits);
    const int shift = std::max(0, static_cast<int>(std::bit_width(ground.most_key())) - bits);
    // Units without a place have the greatest key, and a bucket of their own behind the others.
    const auto last = static_cast<std::size_t>((ground.most_key() - 1) >> shift) + 1;
    const auto bucket_of = [&](std::uint64_t key) {
        return key == ground.most_key() ? last : static_cast<std::size_t>(key >> shift);
    };
    core::LargeVector<std::uint64_t> keys(units);
    std::vector<std::uint32_t> place(core::block_count(units, units_parted) * (last + 1));
    core::for_blocks(units, units_parted, control.part(0.0, 0.4), [&](core::Block block) {
        auto* count = &place[block.index * (last + 1)];
        for (auto u = block.begin; u < block.end; ++u) {
            keys[u] = ground.key_of(u);
            ++count[bucket_of(keys[u])];
        }
    });
    Buckets out;
    std::size_t before = 0;
    for (std::size_t bucket = 0; bucket <= last; ++bucket) {
        out.first.push_back(before);
        for (auto at = bucket; at < place.size(); at += last + 1) {
            const auto here = place[at];
            place[at] = static_cast<std::uint32_t>(before);
            before += here;
        }
    }
    out.keyed.resize(units);
    core::for_blocks(units, units_parted, control.part(0.4, 1.0), [&](core::Block block) {
        auto* next = &place[block.index * (last + 1)];
        for (auto u = block.begin; u < block.end; ++u)
            out.keyed[next[bucket_of(keys[u])]++] = {keys[u], static_cast<std::uint32_t>(u)};
    });
    return out;
}

void sort_few(std::span<Keyed> keyed) {
    for (std::size_t i = 1; i < keyed.size(); ++i) {
        const auto one = keyed[i];
        auto at = i;
        for (; at > 0 && keyed[at - 1].key > one.key; --at) keyed[at] = keyed[at - 1];
        keyed[at] = one;
    }
}

/// By key, units of equal key in the order given: a pass for every 8 bits in which keys differ.
void sort_keys(std::span<Keyed> keyed, std::vector<Keyed>& other) {
    if (keyed.size() <= few) return sort_few(keyed);
    constexpr int bits = 8;
    constexpr std::size_t digits = 1U << bits;
    std::uint64_t differ = 0;
    for (const auto& one : keyed) differ |= one.key ^ keyed[0].key;
    other.resize(std::max(other.size(), keyed.size()));
    std::span<Keyed> from = keyed;
    std::span<Keyed> to(other.data(), keyed.size());
    for (int shift = 0; shift < 64 && (differ >> shift) != 0; shift += bits) {
        if ((differ >> shift) % digits == 0) continue;
        std::array<std::uint32_t, digits> place{};
        for (const auto& one : from) ++place[(one.key >> shift) % digits];
        std::uint32_t before = 0;
        for (auto& count : place) before += std::exchange(count, before);
        for (const auto& one : from) to[place[(one.key >> shift) % digits]++] = one;
        std::swap(from, to);
    }
    if (from.data() != keyed.data()) std::copy(from.begin(), from.end(), keyed.begin());
}

/// Metres from the centre of the earth.
std::array<double, 3> on_the_ellipsoid(double lon, double lat) {
    const double squared = flatness * (2.0 - flatness);
    const double sine = std::sin(lat * radians);
    const double normal = equator_m / std::sqrt(1.0 - squared * sine * sine);
    const double cosine = std::cos(lat * radians);
    return {normal * cosine * std::cos(lon * radians), normal * cosine * std::sin(lon * radians),
            normal * (1.0 - squared) * sine};
}

/// Puts sorted units where they belong, and notes where rows begin.
class Placing {
  public:
    Placing(UnitGrid& grid, const GroundRows& ground, std::span<const double> xy)
        : m_grid(grid), m_ground(ground), m_xy(xy) {}

    struct RowStart {
        std::uint64_t row;
        std::uint32_t first;
    };

    void place(std::span<const Keyed> keyed, std::size_t at, std::vector<RowStart>& starts) const {
        std::uint64_t row_key = 0;  // of the first column
        std::uint64_t next_row_key = 0;
        for (std::size_t i = 0; i < keyed.size(); ++i) {
            const auto one = keyed[i];
            if (i + ahead < keyed.size()) __builtin_prefetch(&m_xy[2 * std::size_t{keyed[i + ahead].unit}]);
            if (one.key >= next_row_key) {
                const auto row = one.key / m_ground.columns();
                row_key = row * m_ground.columns();
                next_row_key = row_key + m_ground.columns();
                starts.push_back({row, static_cast<std::uint32_t>(at)});
            }
            m_grid.rows.column[at] = static_cast<std::int32_t>(one.key - row_key);
            m_grid.unit[at] = one.unit;
            const double x = m_xy[2 * std::size_t{one.unit}];
            const double y = m_xy[2 * std::size_t{one.unit} + 1];
            if (m_ground.on_earth()) {
                const auto place = on_the_ellipsoid(x, y);
                m_grid.x[at] = place[0];
                m_grid.y[at] = place[1];
                m_grid.z[at] = place[2];
            } else {
                m_grid.x[at] = x;
                m_grid.y[at] = y;
            }
            ++at;
        }
    }

  private:
    UnitGrid& m_grid;
    const GroundRows& m_ground;
    std::span<const double> m_xy;
};

void set_size(UnitGrid& grid, std::size_t units, bool on_earth) {
    grid.unit.resize(units);
    const auto enlarge = [&](auto& values) {
        values.resize(units + lanes);
        std::fill_n(&values[units], lanes, typename std::decay_t<decltype(values)>::value_type{});
    };
    enlarge(grid.rows.column);
    enlarge(grid.x);
    enlarge(grid.y);
    if (on_earth) enlarge(grid.z);
}

}  // namespace

UnitGrid unit_grid(const GroundRows& ground, std::span<const double> xy, const DensityOptions& options,
                   const core::Control& control) {
    auto buckets = parted(ground, xy.size() / 2, control.part(0.0, 0.5));
    const auto count = buckets.first.size() - 1;  // the last holds the units without a place
    UnitGrid grid;
    const double line =
        ground.on_earth() ? 2.0 * mean_radius_m * std::sin(options.eps_m / (2.0 * mean_radius_m)) : options.eps_m;
    grid.reach_squared = line * line;
    set_size(grid, buckets.first.back(), ground.on_earth());

    std::vector<std::vector<Placing::RowStart>> starts(core::block_count(count, buckets_a_block));
    core::for_blocks(count, buckets_a_block, control.part(0.5, 1.0), [&](core::Block block) {
        const Placing placing(grid, ground, xy);
        std::vector<Keyed> other;
        for (auto bucket = block.begin; bucket < block.end; ++bucket) {
            const auto first = buckets.first[bucket];
            const auto keyed = std::span(buckets.keyed).subspan(first, buckets.first[bucket + 1] - first);
            sort_keys(keyed, other);
            placing.place(keyed, first, starts[block.index]);
        }
    });
    auto& rows = grid.rows;
    for (const auto& block : starts) {
        for (const auto& start : block) {
            if (!rows.key.empty() && rows.key.back() == start.row) continue;  // it goes on in the next bucket
            rows.key.push_back(start.row);
            rows.first.push_back(start.first);
        }
    }
    rows.first.push_back(static_cast<std::uint32_t>(grid.size()));
    return grid;
}

}  // namespace petasentra::sentra

#include "zoning/along_curve.hpp"

#include <array>
#include <cstddef>
#include <numeric>

namespace petasentra::zoning {

std::uint32_t along_curve(double x, double y) noexcept {
    constexpr double cells = 65536.0;
    // False for NaN too.
    const auto cell = [](double value) {
        return value > 0.0 ? (value < 1.0 ? static_cast<std::uint32_t>(value * cells) : 0xFFFFU) : 0U;
    };
    auto column = cell(x);
    auto row = cell(y);
    std::uint32_t along = 0;
    for (std::uint32_t half = 0x8000U; half != 0; half >>= 1U) {
        const auto east = static_cast<std::uint32_t>((column & half) != 0);
        const auto north = static_cast<std::uint32_t>((row & half) != 0);
        along = along << 2U | ((3U * east) ^ north);
        // The southern quarters hold the curve turned: mirrored at the diagonal, the eastern one at the other.
        if (north == 0) {
            const auto mirrored = east != 0 ? 0xFFFFU : 0U;
            const auto kept = column ^ mirrored;
            column = row ^ mirrored;
            row = kept;
        }
    }
    return along;
}

std::vector<std::uint32_t> sorted_order(std::span<const std::uint32_t> keys) {
    constexpr unsigned bits = 11;
    constexpr std::uint32_t digits = 1U << bits;
    struct Item {
        std::uint32_t key;
        std::uint32_t number;
    };
    std::vector<Item> items(keys.size());
    std::array<std::array<std::uint32_t, digits>, 3> first{};
    for (std::size_t i = 0; i < keys.size(); ++i) {
        items[i] = {keys[i], static_cast<std::uint32_t>(i)};
        for (unsigned pass = 0; pass < 3; ++pass) ++first[pass][keys[i] >> (pass * bits) & (digits - 1)];
    }
    std::vector<Item> sorted(keys.size());
    for (unsigned pass = 0; pass < 3; ++pass) {
        std::exclusive_scan(first[pass].begin(), first[pass].end(), first[pass].begin(), 0U);
        for (const auto& item : items) sorted[first[pass][item.key >> (pass * bits) & (digits - 1)]++] = item;
        items.swap(sorted);
    }
    std::vector<std::uint32_t> order(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i) order[i] = items[i].number;
    return order;
}

}  // namespace petasentra::zoning

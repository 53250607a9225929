#include "supply/row_scan.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <type_traits>

// Loops over whole rows are compiled for each width of registers and chosen when the program runs. Whole numbers give the
// same in all of them.
#if (defined(__x86_64__) || defined(_M_X64)) && defined(__GNUC__)
#define PETASENTRA_WIDE 1
#define PETASENTRA_AVX2 __attribute__((target("avx2")))
#if defined(__clang__)
#define PETASENTRA_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))
#else
#define PETASENTRA_AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,prefer-vector-width=512")))
#endif
#endif

namespace petasentra::supply {
namespace {

constexpr std::size_t run = 128;

template <class Cost, class Price>
[[gnu::always_inline]] inline void least_of_runs(const Cost* costs, const Price* prices, std::size_t columns,
                                                 Price* least) {
    constexpr auto forbidden = std::numeric_limits<Cost>::max();
    constexpr auto most = std::numeric_limits<Price>::max();
    const auto least_between = [&](std::size_t begin, std::size_t end) {
        auto out = most;
        for (auto column = begin; column < end; ++column) {
            const auto excess = static_cast<Price>(static_cast<Price>(costs[column]) - prices[column]);
            // Prices are 0 or more, so this makes `most` of what is forbidden; a condition would keep it from vectors.
            const auto counted = excess | (most & -static_cast<Price>(costs[column] == forbidden));
            out = counted < out ? counted : out;
        }
        return out;
    };
    std::size_t begin = 0;
    for (; begin + run <= columns; begin += run) *least++ = least_between(begin, begin + run);
    if (begin < columns) *least = least_between(begin, columns);
}

template <class Cost>
[[gnu::always_inline]] inline void lower_all(const Cost* costs, Cost* minima, std::size_t columns) {
    for (std::size_t column = 0; column < columns; ++column)
        minima[column] = costs[column] < minima[column] ? costs[column] : minima[column];
}

template <class Cost>
[[gnu::always_inline]] inline Cost most_of(const Cost* costs, std::size_t columns) {
    using Bits = std::make_unsigned_t<Cost>;
    auto out = std::numeric_limits<Cost>::min();
    for (std::size_t column = 0; column < columns; ++column) {
        // One more than the cost: the least number of all for what is forbidden.
        const auto above = static_cast<Cost>(static_cast<Bits>(costs[column]) + 1);
        out = above > out ? above : out;
    }
    return out == std::numeric_limits<Cost>::min() ? out : static_cast<Cost>(out - 1);
}

template <class Cost, class Price>
void least_plain(const Cost* costs, const Price* prices, std::size_t columns, Price* least) {
    least_of_runs(costs, prices, columns, least);
}
template <class Cost>
void lower_plain(const Cost* costs, Cost* minima, std::size_t columns) {
    lower_all(costs, minima, columns);
}
template <class Cost>
Cost most_plain(const Cost* costs, std::size_t columns) {
    return most_of(costs, columns);
}

#if defined(PETASENTRA_WIDE)
template <class Cost>
PETASENTRA_AVX2 Cost most_avx2(const Cost* costs, std::size_t columns) {
    return most_of(costs, columns);
}
template <class Cost>
PETASENTRA_AVX512 Cost most_avx512(const Cost* costs, std::size_t columns) {
    return most_of(costs, columns);
}
template <class Cost, class Price>
PETASENTRA_AVX2 void least_avx2(const Cost* costs, const Price* prices, std::size_t columns, Price* least) {
    least_of_runs(costs, prices, columns, least);
}
template <class Cost, class Price>
PETASENTRA_AVX512 void least_avx512(const Cost* costs, const Price* prices, std::size_t columns, Price* least) {
    least_of_runs(costs, prices, columns, least);
}
template <class Cost>
PETASENTRA_AVX2 void lower_avx2(const Cost* costs, Cost* minima, std::size_t columns) {
    lower_all(costs, minima, columns);
}
template <class Cost>
PETASENTRA_AVX512 void lower_avx512(const Cost* costs, Cost* minima, std::size_t columns) {
    lower_all(costs, minima, columns);
}

enum class Width { plain, avx2, avx512 };

Width width_here() {
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0)
        return Width::avx512;
    return __builtin_cpu_supports("avx2") != 0 ? Width::avx2 : Width::plain;
}
#endif

template <class Cost, class Price>
void least(const Cost* costs, const Price* prices, std::size_t columns, Price* out) {
#if defined(PETASENTRA_WIDE)
    static const auto width = width_here();
    if (width == Width::avx512) return least_avx512(costs, prices, columns, out);
    if (width == Width::avx2) return least_avx2(costs, prices, columns, out);
#endif
    least_plain(costs, prices, columns, out);
}

}  // namespace

template <class Cost>
void lower_to(std::span<const Cost> costs, std::span<Cost> minima) {
#if defined(PETASENTRA_WIDE)
    static const auto width = width_here();
    if (width == Width::avx512) return lower_avx512(costs.data(), minima.data(), minima.size());
    if (width == Width::avx2) return lower_avx2(costs.data(), minima.data(), minima.size());
#endif
    lower_plain(costs.data(), minima.data(), minima.size());
}

template <class Cost>
Cost largest_allowed(std::span<const Cost> costs) {
#if defined(PETASENTRA_WIDE)
    static const auto width = width_here();
    if (width == Width::avx512) return most_avx512(costs.data(), costs.size());
    if (width == Width::avx2) return most_avx2(costs.data(), costs.size());
#endif
    return most_plain(costs.data(), costs.size());
}

/// The least of each run of 128 columns first: the count-th least of these is a limit that at least `count` columns keep,
/// and only runs that reach below it are looked through.
template <class Cost, class Price>
auto RowScan<Cost, Price>::lowest(std::span<const Cost> costs, std::span<const Price> prices, std::size_t count,
                                  Price limit) -> const std::vector<Column>& {
    m_found.clear();
    const auto columns = costs.size();
    m_least.resize((columns + run - 1) / run);
    least(costs.data(), prices.data(), columns, m_least.data());
    if (count != 0 && count < m_least.size()) {
        m_sorted = m_least;
        const auto last = m_sorted.begin() + static_cast<std::ptrdiff_t>(count) - 1;
        std::nth_element(m_sorted.begin(), last, m_sorted.end());
        limit = std::min(limit, *last);
    }
    for (std::size_t part = 0; part < m_least.size(); ++part) {
        if (m_least[part] > limit) continue;
        const auto end = std::min(columns, (part + 1) * run);
        for (auto column = part * run; column < end; ++column) {
            if (costs[column] == std::numeric_limits<Cost>::max()) continue;
            const auto excess = static_cast<Price>(static_cast<Price>(costs[column]) - prices[column]);
            if (excess <= limit) m_found.push_back({excess, static_cast<std::uint32_t>(column)});
        }
    }
    if (m_found.size() > count) {
        const auto last = m_found.begin() + static_cast<std::ptrdiff_t>(count) - 1;
        std::nth_element(m_found.begin(), last, m_found.end(), [](const Column& one, const Column& other) {
            return std::tie(one.excess, one.column) < std::tie(other.excess, other.column);
        });
        m_found.resize(count);
    }
    return m_found;
}

template class RowScan<std::int32_t, std::int32_t>;
template class RowScan<std::int32_t, std::int64_t>;
template class RowScan<std::int64_t, std::int64_t>;
template void lower_to(std::span<const std::int32_t>, std::span<std::int32_t>);
template void lower_to(std::span<const std::int64_t>, std::span<std::int64_t>);
template std::int32_t largest_allowed(std::span<const std::int32_t>);
template std::int64_t largest_allowed(std::span<const std::int64_t>);

}  // namespace petasentra::supply

#include "sentra/touching.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace petasentra::sentra {
namespace {

/// From so many pairs on it pays to leave out units that are too far from the other cell altogether.
constexpr std::size_t many_pairs = 256;

}  // namespace

bool Touching::operator()(const Cell& a, const Cell& b) const {
    if (std::size_t{a.end - a.begin} * (b.end - b.begin) >= many_pairs) return crowded(a, b);
    for (auto u = a.begin; u < a.end; ++u) {
        if (!m_near.is_core(u)) continue;
        for (auto v = b.begin; v < b.end; ++v)
            if (m_near.is_core(v) && near(u, v)) return true;
    }
    return false;
}

bool Touching::near(std::uint32_t a, std::uint32_t b) const noexcept {
    const double x = m_grid.x[a] - m_grid.x[b];
    const double y = m_grid.y[a] - m_grid.y[b];
    double sum = x * x + y * y;
    if (!m_grid.z.empty()) {
        const double z = m_grid.z[a] - m_grid.z[b];
        sum += z * z;
    }
    return sum <= m_grid.reach_squared;
}

bool Touching::crowded(const Cell& a, const Cell& b) const {
    auto ours = cores_of(a);
    auto theirs = cores_of(b);
    ours = within_reach(ours, theirs);
    theirs = within_reach(theirs, ours);
    for (const auto u : ours)
        for (const auto v : theirs)
            if (near(u, v)) return true;
    return false;
}

Touching::Units Touching::cores_of(const Cell& cell) const {
    Units out;
    for (auto u = cell.begin; u < cell.end; ++u)
        if (m_near.is_core(u)) out.push_back(u);
    return out;
}

/// Those of `units` that are near the box around `others`.
Touching::Units Touching::within_reach(const Units& units, const Units& others) const {
    constexpr double beyond = std::numeric_limits<double>::infinity();
    const std::array<const core::LargeVector<double>*, 3> places{&m_grid.x, &m_grid.y, &m_grid.z};
    const std::size_t dimensions = m_grid.z.empty() ? 2 : 3;
    std::array<double, 3> low{beyond, beyond, beyond};
    std::array<double, 3> high{-beyond, -beyond, -beyond};
    for (std::size_t d = 0; d < dimensions; ++d) {
        for (const auto v : others) {
            low[d] = std::min(low[d], (*places[d])[v]);
            high[d] = std::max(high[d], (*places[d])[v]);
        }
    }
    Units out;
    for (const auto u : units) {
        double sum = 0.0;
        for (std::size_t d = 0; d < dimensions; ++d) {
            const double at = (*places[d])[u];
            const double apart = std::max({0.0, low[d] - at, at - high[d]});
            sum += apart * apart;
        }
        if (sum <= m_grid.reach_squared) out.push_back(u);
    }
    return out;
}

}  // namespace petasentra::sentra

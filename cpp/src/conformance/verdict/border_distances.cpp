#include "border_distances.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <petasentra/zoning/distance.hpp>
#include <set>

namespace petasentra::conformance {

BorderDistances::BorderDistances(const layer::Layer& sites, std::span<const std::size_t> rows,
                                 std::span<const Fault> faults, const Situation& situation,
                                 std::span<const ActivityLaw* const> laws, const core::Control& control)
    : m_number(sites.size(), -1) {
    for (const auto row : rows) {
        if (faults[row].gap != Gap::none) continue;
        const auto box = sites.geometry.bounds(row);
        m_number[row] = static_cast<std::int64_t>(m_radius.size());
        m_middle.push_back(0.5 * (box.min_x + box.max_x));
        m_middle.push_back(0.5 * (box.min_y + box.max_y));
        m_radius.push_back(0.5 * std::hypot(box.max_x - box.min_x, box.max_y - box.min_y));
    }
    for (const auto* plans : {&situation.rdtr(), &situation.rtrw()}) {
        for (const auto i : *plans) {
            if (const auto* ground = situation.zones_of(i)) m_zones.push_back(ground);
        }
    }
    auto grounds = m_zones;
    for (const auto* law : std::set(laws.begin(), laws.end())) {
        for (const auto& rule : law->rules) grounds.push_back(rule.ground);
    }
    double done = 0.0;
    for (const auto* ground : grounds) {
        const auto next = std::min(1.0, done + 1.0 / static_cast<double>(grounds.size()));
        if (!m_metres.contains(ground)) measure(*ground, control.part(done, next));
        done = next;
    }
}

void BorderDistances::measure(const FeatureGround& ground, const core::Control& control) {
    auto nearest = zoning::distance_to_boundary(geometry::Places::of_pairs(m_middle), ground.borders(), control);
    m_metres.emplace(&ground, std::move(nearest.metres));
}

double BorderDistances::at_least_m(std::size_t row, const ActivityLaw& activity) const {
    if (m_number[row] < 0) return 0.0;
    const auto number = static_cast<std::size_t>(m_number[row]);
    auto metres = std::numeric_limits<double>::infinity();
    for (const auto* ground : m_zones) metres = std::min(metres, m_metres.at(ground)[number]);
    for (const auto& rule : activity.rules) metres = std::min(metres, m_metres.at(rule.ground)[number]);
    return std::max(0.0, metres - m_radius[number]);
}

}  // namespace petasentra::conformance

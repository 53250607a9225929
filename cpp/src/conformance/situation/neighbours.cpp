#include "neighbours.hpp"

namespace petasentra::conformance {

void Neighbours::add(const BoundLayer& layer, const std::vector<std::uint32_t>& rows) {
    const auto number = m_pack.number_of(layer);
    m_members.push_back({number, &m_pack.features(layer, rows)});
}

template <class Ask>
Nearest Neighbours::nearest_of_all(const std::string& site_id, Ask ask) const {
    Nearest best;
    for (const auto& [number, features] : m_members) {
        const auto& ids = m_pack.layers()[number].site_id;
        const auto is_itself = [&](std::uint32_t row) { return ids[row] == site_id; };
        const auto found = ask(*features, ids.empty() ? std::function<bool(std::uint32_t)>()
                                                      : std::function<bool(std::uint32_t)>(is_itself));
        if (found.row < 0 || (best.layer != no_index && found.metres >= best.metres)) continue;
        best = {found.metres, number, found.row, found.on_site, found.on_feature};
    }
    return best;
}

Nearest Neighbours::nearest(const zoning::Outline& site, const std::string& site_id, double first_reach) const {
    return nearest_of_all(site_id, [&](const zoning::Features& features, const auto& skip) {
        return features.nearest(site, first_reach, skip);
    });
}

Nearest Neighbours::nearest_within(const zoning::Outline& site, const std::string& site_id, double reach) const {
    return nearest_of_all(site_id, [&](const zoning::Features& features, const auto& skip) {
        return features.nearest_within(site, reach, skip);
    });
}

}  // namespace petasentra::conformance

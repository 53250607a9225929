#include "neighbours.hpp"

namespace petasentra::conformance {

void Neighbours::add(const BoundLayer& layer, const std::vector<std::uint32_t>& rows) {
    const auto number = static_cast<std::size_t>(&layer - m_pack.layers().data());
    m_members.push_back({number, zoning::Features(layer.data.geometry, rows)});
}

Nearest Neighbours::nearest(const zoning::Outline& site, const std::string& site_id, double first_reach) const {
    Nearest best;
    for (const auto& [number, features] : m_members) {
        const auto& ids = m_pack.layers()[number].site_id;
        const auto is_itself = [&](std::uint32_t row) { return ids[row] == site_id; };
        const auto found =
            ids.empty() ? features.nearest(site, first_reach) : features.nearest(site, first_reach, is_itself);
        if (found.row < 0 || (best.layer != no_index && found.metres >= best.metres)) continue;
        best = {found.metres, number, found.row, found.on_site, found.on_feature};
    }
    return best;
}

}  // namespace petasentra::conformance

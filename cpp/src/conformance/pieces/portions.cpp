#include "portions.hpp"

namespace petasentra::conformance {

void Portions::add(const zoning::SiteShares& shares) {
    const auto before = feature.size();
    feature.insert(feature.end(), shares.zone.begin(), shares.zone.end());
    measure.insert(measure.end(), shares.area_m2.begin(), shares.area_m2.end());
    more_than_once.insert(more_than_once.end(), shares.covered_more_than_once_m2.begin(),
                          shares.covered_more_than_once_m2.end());
    end_sites(before);
}

void Portions::add(const zoning::LocatedAll& located) {
    const auto before = feature.size();
    for (std::size_t i = 0; i < located.point.size();) {
        std::size_t zones = 0;
        const auto point = located.point[i];
        for (; i < located.point.size() && located.point[i] == point; ++i) {
            if (located.zone[i] == zoning::outside) continue;
            feature.push_back(located.zone[i]);
            measure.push_back(1.0);
            ++zones;
        }
        feature.push_back(zoning::outside);
        measure.push_back(zones == 0 ? 1.0 : 0.0);
        more_than_once.push_back(zones == 0 ? 0.0 : static_cast<double>(zones - 1));
    }
    end_sites(before);
}

void Portions::end_sites(std::size_t from) {
    if (first.empty()) first.push_back(0);
    for (auto row = from; row < feature.size(); ++row) {
        if (feature[row] == zoning::outside) first.push_back(row + 1);
    }
}

const Portions* AllPortions::of(const FeatureGround* ground) const {
    const auto found = of_ground.find(ground);
    return found == of_ground.end() ? nullptr : found->second.get();
}

}  // namespace petasentra::conformance

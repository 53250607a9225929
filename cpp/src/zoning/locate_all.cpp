#include <petasentra/core/parallel.hpp>
#include <petasentra/zoning/locate.hpp>

#include "zoning/zones_at.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::size_t points_per_list = 8192;

}  // namespace

LocatedAll locate_all(const geometry::Places& places, const ZoningIndex& zones, const core::Control& control) {
    std::vector<LocatedAll> lists(core::block_count(places.size(), points_per_list));
    core::for_blocks(places.size(), points_per_list, control, [&](core::Block block) {
        auto& list = lists[block.index];
        const auto put = [&](std::size_t point, std::int64_t zone, bool on_boundary) {
            list.point.push_back(static_cast<std::int64_t>(point));
            list.zone.push_back(zone);
            list.on_boundary.push_back(on_boundary ? 1 : 0);
        };
        for (auto point = block.begin; point < block.end; ++point) {
            const auto before = list.zone.size();
            visit_zones_at(
                zones.cells(), places[point], [](std::uint32_t) { return true; },
                [&](std::uint32_t zone, bool touches) {
                    put(point, zone, touches);
                    return true;
                });
            if (list.zone.size() == before) put(point, outside, false);
        }
    });
    LocatedAll out;
    for (const auto& list : lists) {
        out.point.insert(out.point.end(), list.point.begin(), list.point.end());
        out.zone.insert(out.zone.end(), list.zone.begin(), list.zone.end());
        out.on_boundary.insert(out.on_boundary.end(), list.on_boundary.begin(), list.on_boundary.end());
    }
    return out;
}

}  // namespace petasentra::zoning

#include <petasentra/core/parallel.hpp>
#include <petasentra/zoning/locate.hpp>

#include "zoning/zones_at.hpp"

namespace petasentra::zoning {
namespace {

constexpr std::size_t points_per_list = 8192;

}  // namespace

LocatedAll locate_all(std::span<const double> xy, const ZoningIndex& zones, const core::Control& control) {
    const auto n = xy.size() / 2;
    std::vector<LocatedAll> lists(core::block_count(n, points_per_list));
    core::for_blocks(n, points_per_list, control, [&](core::Block block) {
        auto& list = lists[block.index];
        const auto put = [&](std::size_t point, std::int64_t zone, bool on_boundary) {
            list.point.push_back(static_cast<std::int64_t>(point));
            list.zone.push_back(zone);
            list.on_boundary.push_back(on_boundary ? 1 : 0);
        };
        for (auto point = block.begin; point < block.end; ++point) {
            const auto before = list.zone.size();
            visit_zones_at(zones.cells(), {xy[2 * point], xy[2 * point + 1]},
                           [&](std::uint32_t zone, bool touches) { put(point, zone, touches); });
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

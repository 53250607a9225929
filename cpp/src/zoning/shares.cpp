#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/zoning/shares.hpp>
#include <span>

#include "zoning/first_look.hpp"
#include "zoning/share_rows.hpp"
#include "zoning/undecided_sites.hpp"

namespace petasentra::zoning {
namespace {

using core::Error;
using core::ErrorCode;

constexpr std::size_t sites_per_look = 8 * FirstLook::batch;

void require_same_crs(const geometry::Crs& sites, const geometry::Crs& zones) {
    if (sites.same_as(zones)) return;
    throw Error(ErrorCode::crs_mismatch,
                {"Tapak dan zona memakai CRS yang berbeda (" + sites.name() + "; " + zones.name() + ").",
                 "Sites and zones are in different CRSs (" + sites.name() + "; " + zones.name() + ")."},
                {"Samakan dahulu dengan to_crs(...).", "Bring them together with to_crs(...) first."});
}

core::LargeVector<Look> look_at(const geometry::GeometryColumn& sites, const Cells& cells,
                                const core::Control& control) {
    core::LargeVector<Look> looks(sites.size());
    core::for_blocks(sites.size(), sites_per_look, control, [&](core::Block task) {
        FirstLook look(sites, cells);
        const auto of_task = std::span(looks).subspan(task.begin, task.end - task.begin);
        for (std::size_t i = 0; i < of_task.size(); i += FirstLook::batch)
            look.look(task.begin + i, of_task.subspan(i, std::min(FirstLook::batch, of_task.size() - i)));
    });
    return looks;
}

}  // namespace

SiteShares shares(const layer::Layer& sites, const ZoningIndex& zones, const core::Control& control) {
    require_same_crs(sites.crs, zones.crs());
    const auto looks = look_at(sites.geometry, zones.cells(), control.part(0.0, 0.2));
    const auto rest = share_out_undecided(sites, zones, looks, control.part(0.2, 1.0));
    return share_rows(looks, rest, control);
}

}  // namespace petasentra::zoning

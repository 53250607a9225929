#include "zoning/share_rows.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>

namespace petasentra::zoning {
namespace {

constexpr std::size_t sites_per_stretch = 4096;

/// Where a task begins: its first row, and its first site among the undecided.
struct Begin {
    std::size_t row = 0;
    std::size_t undecided = 0;
};

std::vector<Begin> begin_of_tasks(std::span<const Look> looks, const UndecidedSites& rest) {
    std::vector<Begin> out(1);
    Begin at;
    for (std::size_t site = 0; site < looks.size(); ++site) {
        if (looks[site].zone == Look::undecided) at.row += rest.found[at.undecided++].count;
        at.row += looks[site].zone >= 0 ? 2U : 1U;
        if ((site + 1) % sites_per_stretch == 0) out.push_back(at);
    }
    out.push_back(at);
    return out;
}

/// Writes rows, one behind the other.
class RowWriter {
  public:
    RowWriter(SiteShares& out, std::size_t row) : m_out(out), m_row(row) {}
    void put(std::size_t site, std::int64_t zone, double area_m2, double share) {
        m_out.site[m_row] = static_cast<std::int64_t>(site);
        m_out.zone[m_row] = zone;
        m_out.area_m2[m_row] = area_m2;
        m_out.share[m_row] = share;
        ++m_row;
    }

  private:
    SiteShares& m_out;
    std::size_t m_row;
};

}  // namespace

SiteShares share_rows(std::span<const Look> looks, const UndecidedSites& rest, const core::Control& control) {
    const auto begin = begin_of_tasks(looks, rest);
    const auto rows = begin.back().row;
    SiteShares out{core::LargeVector<std::int64_t>(rows),   core::LargeVector<std::int64_t>(rows),
                   core::LargeVector<double>(rows),         core::LargeVector<double>(rows),
                   core::LargeVector<double>(looks.size()), {}};
    for (const auto& one : rest.found) {
        out.stats.joined_by_geos += one.shared.joined_by_geos ? 1U : 0U;
        out.stats.redone_by_geos += one.shared.redone_by_geos ? 1U : 0U;
    }
    core::for_blocks(looks.size(), sites_per_stretch, {.threads = control.threads}, [&](core::Block task) {
        RowWriter writer(out, begin[task.index].row);
        auto undecided = begin[task.index].undecided;
        for (auto site = task.begin; site < task.end; ++site) {
            const auto& look = looks[site];
            if (look.zone != Look::undecided) {
                if (look.zone != outside) writer.put(site, look.zone, look.area_m2, 1.0);
                writer.put(site, outside, look.zone == outside ? look.area_m2 : 0.0, look.zone == outside ? 1.0 : 0.0);
                out.covered_more_than_once_m2[site] = 0.0;
                continue;
            }
            const auto& found = rest.found[undecided++];
            const auto share = [&](double m2) { return found.shared.area_m2 > 0.0 ? m2 / found.shared.area_m2 : 0.0; };
            for (const auto& one : rest.zones(found)) writer.put(site, one.zone, one.area_m2, share(one.area_m2));
            writer.put(site, outside, found.shared.outside_m2, share(found.shared.outside_m2));
            out.covered_more_than_once_m2[site] = found.shared.covered_more_than_once_m2;
        }
    });
    return out;
}

}  // namespace petasentra::zoning

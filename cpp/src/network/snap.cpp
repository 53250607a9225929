#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/network/snap.hpp>

#include "network/edge_strips.hpp"

namespace petasentra::network {
namespace {

constexpr std::array<const char*, 5> snap_status_words{"snapped", "too_far", "no_road", "no_geometry", "road_closed"};
constexpr std::size_t points_a_block = 256;

[[noreturn]] void refuse_snap(core::Text message) {
    throw core::Error(core::ErrorCode::option_value, std::move(message));
}

[[noreturn]] void refuse_other_costs() {
    refuse_snap({"Biaya tidak sama banyak dengan busur jaringan ini.",
                 "There are not as many costs as this network has arcs."});
}

/// 1 for every edge that points may be snapped to.
std::vector<std::uint8_t> edges_wanted(const RoadNetwork& network, const SnapOptions& options) {
    if (!(options.limit_m >= 0.0) || !std::isfinite(options.limit_m))
        refuse_snap({"limit_m harus bilangan yang tidak negatif.", "limit_m must be a number that is not negative."});
    if (!options.arc_costs.empty() && options.arc_costs.size() != 2 * network.edge_count()) refuse_other_costs();
    std::vector<std::uint8_t> component(network.component_count(), options.components.empty() ? 1 : 0);
    for (const auto c : options.components) {
        if (c >= component.size())
            refuse_snap({"Komponen " + std::to_string(c) + " tidak ada dalam jaringan ini.",
                         "This network has no component " + std::to_string(c) + "."});
        component[c] = 1;
    }
    for (std::size_t c = 0; c < component.size(); ++c)
        if (network.component_nodes()[c] < options.min_nodes) component[c] = 0;
    std::vector<std::uint8_t> wanted(network.edge_count());
    for (std::size_t e = 0; e < wanted.size(); ++e) {
        const bool open = options.arc_costs.empty() || options.arc_costs[2 * e] != unreachable ||
                          options.arc_costs[2 * e + 1] != unreachable;
        wanted[e] = open && component[network.component()[network.parts().from[e]]] != 0 &&
                            !network.roads().has(network.parts().road[e], is_ferry)
                        ? 1
                        : 0;
    }
    return wanted;
}

/// Share of the edge's length that lies before a place, in the metres of the ground near it.
double fraction_of(const RoadNetwork& network, const LocalGround& ground, const NearPlace& place) {
    const auto& parts = network.parts();
    double before = 0.0;
    double all = 0.0;
    for (auto v = parts.vertex_of_edge[place.edge]; v + 1 < parts.vertex_of_edge[place.edge + 1]; ++v) {
        const double* a = parts.xy.data() + 2 * v;
        const auto scale = ground.scale_at((a[0] + a[2]) / 2.0, (a[1] + a[3]) / 2.0);
        const double metres = std::hypot((a[2] - a[0]) * scale.x, (a[3] - a[1]) * scale.y);
        if (v < place.vertex) before += metres;
        if (v == place.vertex) before += metres * place.along;
        all += metres;
    }
    return all > 0.0 ? std::clamp(before / all, 0.0, 1.0) : 0.0;
}

}  // namespace

const char* to_string(SnapStatus status) noexcept {
    return snap_status_words[static_cast<std::size_t>(status)];
}

struct Snapper::Index {
    EdgeStrips strips;
    double span_m;  ///< nothing of the network is farther from a place within its bounds

    explicit Index(const RoadNetwork& network) : strips(network), span_m(0.0) {
        if (strips.bounds().empty()) return;
        const auto& b = strips.bounds();
        const auto scale = strips.ground().scale_at(b.min_x, std::min(std::fabs(b.min_y), std::fabs(b.max_y)));
        span_m = std::hypot((b.max_x - b.min_x) * std::max(scale.x, 1.0), (b.max_y - b.min_y) * std::max(scale.y, 1.0));
    }

    /// The nearest wanted place, looked for in boxes that grow until one holds it.
    template <class Wanted>
    std::optional<NearPlace> nearest(double x, double y, double first_m, Wanted&& wanted,
                                     std::vector<std::uint32_t>& rows) const {
        const auto& b = strips.bounds();
        if (b.empty()) return std::nullopt;
        const auto scale = strips.ground().scale_at(x, y);
        const double off_x = std::max({0.0, b.min_x - x, x - b.max_x}) * scale.x;
        const double off_y = std::max({0.0, b.min_y - y, y - b.max_y}) * scale.y;
        const double all_m = 2.0 * (std::hypot(off_x, off_y) + span_m) + 1.0;
        for (double metres = std::max(first_m, 1.0);; metres *= 2.0) {
            if (auto found = strips.nearest_within(x, y, metres, wanted, rows)) return found;
            if (metres > all_m) return std::nullopt;
        }
    }
};

Snapper::Snapper(const RoadNetwork& network) : m_network(&network), m_index(std::make_unique<Index>(network)) {}
Snapper::Snapper(Snapper&&) noexcept = default;
Snapper::~Snapper() = default;

Snapped Snapper::snap(const geometry::Places& points, const SnapOptions& options, const core::Control& control) const {
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    const auto wanted = edges_wanted(*m_network, options);
    const bool any = std::find(wanted.begin(), wanted.end(), 1) != wanted.end();
    const auto size = points.size();
    Snapped out{.status = std::vector<SnapStatus>(size, SnapStatus::no_geometry),
                .edge = std::vector<std::int64_t>(size, -1),
                .fraction = std::vector<double>(size, nothing),
                .distance_m = std::vector<double>(size, nothing),
                .component = std::vector<std::int64_t>(size, -1),
                .x = std::vector<double>(size, nothing),
                .y = std::vector<double>(size, nothing)};
    const auto& parts = m_network->parts();
    core::for_blocks(size, points_a_block, control, [&](core::Block block) {
        std::vector<std::uint32_t> rows;
        for (auto i = block.begin; i < block.end; ++i) {
            const auto point = points[i];
            if (!std::isfinite(point.x) || !std::isfinite(point.y)) continue;
            out.status[i] = SnapStatus::no_road;
            if (!any) continue;
            const auto near = m_index->nearest(
                point.x, point.y, options.limit_m / 16.0, [&](std::uint32_t edge) { return wanted[edge] != 0; }, rows);
            if (!near) continue;
            const double* a = parts.xy.data() + 2 * near->vertex;
            out.x[i] = near->along >= 1.0 ? a[2] : a[0] + near->along * (a[2] - a[0]);
            out.y[i] = near->along >= 1.0 ? a[3] : a[1] + near->along * (a[3] - a[1]);
            out.edge[i] = near->edge;
            out.component[i] = m_network->component()[parts.from[near->edge]];
            out.fraction[i] = fraction_of(*m_network, m_index->strips.ground(), *near);
            out.distance_m[i] = m_index->strips.ground().distance_m(point.x, point.y, out.x[i], out.y[i]);
            out.status[i] = out.distance_m[i] <= options.limit_m ? SnapStatus::snapped : SnapStatus::too_far;
        }
    });
    return out;
}

void lose_closed(Snapped& snapped, std::span<const Cost> arc_costs) {
    for (std::size_t i = 0; i < snapped.size(); ++i) {
        if (snapped.status[i] != SnapStatus::snapped) continue;
        const auto arc = static_cast<std::size_t>(2 * snapped.edge[i]);
        if (arc + 1 >= arc_costs.size()) refuse_other_costs();
        const bool within = snapped.fraction[i] > 0.0 && snapped.fraction[i] < 1.0;
        if (within && arc_costs[arc] == unreachable && arc_costs[arc + 1] == unreachable)
            snapped.status[i] = SnapStatus::road_closed;
    }
}

ReachCosts reach_costs(const Snapped& snapped, std::span<const Cost> arc_costs, double access_km_per_h) {
    if (!(access_km_per_h > 0.0) || !std::isfinite(access_km_per_h))
        refuse_snap({"Kecepatan menuju jalan harus lebih dari 0.", "The speed of the access leg must be above 0."});
    const auto size = snapped.size();
    const std::vector<Cost> closed(size, unreachable);
    ReachCosts out{closed, closed, closed, closed, closed};
    for (std::size_t i = 0; i < size; ++i) {
        if (snapped.status[i] != SnapStatus::snapped) continue;
        const auto arc = static_cast<std::size_t>(2 * snapped.edge[i]);
        if (arc + 1 >= arc_costs.size()) refuse_other_costs();
        // The second share is what is left of the whole, so that both always add up to the cost of the arc.
        if (const auto cost = arc_costs[arc]; cost != unreachable) {
            out.arrive_from[i] = static_cast<Cost>(std::round(cost * snapped.fraction[i]));
            out.leave_to[i] = cost - out.arrive_from[i];
        }
        if (const auto cost = arc_costs[arc + 1]; cost != unreachable) {
            out.leave_from[i] = static_cast<Cost>(std::round(cost * snapped.fraction[i]));
            out.arrive_to[i] = cost - out.leave_from[i];
        }
        // At an end of its edge a place is the node itself, whatever the direction of the road.
        if (snapped.fraction[i] == 0.0) out.leave_from[i] = out.arrive_from[i] = 0;
        if (snapped.fraction[i] == 1.0) out.leave_to[i] = out.arrive_to[i] = 0;
        const double tenths = std::round(snapped.distance_m[i] * 36.0 / access_km_per_h);
        if (tenths < static_cast<double>(unreachable)) out.access[i] = static_cast<Cost>(tenths);
    }
    return out;
}

}  // namespace petasentra::network

#pragma once
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/geometry/places.hpp>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <vector>

namespace petasentra::network {

enum class SnapStatus : std::uint8_t {
    snapped = 0,
    too_far = 1,      ///< the nearest road that may be used is beyond the limit
    no_road = 2,      ///< no road at all may be used
    no_geometry = 3,  ///< the point is missing or not finite
    road_closed = 4   ///< it meets a road that somebody closed: see lose_closed
};
[[nodiscard]] const char* to_string(SnapStatus status) noexcept;

struct SnapOptions {
    double limit_m = 500.0;
    std::vector<std::uint32_t> components;  ///< only these; empty: every one
    std::size_t min_nodes = 0;              ///< only components with at least so many nodes
    std::span<const Cost>
        arc_costs;  ///< two an edge: edges closed both ways are no place to begin; empty: all are open
};

/// Where each point meets the network; one entry a point in each column, in their order.
///
///         * the point
///         :            distance_m, the access leg
///     A---+-------B    fraction: 0 at A (`from` of the edge), 1 at B
///
/// Only `snapped` has a way onto the network. `too_far` names the edge, the component and the distance all the same, so that one sees
/// what is missing; the others have edge and component -1 and NaN.
struct Snapped {
    std::vector<SnapStatus> status;
    std::vector<std::int64_t> edge;
    std::vector<double> fraction;  ///< of the edge's length
    std::vector<double> distance_m;
    std::vector<std::int64_t> component;
    std::vector<double> x;  ///< of the place on the road
    std::vector<double> y;
    [[nodiscard]] std::size_t size() const noexcept { return status.size(); }
};

/// What it costs to get from the snapped place to the ends of its edge, and from there to it; tenths of a second,
/// without the access leg. `unreachable` against a one-way road, and for points that are not snapped.
///     leave_to   + arrive_from = cost of the arc 2 e,       leave_from + arrive_to = cost of 2 e + 1
/// A place at an end of its edge is the node there: at no cost in both directions, one-way road or not.
struct ReachCosts {
    std::vector<Cost> leave_from;  ///< from the place to node `from`
    std::vector<Cost> leave_to;
    std::vector<Cost> arrive_from;  ///< from node `from` to the place
    std::vector<Cost> arrive_to;
    std::vector<Cost> access;  ///< the leg from the point to the road, at the stated speed
};

/// Finds the nearest road of points.
class Snapper {
  public:
    explicit Snapper(const RoadNetwork& network);  ///< which must outlive it; O(n log n) in the vertices
    Snapper(Snapper&&) noexcept;
    ~Snapper();

    /// Points in the CRS of the network. Never onto a ferry: a harbour is where its road begins. Among roads equally near
    /// the edge of the smallest number. Distances are in the plane of true metres, else geodesic.
    /// Errors  option_value for a limit that is negative, NaN or infinite, a component that is not there, and arc costs
    ///         of another number of edges; cancelled. The answer does not depend on the number of threads.
    [[nodiscard]] Snapped snap(const geometry::Places& points, const SnapOptions& options,
                               const core::Control& control = {}) const;

  private:
    struct Index;
    const RoadNetwork* m_network;
    std::unique_ptr<Index> m_index;
};

/// Places that stand within an edge which these costs close both ways become `road_closed`; their edge and distance stay
/// as they are. One at an end of its edge is the node there and stays: other roads may leave it. For a scenario, which
/// closes roads on which places stand: a place that looked for another road would begin its journeys elsewhere, and
/// closing a road could then shorten them.
void lose_closed(Snapped& snapped, std::span<const Cost> arc_costs);

/// Error(option_value) for an access speed that is not above 0, or costs of another number of edges.
[[nodiscard]] ReachCosts reach_costs(const Snapped& snapped, std::span<const Cost> arc_costs, double access_km_per_h);

}  // namespace petasentra::network

#include <algorithm>
#include <array>
#include <cmath>
#include <petasentra/geometry/transform.hpp>
#include <utility>

#include "topology/repair_ground.hpp"

namespace petasentra::topology {
namespace {

constexpr double metres_per_degree = 111'320.0;
constexpr double on_edge_m = 1e-4;    ///< in degrees, a vertex this near to an edge was meant to lie on it
constexpr double short_edge_m = 5.0;  ///< edges up to this long bend by less than borders are cut by

/// How far a straight edge in degrees can stray from the straight edge in metres: twice the rise of a
/// great circle's arc over its chord, which no edge in the latitudes of Indonesia reaches.
double most_bend_m(double length_m) {
    return length_m * length_m / 2.5e7 + on_edge_m;
}

double stray_m(geometry::Place place, geometry::Place begin, geometry::Place end) {
    return foot_on(place, begin, end).distance;
}

/// In the layer's degrees, the vertex lies on the edge. The three are metres.
bool on_edge_in_degrees(const RepairGround& ground, const Vertex& vertex, geometry::Place begin, geometry::Place end) {
    std::array<double, 6> xy = {vertex[0], vertex[1], begin.x, begin.y, end.x, end.y};
    geometry::transform_xy(xy, ground.found.settings.metric_crs, ground.crs);
    for (auto& value : xy) value *= metres_per_degree;
    return stray_m({xy[0], xy[1]}, {xy[2], xy[3]}, {xy[4], xy[5]}) <= on_edge_m;
}

/// (distance from the begin, vertex) of those that an edge should have.
std::vector<std::pair<double, Vertex>> missing_on_edge(const RepairGround& ground, const std::vector<Vertex>& known,
                                                       geometry::Place begin, geometry::Place end) {
    std::vector<std::pair<double, Vertex>> out;
    const double length = std::hypot(end.x - begin.x, end.y - begin.y);
    if (length <= short_edge_m) return out;
    const double reach = most_bend_m(length);
    const double last = std::max(begin.x, end.x) + reach;
    for (auto it = std::lower_bound(known.begin(), known.end(), Vertex{std::min(begin.x, end.x) - reach, -INFINITY});
         it != known.end() && (*it)[0] <= last; ++it) {
        const geometry::Place place{(*it)[0], (*it)[1]};
        const double stray = stray_m(place, begin, end);
        if (stray <= same_place_m || stray > reach) continue;  // those on the edge in metres are shared anyway
        const double gone = std::hypot(place.x - begin.x, place.y - begin.y);
        const double to_go = std::hypot(end.x - place.x, end.y - place.y);
        if (std::min(gone, to_go) <= on_edge_m || std::max(gone, to_go) >= length) continue;  // an end, or beyond
        if (on_edge_in_degrees(ground, *it, begin, end)) out.emplace_back(gone, *it);
    }
    std::sort(out.begin(), out.end());
    return out;
}

PartHandle bent(const RepairGround& ground, const PartHandle& part, const std::vector<Vertex>& known,
                const geometry::Box& box) {
    if (!part->box.intersects(box)) return part;
    std::vector<std::vector<double>> rings;
    bool changed = false;
    for (const auto& ring : part->rings) {
        auto& made = rings.emplace_back(ring.begin(), ring.begin() + 2);
        for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
            for (const auto& [gone, vertex] :
                 missing_on_edge(ground, known, {ring[i], ring[i + 1]}, {ring[i + 2], ring[i + 3]})) {
                made.insert(made.end(), vertex.begin(), vertex.end());
                changed = true;
            }
            made.insert(made.end(), {ring[i + 2], ring[i + 3]});
        }
    }
    if (!changed) return part;
    auto made = part_of(std::move(rings));
    return made == nullptr ? part : made;
}

}  // namespace

bool Trial::bend(const std::vector<std::uint32_t>& rows, const geometry::Box& where) {
    if (!m_ground.crs.is_geographic()) return false;
    const auto box = grown(where, 1.0 + 0.01 * std::max(where.max_x - where.min_x, where.max_y - where.min_y));
    std::vector<Vertex> known;
    for (const auto row : rows) {
        const auto here = vertices_in(m_ground.zones.at(row).parts, box);
        known.insert(known.end(), here.begin(), here.end());
    }
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    bool changed = false;
    for (const auto row : m_ground.near(box)) {
        if (!m_ground.zones.at(row).fit) continue;
        auto parts = m_ground.zones.at(row).parts;
        bool here = false;
        for (auto& part : parts) {
            auto made = bent(m_ground, part, known, box);
            here = here || made != part;
            part = std::move(made);
        }
        if (here) edit(row).parts = std::move(parts);
        changed = changed || here;
    }
    return changed;
}

}  // namespace petasentra::topology

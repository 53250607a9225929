#include "zoning/seen_zone.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "zoning/site_position.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Box;
using geometry::GeometryColumn;

// In longer sides of a box; GEOS takes a tenth of the shorter one.
constexpr double around = 0.25;
// A zone with so few vertices is as quickly cut as thinned.
constexpr std::uint64_t few_vertices = 64;
// Fewer are no ring.
constexpr std::size_t ring_vertices = 4;
// A ring of four edges may be a rectangle, for which GEOS has another way.
constexpr std::size_t rectangle_vertices = 5;

Box with_margin(const Box& box) {
    const auto margin = around * std::max(box.max_x - box.min_x, box.max_y - box.min_y);
    return {box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
}

/// A bit for each side of the box that a place lies beyond.
unsigned beyond(const Box& box, const double* place) {
    return static_cast<unsigned>(place[0] < box.min_x) | static_cast<unsigned>(place[0] > box.max_x) << 1U |
           static_cast<unsigned>(place[1] < box.min_y) << 2U | static_cast<unsigned>(place[1] > box.max_y) << 3U;
}

/// A closed ring: the first vertex again at the end.
struct Ring {
    const double* xy;
    std::size_t count;
    /// The northernmost vertex and its neighbours tell GEOS which way round the ring runs.
    std::array<std::size_t, 3> top;

    Ring(const double* vertices, std::size_t vertex_count) : xy(vertices), count(vertex_count), top{} {
        std::size_t at = 0;
        for (std::size_t v = 1; v + 1 < count; ++v) {
            if (xy[2 * v + 1] > xy[2 * at + 1]) at = v;
        }
        top = {at == 0 ? count - 2 : at - 1, at, at + 1};
    }

    void put(std::size_t v, std::vector<double>& out) const { out.insert(out.end(), {xy[2 * v], xy[2 * v + 1]}); }

    /// Keeps of the vertices begin .. end - 1 the first, the last, the extreme ones and those at the top, in their
    /// order.
    void keep_few(std::size_t begin, std::size_t end, std::vector<double>& out) const {
        std::array<std::size_t, 9> kept{begin, begin, begin, begin, begin, end - 1, begin, begin, begin};
        for (auto v = begin; v < end; ++v) {
            if (xy[2 * v] < xy[2 * kept[1]]) kept[1] = v;
            if (xy[2 * v] > xy[2 * kept[2]]) kept[2] = v;
            if (xy[2 * v + 1] < xy[2 * kept[3] + 1]) kept[3] = v;
            if (xy[2 * v + 1] > xy[2 * kept[4] + 1]) kept[4] = v;
        }
        for (std::size_t k = 0; k < top.size(); ++k) {
            if (top[k] >= begin && top[k] < end) kept[6 + k] = top[k];
        }
        std::sort(kept.begin(), kept.end());
        const auto last = std::unique(kept.begin(), kept.end());
        for (auto v = kept.begin(); v != last; ++v) put(*v, out);
    }

    /// Keeps what matters to the box. False, and nothing kept, if all of the ring lies beyond one side of it.
    bool keep(const Box& box, std::vector<double>& out) const {
        for (std::size_t v = 0; v < count;) {
            auto side = beyond(box, xy + 2 * v);
            auto end = v + 1;
            for (; side != 0 && end < count; ++end) {
                const auto both = side & beyond(box, xy + 2 * end);
                if (both == 0) break;
                side = both;
            }
            if (side != 0 && end - v == count) return false;
            if (end - v == 1)
                put(v, out);
            else
                keep_few(v, end, out);
            v = end;
        }
        return true;
    }
};

}  // namespace

Box ground_looked_at(const Cells& cells, const EdgeBoxes& boxes, std::uint32_t zone, const Box& site) {
    const auto near = with_margin(site);
    auto ground = near;
    visit_edges(cells, boxes, zone, near, [&](const geometry::Point& a, const geometry::Point& b) {
        ground.add(a.x, a.y);
        ground.add(b.x, b.y);
        return true;
    });
    return with_margin(ground);
}

GeometryColumn seen_from(const Box& ground, const GeometryColumn& rings, std::span<const double> xy, std::size_t row) {
    const auto first_part = rings.part_of_row[row];
    const auto last_part = rings.part_of_row[row + 1];
    const auto first_ring = rings.ring_of_part[first_part];
    const auto last_ring = rings.ring_of_part[last_part];
    const auto vertices = rings.vertex_of_ring[last_ring] - rings.vertex_of_ring[first_ring];
    if (vertices < few_vertices) return {};
    GeometryColumn seen;
    seen.kind = {rings.kind[row]};
    seen.has_z = seen.has_m = {0};
    for (auto part = first_part; part < last_part; ++part) {
        for (auto ring = rings.ring_of_part[part]; ring < rings.ring_of_part[part + 1]; ++ring) {
            const auto begin = rings.vertex_of_ring[ring];
            const auto count = rings.vertex_of_ring[ring + 1] - begin;
            if (count == 0) continue;
            const Ring whole(xy.data() + 2 * begin, count);
            const auto before = seen.xy.size();
            const bool shell = ring == rings.ring_of_part[part];
            if (!whole.keep(ground, seen.xy)) {
                if (!shell) continue;
                whole.keep_few(0, count, seen.xy);  // for its bounds
            }
            if (seen.xy.size() - before < 2 * ring_vertices) return {};
            seen.vertex_of_ring.push_back(seen.xy.size() / 2);
        }
        seen.ring_of_part.push_back(seen.vertex_of_ring.size() - 1);
    }
    seen.part_of_row.push_back(seen.ring_of_part.size() - 1);
    const auto kept = seen.xy.size() / 2;
    if (kept > vertices / 2 || kept <= rectangle_vertices) return {};
    return seen;
}

}  // namespace petasentra::zoning

#include "topology/repair_zone.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/topology/tolerance.hpp>
#include <utility>

namespace petasentra::topology {
namespace {

/// Twice the signed area, relative to the first vertex so that large eastings cost no digits.
double twice_area(std::span<const double> ring) {
    double twice = 0.0;
    for (std::size_t i = 2; i + 3 < ring.size(); i += 2)
        twice += (ring[i] - ring[0]) * (ring[i + 3] - ring[1]) - (ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]);
    return twice;
}

double border_m(std::span<const double> ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 3 < ring.size(); i += 2)
        sum += std::hypot(ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
    return sum;
}

void drop_repeated(std::vector<double>& ring) {
    std::size_t kept = 2;
    for (std::size_t i = 2; i < ring.size(); i += 2) {
        if (ring[i] == ring[kept - 2] && ring[i + 1] == ring[kept - 1]) continue;
        ring[kept] = ring[i];
        ring[kept + 1] = ring[i + 1];
        kept += 2;
    }
    ring.resize(std::min(kept, ring.size()));
}

bool is_hairline(std::span<const double> ring) {
    return ring.size() < 8 || std::abs(twice_area(ring)) <= resolution_m * border_m(ring);
}

PartHandle finished(std::vector<std::vector<double>> rings, std::int64_t number) {
    auto out = std::make_shared<RepairPart>();
    for (const auto& ring : rings) {
        const double area = 0.5 * std::abs(twice_area(ring));
        out->area += &ring == rings.data() ? area : -area;
    }
    for (std::size_t i = 0; i + 1 < rings.front().size(); i += 2) out->box.add(rings.front()[i], rings.front()[i + 1]);
    out->rings = std::move(rings);
    out->number = number;
    return out;
}

void turn(std::vector<double>& ring) {
    for (std::size_t i = 0, j = ring.size() - 2; i < j; i += 2, j -= 2) {
        std::swap(ring[i], ring[j]);
        std::swap(ring[i + 1], ring[j + 1]);
    }
}

}  // namespace

bool is_left_handed(std::span<const double> ring) {
    return twice_area(ring) >= 0.0;
}

PartHandle part_of(std::vector<std::vector<double>> rings) {
    if (rings.empty()) return nullptr;
    for (auto& ring : rings) drop_repeated(ring);
    if (is_hairline(rings.front())) return nullptr;
    std::erase_if(rings, [](const auto& ring) { return is_hairline(ring); });
    return finished(std::move(rings), -1);
}

PartHandle part_of(const geometry::GeometryColumn& column, std::uint64_t part, std::int64_t number) {
    std::vector<std::vector<double>> rings;
    for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) {
        const auto begin = column.xy.begin() + static_cast<std::ptrdiff_t>(2 * column.vertex_of_ring[ring]);
        const auto end = column.xy.begin() + static_cast<std::ptrdiff_t>(2 * column.vertex_of_ring[ring + 1]);
        if (begin != end) rings.emplace_back(begin, end);
    }
    if (rings.empty()) return nullptr;
    for (auto& ring : rings) {
        for (auto& value : ring) value += 0.0;  // -0 and 0 are one place, as in the mosaic
    }
    return finished(std::move(rings), number);
}

std::vector<PartHandle> parts_of_ground(const geometry::Shape& shape, bool shells_left) {
    geometry::GeometryColumn column;
    const auto polygons = shape.only(2);
    if (polygons.empty()) return {};
    polygons.append_to(column);
    std::vector<PartHandle> out;
    for (std::uint64_t part = 0; part + 1 < column.ring_of_part.size(); ++part) {
        auto made = part_of(column, part, -1);
        if (made == nullptr) continue;
        auto rings = made->rings;
        for (std::size_t r = 0; r < rings.size(); ++r) {
            if (is_left_handed(rings[r]) != (shells_left == (r == 0))) turn(rings[r]);
        }
        if (auto clean = part_of(std::move(rings)); clean != nullptr) out.push_back(std::move(clean));
    }
    return out;
}

geometry::Shape shape_of_parts(std::span<const PartHandle> parts) {
    geometry::GeometryColumn column;
    for (const auto& part : parts) {
        for (const auto& ring : part->rings) {
            column.xy.insert(column.xy.end(), ring.begin(), ring.end());
            column.vertex_of_ring.push_back(column.vertex_count());
        }
        column.ring_of_part.push_back(column.vertex_of_ring.size() - 1);
    }
    column.part_of_row.push_back(column.ring_of_part.size() - 1);
    column.kind.push_back(geometry::Kind::multi_polygon);
    column.has_z.push_back(0);
    column.has_m.push_back(0);
    return geometry::polygons_of_row(column, 0);
}

double area_of_parts(std::span<const PartHandle> parts) {
    double sum = 0.0;
    for (const auto& part : parts) sum += part->area;
    return sum;
}

geometry::Box box_of_parts(std::span<const PartHandle> parts) {
    geometry::Box box;
    for (const auto& part : parts) box.add(part->box);
    return box;
}

geometry::Box grown(const geometry::Box& box, double by) {
    return {box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

bool is_valid_part(const RepairPart& part) {
    geometry::GeometryColumn column;
    const auto handle = std::make_shared<const RepairPart>(part);
    shape_of_parts(std::span(&handle, 1)).append_to(column);
    return geometry::validity(column, 0).valid();
}

std::vector<Vertex> vertices_in(std::span<const PartHandle> parts, const geometry::Box& box) {
    std::vector<Vertex> out;
    for (const auto& part : parts) {
        if (!part->box.intersects(box)) continue;
        for (const auto& ring : part->rings) {
            for (std::size_t i = 0; i + 1 < ring.size(); i += 2) {
                const double x = ring[i];
                const double y = ring[i + 1];
                if (x >= box.min_x && x <= box.max_x && y >= box.min_y && y <= box.max_y) out.push_back({x, y});
            }
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Vertex> all_vertices(std::span<const PartHandle> parts) {
    return vertices_in(parts, box_of_parts(parts));
}

Vertex nearest_vertex(const std::vector<Vertex>& sorted, Vertex place, double reach) {
    auto best = place;
    double least = reach;
    bool found = false;
    for (auto it = std::lower_bound(sorted.begin(), sorted.end(), Vertex{place[0] - reach, -INFINITY});
         it != sorted.end() && (*it)[0] <= place[0] + reach; ++it) {
        const double distance = std::hypot((*it)[0] - place[0], (*it)[1] - place[1]);
        if (distance > least || (found && distance == least)) continue;
        least = distance;
        best = *it;
        found = true;
    }
    return best;
}

}  // namespace petasentra::topology

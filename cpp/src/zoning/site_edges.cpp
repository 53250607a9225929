#include "zoning/site_edges.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "zoning/edge_bits.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Point;

// Fewer edges are looked at one by one.
constexpr std::size_t edges_per_strip = 16;

Point point_at(std::span<const double> xy, std::size_t vertex) {
    return {xy[2 * vertex], xy[2 * vertex + 1]};
}

}  // namespace

void SiteEdges::take(const geometry::GeometryColumn& sites, std::size_t row) {
    m_edges.clear();
    m_rings.assign(1, 0);
    m_closed = true;
    const auto xy = sites.vertices(row);
    m_origin = xy.empty() ? Point{0.0, 0.0} : point_at(xy, 0);
    m_box = {m_origin.x, m_origin.y, m_origin.x, m_origin.y};
    for (auto part = sites.part_of_row[row]; part < sites.part_of_row[row + 1]; ++part) {
        for (auto ring = sites.ring_of_part[part]; ring < sites.ring_of_part[part + 1]; ++ring) {
            const auto begin = sites.vertex_of_ring[ring];
            const auto count = sites.vertex_of_ring[ring + 1] - begin;
            add_ring(std::span(sites.xy).subspan(2 * begin, 2 * count), ring != sites.ring_of_part[part]);
        }
    }
    // In the order in which borders are followed: what is all covered then has the same digits.
    double twice = 0.0;
    for (const auto& [from, to] : m_edges) twice += twice_area(m_origin, from, to);
    m_area = 0.5 * twice;
    gather_small_ring();
    sort_into_strips();
}

void SiteEdges::add_ring(std::span<const double> xy, bool hole) {
    const auto count = xy.size() / 2;
    m_closed = m_closed && (count == 0 || (count >= 4 && point_at(xy, 0) == point_at(xy, count - 1)));
    if (count < 4) return;
    double twice = 0.0;
    for (std::size_t v = 0; v + 1 < count; ++v) {
        const Point from = point_at(xy, v);
        twice += twice_area(m_origin, from, point_at(xy, v + 1));
        m_box.min_x = std::min(m_box.min_x, from.x);
        m_box.min_y = std::min(m_box.min_y, from.y);
        m_box.max_x = std::max(m_box.max_x, from.x);
        m_box.max_y = std::max(m_box.max_y, from.y);
    }
    const bool turn = (twice < 0.0) != hole;
    for (std::size_t v = 0; v + 1 < count; ++v) {
        const auto at = turn ? count - 1 - v : v;
        const Point from = point_at(xy, at);
        const Point to = point_at(xy, turn ? at - 1 : at + 1);
        if (!(from == to)) m_edges.push_back({from, to});
    }
    m_rings.push_back(static_cast<std::uint32_t>(m_edges.size()));
}

std::size_t SiteEdges::strip_of(double y) const noexcept {
    const double strip = (y - m_box.min_y) * m_strips_per_metre;
    const auto last = m_strips.size() - 2;
    if (!(strip > 0.0)) return 0;
    return strip >= static_cast<double>(last) ? last : static_cast<std::size_t>(strip);
}

void SiteEdges::sort_into_strips() {
    const auto strips = m_edges.size() / edges_per_strip;
    m_strips.clear();
    if (strips < 2) return;
    const double height = m_box.max_y - m_box.min_y;
    m_strips_per_metre = height > 0.0 ? static_cast<double>(strips) / height : 0.0;
    m_strips.assign(strips + 1, 0);
    m_first_strip.resize(m_edges.size());
    const auto visit = [&](auto&& put) {
        for (std::uint32_t edge = 0; edge < m_edges.size(); ++edge) {
            const auto [low, high] = std::minmax(m_edges[edge].from.y, m_edges[edge].to.y);
            const auto last = strip_of(high);
            for (auto strip = strip_of(low); strip <= last; ++strip) put(strip, edge);
        }
    };
    for (std::uint32_t edge = 0; edge < m_edges.size(); ++edge) {
        m_first_strip[edge] = static_cast<std::uint32_t>(strip_of(std::min(m_edges[edge].from.y, m_edges[edge].to.y)));
    }
    std::vector<std::uint32_t>& first = m_strips;
    visit([&](std::size_t strip, std::uint32_t) { ++first[strip + 1]; });
    std::partial_sum(first.begin(), first.end(), first.begin());
    m_in_strip.resize(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    visit([&](std::size_t strip, std::uint32_t edge) { m_in_strip[next[strip]++] = edge; });
}

void SiteEdges::gather_small_ring() {
    m_small_ring.clear();
    if (m_rings.size() != 2 || m_edges.size() < 3 || m_edges.size() > most_small) return;
    m_small_ring.resize(2 * m_edges.size() + 2);
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        m_small_ring[2 * i] = m_edges[i].from.x;
        m_small_ring[2 * i + 1] = m_edges[i].from.y;
    }
    m_small_ring[2 * m_edges.size()] = m_small_ring[0];
    m_small_ring[2 * m_edges.size() + 1] = m_small_ring[1];
}

bool SiteEdges::perhaps_invalid() const noexcept {
    return !m_closed || m_small_ring.empty() || meets_itself();
}

// Or comes so near to it that doubles leave it open.
bool SiteEdges::meets_itself() const noexcept {
    const auto n = static_cast<std::uint32_t>(m_edges.size());
    std::array<std::uint32_t, most_small> touches{};
    for (std::uint32_t i = 0; i < n; ++i) {
        const auto& [from, to] = m_edges[i];
        const auto next = (i + 1) % n;
        const auto before = (i + n - 1) % n;
        const Point after = m_edges[next].to;
        const bool straight = geometry::side_of(from, to, after) == 0;
        const bool onwards = (after.x - to.x) * (to.x - from.x) + (after.y - to.y) * (to.y - from.y) > 0.0;
        if (straight && !onwards) return true;
        touches[i] = edges_near_line(m_small_ring.data(), n, m_box, from, to) & ~(1U << i | 1U << next | 1U << before);
    }
    for (std::uint32_t i = 0; i < n; ++i) {
        for (auto rest = touches[i]; rest != 0; rest &= rest - 1) {
            const auto other = static_cast<std::uint32_t>(std::countr_zero(rest));
            if ((touches[other] >> i & 1U) != 0) return true;
        }
    }
    return false;
}

bool SiteEdges::covers(const Point& fixed) const noexcept {
    if (fixed.x < m_box.min_x || fixed.x > m_box.max_x || fixed.y < m_box.min_y || fixed.y > m_box.max_y) return false;
    bool inside = false;
    // East of the point, on its height: vertices of the site at that height are above it, being moved.
    visit_between(fixed.y, fixed.y, [&](std::uint32_t number) {
        const auto& [from, to] = m_edges[number];
        const bool from_above = from.y >= fixed.y;
        const bool to_above = to.y >= fixed.y;
        if (from_above == to_above) return;
        const int side = side_of_fixed(from, to, fixed);
        if ((side > 0) == to_above) inside = !inside;
    });
    return inside;
}

}  // namespace petasentra::zoning

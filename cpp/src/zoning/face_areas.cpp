#include <algorithm>
#include <cmath>
#include <petasentra/zoning/face_areas.hpp>

#include "zoning/cells.hpp"
#include "zoning/common_ground.hpp"
#include "zoning/edge_boxes.hpp"
#include "zoning/site_position.hpp"

namespace petasentra::zoning {
namespace {

using geometry::Box;
using geometry::GeometryColumn;
using geometry::Point;

// Of the longer side. No round number, so that the window seldom has a border where a map has one.
constexpr double around_site = 0.0123;

template <class Visit>
void visit_ring_edges(const GeometryColumn& sites, std::size_t row, const Visit& visit) {
    const auto first = sites.ring_of_part[sites.part_of_row[row]];
    const auto last = sites.ring_of_part[sites.part_of_row[row + 1]];
    for (auto ring = first; ring < last; ++ring) {
        for (auto v = sites.vertex_of_ring[ring]; v + 1 < sites.vertex_of_ring[ring + 1]; ++v)
            visit(Point{sites.xy[2 * v], sites.xy[2 * v + 1]}, Point{sites.xy[2 * v + 2], sites.xy[2 * v + 3]});
    }
}

}  // namespace

void FaceAreas::begin(const GeometryColumn& sites, std::size_t row) {
    m_edges.clear();
    m_features = 0;
    m_at_corner = 0;
    m_site = {};
    visit_ring_edges(sites, row, [&](const Point& a, const Point& /*b*/) { m_site.add(a.x, a.y); });
    const auto margin = around_site * std::max(m_site.max_x - m_site.min_x, m_site.max_y - m_site.min_y);
    m_window = {m_site.min_x - margin, m_site.min_y - margin, m_site.max_x + margin, m_site.max_y + margin};
    m_origin = {m_window.min_x, m_window.min_y};
    m_east = m_window.max_x - m_origin.x;
    m_north = m_window.max_y - m_origin.y;
    visit_ring_edges(sites, row, [&](const Point& a, const Point& b) { add_edge(a, b, 0); });
}

std::optional<unsigned> FaceAreas::add(const ZoningIndex& index, std::uint32_t feature) {
    if (m_features == most_features) return std::nullopt;
    const auto bit = std::uint64_t{1} << m_features;
    if (covers_moved(index.cells(), feature, m_origin)) m_at_corner |= bit;
    visit_edges(index.cells(), index.edge_boxes(), feature, m_window, [&](const Point& a, const Point& b) {
        add_edge(a, b, bit);
        return true;
    });
    return m_features++;
}

// What lies below the window cannot be between its corner and a place in it, what lies above or east of it neither.
void FaceAreas::add_edge(const Point& a, const Point& b, std::uint64_t bit) {
    const bool upwards = a.y < b.y || (a.y == b.y && a.x < b.x);
    const auto& from = upwards ? a : b;
    const auto& to = upwards ? b : a;
    Edge edge{from.y - m_origin.y, to.y - m_origin.y, from.x - m_origin.x, to.x - m_origin.x, 0.0, bit};
    if (edge.high <= 0.0 || edge.low >= m_north) return;
    if (edge.high > edge.low) edge.x_per_y = (edge.x_high - edge.x_low) / (edge.high - edge.low);
    if (edge.low < 0.0) {
        edge.x_low -= edge.low * edge.x_per_y;
        edge.low = 0.0;
    }
    if (edge.high > m_north) {
        edge.x_high -= (edge.high - m_north) * edge.x_per_y;
        edge.high = m_north;
    }
    if (std::min(edge.x_low, edge.x_high) > m_east || std::max(edge.x_low, edge.x_high) < 0.0) return;
    m_edges.push_back(edge);
}

void FaceAreas::find_stops() {
    m_stops.clear();
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        const auto& one = m_edges[i];
        m_stops.push_back(one.low);
        m_stops.push_back(one.high);
        for (auto j = i + 1; j < m_edges.size() && m_edges[j].low < one.high; ++j) {
            const auto& other = m_edges[j];
            if (one.bit == other.bit) continue;  // borders of one feature do not cross
            const auto low = other.low;
            const auto high = std::min(one.high, other.high);
            const auto below = one.x_low + (low - one.low) * one.x_per_y - other.x_low;
            const auto above = one.x_low + (high - one.low) * one.x_per_y -
                               (high == other.high ? other.x_high : other.x_low + (high - other.low) * other.x_per_y);
            if ((below < 0.0 && above > 0.0) || (below > 0.0 && above < 0.0))
                m_stops.push_back(low + (high - low) * (below / (below - above)));
        }
    }
    std::sort(m_stops.begin(), m_stops.end());
    m_stops.erase(std::unique(m_stops.begin(), m_stops.end()), m_stops.end());
}

// Lets go of the edges that end at this height and takes those that begin at it.
void FaceAreas::take_in(double height, std::size_t& next) {
    const auto goes = [&](const Met& met) {
        const auto& edge = m_edges[met.edge];
        if (edge.high > height) return false;
        if ((edge.x_low < 0.0) != (edge.x_high < 0.0)) m_at_west ^= edge.bit;
        return true;
    };
    std::erase_if(m_met, goes);
    for (; next < m_edges.size() && m_edges[next].low <= height; ++next) {
        const Met met{0.0, static_cast<std::uint32_t>(next)};
        if (!goes(met)) m_met.push_back(met);
    }
}

FaceAreas::Face& FaceAreas::face(std::uint64_t features) {
    const auto found =
        std::find_if(m_faces.begin(), m_faces.end(), [&](const Face& one) { return one.features == features; });
    return found != m_faces.end() ? *found : m_faces.emplace_back(Face{features, 0.0});
}

void FaceAreas::measure(double low, double high) {
    const auto middle = 0.5 * (low + high);
    const auto height = high - low;
    auto features = m_at_west;
    for (auto& met : m_met) {
        const auto& edge = m_edges[met.edge];
        met.x = edge.x_low + (middle - edge.low) * edge.x_per_y;
        // On the way north along the western border it has been met if it begins on the other side of it.
        if ((edge.x_low < 0.0) != (met.x < 0.0)) features ^= edge.bit;
    }
    // They hardly change places from stop to stop.
    for (std::size_t i = 1; i < m_met.size(); ++i) {
        const auto met = m_met[i];
        auto at = i;
        for (; at > 0 && (m_met[at - 1].x > met.x || (m_met[at - 1].x == met.x && m_met[at - 1].edge > met.edge)); --at)
            m_met[at] = m_met[at - 1];
        m_met[at] = met;
    }
    bool inside = false;
    double west = 0.0;
    for (const auto& met : m_met) {
        if (met.x < 0.0) continue;
        const auto& edge = m_edges[met.edge];
        if (inside && met.x > west) face(features).area_m2 += (met.x - west) * height;
        if (inside || edge.bit == 0) m_border_m += height * std::sqrt(1.0 + edge.x_per_y * edge.x_per_y);
        features ^= edge.bit;
        if (edge.bit == 0) inside = !inside;
        west = met.x;
    }
}

std::optional<std::span<const FaceAreas::Face>> FaceAreas::faces() {
    if (m_edges.size() > most_edges) return std::nullopt;
    m_faces.clear();
    m_met.clear();
    m_border_m = 0.0;
    m_at_west = m_at_corner;
    std::stable_sort(m_edges.begin(), m_edges.end(), [](const Edge& a, const Edge& b) { return a.low < b.low; });
    // The sweep does not meet level edges.
    for (const auto& edge : m_edges) {
        if (edge.low == edge.high) m_border_m += std::min(edge.x_high, m_east) - std::max(edge.x_low, 0.0);
    }
    find_stops();
    std::size_t next = 0;
    for (std::size_t i = 0; i + 1 < m_stops.size(); ++i) {
        take_in(m_stops[i], next);
        measure(m_stops[i], m_stops[i + 1]);
    }
    return m_faces;
}

}  // namespace petasentra::zoning

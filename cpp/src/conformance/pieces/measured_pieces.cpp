#include "measured_pieces.hpp"

#include <algorithm>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/geometry/measure.hpp>
#include <set>

#include "pieces.hpp"

namespace petasentra::conformance {

MeasuredPieces::MeasuredPieces(const layer::Layer& sites, std::span<const std::size_t> rows,
                               std::span<const Fault> faults, const Situation& situation,
                               std::span<const ActivityLaw* const> laws, const core::Control& control)
    : m_situation(situation), m_sites(sites), m_number(sites.size(), -1) {
    std::vector<std::size_t> polygons;
    std::vector<std::size_t> points;
    const auto& geometry = sites.geometry;
    for (const auto row : rows) {
        if (faults[row].gap != Gap::none || !petasentra::geometry::has_places_only(geometry, row)) continue;
        if (geometry::dimension(geometry.kind[row]) == 2) polygons.push_back(row);
        if (geometry.kind[row] == geometry::Kind::point) points.push_back(row);
    }
    for (std::size_t i = 0; i < polygons.size(); ++i) m_number[polygons[i]] = static_cast<std::int64_t>(i);
    for (std::size_t i = 0; i < points.size(); ++i) {
        m_number[points[i]] = static_cast<std::int64_t>(polygons.size() + i);
        const auto xy = geometry.vertices(points[i]);
        m_places.insert(m_places.end(), xy.begin(), xy.end());
    }
    m_polygons = &sites;
    if (polygons.size() < sites.size()) {
        m_some_polygons.geometry = geometry.take(polygons);
        m_some_polygons.table.size = polygons.size();
        m_some_polygons.crs = sites.crs;
        m_polygons = &m_some_polygons;
    }
    m_portions.measure =
        petasentra::geometry::area_m2(m_polygons->geometry, sites.crs, petasentra::geometry::MeasureMethod::planar);
    m_portions.measure.resize(polygons.size() + points.size(), 1.0);

    std::vector<const FeatureGround*> grounds;
    for (const auto i : situation.rdtr()) m_portions.rdtr.emplace_back(i, situation.zones_of(i));
    for (const auto i : situation.rtrw()) m_portions.rtrw.emplace_back(i, situation.zones_of(i));
    for (const auto* plans : {&m_portions.rdtr, &m_portions.rtrw}) {
        for (const auto& [i, ground] : *plans) {
            if (ground != nullptr) grounds.push_back(ground);
        }
    }
    std::set<const ActivityLaw*> seen;
    for (const auto* law : laws) {
        if (!seen.insert(law).second) continue;
        for (const auto& rule : law->rules) grounds.push_back(rule.ground);
    }
    double done = 0.0;
    for (const auto* ground : grounds) {
        const auto next = done + 1.0 / static_cast<double>(grounds.size());
        if (m_portions.of(ground) == nullptr) ask(*ground, control.part(done, std::min(next, 1.0)));
        done = next;
    }
}

void MeasuredPieces::ask(const FeatureGround& ground, const core::Control& control) {
    auto portions = std::make_unique<Portions>();
    portions->add(zoning::shares(*m_polygons, ground.index(), control.part(0.0, 0.8)));
    portions->add(zoning::locate_all(geometry::Places::of_pairs(m_places), ground.index(), control.part(0.8, 1.0)));
    m_portions.of_ground.emplace(&ground, std::move(portions));
}

std::optional<MeasuredPieces::Lie> MeasuredPieces::lie_of(std::size_t row, const FeatureGround& ground) const {
    const auto* found = m_portions.of(&ground);
    if (m_number[row] < 0 || found == nullptr) return std::nullopt;
    const auto site = static_cast<std::size_t>(m_number[row]);
    Lie lie;
    lie.outside = found->outside(site);
    lie.within = lie.outside <= rounding_slack * m_portions.measure[site];
    for (auto part = found->begin(site); part < found->rest(site); ++part)
        lie.rows.push_back(static_cast<std::uint32_t>(found->feature[part]));
    return lie;
}

std::optional<Measured> MeasuredPieces::of(std::size_t row, const ActivityLaw& activity,
                                           zoning::FaceAreas& faces) const {
    if (m_number[row] < 0) return std::nullopt;
    const auto number = static_cast<std::size_t>(m_number[row]);
    const SitePortions site(m_portions, m_situation.pack(), m_sites.geometry, row, number, number < m_polygons->size());
    auto pieces = pieces_by_portions(site, activity);
    return pieces ? std::move(pieces) : pieces_by_faces(site, activity, faces);
}

}  // namespace petasentra::conformance

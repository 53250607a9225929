#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/measure.hpp>
#include <petasentra/geometry/transform.hpp>
#include <utility>

#include "geometry/refusals.hpp"
#include "geometry/row_builder.hpp"
#include "geometry/short_edge.hpp"

namespace petasentra::geometry {
namespace {

constexpr std::size_t rows_per_block = 64;

const Crs& wgs84() {
    static const Crs crs = Crs::from_user_input("EPSG:4326");
    return crs;
}

const geod_geodesic& ellipsoid() {
    static const geod_geodesic wgs84_ellipsoid = [] {
        geod_geodesic g{};
        geod_init(&g, 6'378'137.0, 1.0 / 298.257223563);
        return g;
    }();
    return wgs84_ellipsoid;
}

using Ring = std::span<const double>;

double planar_ring_area(Ring ring, const core::Control& /*control*/) {
    if (ring.size() < 6) return 0.0;
    const double x0 = ring[0];
    const double y0 = ring[1];
    double twice = 0.0;
    for (std::size_t i = 0; i + 3 < ring.size(); i += 2) {
        twice += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0);
    }
    return std::abs(twice) / 2.0;
}

double planar_ring_length(Ring ring, const core::Control& /*control*/) {
    double sum = 0.0;
    for (std::size_t i = 0; i + 3 < ring.size(); i += 2)
        sum += std::hypot(ring[i + 2] - ring[i], ring[i + 3] - ring[i + 1]);
    return sum;
}

/// The geodesic formulas cost about a microsecond an edge: a coastline of a million would be deaf for a second.
constexpr std::size_t edges_between_looks = 8'192;

void look_at(const core::Control& control, std::size_t edge) {
    if (edge % edges_between_looks == 0) control.check();
}

double geodesic_ring_area(Ring ring, const core::Control& control) {
    geod_polygon polygon{};
    geod_polygon_init(&polygon, 0);
    for (std::size_t v = 0; v < ring.size() / 2; ++v) {
        look_at(control, v);
        geod_polygon_addpoint(&ellipsoid(), &polygon, ring[2 * v + 1], ring[2 * v]);
    }
    double area = 0.0;
    geod_polygon_compute(&ellipsoid(), &polygon, 0, 1, &area, nullptr);
    return std::abs(area);
}

double geodesic_ring_length(Ring ring, const core::Control& control) {
    if (ring.size() < 4) return 0.0;
    double sum = 0.0;
    auto from = MeridianPoint::at(ring[0], ring[1]);
    for (std::size_t i = 2; i + 1 < ring.size(); i += 2) {
        look_at(control, i / 2);
        const auto to = MeridianPoint::at(ring[i], ring[i + 1]);
        if (is_short_edge(from, to)) {
            sum += short_edge_m(from, to);
        } else {
            double edge = 0.0;
            geod_inverse(&ellipsoid(), from.lat, from.lon, to.lat, to.lon, &edge, nullptr, nullptr);
            sum += edge;
        }
        from = to;
    }
    return sum;
}

using RingMeasure = double (*)(Ring, const core::Control&);

Kind part_kind(const GeometryColumn& column, std::size_t row, std::size_t part_in_row) {
    const auto kind = column.kind[row];
    return kind == Kind::collection ? column.part_kind.at(row)[part_in_row] : member_of(kind);
}

/// Shells less holes, whichever way they turn: sources do not agree on orientation.
double row_area(const GeometryColumn& column, std::size_t row, RingMeasure ring_area, const core::Control& control) {
    double sum = 0.0;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        if (part_kind(column, row, part - column.part_of_row[row]) != Kind::polygon) continue;
        const auto shell = column.ring_of_part[part];
        for (auto ring = shell; ring < column.ring_of_part[part + 1]; ++ring) {
            const auto begin = column.vertex_of_ring[ring];
            const auto area =
                ring_area(Ring(column.xy).subspan(2 * begin, 2 * (column.vertex_of_ring[ring + 1] - begin)), control);
            sum += ring == shell ? area : -area;
        }
    }
    return sum;
}

double row_length(const GeometryColumn& column, std::size_t row, RingMeasure ring_length,
                  const core::Control& control) {
    double sum = 0.0;
    const auto first = column.ring_of_part[column.part_of_row[row]];
    const auto last = column.ring_of_part[column.part_of_row[row + 1]];
    for (auto ring = first; ring < last; ++ring) {
        const auto begin = column.vertex_of_ring[ring];
        sum += ring_length(Ring(column.xy).subspan(2 * begin, 2 * (column.vertex_of_ring[ring + 1] - begin)), control);
    }
    return sum;
}

using RowMeasure = double (*)(const GeometryColumn&, std::size_t, RingMeasure, const core::Control&);

std::vector<double> measured(const GeometryColumn& column, RowMeasure of_row, RingMeasure of_ring,
                             const core::Control& control) {
    std::vector<double> out(column.size());
    core::for_blocks(column.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) out[row] = of_row(column, row, of_ring, control);
    });
    return out;
}

void require_metres(const Crs& crs) {
    if (crs.is_projected_metre()) return;
    throw core::Error(
        core::ErrorCode::degrees_refused,
        {"Luas dan jarak pada bidang datar tidak dihitung dari \"" + crs.name() + "\" karena satuannya bukan meter.",
         "Planar area and length are not computed on \"" + crs.name() + "\": its unit is not the metre."},
        {"Pakai metode \"planar-utm\" atau \"geodesic\", atau ubah dahulu ke sistem bermeter, misalnya EPSG:32749.",
         "Use the method \"planar-utm\" or \"geodesic\", or transform to a system in metres first, such as "
         "EPSG:32749."});
}

void require_all_finite(const GeometryColumn& column) {
    for (std::size_t row = 0; row < column.size(); ++row) {
        try {
            require_finite(column, row);
        } catch (const core::Error& error) {
            throw error.at({.feature = std::to_string(row)});
        }
    }
}

std::vector<int> zones_of(const GeometryColumn& lon_lat) {
    std::vector<int> zones(lon_lat.size(), 0);
    for (std::size_t row = 0; row < zones.size(); ++row) {
        const auto box = lon_lat.bounds(row);
        if (!box.empty()) zones[row] = utm_epsg((box.min_x + box.max_x) / 2.0, (box.min_y + box.max_y) / 2.0);
    }
    return zones;
}

std::vector<int> zones_in(const GeometryColumn& column, const Crs& crs, const core::Control& control) {
    return crs.same_as(wgs84()) ? zones_of(column) : zones_of(transform(column, crs, wgs84(), control));
}

GeometryColumn taken(const GeometryColumn& column, std::span<const std::size_t> rows, const core::Control& control) {
    constexpr std::size_t rows_between_looks = 1'024;
    GeometryColumn out;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rows_between_looks == 0) control.check();
        out.append(column, rows[i]);
    }
    return out;
}

/// Every row in its own UTM zone, zone by zone so that PROJ works on long runs of vertices.
std::vector<double> measured_by_zone(const GeometryColumn& column, const Crs& crs, RowMeasure of_row,
                                     RingMeasure of_ring, const core::Control& control) {
    std::map<int, std::vector<std::size_t>> rows_of_zone;
    const auto zones = zones_in(column, crs, control.part(0.0, 0.3));
    control.check();
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (zones[row] != 0) rows_of_zone[zones[row]].push_back(row);
    }
    if (rows_of_zone.size() == 1) {  // as most layers: nothing to pick out
        const auto zone = Crs::from_user_input(std::to_string(rows_of_zone.begin()->first));
        return measured(transform(column, crs, zone, control.part(0.3, 0.8)), of_row, of_ring, control.part(0.8, 1.0));
    }
    std::vector<double> out(column.size(), 0.0);
    const auto with_zone = zones.size() - static_cast<std::size_t>(std::count(zones.begin(), zones.end(), 0));
    const auto share_of = [all = static_cast<double>(with_zone)](std::size_t rows) {
        return 0.3 + 0.7 * static_cast<double>(rows) / all;
    };
    std::size_t done = 0;
    for (const auto& [epsg, rows] : rows_of_zone) {
        const auto step = control.part(share_of(done), share_of(done + rows.size()));
        const auto zone = Crs::from_user_input(std::to_string(epsg));
        // Already there: measured as it is, so that a round trip through degrees costs no digit.
        const auto there = transform(taken(column, rows, control), crs, zone, step.part(0.0, 0.7));
        const auto values = measured(there, of_row, of_ring, step.part(0.7, 1.0));
        for (std::size_t i = 0; i < rows.size(); ++i) out[rows[i]] = values[i];
        done += rows.size();
    }
    return out;
}

std::vector<double> measure(const GeometryColumn& column, const Crs& crs, MeasureMethod method,
                            const core::Control& control, RowMeasure of_row, RingMeasure planar, RingMeasure geodesic) {
    require_known(crs);
    if (method == MeasureMethod::planar) require_metres(crs);
    require_all_finite(column);
    switch (method) {
        case MeasureMethod::planar:
            return measured(column, of_row, planar, control);
        case MeasureMethod::planar_utm:
            return measured_by_zone(column, crs, of_row, planar, control);
        case MeasureMethod::geodesic:
            if (crs.same_as(wgs84())) return measured(column, of_row, geodesic, control);
            return measured(transform(column, crs, wgs84(), control.part(0.0, 0.3)), of_row, geodesic,
                            control.part(0.3, 1.0));
    }
    throw core::Error(core::ErrorCode::internal, {"Metode ukur tidak dikenal.", "Unknown measure method."});
}

}  // namespace

MeasureMethod measure_method(std::string_view name) {
    if (name == "planar") return MeasureMethod::planar;
    if (name == "planar-utm") return MeasureMethod::planar_utm;
    if (name == "geodesic") return MeasureMethod::geodesic;
    const std::string given(name.substr(0, 80));
    throw core::Error(
        core::ErrorCode::option_value,
        {"Metode ukur \"" + given + "\" tidak dikenal.", "The measure method \"" + given + "\" is unknown."},
        {"Pilih \"planar\", \"planar-utm\", atau \"geodesic\".", "Choose \"planar\", \"planar-utm\" or \"geodesic\"."});
}

std::vector<double> area_m2(const GeometryColumn& column, const Crs& crs, MeasureMethod method,
                            const core::Control& control) {
    return measure(column, crs, method, control, row_area, planar_ring_area, geodesic_ring_area);
}

std::vector<double> length_m(const GeometryColumn& column, const Crs& crs, MeasureMethod method,
                             const core::Control& control) {
    return measure(column, crs, method, control, row_length, planar_ring_length, geodesic_ring_length);
}

Geodesic geodesic_between(double lon1, double lat1, double lon2, double lat2) {
    double forward_at_end = 0.0;
    Geodesic out{};
    geod_inverse(&ellipsoid(), lat1, lon1, lat2, lon2, &out.distance_m, &out.azimuth_at_start_deg, &forward_at_end);
    out.azimuth_at_end_deg = forward_at_end > 0.0 ? forward_at_end - 180.0 : forward_at_end + 180.0;
    return out;
}

}  // namespace petasentra::geometry

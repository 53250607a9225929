#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/is_place.hpp>
#include <petasentra/zoning/zoning_index.hpp>

#include "zoning/index_data.hpp"

namespace petasentra::zoning {

using core::Error;
using core::ErrorCode;
using geometry::Shape;

namespace {

[[noreturn]] void refuse_invalid(const layer::Layer& zones, const geometry::InvalidRow& invalid) {
    const core::Place place{zones.provenance.source, zones.title(), std::to_string(invalid.row), {}};
    const auto& why = invalid.why;
    const auto where = std::to_string(why.x) + ", " + std::to_string(why.y);
    throw Error(ErrorCode::geometry_invalid,
                {"Poligon zona tidak sah (" + why.reason + ") di dekat " + where + ".",
                 "The zone polygon is not valid (" + why.reason + ") near " + where + "."},
                {"Perbaiki geometri zona, misalnya dengan shapely.make_valid atau Fix geometries di QGIS, lalu periksa "
                 "luasnya.",
                 "Repair the zone geometry, e.g. with shapely.make_valid or Fix geometries in QGIS, and check its "
                 "area."},
                place);
}

void require_polygons(const layer::Layer& zones) {
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (zones.geometry.is_null(row) || zones.geometry.is_empty(row)) continue;
        if (geometry::dimension(zones.geometry.kind[row]) == 2) continue;
        const core::Place place{zones.provenance.source, zones.title(), std::to_string(row), {}};
        throw Error(ErrorCode::geometry_kind, {"Zona harus berupa poligon.", "A zone must be a polygon."},
                    {"Periksa lapisan yang dipakai sebagai zona.", "Check which layer is used as zones."}, place);
    }
}

std::string power_of_ten(double value) {
    return (value < 0.0 ? "-1e" : "1e") + std::to_string(static_cast<int>(std::floor(std::log10(std::fabs(value)))));
}

// Exact arithmetic holds while no product overflows or vanishes; a vertex that far away is no place on the Earth but a
// number that stands for "none". What is not finite, validity tells.
void require_places(const layer::Layer& zones) {
    constexpr double vanishing = 1e-100;
    double largest = 0.0;
    for (std::size_t row = 0; row < zones.size(); ++row) {
        for (const double value : zones.geometry.vertices(row)) {
            if (std::isfinite(value) && !geometry::is_place(value)) {
                const core::Place place{zones.provenance.source, zones.title(), std::to_string(row), {}};
                throw Error(ErrorCode::geometry_not_finite,
                            {"Koordinat zona terletak jauh di luar bumi: " + power_of_ten(value) + ".",
                             "A coordinate of the zone lies far beyond the Earth: " + power_of_ten(value) + "."},
                            {"Betulkan atau hapus titik itu; bilangan seperti ini biasanya berarti \"kosong\".",
                             "Correct or delete that vertex; such numbers mostly stand for \"none\"."},
                            place);
            }
            largest = std::max(largest, std::fabs(value));
        }
    }
    if (largest == 0.0 || largest >= vanishing) return;
    throw Error(ErrorCode::geometry_not_finite,
                {"Semua koordinat zona praktis nol.", "All coordinates of the zones are as good as zero."},
                {"Periksa satuan dan CRS lapisan.", "Check units and CRS of the layer."},
                {zones.provenance.source, zones.title(), {}, {}});
}

// What memory depends on: finite coordinates, closed rings.
bool has_sound_rings(const geometry::GeometryColumn& column, std::size_t row) {
    if (!column.is_finite(row)) return false;
    for (auto part = column.part_of_row[row]; part < column.part_of_row[row + 1]; ++part) {
        for (auto ring = column.ring_of_part[part]; ring < column.ring_of_part[part + 1]; ++ring) {
            const auto first = 2 * column.vertex_of_ring[ring];
            const auto end = 2 * column.vertex_of_ring[ring + 1];
            if (first == end) continue;
            if (end - first < 8 || column.xy[first] != column.xy[end - 2] || column.xy[first + 1] != column.xy[end - 1])
                return false;
        }
    }
    return true;
}

void require_rings(const layer::Layer& zones, const core::Control& control) {
    constexpr std::size_t rows_per_block = 256;
    std::vector<std::uint8_t> sound(zones.size());
    core::for_blocks(zones.size(), rows_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) sound[row] = has_sound_rings(zones.geometry, row) ? 1 : 0;
    });
    for (std::size_t row = 0; row < zones.size(); ++row) {
        if (sound[row] != 0) continue;
        if (auto why = geometry::validity(zones.geometry, row); !why.valid())
            refuse_invalid(zones, {row, std::move(why)});
    }
}

}  // namespace

ZoningIndex::ZoningIndex() : m_data(std::make_unique<Data>()) {}
ZoningIndex::ZoningIndex(ZoningIndex&&) noexcept = default;
ZoningIndex& ZoningIndex::operator=(ZoningIndex&&) noexcept = default;
ZoningIndex::~ZoningIndex() = default;

ZoningIndex::ZoningIndex(const layer::Layer& zones, const core::Control& control, const IndexOptions& options)
    : m_data(std::make_unique<Data>()) {
    const core::Place place{zones.provenance.source, zones.title(), {}, {}};
    if (!zones.crs.known()) {
        throw Error(ErrorCode::crs_missing, {"Lapisan zona tidak punya CRS.", "The zone layer has no CRS."},
                    {"Nyatakan CRS-nya saat membaca, misalnya crs=\"EPSG:32749\".",
                     "State it when reading, e.g. crs=\"EPSG:32749\"."},
                    place);
    }
    if (!zones.crs.is_projected_metre()) {
        throw Error(
            ErrorCode::degrees_refused,
            {"Luas tidak dihitung dalam derajat (" + zones.crs.name() + ").",
             "Areas are not computed in degrees (" + zones.crs.name() + ")."},
            {"Transformasikan dahulu, misalnya layer.to_crs(32749).", "Transform first, e.g. layer.to_crs(32749)."},
            place);
    }
    m_data->crs = zones.crs;
    require_polygons(zones);
    require_places(zones);
    if (options.check_validity) {
        const auto invalid = geometry::invalid_rows(zones.geometry, control.part(0.0, 0.7));
        if (!invalid.empty()) refuse_invalid(zones, invalid.front());
    } else {
        require_rings(zones, control.part(0.0, 0.05));
    }
    m_data->cells = cut_into_cells(zones.geometry, control.part(options.check_validity ? 0.7 : 0.05, 1.0));
    m_data->zones = ZoneShapes(zones.geometry, m_data->cells.xy);
    m_data->source = zones.provenance;
    m_data->overlaps.forget();
}

std::size_t ZoningIndex::zone_count() const noexcept {
    return m_data->zones.size();
}
const geometry::Crs& ZoningIndex::crs() const noexcept {
    return m_data->crs;
}
const Cells& ZoningIndex::cells() const noexcept {
    return m_data->cells;
}
const EdgeBoxes& ZoningIndex::edge_boxes() const {
    return m_data->edge_boxes();
}
const Overlaps& ZoningIndex::overlaps() const noexcept {
    return m_data->overlaps;
}
const Shape& ZoningIndex::zone(std::uint32_t row) const {
    return m_data->zones[row];
}

}  // namespace petasentra::zoning

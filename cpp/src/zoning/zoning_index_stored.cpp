#include <petasentra/core/error.hpp>
#include <petasentra/zoning/zoning_index.hpp>

#include "zoning/index_data.hpp"
#include "zoning/index_file.hpp"

namespace petasentra::zoning {

void ZoningIndex::save(const std::string& path, const core::Control& control) const {
    if (!m_data->crs.known()) {
        throw core::Error(
            core::ErrorCode::crs_missing,
            {"Indeks tanpa zona dan CRS tidak dapat disimpan.", "An index without zones and a CRS cannot be saved."},
            {"Buat indeks dari lapisan zona dahulu.", "Make the index of a layer of zones first."}, {.file = path});
    }
    write_index(path, {m_data->zones.outline(), m_data->cells, m_data->crs, m_data->source}, control);
}

ZoningIndex ZoningIndex::open(const std::string& path, bool verify, const core::Control& control) {
    auto stored = read_index(path, verify, control);
    ZoningIndex out;
    auto& data = *out.m_data;
    data.cells = std::move(stored.cells);
    data.zones = ZoneShapes(std::move(stored.outline), data.cells.xy);
    data.crs = std::move(stored.crs);
    data.source = std::move(stored.source);
    data.overlaps.forget();
    return out;
}

const layer::Provenance& ZoningIndex::source() const noexcept {
    return m_data->source;
}

void ZoningIndex::set_source_sha256(const std::string& sha256) {
    m_data->source.sha256 = sha256;
}

std::size_t ZoningIndex::vertex_count() const noexcept {
    return m_data->cells.xy.size() / 2;
}

std::size_t ZoningIndex::bytes() const noexcept {
    const auto& outline = m_data->zones.outline();
    const auto offsets = outline.part_of_row.size() + outline.ring_of_part.size() + outline.vertex_of_ring.size();
    const auto* boxes = m_data->made_edge_boxes.if_made();
    return m_data->cells.bytes() + outline.kind.size() * sizeof(geometry::Kind) + offsets * sizeof(std::uint64_t) +
           (boxes == nullptr ? 0 : boxes->bytes());
}

}  // namespace petasentra::zoning

#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/core/parallel.hpp>
#include <span>
#include <vector>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/flat_layout.hpp"

namespace petasentra::io::gdal {

/// Where the records of a .shp lie, as its .shx says, and which blocks of them are read in one go.
struct ShpIndex {
    struct Record {
        std::uint64_t offset = 0;  ///< of the record's own header, which takes 8 bytes
        std::uint64_t size = 0;    ///< of what follows it
    };
    std::uint32_t shape_type = 0;  ///< stated in the header of the .shp
    std::vector<Record> records;
    std::vector<core::Block> blocks;
};

/// Nothing if the two files contradict each other, their headers or their lengths, or records do not lie in order.
[[nodiscard]] std::optional<ShpIndex> shp_index(const FileBytes& shp, const FileBytes& shx);

/// The plan of a record of the flat types 1 (point), 3 (line), 5 (polygon) and 8 (multipoint); `record` starts with its
/// header. Aside go polygons of several rings, rings that are not closed, types other than the header's, points that are
/// not numbers, counts that do not add up.
[[nodiscard]] RowPlan plan_record(std::span<const std::byte> record, std::uint32_t shape_type);

/// Writes a planned record that was not put aside.
void copy_record(std::span<const std::byte> record, const RowPlan& plan, const RowSlot& to);

}  // namespace petasentra::io::gdal

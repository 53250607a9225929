#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/section_file.hpp>
#include <petasentra/geometry/crs.hpp>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "zoning/cells.hpp"

namespace petasentra::zoning {

/// What of an index is stored; the rest is made again from it when it is asked for.
struct StoredIndex {
    geometry::GeometryColumn outline;  ///< how rings, parts and rows lie in Cells::xy; without vertices of its own
    Cells cells;
    geometry::Crs crs;
    layer::Provenance source;
};

/// The file; see core/section_file.hpp.
namespace index_file {

inline constexpr std::array<char, 8> magic{'\x89', 'P', 'S', 'X', '\r', '\n', '\x1a', '\n'};
inline constexpr std::uint32_t version = 1;

using core::section_file::aligned;
using core::section_file::byte_order;
using core::section_file::Bytes;
using core::section_file::Checksum;

struct Head {
    std::array<char, 8> magic;
    std::uint32_t byte_order;
    std::uint32_t version;
    std::uint64_t file_bytes;
    std::uint32_t sections;
    std::int32_t side_exponent;  ///< a block is 2^this metres wide
    std::uint32_t columns;       ///< of blocks, as are the next three
    std::uint32_t rows;
    std::int64_t first_column;
    std::int64_t first_row;
    std::uint64_t reserved;  ///< 0
    Checksum zones;          ///< over the checksums of the sections that hold the zones themselves
    Checksum checksum;       ///< of the head, with zeros here, and the directory
};
static_assert(sizeof(Head) == 192);

struct Entry {
    std::array<char, 16> name;
    std::uint64_t offset;
    std::uint64_t count;
    std::uint32_t element_bytes;
    std::uint32_t reserved;  ///< 0
    Checksum checksum;
};
static_assert(sizeof(Entry) == 104);

enum Section : std::size_t {
    kind,  // the zones: up to xy
    part_of_row,
    ring_of_part,
    vertex_of_ring,
    xy,
    state,  // how the grid cuts them up
    lists,
    mixed_blocks,
    palette,
    group_of_cell,
    groups,
    runs,
    crs,  // texts
    provenance,
};
inline constexpr std::size_t zone_sections = 5;

struct SectionKind {
    std::string_view name;
    std::uint32_t element_bytes;
};
/// In the order of the file.
inline constexpr std::array<SectionKind, 14> sections{{{"kind", 1},
                                                       {"part_of_row", 8},
                                                       {"ring_of_part", 8},
                                                       {"vertex_of_ring", 8},
                                                       {"xy", 8},
                                                       {"state", 4},
                                                       {"lists", 4},
                                                       {"mixed_blocks", sizeof(MixedBlock)},
                                                       {"palette", 4},
                                                       {"group_of_cell", 4},
                                                       {"groups", sizeof(Group)},
                                                       {"runs", sizeof(Run)},
                                                       {"crs", 1},
                                                       {"provenance", 1}}};

using Directory = std::array<Entry, sections.size()>;

/// Of the zones themselves, by the checksums of their sections.
[[nodiscard]] Checksum checksum_of_zones(const Directory& directory);
[[nodiscard]] Checksum checksum_of(Head head, const Directory& directory);

/// The first section whose numbers lead out of another, or out of the grid; empty if none does: then no question reads
/// outside of the arrays, whoever wrote them. Sizes must agree. Cost: O(all of it), on all threads.
[[nodiscard]] std::string_view unsound_section(const StoredIndex& index, const core::Control& control);

}  // namespace index_file

/// What to store, where it lies.
struct IndexView {
    const geometry::GeometryColumn& outline;
    const Cells& cells;
    const geometry::Crs& crs;
    const layer::Provenance& source;
};
/// Error(write_failed); the file is there as a whole or as it was before.
void write_index(const std::string& path, const IndexView& index, const core::Control& control);

/// Error(file_not_found), Error(file_unreadable). Files of up to 16 MiB are copied and looked at in full; larger ones are
/// mapped, and only with `verify` looked at beyond head, directory and sizes.
[[nodiscard]] StoredIndex read_index(const std::string& path, bool verify, const core::Control& control);

}  // namespace petasentra::zoning

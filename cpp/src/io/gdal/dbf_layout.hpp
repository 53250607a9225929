#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "io/gdal/file_bytes.hpp"

namespace petasentra::io::gdal {

/// One column of a .dbf: fixed-width text at `offset` of each record, whose first byte says whether it was deleted.
struct DbfField {
    char type = 'C';  ///< C text, N and F numbers, D day, L truth
    std::size_t offset = 0;
    std::size_t width = 0;
};

struct DbfLayout {
    std::uint64_t records = 0;
    std::uint64_t first_record = 0;  ///< offset in the file
    std::size_t record_size = 0;
    std::vector<DbfField> fields;
};

/// The layout that the header of a dBASE table states; nothing if it contradicts itself or the length of the file.
[[nodiscard]] std::optional<DbfLayout> dbf_layout(const FileBytes& file);

}  // namespace petasentra::io::gdal

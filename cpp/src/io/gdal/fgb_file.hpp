#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace petasentra::io::gdal {

/// A FlatGeobuf file in memory: what its header says and where each feature lies.
struct FgbFile {
    std::vector<std::byte> bytes;
    std::uint8_t geometry_type = 0;  ///< numbers of ISO WKB; 0: each feature says its own
    bool flat = true;                ///< without Z, M and times
    std::vector<std::uint8_t> column_types;
    std::vector<std::span<const std::byte>> features;  ///< within `bytes`
};

/// Nothing if it is no FlatGeobuf of version 3, is larger than we care to hold, or ends within a feature.
/// Format: the schemas header.fbs and feature.fbs of https://github.com/flatgeobuf/flatgeobuf, version 3.
[[nodiscard]] std::optional<FgbFile> read_fgb(const std::string& path);

}  // namespace petasentra::io::gdal

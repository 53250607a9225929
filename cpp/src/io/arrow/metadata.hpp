#pragma once
#include <petasentra/geometry/crs.hpp>
#include <petasentra/layer/column.hpp>
#include <string>
#include <string_view>

namespace petasentra::io::arrow {

inline constexpr const char* extension_name_key = "ARROW:extension:name";
inline constexpr const char* extension_metadata_key = "ARROW:extension:metadata";

/// Arrow's own coding of schema metadata: a count, then length and bytes of each key and value, as native int32.
[[nodiscard]] layer::Metadata decode_metadata(const char* bytes);
/// Empty if there is nothing to write.
[[nodiscard]] std::string encode_metadata(const layer::Metadata& metadata);

/// The CRS that GeoArrow extension metadata ({"crs": ...}) states: a PROJJSON object, or text (WKT, "EPSG:32749").
/// Unknown if there is none (absent, null, or a CRS type that means nothing outside its producer, "srid").
/// Error(malformed_table) if the text is not JSON; Error(crs_unknown) if PROJ refuses what it says.
[[nodiscard]] geometry::Crs crs_of_extension(std::string_view json, std::string_view column);
/// GeoArrow extension metadata that states a CRS; "{}" for an unknown one.
[[nodiscard]] std::string extension_of_crs(const geometry::Crs& crs);

}  // namespace petasentra::io::arrow

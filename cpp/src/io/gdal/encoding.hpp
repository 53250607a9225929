#pragma once
#include <string>
#include <string_view>

namespace petasentra::io::gdal {

/// What a Shapefile says about the encoding of its attributes.
struct TextEncoding {
    std::string name;  ///< as iconv knows it: "UTF-8", "CP1252"; empty if nothing usable is declared
    std::string from;  ///< "cpg" or "ldid"; empty if nothing is declared
    std::string said;  ///< the words of the file where they could not be understood
};

/// Looks for the side file (.cpg, .cst), then for the language byte of the .dbf header. `shp_path` may be a GDAL
/// virtual path.
[[nodiscard]] TextEncoding declared_encoding(const std::string& shp_path);

/// "ANSI 1252", "utf8", "8859-1", "65001" in the one spelling we use; other words as they are, in upper case.
[[nodiscard]] std::string encoding_name(std::string_view said);
/// Whether GDAL can turn this encoding into UTF-8.
[[nodiscard]] bool can_decode(const std::string& encoding);

[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
[[nodiscard]] bool is_ascii(std::string_view text) noexcept;
/// Windows-1252 to UTF-8; the five bytes it leaves undefined become U+FFFD.
[[nodiscard]] std::string utf8_from_cp1252(std::string_view text);
/// The text if it is UTF-8, else read as CP1252: names and messages of unknown origin, made safe to hand on.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace petasentra::io::gdal

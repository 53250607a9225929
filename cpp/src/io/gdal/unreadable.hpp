#pragma once
#include <optional>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::io::gdal {

/// Error(file_unreadable) about a file, with the reason as the end of its sentence.
[[nodiscard]] core::Error unreadable(const std::string& path, const core::Text& reason);
[[nodiscard]] core::Error unreadable(const std::string& path, const core::Text& reason, const core::Text& hint);

/// The same with a reason read off the first bytes, where these tell more than GDAL's words `otherwise`: an empty file, a
/// web page saved under another name, an archive with the wrong ending.
[[nodiscard]] core::Error unreadable_content(const std::string& path, const std::string& otherwise);

/// Only where the first bytes tell what the file is.
[[nodiscard]] std::optional<core::Error> known_content(const std::string& path);

}  // namespace petasentra::io::gdal

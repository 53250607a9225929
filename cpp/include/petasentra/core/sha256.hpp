#pragma once
#include <cstddef>
#include <span>
#include <string>

namespace petasentra::core {

/// SHA-256 (FIPS 180-4) of bytes, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::span<const std::byte> bytes);
/// SHA-256 of a file's content; Error(file_not_found) if it cannot be opened.
[[nodiscard]] std::string sha256_of_file(const std::string& path);

}  // namespace petasentra::core

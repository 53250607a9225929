#pragma once

namespace petasentra::core {

/// The version of the library, "major.minor.patch"; stated once, in the top CMakeLists.txt.
[[nodiscard]] const char* version() noexcept;

}  // namespace petasentra::core

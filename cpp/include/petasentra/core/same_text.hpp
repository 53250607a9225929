#pragma once
#include <petasentra/core/text.hpp>

namespace petasentra::core {

/// Equal in both languages.
[[nodiscard]] inline bool operator==(const Text& a, const Text& b) noexcept {
    return a.id == b.id && a.en == b.en;
}

}  // namespace petasentra::core

#include <petasentra/core/version.hpp>

namespace petasentra::core {

const char* version() noexcept {
    return PETASENTRA_VERSION;
}

}  // namespace petasentra::core

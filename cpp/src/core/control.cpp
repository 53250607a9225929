#include <petasentra/core/control.hpp>
#include <petasentra/core/error.hpp>

namespace petasentra::core {

void Control::check() const {
    if (cancelled()) {
        throw Error(ErrorCode::cancelled,
                    {"Pekerjaan dihentikan atas permintaan.", "The work was stopped on request."});
    }
}

}  // namespace petasentra::core

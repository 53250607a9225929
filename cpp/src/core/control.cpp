#include <petasentra/core/control.hpp>
#include <petasentra/core/error.hpp>

namespace petasentra::core {

void Control::check() const {
    if (cancelled()) {
        throw Error(ErrorCode::cancelled,
                    {"Pekerjaan dihentikan atas permintaan.", "The work was stopped on request."});
    }
}

Control Control::part(double begin, double end) const {
    Control out = *this;
    if (progress) out.progress = [tell = progress, begin, end](double done) { tell(begin + (end - begin) * done); };
    return out;
}

}  // namespace petasentra::core

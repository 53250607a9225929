#include <petasentra/core/control.hpp>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::core {

unsigned thread_count_of(std::optional<std::int64_t> asked) {
    constexpr std::int64_t most = 256;
    if (!asked) return 0;
    if (*asked >= 1 && *asked <= most) return static_cast<unsigned>(*asked);
    const auto given = std::to_string(*asked);
    const auto range = "1.." + std::to_string(most);
    throw Error(ErrorCode::option_value,
                {"Banyaknya utas (threads) " + given + " berada di luar rentang " + range + ".",
                 "The number of threads " + given + " is outside the range " + range + "."},
                {"Berikan bilangan " + range + ", atau kosongkan (None) agar dipakai satu utas untuk tiap prosesor.",
                 "Give a number of " + range + ", or leave it out (None): then there is one for each processor."});
}

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

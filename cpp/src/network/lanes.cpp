#include "network/lanes.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::network {

std::vector<Lanes> lanes_here() {
    std::vector<Lanes> widths{Lanes::four};
#if defined(PETASENTRA_WIDE_LANES)
    if (__builtin_cpu_supports("avx2") != 0) widths.push_back(Lanes::eight);
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0)
        widths.push_back(Lanes::sixteen);
#endif
    return widths;
}

const LaneKernels& kernels_for(Lanes width) {
    static const auto here = lanes_here();
    if (width == Lanes::widest) width = here.back();
    if (std::find(here.begin(), here.end(), width) == here.end()) {
        const auto asked = std::to_string(static_cast<unsigned>(width));
        throw core::Error(core::ErrorCode::option_value,
                          {"Prosesor ini tidak memiliki register untuk " + asked + " biaya sekaligus.",
                           "This processor has no registers for " + asked + " costs at once."},
                          {"Pakai Lanes::widest.", "Use Lanes::widest."});
    }
#if defined(PETASENTRA_WIDE_LANES)
    if (width == Lanes::eight) return kernels_of_8;
    if (width == Lanes::sixteen) return kernels_of_16;
#endif
    return kernels_of_4;
}

}  // namespace petasentra::network

#pragma once
#include <petasentra/core/control.hpp>

namespace petasentra::topology {

/// The share of the whole work that one stage takes, so that progress never goes back.
[[nodiscard]] inline core::Control stage(const core::Control& control, double begin, double end) {
    core::Control out = control;
    if (control.progress) {
        out.progress = [progress = control.progress, begin, end](double done) {
            progress(begin + done * (end - begin));
        };
    }
    return out;
}

}  // namespace petasentra::topology

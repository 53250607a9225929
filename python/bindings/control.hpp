#pragma once
#include <pybind11/pybind11.h>

#include <functional>
#include <optional>
#include <petasentra/core/control.hpp>
#include <type_traits>
#include <utility>

namespace petasentra::bindings {

/// How a Python caller watches long work: `progress` is a callable taking the done share (or None), `threads` a count
/// (None: one per hardware thread).
struct ControlOptions {
    pybind11::object progress = pybind11::none();
    std::optional<unsigned> threads;
};

namespace detail {
void run_interruptible(const ControlOptions& options, const std::function<void(const core::Control&)>& work);
}

/// Runs `work(control)` on a thread of its own with the GIL released and returns what it returns.
///
/// The calling thread waits in steps of at most 50 ms; in each it takes the GIL, lets Python handle its signals and
/// calls `progress` if the share has grown. Ctrl-C, or an exception from `progress`, sets the cancel flag, waits for
/// `work` to stop and then leaves as that Python exception. Python delivers signals on its main thread only: calls from
/// other threads are stopped by an exception from `progress`. `work` must not touch Python objects.
template <class Work>
auto run_interruptible(const ControlOptions& options, Work&& work) {
    using Result = std::invoke_result_t<Work&, const core::Control&>;
    if constexpr (std::is_void_v<Result>) {
        detail::run_interruptible(options, [&](const core::Control& control) { work(control); });
    } else {
        std::optional<Result> result;
        detail::run_interruptible(options, [&](const core::Control& control) { result.emplace(work(control)); });
        return Result(std::move(*result));
    }
}

}  // namespace petasentra::bindings

#pragma once
#include <pybind11/pybind11.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <petasentra/core/control.hpp>
#include <type_traits>
#include <utility>

namespace petasentra::bindings {

/// The argument `threads` of a binding: any integer, or None. run_interruptible refuses what core::thread_count_of()
/// does, whatever its size; a plain unsigned would end in a TypeError that names C++ types.
struct Threads {
    std::optional<std::int64_t> asked;

    Threads() = default;
    template <class Integer>
    Threads(Integer count) : asked(static_cast<std::int64_t>(count)) {}
    template <class Integer>
    Threads(std::optional<Integer> count) : asked(count) {}
};

/// How a Python caller watches long work: `progress` is a callable taking the done share (or None).
struct ControlOptions {
    pybind11::object progress = pybind11::none();
    Threads threads;
};

namespace detail {
void run_interruptible(const ControlOptions& options, const std::function<void(const core::Control&)>& work);
}

/// Runs `work(control)` on a thread of its own with the GIL released and returns what it returns. Error(option_value)
/// for a number of threads out of range.
///
/// The calling thread waits in steps of at most 20 ms; in each it takes the GIL, lets Python handle its signals and
/// calls `progress` if the share has grown; at the end it is told 1, also of work on nothing. Ctrl-C, or an exception
/// from `progress`, sets the cancel flag, waits for `work` to stop and then leaves as that Python exception. Python
/// delivers signals on its main thread only: calls from other threads are stopped by an exception from `progress`.
/// `work` must not touch Python objects.
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

namespace pybind11::detail {

template <>
struct type_caster<petasentra::bindings::Threads> {
    PYBIND11_TYPE_CASTER(petasentra::bindings::Threads, const_name("int | None"));

    bool load(handle source, bool /*convert*/) {
        value = {};
        if (source.is_none()) return true;
        if (PyIndex_Check(source.ptr()) == 0) return false;
        const auto index = reinterpret_steal<object>(PyNumber_Index(source.ptr()));
        if (!index) throw error_already_set();
        int overflow = 0;
        const auto number = PyLong_AsLongLongAndOverflow(index.ptr(), &overflow);
        using Limits = std::numeric_limits<std::int64_t>;
        value.asked = overflow == 0 ? number : overflow > 0 ? Limits::max() : Limits::min();
        return true;
    }
};

}  // namespace pybind11::detail

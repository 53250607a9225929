#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

namespace petasentra::core {

/// A number of threads as a user gives it, for Control::threads: nothing is one per hardware thread. Beyond any machine
/// this is made for, a number is a slip: Error(option_value) outside 1..256.
[[nodiscard]] unsigned thread_count_of(std::optional<std::int64_t> asked);

/// How a caller watches and stops long work. Kernels poll it once per block of work, never per feature.
struct Control {
    /// Called with the done share, 0..1, from one thread at a time; may be empty.
    std::function<void(double)> progress;
    /// Set by the caller to stop; the kernel then throws Error(cancelled). May be null.
    const std::atomic<bool>* cancel = nullptr;
    /// Worker threads; 0 means one per hardware thread. Results never depend on it.
    unsigned threads = 0;

    [[nodiscard]] bool cancelled() const noexcept {
        return cancel != nullptr && cancel->load(std::memory_order_relaxed);
    }
    /// Throws Error(cancelled) if the caller asked to stop.
    void check() const;
    /// The same caller for one step of several: the step's own progress 0..1 is told as begin..end. Steps that follow
    /// one another, part(0.0, 0.3) and part(0.3, 1.0), make one progress that never goes back; parts may be parted.
    [[nodiscard]] Control part(double begin, double end) const;
};

}  // namespace petasentra::core

#include "bindings/control.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace py = pybind11;

namespace petasentra::bindings::detail {
namespace {

// The work on its thread, seen from the thread that waits for it. Destroying it waits for the end.
class Worker {
  public:
    Worker(unsigned threads, const std::function<void(const core::Control&)>& work)
        : m_thread([this, threads, &work] { run(threads, work); }) {}
    ~Worker() {
        if (m_thread.joinable()) m_thread.join();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    bool wait_for(std::chrono::milliseconds step) {
        std::unique_lock lock(m_mutex);
        return m_ended.wait_for(lock, step, [this] { return m_done; });
    }
    void cancel() noexcept { m_cancel = true; }
    void join() { m_thread.join(); }
    [[nodiscard]] double share() const noexcept { return m_share; }
    [[nodiscard]] const std::exception_ptr& failure() const noexcept { return m_failure; }

  private:
    void run(unsigned threads, const std::function<void(const core::Control&)>& work) {
        core::Control control;
        control.progress = [this](double share) { m_share = share; };
        control.cancel = &m_cancel;
        control.threads = threads;
        try {
            work(control);
        } catch (...) {
            m_failure = std::current_exception();
        }
        const std::lock_guard lock(m_mutex);
        m_done = true;
        m_ended.notify_all();
    }

    std::atomic<bool> m_cancel = false;
    std::atomic<double> m_share = 0.0;
    std::exception_ptr m_failure;
    std::mutex m_mutex;
    std::condition_variable m_ended;
    bool m_done = false;
    std::thread m_thread;  // last: it uses the others
};

}  // namespace

void run_interruptible(const ControlOptions& options, const std::function<void(const core::Control&)>& work) {
    constexpr auto step = std::chrono::milliseconds(20);
    const auto threads = core::thread_count_of(options.threads.asked);
    const bool watched = !options.progress.is_none();
    double told = -1.0;
    const auto tell = [&](double share) {
        if (!watched || share <= told) return;
        told = share;
        options.progress(share);
    };

    std::exception_ptr interruption;
    std::exception_ptr failure;
    {
        const py::gil_scoped_release no_gil;
        Worker worker(threads, work);
        while (!worker.wait_for(step)) {
            if (interruption) continue;
            const py::gil_scoped_acquire gil;
            try {
                if (PyErr_CheckSignals() != 0) throw py::error_already_set();
                tell(worker.share());
            } catch (...) {
                interruption = std::current_exception();
                worker.cancel();
            }
        }
        worker.join();
        failure = worker.failure();
    }
    if (interruption) std::rethrow_exception(interruption);
    if (failure) std::rethrow_exception(failure);
    tell(1.0);  // work on nothing has no block that would say so
}

}  // namespace petasentra::bindings::detail

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <petasentra/core/parallel.hpp>
#include <system_error>
#include <thread>
#include <vector>

namespace petasentra::core {
namespace {

/// What the worker threads of one call share.
class Run {
  public:
    Run(std::size_t n, std::size_t block_size, const Control& control, const std::function<void(Block)>& work)
        : m_n(n), m_block_size(block_size), m_blocks(block_count(n, block_size)), m_control(control), m_work(work) {}

    std::size_t blocks() const { return m_blocks; }

    void run() {
        for (auto index = m_next++; index < m_blocks; index = m_next++) {
            // Blocks are handed out in ascending order, so when a block has failed every lower one has at least been
            // started and will still report: the lowest failure is the same for any number of threads.
            if (index > m_lowest_failed) return;
            try {
                m_control.check();
                m_work(Block{index * m_block_size, std::min(m_n, (index + 1) * m_block_size), index});
                report_done();
            } catch (...) {
                keep_failure(index);
            }
        }
    }

    void rethrow() const {
        if (m_failure) std::rethrow_exception(m_failure);
    }

  private:
    void report_done() {
        if (!m_control.progress) return;
        const std::lock_guard lock(m_mutex);
        m_control.progress(static_cast<double>(++m_done) / static_cast<double>(m_blocks));
    }

    void keep_failure(std::size_t index) {
        const std::lock_guard lock(m_mutex);
        if (index < m_lowest_failed) {
            m_lowest_failed = index;
            m_failure = std::current_exception();
        }
    }

    std::size_t m_n;
    std::size_t m_block_size;
    std::size_t m_blocks;
    const Control& m_control;
    const std::function<void(Block)>& m_work;
    std::atomic<std::size_t> m_next{0};
    std::atomic<std::size_t> m_lowest_failed{static_cast<std::size_t>(-1)};
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::exception_ptr m_failure;
};

std::size_t thread_count(const Control& control, std::size_t blocks) {
    const std::size_t wanted = control.threads != 0 ? control.threads : std::thread::hardware_concurrency();
    return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(blocks, 1));
}

}  // namespace

void for_blocks(std::size_t n, std::size_t block_size, const Control& control, const std::function<void(Block)>& work) {
    if (n == 0) return;
    Run shared(n, std::max<std::size_t>(block_size, 1), control, work);
    {
        std::vector<std::jthread> helpers;
        const auto threads = thread_count(control, shared.blocks());
        helpers.reserve(threads - 1);
        // A system that grants no further thread gets the work done by those there are.
        try {
            while (helpers.size() + 1 < threads) helpers.emplace_back([&shared] { shared.run(); });
        } catch (const std::system_error&) {
        }
        shared.run();
    }
    shared.rethrow();
}

}  // namespace petasentra::core

#pragma once
#include <atomic>
#include <mutex>
#include <optional>

namespace petasentra::core {

/// A value made when it is first asked for. Threads may ask at the same time: one makes it, the others wait.
template <class Value>
class MadeOnce {
  public:
    template <class Make>
    [[nodiscard]] const Value& get(const Make& make) const {
        std::call_once(m_once, [&] {
            m_value.emplace(make());
            m_made.store(true, std::memory_order_release);
        });
        return *m_value;
    }
    /// Null before.
    [[nodiscard]] const Value* if_made() const noexcept {
        return m_made.load(std::memory_order_acquire) ? &*m_value : nullptr;
    }

  private:
    mutable std::once_flag m_once;
    mutable std::optional<Value> m_value;
    mutable std::atomic<bool> m_made{false};
};

}  // namespace petasentra::core

#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace petasentra::core {

/// Objects that are costly to warm up and belong to one thread at a time. A block of work borrows one and gives it back
/// with what it has prepared so far, so that warming up happens once a thread, not once a block. Which object a block
/// gets must never change an answer.
template <class T>
class Pool {
  public:
    explicit Pool(std::function<std::unique_ptr<T>()> make) : m_make(std::move(make)) {}

    class Lease {
      public:
        Lease(Pool& pool, std::unique_ptr<T> object) : m_pool(&pool), m_object(std::move(object)) {}
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        ~Lease() { m_pool->give_back(std::move(m_object)); }
        T* operator->() noexcept { return m_object.get(); }
        T& operator*() noexcept { return *m_object; }

      private:
        Pool* m_pool;
        std::unique_ptr<T> m_object;
    };

    [[nodiscard]] Lease borrow() {
        std::unique_ptr<T> object;
        {
            const std::lock_guard lock(m_mutex);
            if (!m_free.empty()) {
                object = std::move(m_free.back());
                m_free.pop_back();
            }
        }
        return Lease(*this, object ? std::move(object) : m_make());
    }

  private:
    void give_back(std::unique_ptr<T> object) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(object));
    }

    std::function<std::unique_ptr<T>()> m_make;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<T>> m_free;
};

}  // namespace petasentra::core

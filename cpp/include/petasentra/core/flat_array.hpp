#pragma once
#include <cstddef>
#include <memory>
#include <petasentra/core/large_memory.hpp>
#include <utility>

namespace petasentra::core {

/// Values that lie one behind the other and never change, in memory of their own or in a file that is mapped. Copies
/// share them.
template <class Value>
class FlatArray {
  public:
    FlatArray() = default;
    explicit FlatArray(LargeVector<Value>&& values) {
        auto kept = std::make_shared<const LargeVector<Value>>(std::move(values));
        m_data = kept->data();
        m_size = kept->size();
        m_owner = std::move(kept);
    }
    /// Looks at memory that `owner` keeps.
    FlatArray(std::shared_ptr<const void> owner, const Value* data, std::size_t size) noexcept
        : m_owner(std::move(owner)), m_data(data), m_size(size) {}

    [[nodiscard]] const Value* data() const noexcept { return m_data; }
    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] std::size_t bytes() const noexcept { return m_size * sizeof(Value); }
    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }
    [[nodiscard]] const Value& operator[](std::size_t i) const noexcept { return m_data[i]; }
    [[nodiscard]] const Value* begin() const noexcept { return m_data; }
    [[nodiscard]] const Value* end() const noexcept { return m_data + m_size; }

  private:
    std::shared_ptr<const void> m_owner;
    const Value* m_data = nullptr;
    std::size_t m_size = 0;
};

}  // namespace petasentra::core

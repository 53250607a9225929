#pragma once
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace petasentra::core {

/// Asks the system to back memory with large pages (Linux: transparent huge pages by madvise). Worth it for arrays of
/// many megabytes: filling one for the first time is two to three times as fast, since a page fault costs as much as
/// copying the page. Small ranges and systems without large pages are left alone; nothing can fail.
void prefer_large_pages(void* begin, std::size_t bytes) noexcept;

/// Room for `size` values, in large pages where that is worth it. What is never filled takes no memory.
template <class Value>
void reserve_large(std::vector<Value>& values, std::size_t size) {
    if (size <= values.capacity()) return;
    values.reserve(size);
    prefer_large_pages(values.data(), values.capacity() * sizeof(Value));
}

/// Allocates in large pages, and leaves values that are given no start as they are: the first to write them is the one
/// who fills the pages, on all threads where the work is.
template <class Value>
struct LargeAllocator : std::allocator<Value> {
    template <class Other>
    struct rebind {
        using other = LargeAllocator<Other>;
    };
    LargeAllocator() = default;
    template <class Other>
    LargeAllocator(const LargeAllocator<Other>&) noexcept {}
    [[nodiscard]] Value* allocate(std::size_t size) {
        auto* memory = std::allocator<Value>::allocate(size);
        prefer_large_pages(memory, size * sizeof(Value));
        return memory;
    }
    template <class Other, class... Start>
    void construct(Other* place, Start&&... start) {
        if constexpr (sizeof...(Start) == 0) {
            ::new (static_cast<void*>(place)) Other;
        } else {
            ::new (static_cast<void*>(place)) Other(std::forward<Start>(start)...);
        }
    }
};

/// A vector for many megabytes of results. LargeVector<Value>(n) holds n values of any content.
template <class Value>
using LargeVector = std::vector<Value, LargeAllocator<Value>>;

}  // namespace petasentra::core

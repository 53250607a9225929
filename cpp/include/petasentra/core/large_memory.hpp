#pragma once
#include <cstddef>
#include <limits>
#include <memory>
#include <new>
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

/// The size of a large page of the usual processors.
inline constexpr std::size_t large_page_bytes = std::size_t{2} << 20U;

/// What is asked for in place of `bytes`: whole large pages where less than a quarter of the last one is too much.
[[nodiscard]] constexpr std::size_t in_large_pages(std::size_t bytes) {
    const auto pages = (bytes + large_page_bytes - 1) / large_page_bytes * large_page_bytes;
    return pages - bytes < large_page_bytes / 4 ? pages : bytes;
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
        if (!is_large(size)) return std::allocator<Value>::allocate(size);
        const auto bytes = in_large_pages(size * sizeof(Value));
        auto* memory = ::operator new(bytes, std::align_val_t{large_page_bytes});
        prefer_large_pages(memory, bytes);
        return static_cast<Value*>(memory);
    }
    void deallocate(Value* memory, std::size_t size) noexcept {
        if (!is_large(size)) return std::allocator<Value>::deallocate(memory, size);
        ::operator delete(memory, std::align_val_t{large_page_bytes});
    }
    template <class Other, class... Start>
    void construct(Other* place, Start&&... start) {
        if constexpr (sizeof...(Start) == 0) {
            ::new (static_cast<void*>(place)) Other;
        } else {
            ::new (static_cast<void*>(place)) Other(std::forward<Start>(start)...);
        }
    }

  private:
    /// Begun at the start of a large page, memory is in such pages from its first byte on.
    [[nodiscard]] static constexpr bool is_large(std::size_t size) noexcept {
        return size <= std::numeric_limits<std::ptrdiff_t>::max() / sizeof(Value) &&
               in_large_pages(size * sizeof(Value)) >= large_page_bytes;
    }
};

/// A vector for many megabytes of results. LargeVector<Value>(n) holds n values of any content.
template <class Value>
using LargeVector = std::vector<Value, LargeAllocator<Value>>;

}  // namespace petasentra::core

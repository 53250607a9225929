#pragma once
#include <cstddef>
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

}  // namespace petasentra::core

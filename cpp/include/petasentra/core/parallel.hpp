#pragma once
#include <cstddef>
#include <functional>
#include <petasentra/core/control.hpp>

namespace petasentra::core {

/// A run of consecutive rows, [begin, end).
struct Block {
    std::size_t begin;
    std::size_t end;
    std::size_t index;  ///< 0, 1, 2 ... in row order: where the block's result belongs
};

/// Calls `work` once for every block of at most `block_size` rows out of `n`, on `control.threads` threads.
///
/// Blocks are the same for any thread count, so a caller that stores one result per `block.index` and joins them in
/// order gets the same bytes whatever the number of threads. The first exception (lowest block) is rethrown after all
/// threads have stopped. `control` is polled before every block.
/// Empty: n == 0 calls nothing.
void for_blocks(std::size_t n, std::size_t block_size, const Control& control, const std::function<void(Block)>& work);

[[nodiscard]] constexpr std::size_t block_count(std::size_t n, std::size_t block_size) {
    return (n + block_size - 1) / block_size;
}

}  // namespace petasentra::core

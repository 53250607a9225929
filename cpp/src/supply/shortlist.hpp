#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace petasentra::supply {

/// The pairs of sources and sinks that the simplex looks at, source after source.
struct Shortlist {
    std::vector<std::size_t> first{0};  ///< of each source, and the end
    std::vector<std::uint32_t> sink;
    std::vector<std::int64_t> cost;

    /// Pairs of one source that are to be added.
    struct More {
        std::vector<std::uint32_t> sink;
        std::vector<std::int64_t> cost;
    };
    /// Adds those of each source behind what it has.
    void add(std::span<const More> more);
};

}  // namespace petasentra::supply

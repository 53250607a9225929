#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "network/line_chains.hpp"

namespace petasentra::network {

/// The distinct places at which chains end, by x, then y, and who ends there.
struct EndPlaces {
    struct End {
        double x;
        double y;
        std::uint32_t chain;
        bool last;  ///< the last vertex of the chain, not the first
    };
    std::vector<End> ends;                  ///< sorted by place, then chain
    std::vector<std::size_t> first_end{0};  ///< place p has the ends first_end[p] .. first_end[p + 1]

    explicit EndPlaces(const Chains& chains);
    [[nodiscard]] std::size_t size() const noexcept { return first_end.size() - 1; }
    [[nodiscard]] const End& at(std::size_t place) const noexcept { return ends[first_end[place]]; }
    [[nodiscard]] std::size_t count(std::size_t place) const noexcept {
        return first_end[place + 1] - first_end[place];
    }
    [[nodiscard]] std::span<const End> ends_at(std::size_t place) const noexcept {
        return std::span(ends).subspan(first_end[place], count(place));
    }
    /// The place at exactly these coordinates; size() if nothing ends there.
    [[nodiscard]] std::size_t find(double x, double y) const noexcept;
};

}  // namespace petasentra::network

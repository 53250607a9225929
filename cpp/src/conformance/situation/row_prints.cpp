#include "row_prints.hpp"

#include <array>
#include <bit>
#include <span>
#include <string_view>

namespace petasentra::conformance {
namespace {

/// A running number: each step multiplies by 2^64 over the golden ratio, made odd, and folds the upper half down.
class Print {
  public:
    void add(std::uint64_t word) noexcept {
        m_state = (m_state ^ word) * 0x9E3779B97F4A7C15U;
        m_state ^= m_state >> 32U;
    }
    void add(std::string_view text) noexcept {
        add(text.size());
        for (const char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    }
    [[nodiscard]] std::uint64_t value() const noexcept { return m_state; }

  private:
    std::uint64_t m_state = 0x243F6A8885A308D3U;
};

void add_vertices(std::span<const double> xy, Print& print) {
    // Four at a time that do not wait for one another.
    std::array<Print, 4> lanes;
    std::size_t i = 0;
    for (; i + lanes.size() <= xy.size(); i += lanes.size()) {
        for (std::size_t k = 0; k < lanes.size(); ++k) lanes[k].add(std::bit_cast<std::uint64_t>(xy[i + k]));
    }
    for (; i < xy.size(); ++i) lanes.front().add(std::bit_cast<std::uint64_t>(xy[i]));
    print.add(xy.size());
    for (const auto& lane : lanes) print.add(lane.value());
}

}  // namespace

std::vector<std::uint64_t> row_prints(const BoundLayer& layer) {
    const auto& geometry = layer.data.geometry;
    std::vector<std::uint64_t> prints;
    prints.reserve(layer.data.size());
    for (std::size_t row = 0; row < layer.data.size(); ++row) {
        Print print;
        print.add(static_cast<std::uint64_t>(geometry.kind[row]));
        print.add(layer.code[row]);
        print.add(layer.name[row]);
        // The same vertices may be dealt out to other rings.
        print.add(geometry.part_of_row[row + 1] - geometry.part_of_row[row]);
        for (auto part = geometry.part_of_row[row]; part < geometry.part_of_row[row + 1]; ++part) {
            print.add(geometry.ring_of_part[part + 1] - geometry.ring_of_part[part]);
            for (auto ring = geometry.ring_of_part[part]; ring < geometry.ring_of_part[part + 1]; ++ring)
                print.add(geometry.vertex_of_ring[ring + 1] - geometry.vertex_of_ring[ring]);
        }
        add_vertices(geometry.vertices(row), print);
        prints.push_back(print.value());
    }
    return prints;
}

}  // namespace petasentra::conformance

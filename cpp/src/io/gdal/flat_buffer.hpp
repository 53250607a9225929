#pragma once
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>

namespace petasentra::io::gdal {

/// A FlatBuffers table that leads beyond its buffer.
struct BrokenBuffer : std::runtime_error {
    BrokenBuffer() : std::runtime_error("broken FlatBuffers table") {}
};

/// Reads a table of a FlatBuffers buffer in place; every step is checked against the end, and BrokenBuffer says where one
/// leads beyond it. Fields are numbered from 0 as in the schema; one that is absent gives what the caller says.
/// Format: https://flatbuffers.dev/internals (tables, vtables, vectors), little-endian.
class FlatTable {
  public:
    [[nodiscard]] static FlatTable root(std::span<const std::byte> buffer) {
        FlatTable table(buffer, 0);
        return {buffer, table.number<std::uint32_t>(0)};
    }

    template <class Number>
    [[nodiscard]] Number value(unsigned field, Number otherwise) const {
        const auto at = place(field);
        return at == 0 ? otherwise : number<Number>(at);
    }
    [[nodiscard]] bool has(unsigned field) const { return place(field) != 0; }
    [[nodiscard]] FlatTable table(unsigned field) const { return {m_buffer, target(place(field))}; }

    /// The bytes of a vector of `width` bytes an item; empty if it is absent.
    [[nodiscard]] std::span<const std::byte> vector(unsigned field, std::size_t width) const {
        const auto at = place(field);
        if (at == 0) return {};
        const auto begin = target(at);
        const std::size_t count = number<std::uint32_t>(begin);
        if (count > (m_buffer.size() - begin - sizeof(std::uint32_t)) / width) throw BrokenBuffer();
        return m_buffer.subspan(begin + sizeof(std::uint32_t), count * width);
    }
    /// Item `i` of a vector of tables.
    [[nodiscard]] FlatTable table_in(std::span<const std::byte> vector, std::size_t i) const {
        const auto at = static_cast<std::size_t>(vector.data() - m_buffer.data()) + i * sizeof(std::uint32_t);
        return {m_buffer, target(at)};
    }

  private:
    FlatTable(std::span<const std::byte> buffer, std::size_t at) : m_buffer(buffer), m_at(at) {}

    template <class Number>
    [[nodiscard]] Number number(std::size_t at) const {
        if (at > m_buffer.size() || m_buffer.size() - at < sizeof(Number)) throw BrokenBuffer();
        Number out;
        std::memcpy(&out, m_buffer.data() + at, sizeof out);
        return out;
    }
    [[nodiscard]] std::size_t target(std::size_t at) const {
        const std::size_t step = at == 0 ? 0 : number<std::uint32_t>(at);
        if (step == 0 || step > m_buffer.size() - at) throw BrokenBuffer();
        return at + step;
    }
    // Where a field stands; 0 if it is absent.
    [[nodiscard]] std::size_t place(unsigned field) const {
        const auto back = static_cast<std::int64_t>(number<std::int32_t>(m_at));
        const auto list = static_cast<std::int64_t>(m_at) - back;
        if (list < 0) throw BrokenBuffer();
        const auto size = number<std::uint16_t>(static_cast<std::size_t>(list));
        const std::size_t entry = 4 + std::size_t{2} * field;
        if (entry + 2 > size) return 0;
        const auto step = number<std::uint16_t>(static_cast<std::size_t>(list) + entry);
        return step == 0 ? 0 : m_at + step;
    }

    std::span<const std::byte> m_buffer;
    std::size_t m_at;
};

}  // namespace petasentra::io::gdal

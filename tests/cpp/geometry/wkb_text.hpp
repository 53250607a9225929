// Test helpers: WKB written as hexadecimal, and a few words for building it piece by piece.
#pragma once
#include <cstddef>
#include <cstdint>
#include <petasentra/geometry/geometry_column.hpp>
#include <petasentra/geometry/wkb.hpp>
#include <string_view>
#include <vector>

namespace wkb_text {

using Bytes = std::vector<std::byte>;

inline Bytes from_hex(std::string_view hex) {
    const auto digit = [](char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10); };
    Bytes out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        out.push_back(static_cast<std::byte>(digit(hex[i]) * 16 + digit(hex[i + 1])));
    return out;
}

/// Builds WKB in either byte order; `code` is written as given, so EWKB and nonsense are possible.
class Builder {
  public:
    explicit Builder(bool big_endian = false) : m_big(big_endian) {}
    Builder& head(std::uint32_t code) {
        m_out.push_back(static_cast<std::byte>(m_big ? 0 : 1));
        return u32(code);
    }
    Builder& u32(std::uint32_t value) { return raw(&value, sizeof value); }
    Builder& xy(std::initializer_list<double> values) {
        for (const double value : values) raw(&value, sizeof value);
        return *this;
    }
    [[nodiscard]] const Bytes& bytes() const { return m_out; }

  private:
    Builder& raw(const void* from, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(from);
        for (std::size_t i = 0; i < size; ++i) m_out.push_back(bytes[m_big ? size - 1 - i : i]);
        return *this;
    }
    bool m_big;
    Bytes m_out;
};

inline Bytes written(const petasentra::geometry::GeometryColumn& column, std::size_t row) {
    Bytes out;
    petasentra::geometry::write_wkb(column, row, out);
    return out;
}

}  // namespace wkb_text

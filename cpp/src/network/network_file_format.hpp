#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <span>
#include <string>
#include <vector>

/// The file of a network: a head, a directory, sections.
namespace petasentra::network::network_file {

inline constexpr std::array<char, 8> magic{'\x89', 'P', 'S', 'N', '\r', '\n', '\x1a', '\n'};
inline constexpr std::uint32_t byte_order = 0x01020304U;
inline constexpr std::uint32_t version = 2;
inline constexpr std::size_t alignment = 64;

/// SHA-256 as 64 hexadecimal digits. That of a section is taken over the digits of its pieces of 4 MiB, so that all
/// threads can work on one.
using Checksum = std::array<char, 64>;
using Bytes = std::span<const std::byte>;

struct Head {
    std::array<char, 8> magic;
    std::uint32_t byte_order;
    std::uint32_t version;
    std::uint64_t file_bytes;
    std::uint32_t sections;
    std::uint32_t reserved;  ///< 0
    Checksum checksum;       ///< of the head, with zeros here, and the directory
};
static_assert(sizeof(Head) == 96);

struct Entry {
    std::array<char, 32> name;
    std::uint64_t offset;
    std::uint64_t count;
    std::uint32_t element_bytes;
    std::uint32_t reserved;  ///< 0
    Checksum checksum;
};
static_assert(sizeof(Entry) == 120);

struct Section {
    std::string name;
    Bytes bytes;
    std::uint32_t element_bytes = 1;
};

[[nodiscard]] constexpr std::size_t aligned(std::size_t offset) noexcept {
    return (offset + alignment - 1) / alignment * alignment;
}
/// Of each section; the same for any number of threads.
[[nodiscard]] std::vector<Checksum> checksums(std::span<const Section> sections, const core::Control& control);
[[nodiscard]] Checksum checksum_of(Head head, std::span<const Entry> directory);

}  // namespace petasentra::network::network_file

#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/section_file.hpp>
#include <span>
#include <string>
#include <vector>

/// The file of a network; see core/section_file.hpp.
namespace petasentra::network::network_file {

inline constexpr std::array<char, 8> magic{'\x89', 'P', 'S', 'N', '\r', '\n', '\x1a', '\n'};
inline constexpr std::uint32_t version = 2;

using core::section_file::aligned;
using core::section_file::byte_order;
using core::section_file::Bytes;
using core::section_file::Checksum;

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

/// Of each section; the same for any number of threads.
[[nodiscard]] std::vector<Checksum> checksums(std::span<const Section> sections, const core::Control& control);
[[nodiscard]] Checksum checksum_of(Head head, std::span<const Entry> directory);

}  // namespace petasentra::network::network_file

#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <petasentra/core/control.hpp>
#include <petasentra/core/replaced_file.hpp>
#include <span>
#include <vector>

/// What our binary files have in common: a head, a directory with an entry for each section, then the sections, each at a
/// multiple of 64 bytes with zeros before it. Numbers are as this kind of machine has them (least byte first); the head
/// says so by `byte_order`. Head and entries are each module's own: they say what its sections are.
namespace petasentra::core::section_file {

inline constexpr std::uint32_t byte_order = 0x01020304U;
inline constexpr std::size_t alignment = 64;

/// SHA-256 as 64 hexadecimal digits. That of a section is taken over the digits of its pieces of 4 MiB, so that all
/// threads can work on one.
using Checksum = std::array<char, 64>;
using Bytes = std::span<const std::byte>;

/// Where a section that may begin at `offset` begins.
[[nodiscard]] constexpr std::size_t aligned(std::size_t offset) noexcept {
    return (offset + alignment - 1) / alignment * alignment;
}

/// Of each section, of an empty one too; the same for any number of threads. Cost: O(bytes), on all threads.
[[nodiscard]] std::vector<Checksum> checksums(std::span<const Bytes> sections, const Control& control);

/// Of bytes as a whole.
[[nodiscard]] Checksum checksum_of(Bytes bytes);

/// Of a head, with zeros where its own checksum belongs, and the directory behind it.
template <class Head, class Entry>
[[nodiscard]] Checksum checksum_of(Head head, std::span<const Entry> directory) {
    head.checksum.fill('\0');
    std::vector<std::byte> bytes;
    for (const auto more : {Bytes(std::as_bytes(std::span(&head, 1))), Bytes(std::as_bytes(directory))})
        bytes.insert(bytes.end(), more.begin(), more.end());
    return checksum_of(Bytes(bytes));
}

/// Write zeros up to the begin of a section and the section; `at` is where the file ends, before and after. Looks for a
/// cancellation every 8 MiB.
void write_section(ReplacedFile& file, std::size_t& at, Bytes bytes, const Control& control);

}  // namespace petasentra::core::section_file

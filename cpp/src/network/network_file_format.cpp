#include "network/network_file_format.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/sha256.hpp>

namespace petasentra::network::network_file {
namespace {

constexpr std::size_t bytes_a_piece = std::size_t{4} << 20U;

Checksum digits_of(Bytes bytes) {
    const auto digits = core::sha256(bytes);
    Checksum out;
    std::copy_n(digits.begin(), out.size(), out.begin());
    return out;
}

}  // namespace

std::vector<Checksum> checksums(std::span<const Section> sections, const core::Control& control) {
    std::vector<Bytes> pieces;
    std::vector<std::size_t> first{0};
    for (const auto& section : sections) {
        for (std::size_t at = 0; at < section.bytes.size(); at += bytes_a_piece)
            pieces.push_back(section.bytes.subspan(at, std::min(bytes_a_piece, section.bytes.size() - at)));
        first.push_back(pieces.size());
    }
    std::vector<Checksum> of_piece(pieces.size());
    core::for_blocks(pieces.size(), 1, control,
                     [&](core::Block block) { of_piece[block.index] = digits_of(pieces[block.index]); });
    std::vector<Checksum> out;
    for (std::size_t section = 0; section < sections.size(); ++section) {
        const std::span all(of_piece);
        out.push_back(digits_of(std::as_bytes(all.subspan(first[section], first[section + 1] - first[section]))));
    }
    return out;
}

Checksum checksum_of(Head head, std::span<const Entry> directory) {
    head.checksum.fill('\0');
    std::vector<std::byte> bytes;
    const auto add = [&](Bytes more) { bytes.insert(bytes.end(), more.begin(), more.end()); };
    add(std::as_bytes(std::span(&head, 1)));
    add(std::as_bytes(directory));
    return digits_of(bytes);
}

}  // namespace petasentra::network::network_file

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/sha256.hpp>

#include "zoning/index_file.hpp"

namespace petasentra::zoning::index_file {
namespace {

constexpr std::size_t bytes_per_piece = std::size_t{4} << 20U;

Checksum sha256_of(Bytes bytes) {
    const auto digits = core::sha256(bytes);
    Checksum out;
    std::copy_n(digits.begin(), out.size(), out.begin());
    return out;
}

}  // namespace

std::array<Checksum, sections.size()> checksums(std::span<const Bytes, sections.size()> contents,
                                                const core::Control& control) {
    std::vector<Bytes> pieces;
    std::array<std::size_t, sections.size() + 1> first{};
    for (std::size_t section = 0; section < sections.size(); ++section) {
        const auto bytes = contents[section];
        for (std::size_t at = 0; at < bytes.size(); at += bytes_per_piece)
            pieces.push_back(bytes.subspan(at, std::min(bytes_per_piece, bytes.size() - at)));
        first[section + 1] = pieces.size();
    }
    std::vector<Checksum> of_piece(pieces.size());
    core::for_blocks(pieces.size(), 1, control,
                     [&](core::Block block) { of_piece[block.index] = sha256_of(pieces[block.index]); });
    std::array<Checksum, sections.size()> out;
    for (std::size_t section = 0; section < sections.size(); ++section) {
        const std::span all(of_piece);
        out[section] = sha256_of(std::as_bytes(all.subspan(first[section], first[section + 1] - first[section])));
    }
    return out;
}

Checksum checksum_of_zones(const Directory& directory) {
    std::array<Checksum, zone_sections> all;
    for (std::size_t section = 0; section < zone_sections; ++section) all[section] = directory[section].checksum;
    return sha256_of(std::as_bytes(std::span(all)));
}

Checksum checksum_of(Head head, const Directory& directory) {
    head.checksum.fill('\0');
    std::vector<std::byte> bytes;
    const auto add = [&](Bytes more) { bytes.insert(bytes.end(), more.begin(), more.end()); };
    add(std::as_bytes(std::span(&head, 1)));
    add(std::as_bytes(std::span(directory)));
    return sha256_of(bytes);
}

}  // namespace petasentra::zoning::index_file

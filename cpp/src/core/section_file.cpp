#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/section_file.hpp>
#include <petasentra/core/sha256.hpp>

namespace petasentra::core::section_file {

Checksum checksum_of(Bytes bytes) {
    const auto digits = sha256(bytes);
    Checksum out;
    std::copy_n(digits.begin(), out.size(), out.begin());
    return out;
}

std::vector<Checksum> checksums(std::span<const Bytes> sections, const Control& control) {
    constexpr std::size_t bytes_a_piece = std::size_t{4} << 20U;
    std::vector<Bytes> pieces;
    std::vector<std::size_t> first{0};
    for (const auto bytes : sections) {
        for (std::size_t at = 0; at < bytes.size(); at += bytes_a_piece)
            pieces.push_back(bytes.subspan(at, std::min(bytes_a_piece, bytes.size() - at)));
        first.push_back(pieces.size());
    }
    std::vector<Checksum> of_piece(pieces.size());
    for_blocks(pieces.size(), 1, control,
               [&](Block block) { of_piece[block.index] = checksum_of(pieces[block.index]); });
    std::vector<Checksum> out;
    for (std::size_t section = 0; section < sections.size(); ++section) {
        const std::span<const Checksum> all(of_piece);
        out.push_back(
            checksum_of(Bytes(std::as_bytes(all.subspan(first[section], first[section + 1] - first[section])))));
    }
    return out;
}

void write_section(ReplacedFile& file, std::size_t& at, Bytes bytes, const Control& control) {
    constexpr std::array<std::byte, alignment> zeros{};
    constexpr std::size_t step = std::size_t{8} << 20U;
    const auto begin = aligned(at);
    file.write(std::span(zeros).first(begin - at));
    for (std::size_t done = 0; done < bytes.size(); done += step) {
        control.check();
        file.write(bytes.subspan(done, std::min(step, bytes.size() - done)));
    }
    at = begin + bytes.size();
}

}  // namespace petasentra::core::section_file

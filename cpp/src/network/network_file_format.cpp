#include "network/network_file_format.hpp"

namespace petasentra::network::network_file {

std::vector<Checksum> checksums(std::span<const Section> sections, const core::Control& control) {
    std::vector<Bytes> bytes;
    for (const auto& section : sections) bytes.push_back(section.bytes);
    return core::section_file::checksums(bytes, control);
}

Checksum checksum_of(Head head, std::span<const Entry> directory) {
    return core::section_file::checksum_of(head, directory);
}

}  // namespace petasentra::network::network_file

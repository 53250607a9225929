#include "zoning/index_file.hpp"

namespace petasentra::zoning::index_file {

Checksum checksum_of_zones(const Directory& directory) {
    std::array<Checksum, zone_sections> all;
    for (std::size_t section = 0; section < zone_sections; ++section) all[section] = directory[section].checksum;
    return core::section_file::checksum_of(Bytes(std::as_bytes(std::span(all))));
}

Checksum checksum_of(Head head, const Directory& directory) {
    return core::section_file::checksum_of(head, std::span<const Entry>(directory));
}

}  // namespace petasentra::zoning::index_file

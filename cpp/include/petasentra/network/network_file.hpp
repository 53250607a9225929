#pragma once
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/road_network.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::network {

/// Something that belongs to a network and that this library only keeps: its name, and bytes.
struct Attachment {
    std::string name;
    std::string bytes;
};

/// What a file holds.
struct StoredNetwork {
    std::shared_ptr<const RoadNetwork> network;
    std::shared_ptr<const Hierarchy> hierarchy;  ///< null if it was stored without
    std::vector<Attachment> attachments;
};

/// Stores a network in one file, with its hierarchy if there is one, so that neither has to be made again. The file is
/// there as a whole or as it was before (core::ReplacedFile).
///
///     head | directory: name, place, size and SHA-256 of each section | sections, each at a multiple of 64 bytes
///
/// Numbers are as this kind of machine has them, least byte first. The same network gives the same bytes.
/// Errors   Error(write_failed); Error(option_value) for a hierarchy of another network, and for two attachments of
///          one name.
void write_network(const std::string& path, const RoadNetwork& network, const Hierarchy* hierarchy,
                   std::span<const Attachment> attachments, const core::Control& control = {});

/// Opens such a file. The hierarchy of a file above 16 MiB stays in it and is mapped into memory; the columns of the
/// network are copied.
///
/// Errors   Error(file_not_found), Error(file_unreadable) as content_of_file; Error(network_file), with the file named,
///          for what is no such file, another version of the format, a file that was cut or made longer, a byte that
///          has changed, and for numbers that do not agree with each other, whoever wrote them.
/// Cost     Every byte is looked at once, for its checksum and for sense: on all threads.
[[nodiscard]] StoredNetwork read_network(const std::string& path, const core::Control& control = {});

}  // namespace petasentra::network

#include <algorithm>
#include <cmath>
#include <petasentra/core/replaced_file.hpp>
#include <type_traits>

#include "zoning/index_file.hpp"

namespace petasentra::zoning {
namespace {

using index_file::Bytes;
using index_file::sections;

template <class Values>
Bytes bytes_of(const Values& values) {
    using Value = std::remove_cvref_t<decltype(*values.data())>;
    // Padding would make the bytes of a file a matter of chance.
    static_assert(std::has_unique_object_representations_v<Value> || std::is_same_v<Value, double>);
    return std::as_bytes(std::span(values.data(), values.size()));
}

/// Texts, each with a zero behind it.
std::string text_of(const layer::Provenance& source) {
    std::string out;
    for (const auto* text : {&source.source, &source.layer_name, &source.sha256, &source.read_on, &source.driver}) {
        out += text->substr(0, text->find('\0'));
        out += '\0';
    }
    return out;
}

index_file::Head head_of(const Grid& blocks) {
    index_file::Head head{};
    head.magic = index_file::magic;
    head.byte_order = index_file::byte_order;
    head.version = index_file::version;
    head.sections = static_cast<std::uint32_t>(sections.size());
    head.side_exponent = std::ilogb(blocks.side);
    head.columns = blocks.columns;
    head.rows = blocks.rows;
    head.first_column = blocks.first_column;
    head.first_row = blocks.first_row;
    return head;
}

}  // namespace

void write_index(const std::string& path, const IndexView& index, const core::Control& control) {
    const auto& [outline, cells, crs, source] = index;
    const auto source_text = text_of(source);
    const std::array<Bytes, sections.size()> contents{bytes_of(outline.kind),
                                                      bytes_of(outline.part_of_row),
                                                      bytes_of(outline.ring_of_part),
                                                      bytes_of(outline.vertex_of_ring),
                                                      bytes_of(cells.xy),
                                                      bytes_of(cells.state),
                                                      bytes_of(cells.lists),
                                                      bytes_of(cells.mixed_blocks),
                                                      bytes_of(cells.palette),
                                                      bytes_of(cells.group_of_cell),
                                                      bytes_of(cells.groups),
                                                      bytes_of(cells.runs),
                                                      bytes_of(crs.projjson()),
                                                      bytes_of(source_text)};
    // Made first, so that a folder that does not let anybody write is told of before the work.
    core::ReplacedFile file(path);
    const auto checksums = core::section_file::checksums(contents, control.part(0.0, 0.6));
    auto head = head_of(cells.blocks);
    index_file::Directory directory{};
    std::size_t end = sizeof(head) + sizeof(directory);
    for (std::size_t section = 0; section < sections.size(); ++section) {
        auto& entry = directory[section];
        const auto& [name, element_bytes] = sections[section];
        std::copy(name.begin(), name.end(), entry.name.begin());
        entry.offset = index_file::aligned(end);
        entry.count = contents[section].size() / element_bytes;
        entry.element_bytes = element_bytes;
        entry.checksum = checksums[section];
        end = entry.offset + contents[section].size();
    }
    head.file_bytes = end;
    head.zones = index_file::checksum_of_zones(directory);
    head.checksum = index_file::checksum_of(head, directory);
    std::size_t at = sizeof(head) + sizeof(directory);
    file.write(std::as_bytes(std::span(&head, 1)));
    file.write(std::as_bytes(std::span(directory)));
    const auto watch = control.part(0.6, 1.0);
    for (const auto bytes : contents) {
        core::section_file::write_section(file, at, bytes, watch);
        if (watch.progress) watch.progress(static_cast<double>(at) / static_cast<double>(end));
    }
    file.put_in_place();
}

}  // namespace petasentra::zoning

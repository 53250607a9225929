#include <algorithm>
#include <deque>
#include <petasentra/core/error.hpp>
#include <petasentra/core/replaced_file.hpp>
#include <petasentra/network/network_file.hpp>
#include <set>
#include <type_traits>

#include "network/network_file_columns.hpp"
#include "network/network_file_format.hpp"

namespace petasentra::network {
namespace {

using network_file::Bytes;
using network_file::Section;

/// Collects sections, and keeps the memory of those that are made for the file.
class SectionList {
  public:
    template <class Value>
    void numbers(const std::string& name, const std::vector<Value>& values) {
        add<Value>(name, values.data(), values.size());
    }
    template <class Word>
    void words(const std::string& name, const std::vector<Word>& values, Word) {
        static_assert(sizeof(Word) == 1);
        add<Word>(name, values.data(), values.size());
    }
    template <class Value>
    void flat(const std::string& name, const core::FlatArray<Value>& values) {
        add<Value>(name, values.data(), values.size());
    }
    /// Two sections: all the letters, and where each text ends.
    void texts(const std::string& name, const std::vector<std::string>& values) {
        auto& ends = m_ends.emplace_back();
        std::string letters;
        for (const auto& value : values) {
            letters += value;
            ends.push_back(letters.size());
        }
        text(name, std::move(letters));
        numbers(name + ".ends", ends);
    }
    void text(const std::string& name, std::string letters) {
        const auto& kept = m_letters.emplace_back(std::move(letters));
        add<char>(name, kept.data(), kept.size());
    }
    [[nodiscard]] const std::vector<Section>& sections() const noexcept { return m_sections; }

  private:
    template <class Value>
    void add(const std::string& name, const Value* values, std::size_t size) {
        static_assert(std::has_unique_object_representations_v<Value> || std::is_same_v<Value, double>);
        m_sections.push_back({name, std::as_bytes(std::span(values, size)), sizeof(Value)});
    }

    std::vector<Section> m_sections;
    std::deque<std::string> m_letters;
    std::deque<std::vector<std::uint64_t>> m_ends;
};

network_file::FindingColumns columns_of_findings(const std::vector<RoadFinding>& findings) {
    network_file::FindingColumns out;
    for (const auto& [finding, x, y] : findings) {
        out.code.push_back(finding.code);
        out.layer.push_back(finding.layer);
        out.feature.push_back(finding.feature);
        out.message_id.push_back(finding.message.id);
        out.message_en.push_back(finding.message.en);
        out.hint_id.push_back(finding.hint.id);
        out.hint_en.push_back(finding.hint.en);
        out.unit.push_back(finding.unit);
        out.severity.push_back(static_cast<std::uint8_t>(finding.severity));
        out.measure.push_back(finding.measure);
        out.x.push_back(x);
        out.y.push_back(y);
    }
    return out;
}

void require_storable(const RoadNetwork& network, const Hierarchy* hierarchy, std::span<const Attachment> attachments) {
    if (hierarchy != nullptr &&
        (hierarchy->nodes() != network.travel_arcs().nodes || hierarchy->input_arcs != network.travel_arcs().size())) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Hierarki ini milik jaringan lain.", "This hierarchy belongs to another network."});
    }
    std::set<std::string> names;
    for (const auto& one : attachments) {
        if (one.name.size() <= 16 && !one.name.empty() && names.insert(one.name).second) continue;
        throw core::Error(core::ErrorCode::option_value,
                          {"Nama lampiran \"" + one.name + "\" kosong, terlalu panjang, atau berulang.",
                           "The name \"" + one.name + "\" of an attachment is empty, too long, or there twice."});
    }
}

}  // namespace

void write_network(const std::string& path, const RoadNetwork& network, const Hierarchy* hierarchy,
                   std::span<const Attachment> attachments, const core::Control& control) {
    require_storable(network, hierarchy, attachments);
    const auto& parts = network.parts();
    const auto findings = columns_of_findings(parts.findings);
    network_file::Facts facts{
        {parts.lines, parts.t_junctions, parts.crossings, parts.ends_moved, network.turns().rules},
        {parts.farthest_move_m, parts.tolerance_m},
        {}};
    if (hierarchy != nullptr) facts.shape = {hierarchy->height, hierarchy->input_arcs};
    SectionList list;
    list.text("crs", parts.crs.projjson());
    list.text("title", parts.title);
    network_file::each_network_column(list, parts, network.turns(), findings, facts);
    if (hierarchy != nullptr) network_file::each_hierarchy_column(list, *hierarchy);
    for (const auto& one : attachments) list.text("attached." + one.name, one.bytes);

    // Made first, so that a folder that does not let anybody write is told of before the work.
    core::ReplacedFile file(path);
    const auto& sections = list.sections();
    const auto checksums = network_file::checksums(sections, control.part(0.0, 0.6));
    std::vector<network_file::Entry> directory(sections.size());
    network_file::Head head{};
    std::size_t end = sizeof(head) + directory.size() * sizeof(network_file::Entry);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        auto& entry = directory[i];
        entry = {};
        std::copy(sections[i].name.begin(), sections[i].name.end(), entry.name.begin());
        entry.offset = network_file::aligned(end);
        entry.count = sections[i].bytes.size() / sections[i].element_bytes;
        entry.element_bytes = sections[i].element_bytes;
        entry.checksum = checksums[i];
        end = entry.offset + sections[i].bytes.size();
    }
    head.magic = network_file::magic;
    head.byte_order = network_file::byte_order;
    head.version = network_file::version;
    head.file_bytes = end;
    head.sections = static_cast<std::uint32_t>(sections.size());
    head.checksum = network_file::checksum_of(head, directory);
    file.write(std::as_bytes(std::span(&head, 1)));
    file.write(std::as_bytes(std::span(directory)));
    std::size_t at = sizeof(head) + directory.size() * sizeof(network_file::Entry);
    const auto watch = control.part(0.6, 1.0);
    for (const auto& section : sections) {
        core::section_file::write_section(file, at, section.bytes, watch);
        if (watch.progress) watch.progress(static_cast<double>(at) / static_cast<double>(end));
    }
    file.put_in_place();
}

}  // namespace petasentra::network

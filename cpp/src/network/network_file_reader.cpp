#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <petasentra/core/file_content.hpp>
#include <petasentra/network/network_file.hpp>
#include <petasentra/network/sound_hierarchy.hpp>
#include <type_traits>

#include "network/network_file_columns.hpp"
#include "network/network_file_format.hpp"

namespace petasentra::network {
namespace {

using network_file::Entry;
using network_file::Head;
using network_file::Section;

static_assert(std::endian::native == std::endian::little, "the file is written as it lies in memory");

constexpr std::size_t most_copied = std::size_t{16} << 20U;
constexpr std::string_view attached = "attached.";

/// One file that is being opened: its sections, in the order of the directory.
class NetworkReader {
  public:
    explicit NetworkReader(const std::string& path)
        : m_path(path), m_content(core::content_of_file(path, most_copied)) {}

    StoredNetwork read(const core::Control& control) {
        read_head();
        read_directory();
        compare_checksums(control.part(0.0, 0.7));
        StoredNetwork out;
        NetworkParts parts;
        TurnRules turns;
        network_file::FindingColumns findings;
        network_file::Facts facts;
        const auto crs = next_text("crs");
        if (!crs.empty()) parts.crs = crs_of(crs);
        parts.title = next_text("title");
        network_file::each_network_column(*this, parts, turns, findings, facts);
        set_facts(parts, facts);
        turns.rules = static_cast<std::uint32_t>(facts.counts[4]);
        if (turns.rules != facts.counts[4]) refuse_section("counts");
        parts.findings = findings_of(findings);
        require_sound(parts);
        try {
            out.network = std::make_shared<const RoadNetwork>(std::move(parts), std::move(turns));
        } catch (const core::Error&) {
            refuse_section("from");
        }
        control.check();
        if (!facts.shape.empty()) out.hierarchy = hierarchy_of(*out.network, facts.shape);
        for (; m_next < m_sections.size(); ++m_next) {
            const auto& [name, bytes, element_bytes] = m_sections[m_next];
            if (!name.starts_with(attached) || element_bytes != 1) refuse_section(name);
            out.attachments.push_back({name.substr(attached.size()), text_of(bytes)});
        }
        if (control.progress) control.progress(1.0);
        return out;
    }

    template <class Value>
    void numbers(std::string_view name, std::vector<Value>& values) {
        const auto found = next<Value>(name);
        values.assign(found.begin(), found.end());
    }
    template <class Word>
    void words(std::string_view name, std::vector<Word>& values, Word last) {
        for (const auto code : next<std::uint8_t>(name)) {
            if (code > static_cast<std::uint8_t>(last)) refuse_section(name);
            values.push_back(static_cast<Word>(code));
        }
    }
    template <class Value>
    void flat(std::string_view name, core::FlatArray<Value>& values) {
        const auto found = next<Value>(name);
        values = core::FlatArray<Value>(m_content.owner, found.data(), found.size());
    }
    void texts(std::string_view name, std::vector<std::string>& values) {
        const auto letters = next_text(name);
        std::uint64_t begin = 0;
        for (const auto end : next<std::uint64_t>(std::string(name) + ".ends")) {
            if (end < begin || end > letters.size()) refuse_section(name);
            values.push_back(letters.substr(begin, end - begin));
            begin = end;
        }
        if (begin != letters.size()) refuse_section(name);
    }

  private:
    [[noreturn]] void refuse(core::Text message) const {
        throw core::Error(core::ErrorCode::network_file, std::move(message),
                          {"Buat lagi jaringannya dari sumbernya, lalu simpan lagi.",
                           "Make the network from its source again, and save it again."},
                          {.file = m_path});
    }
    [[noreturn]] void refuse_section(std::string_view section) const {
        const auto name = std::string(section);
        refuse({"Berkas jaringan rusak: bagian \"" + name + "\" tidak cocok dengan bagian lain.",
                "The network file is damaged: section \"" + name + "\" does not agree with the rest."});
    }
    [[noreturn]] void refuse_directory() const {
        refuse({"Berkas jaringan rusak: kepala atau daftar isinya telah berubah.",
                "The network file is damaged: its head or directory has changed."});
    }
    [[noreturn]] void refuse_size() const {
        const auto bytes = std::to_string(m_content.bytes.size());
        refuse({"Berkas jaringan terpotong atau bertambah: " + bytes + " bita.",
                "The network file was cut or made longer: it has " + bytes + " bytes."});
    }

    void read_head() {
        const auto size = m_content.bytes.size();
        const auto known = std::min(size, network_file::magic.size());
        if (size == 0 || std::memcmp(m_content.bytes.data(), network_file::magic.data(), known) != 0) {
            refuse({"Ini bukan berkas jaringan petasentra.", "This is no network file of petasentra."});
        }
        if (size < sizeof(Head)) refuse_size();
        std::memcpy(&m_head, m_content.bytes.data(), sizeof(Head));
        if (m_head.byte_order != network_file::byte_order) refuse_directory();
        if (m_head.version != network_file::version) {
            const auto found = std::to_string(m_head.version);
            const auto read = std::to_string(network_file::version);
            refuse(
                {"Berkas jaringan ini memakai format " + found + "; versi petasentra ini membaca format " + read + ".",
                 "This network file has format " + found + "; this version of petasentra reads format " + read + "."});
        }
        if (m_head.file_bytes != size) refuse_size();
    }

    void read_directory() {
        const auto size = m_content.bytes.size();
        if (m_head.sections > (size - sizeof(Head)) / sizeof(Entry)) refuse_directory();
        m_directory.resize(m_head.sections);
        const auto bytes = m_directory.size() * sizeof(Entry);
        if (bytes > 0) std::memcpy(m_directory.data(), m_content.bytes.data() + sizeof(Head), bytes);
        if (network_file::checksum_of(m_head, m_directory) != m_head.checksum) refuse_directory();
        std::size_t end = sizeof(Head) + bytes;
        for (const auto& entry : m_directory) {
            if (entry.element_bytes == 0 || entry.name.back() != '\0' || entry.offset != network_file::aligned(end) ||
                entry.offset > size || entry.count > (size - entry.offset) / entry.element_bytes)
                refuse_directory();
            const auto between = m_content.bytes.subspan(end, entry.offset - end);
            const auto is_zero = [](std::byte byte) { return byte == std::byte{0}; };
            if (!std::all_of(between.begin(), between.end(), is_zero)) refuse_directory();
            const auto length = entry.count * entry.element_bytes;
            m_sections.push_back(
                {entry.name.data(), m_content.bytes.subspan(entry.offset, length), entry.element_bytes});
            end = entry.offset + length;
        }
        if (end != size) refuse_directory();
    }

    void compare_checksums(const core::Control& control) const {
        const auto found = network_file::checksums(m_sections, control);
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i] == m_directory[i].checksum) continue;
            refuse({"Berkas jaringan rusak: bagian \"" + m_sections[i].name + "\" telah berubah sejak ditulis.",
                    "The network file is damaged: section \"" + m_sections[i].name + "\" is not what was written."});
        }
    }

    template <class Value>
    std::span<const Value> next(std::string_view name) {
        if (m_next >= m_sections.size() || m_sections[m_next].name != name ||
            m_sections[m_next].element_bytes != sizeof(Value))
            refuse_section(name);
        const auto bytes = m_sections[m_next++].bytes;
        return {reinterpret_cast<const Value*>(bytes.data()), bytes.size() / sizeof(Value)};
    }
    [[nodiscard]] static std::string text_of(network_file::Bytes bytes) {
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    std::string next_text(std::string_view name) { return text_of(std::as_bytes(next<char>(name))); }

    geometry::Crs crs_of(const std::string& projjson) const {
        try {
            return geometry::Crs::from_user_input(projjson);
        } catch (const core::Error&) {
            refuse_section("crs");
        }
    }

    void set_facts(NetworkParts& parts, const network_file::Facts& facts) const {
        if (facts.counts.size() != 5) refuse_section("counts");
        if (facts.metres.size() != 2) refuse_section("metres");
        if (!facts.shape.empty() && facts.shape.size() != 2) refuse_section("shape");
        parts.lines = facts.counts[0];
        parts.t_junctions = facts.counts[1];
        parts.crossings = facts.counts[2];
        parts.ends_moved = facts.counts[3];
        parts.farthest_move_m = facts.metres[0];
        parts.tolerance_m = facts.metres[1];
    }

    [[nodiscard]] std::vector<RoadFinding> findings_of(const network_file::FindingColumns& columns) const {
        const auto size = columns.code.size();
        for (const auto* column : {&columns.layer, &columns.feature, &columns.message_id, &columns.message_en,
                                   &columns.hint_id, &columns.hint_en, &columns.unit}) {
            if (column->size() != size) refuse_section("finding_code");
        }
        if (columns.severity.size() != size || columns.measure.size() != size || columns.x.size() != size ||
            columns.y.size() != size)
            refuse_section("finding_code");
        std::vector<RoadFinding> out;
        for (std::size_t i = 0; i < size; ++i) {
            if (columns.severity[i] > static_cast<std::uint8_t>(core::Severity::error))
                refuse_section("finding_severity");
            out.push_back({{columns.code[i],
                            static_cast<core::Severity>(columns.severity[i]),
                            columns.layer[i],
                            columns.feature[i],
                            {columns.message_id[i], columns.message_en[i]},
                            {columns.hint_id[i], columns.hint_en[i]},
                            columns.measure[i],
                            columns.unit[i]},
                           columns.x[i],
                           columns.y[i]});
        }
        return out;
    }

    /// What RoadNetwork itself does not look at.
    void require_sound(const NetworkParts& parts) const {
        const auto finite = [](double value) { return std::isfinite(value); };
        for (const auto* xy : {&parts.node_xy, &parts.xy}) {
            if (!std::all_of(xy->begin(), xy->end(), finite)) refuse_section("xy");
        }
        const auto& roads = parts.roads;
        const auto size = roads.size();
        const auto require = [&](bool sound, std::string_view name) {
            if (!sound) refuse_section(name);
        };
        require(roads.id.size() == size && roads.name.size() == size, "road_id");
        require(roads.traffic.size() == size && roads.flags.size() == size && roads.level.size() == size, "flags");
        for (const auto* column : {&roads.axle_limit_t, &roads.weight_limit_t, &roads.width_m,
                                   &roads.speed_limit_km_per_h, &roads.duration_s})
            require(column->size() == size, "duration_s");
        require(roads.closed_from.size() == size && roads.closed_until.size() == size, "closed_from");
        const auto among = [&](const std::vector<std::uint32_t>& numbers, const std::vector<std::string>& words) {
            return numbers.size() == size && std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t one) {
                       return one == no_word || one < words.size();
                   });
        };
        require(among(roads.road_class, roads.class_words), "road_class");
        require(among(roads.access, roads.access_words), "access");
    }

    std::shared_ptr<const Hierarchy> hierarchy_of(const RoadNetwork& network, const std::vector<std::uint64_t>& shape) {
        Hierarchy out;
        network_file::each_hierarchy_column(*this, out);
        out.height = static_cast<std::uint32_t>(shape[0]);
        out.input_arcs = shape[1];
        if (out.height != shape[0] || !is_sound(out, network.travel_arcs())) refuse_section("heads");
        divide(out);
        return std::make_shared<const Hierarchy>(std::move(out));
    }

    std::string m_path;
    core::FileContent m_content;
    Head m_head{};
    std::vector<Entry> m_directory;
    std::vector<Section> m_sections;
    std::size_t m_next = 0;
};

}  // namespace

StoredNetwork read_network(const std::string& path, const core::Control& control) {
    return NetworkReader(path).read(control);
}

}  // namespace petasentra::network

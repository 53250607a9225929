#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <petasentra/core/error.hpp>
#include <petasentra/core/file_content.hpp>
#include <petasentra/core/parallel.hpp>

#include "zoning/index_file.hpp"

namespace petasentra::zoning {
namespace {

using core::Text;
using index_file::Bytes;
using index_file::Directory;
using index_file::Head;
using index_file::sections;

static_assert(std::endian::native == std::endian::little, "the file is written as it lies in memory");

constexpr std::size_t most_copied = std::size_t{16} << 20U;

/// One file that is being opened.
class IndexReader {
  public:
    IndexReader(const std::string& path, bool verify)
        : m_path(path), m_content(core::content_of_file(path, most_copied)), m_in_full(verify || !m_content.mapped) {}

    StoredIndex read(const core::Control& control) {
        read_head();
        read_directory();
        if (m_in_full) compare_checksums(control.part(0.0, 0.7));
        StoredIndex out;
        set_grid(out.cells);
        set_outline(out.outline);
        set_cells(out.cells);
        out.cells.zone_count = out.outline.kind.size();
        require_sizes(out);
        set_texts(out);
        if (m_in_full) {
            const auto unsound = index_file::unsound_section(out, control.part(0.7, 1.0));
            if (!unsound.empty()) refuse_section(unsound);
        }
        return out;
    }

  private:
    [[noreturn]] void refuse(Text message) const {
        throw core::Error(core::ErrorCode::file_unreadable, std::move(message),
                          {"Buat lagi indeksnya: ps.ZoningIndex(zona).save(...).",
                           "Build the index again: ps.ZoningIndex(zones).save(...)."},
                          {.file = m_path});
    }
    [[noreturn]] void refuse_section(std::string_view name) const {
        const auto section = std::string(name);
        refuse({"Indeks zona rusak: bagian \"" + section + "\" tidak cocok dengan bagian lain.",
                "The zoning index is damaged: section \"" + section + "\" does not agree with the rest."});
    }

    void read_head() {
        const auto size = m_content.bytes.size();
        const auto known = std::min(size, index_file::magic.size());
        if (size == 0 || std::memcmp(m_content.bytes.data(), index_file::magic.data(), known) != 0)
            refuse({"Berkas ini bukan indeks zona petasentra.", "This file is no zoning index of petasentra."});
        if (size < sizeof(Head) + sizeof(Directory)) refuse_length(std::to_string(size));
        std::memcpy(&m_head, m_content.bytes.data(), sizeof(Head));
        std::memcpy(&m_directory, m_content.bytes.data() + sizeof(Head), sizeof(Directory));
        if (m_head.byte_order == __builtin_bswap32(index_file::byte_order)) {
            refuse({"Indeks zona ini ditulis di mesin dengan urutan byte lain.",
                    "This zoning index was written on a machine with another byte order."});
        }
        if (m_head.byte_order != index_file::byte_order) refuse_head();
        if (m_head.version != index_file::version) refuse_version();
        if (m_head.file_bytes != size) refuse_length(std::to_string(size) + " / " + std::to_string(m_head.file_bytes));
        if (m_head.sections != sections.size() || m_head.checksum != index_file::checksum_of(m_head, m_directory))
            refuse_head();
    }

    [[noreturn]] void refuse_length(const std::string& bytes) const {
        if (m_content.bytes.size() > m_head.file_bytes && m_head.file_bytes > 0) {
            refuse({"Indeks zona rusak: berkas lebih panjang daripada yang ditulis (" + bytes + " byte).",
                    "The zoning index is damaged: the file is longer than what was written (" + bytes + " bytes)."});
        }
        refuse({"Indeks zona terpotong (" + bytes + " byte).", "The zoning index is cut short (" + bytes + " bytes)."});
    }
    [[noreturn]] void refuse_head() const {
        refuse({"Indeks zona rusak: kepala atau daftar isinya telah berubah.",
                "The zoning index is damaged: its head or directory has changed."});
    }
    [[noreturn]] void refuse_version() const {
        const auto found = std::to_string(m_head.version);
        const auto known = std::to_string(index_file::version);
        const bool newer = m_head.version > index_file::version;
        refuse({"Indeks zona ini memakai format " + found + ", lebih " + (newer ? "baru" : "lama") +
                    " daripada format " + known + " yang dibaca versi petasentra ini.",
                "This zoning index has format " + found + ", " + (newer ? "newer" : "older") + " than format " + known +
                    ", which this version of petasentra reads."});
    }

    void read_directory() {
        std::size_t end = sizeof(Head) + sizeof(Directory);
        for (std::size_t section = 0; section < sections.size(); ++section) {
            const auto& entry = m_directory[section];
            const auto& [name, element_bytes] = sections[section];
            std::array<char, 16> expected{};
            std::copy(name.begin(), name.end(), expected.begin());
            if (entry.name != expected || entry.element_bytes != element_bytes ||
                entry.offset != index_file::aligned(end) || entry.offset > m_content.bytes.size() ||
                entry.count > (m_content.bytes.size() - entry.offset) / element_bytes)
                refuse_section(name);
            m_section[section] = m_content.bytes.subspan(entry.offset, entry.count * element_bytes);
            end = entry.offset + m_section[section].size();
        }
        if (end != m_content.bytes.size() || m_head.zones != index_file::checksum_of_zones(m_directory)) refuse_head();
    }

    void compare_checksums(const core::Control& control) const {
        const auto found = core::section_file::checksums(m_section, control);
        for (std::size_t section = 0; section < sections.size(); ++section) {
            if (found[section] == m_directory[section].checksum) continue;
            const auto name = std::string(sections[section].name);
            refuse({"Indeks zona rusak: bagian \"" + name + "\" telah berubah sejak ditulis.",
                    "The zoning index is damaged: section \"" + name + "\" is not what was written."});
        }
    }

    void set_grid(Cells& cells) const {
        // Coordinates up to 2^500, steps of a grid that doubles hold exactly.
        constexpr std::int64_t most_steps = std::int64_t{1} << 45U;
        const auto small = [](std::int64_t step) { return step >= -most_steps && step <= most_steps; };
        constexpr std::uint32_t most_columns = 0xFFFFFFFFU >> Cells::block_bits;
        if (std::abs(std::int64_t{m_head.side_exponent}) > 1010 || m_head.columns > most_columns ||
            m_head.rows > most_columns || !small(m_head.first_column) || !small(m_head.first_row))
            refuse_head();
        auto& blocks = cells.blocks;
        blocks.side = std::ldexp(1.0, m_head.side_exponent);
        blocks.per_side = std::ldexp(1.0, -m_head.side_exponent);
        blocks.columns = m_head.columns;
        blocks.rows = m_head.rows;
        blocks.first_column = m_head.first_column;
        blocks.first_row = m_head.first_row;
        cells.grid = blocks.finer(Cells::block_bits);
        if (cells.blocks.size() != m_directory[index_file::state].count) refuse_section("state");
    }

    template <class Value>
    std::span<const Value> values_of(index_file::Section section) const {
        return {reinterpret_cast<const Value*>(m_section[section].data()), m_directory[section].count};
    }
    template <class Value>
    void set(index_file::Section section, core::FlatArray<Value>& array) const {
        const auto values = values_of<Value>(section);
        array = core::FlatArray<Value>(m_content.owner, values.data(), values.size());
    }
    void set_cells(Cells& cells) const {
        set(index_file::xy, cells.xy);
        set(index_file::state, cells.state);
        set(index_file::lists, cells.lists);
        set(index_file::mixed_blocks, cells.mixed_blocks);
        set(index_file::palette, cells.palette);
        set(index_file::group_of_cell, cells.group_of_cell);
        set(index_file::groups, cells.groups);
        set(index_file::runs, cells.runs);
    }

    /// Offsets that begin with 0, never fall and end with what they lead into; `items` have one each, and one more.
    std::vector<std::uint64_t> offsets(index_file::Section section, std::uint64_t items) const {
        const auto values = values_of<std::uint64_t>(section);
        if (values.size() != items + 1 || values.front() != 0 || !std::is_sorted(values.begin(), values.end()))
            refuse_section(sections[section].name);
        return {values.begin(), values.end()};
    }
    void set_outline(geometry::GeometryColumn& outline) const {
        for (const auto code : values_of<std::uint8_t>(index_file::kind)) {
            if (code > static_cast<std::uint8_t>(geometry::Kind::collection)) refuse_section("kind");
            outline.kind.push_back(static_cast<geometry::Kind>(code));
        }
        if (outline.kind.size() >= ~Cells::kind_bits) refuse_section("kind");
        outline.part_of_row = offsets(index_file::part_of_row, outline.kind.size());
        outline.ring_of_part = offsets(index_file::ring_of_part, outline.part_of_row.back());
        outline.vertex_of_ring = offsets(index_file::vertex_of_ring, outline.ring_of_part.back());
    }

    void require_sizes(const StoredIndex& index) const {
        const auto& cells = index.cells;
        const auto require = [&](bool agrees, std::string_view section) {
            if (!agrees) refuse_section(section);
        };
        require(cells.xy.size() % 2 == 0 && cells.xy.size() / 2 == index.outline.vertex_of_ring.back(), "xy");
        require(cells.xy.size() / 2 <= ~Cells::kind_bits, "xy");
        require(!cells.mixed_blocks.empty(), "mixed_blocks");
        require(!cells.group_of_cell.empty(), "group_of_cell");
        require(!cells.groups.empty(), "groups");
        const auto& last = cells.mixed_blocks[cells.mixed_blocks.size() - 1];
        require(last.first_zone == cells.palette.size(), "palette");
        require(last.first_cell == cells.group_of_cell.size() - 1, "group_of_cell");
        require(cells.group_of_cell[last.first_cell] == cells.groups.size() - 1, "groups");
        require(cells.groups[cells.groups.size() - 1].first_run() == cells.runs.size(), "runs");
    }

    [[nodiscard]] std::string_view text_of(index_file::Section section) const {
        return {reinterpret_cast<const char*>(m_section[section].data()), m_section[section].size()};
    }
    void set_texts(StoredIndex& index) const {
        auto text = text_of(index_file::provenance);
        auto& source = index.source;
        for (auto* to : {&source.source, &source.layer_name, &source.sha256, &source.read_on, &source.driver}) {
            const auto end = text.find('\0');
            if (end == std::string_view::npos) refuse_section("provenance");
            *to = text.substr(0, end);
            text.remove_prefix(end + 1);
        }
        if (!text.empty()) refuse_section("provenance");
        try {
            index.crs = geometry::Crs::from_user_input(text_of(index_file::crs));
        } catch (const core::Error&) {
            refuse_section("crs");
        }
        if (!index.crs.is_projected_metre()) refuse_section("crs");
    }

    std::string m_path;
    core::FileContent m_content;
    bool m_in_full;
    Head m_head{};
    Directory m_directory{};
    std::array<Bytes, sections.size()> m_section;
};

}  // namespace

StoredIndex read_index(const std::string& path, bool verify, const core::Control& control) {
    return IndexReader(path, verify).read(control);
}

}  // namespace petasentra::zoning

#include "zoning/mixed_blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace petasentra::zoning {
namespace {

constexpr auto no_zone = static_cast<std::uint32_t>(-1);

std::uint64_t bit_of(unsigned place) {
    return std::uint64_t{1} << place;
}

// Every bit of a byte four times.
constexpr std::array<std::uint32_t, 256> widened = [] {
    std::array<std::uint32_t, 256> out{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        for (unsigned bit = 0; bit < 8; ++bit) out[byte] |= (byte >> bit & 1U) * (15U << (4 * bit));
    }
    return out;
}();

}  // namespace

// Eight cells, a row, are four bytes of the picture.
void MixedBlock::set_names(std::uint64_t cells, unsigned name) noexcept {
    for (std::size_t row = 0; row < 8; ++row) {
        const auto mask = widened[cells >> (8 * row) & 0xFFU];
        for (std::size_t byte = 0; byte < 4; ++byte) {
            const auto part = static_cast<std::uint8_t>(mask >> (8 * byte));
            auto& pair = picture[4 * row + byte];
            pair = static_cast<std::uint8_t>((pair & ~part) | (name * 0x11U & part));
        }
    }
}

void BlockWriter::add(std::span<const BlockRun> runs, std::span<const BlockCover> covers) {
    std::uint64_t once = 0;
    std::uint64_t with_groups = 0;
    for (const auto& cover : covers) {
        with_groups |= once & cover.cells;
        once |= cover.cells;
    }
    for (const auto& run : runs) with_groups |= bit_of(run.place);
    MixedBlock block{};
    block.picture.fill(MixedBlock::none << 4U | MixedBlock::none);
    const auto first_zone = m_palette.size();
    for (const auto& cover : covers) {
        const auto alone = cover.cells & ~with_groups;
        if (alone == 0) continue;
        const auto name = m_palette.size() - first_zone;
        // There are no names for more zones: their cells get groups.
        if (name >= MixedBlock::names) {
            with_groups |= alone;
            continue;
        }
        m_palette.push_back(cover.zone);
        block.set_names(alone, static_cast<unsigned>(name));
    }
    add_unnamed(runs, covers, first_zone);
    block.set_names(with_groups, MixedBlock::groups);
    block.with_groups = with_groups;
    block.first_cell = static_cast<std::uint32_t>(m_group_of_cell.size());
    block.first_zone = static_cast<std::uint32_t>(first_zone);
    const auto at_hand = std::min(m_palette.size() - first_zone, MixedBlock::zones_at_hand);
    std::copy_n(m_palette.begin() + static_cast<std::ptrdiff_t>(first_zone), at_hand, block.zones.begin());
    sort_by_place(runs);
    const std::span<const BlockRun> sorted = m_sorted;
    std::size_t next = 0;
    for (auto rest = with_groups; rest != 0; rest &= rest - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(rest));
        const auto begin = next;
        while (next < sorted.size() && sorted[next].place == place) ++next;
        add_cell(place, sorted.subspan(begin, next - begin), covers);
    }
    m_blocks.push_back(block);
}

// Runs of one place stay in their order.
void BlockWriter::sort_by_place(std::span<const BlockRun> runs) {
    std::array<std::uint32_t, 65> next{};
    for (const auto& run : runs) ++next[run.place + 1];
    for (std::size_t place = 0; place < 64; ++place) next[place + 1] += next[place];
    m_sorted.resize(runs.size());
    for (const auto& run : runs) m_sorted[next[run.place]++] = run;
}

// The zones of the block that its picture does not name, ascending.
void BlockWriter::add_unnamed(std::span<const BlockRun> runs, std::span<const BlockCover> covers,
                              std::size_t first_zone) {
    const auto begin = m_palette.begin() + static_cast<std::ptrdiff_t>(first_zone);
    const std::vector<std::uint32_t> named(begin, m_palette.end());
    auto cover = covers.begin();
    auto run = runs.begin();
    while (cover != covers.end() || run != runs.end()) {
        const auto zone =
            std::min(cover == covers.end() ? no_zone : cover->zone, run == runs.end() ? no_zone : run->zone);
        while (cover != covers.end() && cover->zone == zone) ++cover;
        while (run != runs.end() && run->zone == zone) ++run;
        if (!std::binary_search(named.begin(), named.end(), zone)) m_palette.push_back(zone);
    }
}

void BlockWriter::add_cell(unsigned place, std::span<const BlockRun> runs, std::span<const BlockCover> covers) {
    m_group_of_cell.push_back(static_cast<std::uint32_t>(m_groups.size()));
    const auto covers_corner = [place](const BlockCover& cover) { return (cover.cells >> place & 1U) != 0; };
    auto cover = covers.begin();
    const auto add_whole_before = [&](std::uint32_t zone) {
        for (; cover != covers.end() && cover->zone < zone; ++cover) {
            if (covers_corner(*cover)) m_groups.emplace_back(cover->zone, true, m_runs.size());
        }
    };
    for (std::size_t i = 0; i < runs.size();) {
        const auto zone = runs[i].zone;
        add_whole_before(zone);
        const bool corner = cover != covers.end() && cover->zone == zone && covers_corner(*cover);
        if (cover != covers.end() && cover->zone == zone) ++cover;
        m_groups.emplace_back(zone, corner, m_runs.size());
        for (; i < runs.size() && runs[i].zone == zone; ++i) m_runs.push_back(runs[i].run);
    }
    add_whole_before(no_zone);
}

Extent BlockWriter::extent() const noexcept {
    const auto size = [](const auto& values) { return static_cast<std::uint32_t>(values.size()); };
    return {size(m_blocks), 0, size(m_palette), size(m_group_of_cell), size(m_groups), size(m_runs)};
}

void BlockWriter::copy_to(Writing& out, const Extent& first) const {
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        auto& block = out.mixed_blocks[first.blocks + i];
        block = m_blocks[i];
        block.first_cell += first.cells;
        block.first_zone += first.palette;
    }
    std::copy(m_palette.begin(), m_palette.end(), out.palette.begin() + first.palette);
    for (std::size_t i = 0; i < m_group_of_cell.size(); ++i)
        out.group_of_cell[first.cells + i] = m_group_of_cell[i] + first.groups;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const auto& group = m_groups[i];
        out.groups[first.groups + i] = Group(group.zone(), group.covers_corner() != 0, group.first_run() + first.runs);
    }
    std::copy(m_runs.begin(), m_runs.end(), out.runs.begin() + first.runs);
}

}  // namespace petasentra::zoning

#include "zoning/mixed_blocks.hpp"

#include <algorithm>

namespace petasentra::zoning {

void BlockWriter::add(std::span<BlockRun> runs, std::span<const BlockCover> covers) {
    gather(covers);
    std::uint64_t once = 0;
    std::uint64_t with_groups = 0;
    for (const auto& cover : m_covers) {
        with_groups |= once & cover.cells;
        once |= cover.cells;
    }
    for (const auto& run : runs) with_groups |= std::uint64_t{1} << run.place;
    MixedBlock block{};
    block.picture.fill(MixedBlock::none << 4U | MixedBlock::none);
    const auto first_zone = static_cast<std::uint32_t>(m_palette.size());
    for (const auto& cover : m_covers) {
        const auto alone = cover.cells & ~with_groups;
        if (alone == 0) continue;
        const auto name = m_palette.size() - first_zone;
        // There are no names for more zones: their cells get groups.
        if (name >= MixedBlock::names) {
            with_groups |= alone;
            continue;
        }
        m_palette.push_back(cover.zone);
        for (auto rest = alone; rest != 0; rest &= rest - 1)
            block.set_name(static_cast<unsigned>(std::countr_zero(rest)), static_cast<unsigned>(name));
    }
    add_unnamed(runs, first_zone);
    block.with_groups = with_groups;
    block.first_cell = static_cast<std::uint32_t>(m_group_of_cell.size());
    block.first_zone = first_zone;
    const auto at_hand = std::min(m_palette.size() - first_zone, MixedBlock::zones_at_hand);
    std::copy_n(m_palette.begin() + first_zone, at_hand, block.zones.begin());
    std::stable_sort(runs.begin(), runs.end(), [](const auto& a, const auto& b) { return a.place < b.place; });
    std::size_t next = 0;
    for (auto rest = with_groups; rest != 0; rest &= rest - 1) {
        const auto place = static_cast<unsigned>(std::countr_zero(rest));
        block.set_name(place, MixedBlock::groups);
        const auto begin = next;
        while (next < runs.size() && runs[next].place == place) ++next;
        add_cell(place, runs.subspan(begin, next - begin));
    }
    m_blocks.push_back(block);
}

void BlockWriter::add_unnamed(std::span<const BlockRun> runs, std::uint32_t first_zone) {
    const auto named = m_palette.size();
    const auto is_named = [&](std::uint32_t zone) {
        const auto begin = m_palette.begin() + first_zone;
        return std::find(begin, begin + static_cast<std::ptrdiff_t>(named - first_zone), zone) !=
               begin + static_cast<std::ptrdiff_t>(named - first_zone);
    };
    for (const auto& cover : m_covers)
        if (!is_named(cover.zone)) m_palette.push_back(cover.zone);
    for (const auto& run : runs)
        if (!is_named(run.zone)) m_palette.push_back(run.zone);
    const auto unnamed = m_palette.begin() + static_cast<std::ptrdiff_t>(named);
    std::sort(unnamed, m_palette.end());
    m_palette.erase(std::unique(unnamed, m_palette.end()), m_palette.end());
}

void BlockWriter::gather(std::span<const BlockCover> covers) {
    m_covers.clear();
    for (const auto& cover : covers) {
        if (m_covers.empty() || m_covers.back().zone != cover.zone) m_covers.push_back({cover.zone, 0});
        m_covers.back().cells |= cover.cells;
    }
}

void BlockWriter::add_cell(unsigned place, std::span<const BlockRun> runs) {
    m_group_of_cell.push_back(static_cast<std::uint32_t>(m_groups.size()));
    const auto covers = [place](const BlockCover& cover) { return (cover.cells >> place & 1U) != 0; };
    auto cover = m_covers.begin();
    const auto add_whole_before = [&](std::uint32_t zone) {
        for (; cover != m_covers.end() && cover->zone < zone; ++cover) {
            if (covers(*cover)) m_groups.emplace_back(cover->zone, true, m_runs.size());
        }
    };
    for (std::size_t i = 0; i < runs.size();) {
        const auto zone = runs[i].zone;
        add_whole_before(zone);
        const bool corner = cover != m_covers.end() && cover->zone == zone && covers(*cover);
        if (cover != m_covers.end() && cover->zone == zone) ++cover;
        m_groups.emplace_back(zone, corner, m_runs.size());
        for (; i < runs.size() && runs[i].zone == zone; ++i) m_runs.push_back(runs[i].run);
    }
    add_whole_before(static_cast<std::uint32_t>(-1));
}

void BlockWriter::append_to(Cells& out) const {
    const auto palette = static_cast<std::uint32_t>(out.palette.size());
    const auto cell = static_cast<std::uint32_t>(out.group_of_cell.size());
    const auto group = static_cast<std::uint32_t>(out.groups.size());
    const auto run = out.runs.size();
    for (auto block : m_blocks) {
        block.first_cell += cell;
        block.first_zone += palette;
        out.mixed_blocks.push_back(block);
    }
    out.palette.insert(out.palette.end(), m_palette.begin(), m_palette.end());
    for (const auto first : m_group_of_cell) out.group_of_cell.push_back(first + group);
    for (const auto& one : m_groups)
        out.groups.emplace_back(one.zone(), one.covers_corner() != 0, one.first_run() + run);
    out.runs.insert(out.runs.end(), m_runs.begin(), m_runs.end());
}

}  // namespace petasentra::zoning

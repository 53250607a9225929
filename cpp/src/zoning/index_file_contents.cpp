#include <algorithm>
#include <atomic>
#include <petasentra/core/parallel.hpp>

#include "zoning/index_file.hpp"

namespace petasentra::zoning::index_file {
namespace {

constexpr std::size_t items_per_task = std::size_t{1} << 16U;

/// Looks at the numbers of an index, array by array.
class SoundnessCheck {
  public:
    SoundnessCheck(const StoredIndex& index, const core::Control& control)
        : m_outline(index.outline), m_cells(index.cells), m_control(control) {
        // Told once, by whoever asks for all of it.
        m_control.progress = nullptr;
    }

    [[nodiscard]] std::string_view first_unsound() const {
        if (!all(m_outline.size(), [this](auto row) { return row_is_sound(row); })) return "part_of_row";
        if (!all(m_cells.xy.size() / 2, [this](auto v) { return in_grid(m_cells.vertex(v)); })) return "xy";
        if (!all(m_cells.state.size(), [this](auto block) { return state_is_sound(m_cells.state[block]); }))
            return "state";
        if (!all(m_cells.palette.size(), [this](auto k) { return is_zone(m_cells.palette[k]); })) return "palette";
        if (!all(m_cells.mixed_blocks.size() - 1, [this](auto block) { return block_is_sound(block); }))
            return "mixed_blocks";
        if (!all(m_cells.group_of_cell.size() - 1,
                 [this](auto cell) { return m_cells.group_of_cell[cell] <= m_cells.group_of_cell[cell + 1]; }))
            return "group_of_cell";
        if (!all(m_cells.groups.size() - 1, [this](auto group) {
                return is_zone(m_cells.groups[group].zone()) &&
                       m_cells.groups[group].first_run() <= m_cells.groups[group + 1].first_run();
            }))
            return "groups";
        const auto vertices = m_cells.xy.size() / 2;
        const auto within = [&](const Run& run) { return std::uint64_t{run.first} + run.count < vertices; };
        if (!all(m_cells.runs.size(), [&](auto run) { return within(m_cells.runs[run]); })) return "runs";
        return {};
    }

  private:
    template <class Sound>
    [[nodiscard]] bool all(std::size_t count, const Sound& sound) const {
        std::atomic<bool> out{true};
        core::for_blocks(count, items_per_task, m_control, [&](core::Block task) {
            for (auto i = task.begin; i < task.end; ++i) {
                if (sound(i)) continue;
                out = false;
                return;
            }
        });
        return out;
    }

    [[nodiscard]] bool is_zone(std::uint32_t zone) const noexcept { return zone < m_outline.size(); }

    /// Only polygons have vertices, and their rings are closed.
    [[nodiscard]] bool row_is_sound(std::size_t row) const noexcept {
        const auto first = m_outline.ring_of_part[m_outline.part_of_row[row]];
        const auto last = m_outline.ring_of_part[m_outline.part_of_row[row + 1]];
        if (m_outline.kind[row] == geometry::Kind::polygon &&
            m_outline.part_of_row[row + 1] - m_outline.part_of_row[row] > 1)
            return false;
        const bool polygon = geometry::dimension(m_outline.kind[row]) == 2;
        for (auto ring = first; ring < last; ++ring) {
            const auto begin = m_outline.vertex_of_ring[ring];
            const auto end = m_outline.vertex_of_ring[ring + 1];
            if (begin == end) continue;
            if (!polygon || end - begin < 4 || !(m_cells.vertex(begin) == m_cells.vertex(end - 1))) return false;
        }
        return true;
    }

    /// False for what is not a number, too.
    [[nodiscard]] bool in_grid(const geometry::Point& place) const noexcept {
        const auto& grid = m_cells.grid;
        return place.x >= grid.west_of(0) && place.x < grid.west_of(grid.columns) && place.y >= grid.south_of(0) &&
               place.y < grid.south_of(grid.rows);
    }

    [[nodiscard]] bool state_is_sound(std::uint32_t state) const noexcept {
        const auto number = state & ~Cells::kind_bits;
        switch (state & Cells::kind_bits) {
            case Cells::one_zone:
                return state == 0 || is_zone(state - 1);
            case Cells::many_zones:
                return list_is_sound(number);
            case Cells::mixed:
                return number + 1 < m_cells.mixed_blocks.size();
            default:
                return false;
        }
    }
    [[nodiscard]] bool list_is_sound(std::uint32_t number) const noexcept {
        if (number >= m_cells.lists.size()) return false;
        const auto count = m_cells.lists[number];
        if (count == 0 || count >= m_cells.lists.size() - number) return false;
        const auto* first = m_cells.lists.data() + number + 1;
        return std::all_of(first, first + count, [this](auto zone) { return is_zone(zone); });
    }

    /// Its cells, its zones and the names in its picture end where those of the next block begin.
    [[nodiscard]] bool block_is_sound(std::size_t number) const noexcept {
        const auto& block = m_cells.mixed_blocks[number];
        const auto& next = m_cells.mixed_blocks[number + 1];
        const auto cells = static_cast<std::uint32_t>(std::popcount(block.with_groups));
        if (block.first_zone > next.first_zone || next.first_zone > m_cells.palette.size()) return false;
        if (std::uint64_t{block.first_cell} + cells != next.first_cell) return false;
        const auto zones = next.first_zone - block.first_zone;
        for (unsigned name = 0; name < std::min<std::size_t>(zones, MixedBlock::zones_at_hand); ++name) {
            if (block.zones[name] != m_cells.palette[block.first_zone + name]) return false;
        }
        for (unsigned place = 0; place < 64; ++place) {
            const auto name = block.name(place);
            const bool has_groups = (block.with_groups >> place & 1U) != 0;
            if (has_groups != (name == MixedBlock::groups)) return false;
            if (name < MixedBlock::names && name >= zones) return false;
        }
        return true;
    }

    const geometry::GeometryColumn& m_outline;
    const Cells& m_cells;
    core::Control m_control;
};

}  // namespace

std::string_view unsound_section(const StoredIndex& index, const core::Control& control) {
    const auto unsound = SoundnessCheck(index, control).first_unsound();
    if (control.progress) control.progress(1.0);
    return unsound;
}

}  // namespace petasentra::zoning::index_file

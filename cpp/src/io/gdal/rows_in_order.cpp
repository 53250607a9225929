#include "io/gdal/rows_in_order.hpp"

#include <algorithm>
#include <utility>

#include "io/gdal/append_rows.hpp"

namespace petasentra::io::gdal {

RowsInOrder::RowsInOrder(std::vector<layer::Column> columns, std::size_t ranges, const Expected& room,
                         std::size_t bytes)
    : m_fields(std::move(columns)), m_room(room), m_bytes(bytes), m_waiting(ranges) {
    m_whole.columns = m_fields;
}

std::unique_ptr<GpkgRange> RowsInOrder::empty_range() {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            auto range = std::move(m_idle.back());
            m_idle.pop_back();
            return range;
        }
    }
    return std::make_unique<GpkgRange>(m_fields, m_room);
}

void RowsInOrder::add(std::size_t number, std::unique_ptr<GpkgRange> range) {
    std::unique_lock lock(m_mutex);
    m_waiting[number] = std::move(range);
    if (m_appending) return;  // whoever is at it goes on with this one
    m_appending = true;
    for (; m_next < m_waiting.size() && m_waiting[m_next] != nullptr; ++m_next) {
        auto next = std::move(m_waiting[m_next]);
        lock.unlock();
        append(*next);
        lock.lock();
        m_idle.push_back(std::move(next));
    }
    m_appending = false;
}

// One range may hold most of the file, if ids have gaps or a row is huge: no more is expected than the file can hold.
std::size_t RowsInOrder::parts_like(const GpkgRange& range) const {
    const auto& shapes = range.geometry();
    auto bytes = sizeof(double) * (shapes.xy.size() + shapes.z.size() + shapes.m.size());
    for (const auto& column : range.columns()) bytes += column.data.size();
    return std::min(m_waiting.size(), m_bytes / std::max<std::size_t>(bytes, 1) + 1);
}

void RowsInOrder::append(GpkgRange& range) {
    const auto parts = parts_like(range);
    append_rows(m_whole.geometry, range.geometry(), parts);
    for (std::size_t i = 0; i < m_whole.columns.size(); ++i) append_rows(m_whole.columns[i], range.columns()[i], parts);
    m_changes.add(range.changes());
    range.clear();
}

Rows RowsInOrder::finish() {
    m_changes.say(m_whole.notes);
    return std::move(m_whole);
}

}  // namespace petasentra::io::gdal

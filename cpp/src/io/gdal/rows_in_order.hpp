#pragma once
#include <memory>
#include <mutex>
#include <vector>

#include "io/gdal/gpkg_range.hpp"
#include "io/gdal/rows.hpp"

namespace petasentra::io::gdal {

/// Puts ranges one behind the other that several threads read in whatever order. A range that was taken in is emptied and
/// given out again, so that memory is touched once and not for every range.
class RowsInOrder {
  public:
    /// `columns` are empty, of plain formats; `room` is what a range is likely to need, `bytes` what all of them take in
    /// the file.
    RowsInOrder(std::vector<layer::Column> columns, std::size_t ranges, const Expected& room, std::size_t bytes);

    /// An empty range to fill.
    [[nodiscard]] std::unique_ptr<GpkgRange> empty_range();
    /// Takes range number `number` in, at once or when all before it are there.
    void add(std::size_t number, std::unique_ptr<GpkgRange> range);
    /// Every range has to be there.
    [[nodiscard]] Rows finish();

  private:
    void append(GpkgRange& range);
    [[nodiscard]] std::size_t parts_like(const GpkgRange& range) const;

    std::vector<layer::Column> m_fields;
    Expected m_room;
    std::size_t m_bytes;
    Rows m_whole;
    ShapeChanges m_changes;
    std::mutex m_mutex;  // of what follows
    std::vector<std::unique_ptr<GpkgRange>> m_waiting;
    std::vector<std::unique_ptr<GpkgRange>> m_idle;
    std::size_t m_next = 0;
    bool m_appending = false;
};

}  // namespace petasentra::io::gdal

#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace petasentra::zoning {

/// The cells that a walk along a ring is in: mostly one or two, many where an edge is long.
class OpenCells {
  public:
    struct Open {
        std::uint32_t column;
        std::uint32_t row;
        std::uint32_t first;  ///< edge since when without a break
        std::uint32_t last;
    };

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    /// The edge goes on in the only open cell.
    void go_on(std::uint32_t edge) noexcept { m_cells[0].last = edge; }
    /// The edge touches the cell. Looked for among the first `among` open cells; a new one if it is not there.
    void touch(std::int64_t column, std::int64_t row, std::uint32_t edge, std::size_t among) {
        for (std::size_t i = 0; i < among; ++i) {
            auto& cell = m_cells[i];
            if (cell.column == column && cell.row == row) {
                cell.last = edge;
                return;
            }
        }
        if (m_size == m_cells.size()) m_cells.resize(2 * m_size);
        m_cells[m_size++] = {static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(row), edge, edge};
    }
    /// Closes the cells that the edge does not touch: calls closed(Open) for each, in the order they were opened.
    template <class Closed>
    void close(std::uint32_t edge, const Closed& closed) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_size; ++i) {
            if (m_cells[i].last == edge) {
                m_cells[kept++] = m_cells[i];
            } else {
                closed(m_cells[i]);
            }
        }
        m_size = kept;
    }

  private:
    std::vector<Open> m_cells = std::vector<Open>(64);
    std::size_t m_size = 0;
};

}  // namespace petasentra::zoning

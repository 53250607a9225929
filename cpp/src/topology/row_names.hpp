#pragma once
#include <cstdint>
#include <petasentra/layer/column.hpp>
#include <string>
#include <unordered_set>

namespace petasentra::topology {

/// How the rows of a layer are called: by their id, numbers without decimals where they have none; by the row number
/// where there is no id or no column. A name that several rows would have is followed by the row number, "A #4", so
/// that each row has one of its own.
class RowNames {
  public:
    /// `ids` may be null, and must outlive this. Looks at all rows once.
    explicit RowNames(const layer::Column* ids);
    /// Empty for no_row.
    [[nodiscard]] std::string operator()(std::int64_t row) const;

  private:
    const layer::Column* m_ids;
    std::unordered_set<std::string> m_repeated;
};

}  // namespace petasentra::topology

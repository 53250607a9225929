#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace petasentra::supply {

/// Finds the columns of a row with the least cost - price, vector by vector.
template <class Cost, class Price>
class RowScan {
  public:
    struct Column {
        Price excess;
        std::uint32_t column;
        friend bool operator==(const Column&, const Column&) = default;
    };

    /// At most `count` columns whose cost - price is `limit` or less: those of the least, of equal ones the first.
    /// They are in no order. A forbidden pair is never among them. Prices are 0 or more; cost - price must fit into
    /// `Price`.
    [[nodiscard]] const std::vector<Column>& lowest(std::span<const Cost> costs, std::span<const Price> prices,
                                                    std::size_t count, Price limit);

  private:
    std::vector<Price> m_least;   ///< of each run of columns
    std::vector<Price> m_sorted;  ///< the same, partly sorted
    std::vector<Column> m_found;
};

/// minima[j] = the least of itself and costs[j].
template <class Cost>
void lower_to(std::span<const Cost> costs, std::span<Cost> minima);

/// The largest of the costs that are not forbidden; the least number of the type without any.
template <class Cost>
[[nodiscard]] Cost largest_allowed(std::span<const Cost> costs);

}  // namespace petasentra::supply

#include "supply/near_pairs.hpp"

#include <algorithm>

namespace petasentra::supply {
namespace {

/// Pairs kept of each node.
constexpr std::size_t kept = 32;
/// Pairs collected before the least of them are chosen.
constexpr std::size_t collected = 2 * kept;

/// The least of what was offered so far.
class Nearest {
  public:
    void offer(std::int64_t excess, Node other) {
        ++m_offered;
        if (excess > m_most) return;
        m_pairs.push_back({excess, other});
        if (m_pairs.size() == collected) choose();
    }
    /// All that is kept, in order.
    const std::vector<NearPairs::Near>& take() {
        if (m_pairs.size() > kept) choose();
        std::sort(m_pairs.begin(), m_pairs.end());
        return m_pairs;
    }
    [[nodiscard]] bool all() const noexcept { return m_offered <= kept; }

  private:
    void choose() {
        const auto last = m_pairs.begin() + static_cast<std::ptrdiff_t>(kept) - 1;
        std::nth_element(m_pairs.begin(), last, m_pairs.end());
        m_pairs.resize(kept);
        m_most = m_pairs.back().excess;
    }

    std::vector<NearPairs::Near> m_pairs;
    std::size_t m_offered = 0;
    std::int64_t m_most = CostTable::forbidden_64;
};

}  // namespace

NearPairs::NearPairs(const CostsBetween& costs, const TransportTree& tree, const core::Control& control) {
    const auto sources = tree.sources();
    const auto sinks = tree.sinks();
    std::vector<Nearest> of_sink(sinks);
    const auto keep = [&](Nearest& nearest) {
        const auto& pairs = nearest.take();
        m_first.push_back(m_near.size());
        m_near.insert(m_near.end(), pairs.begin(), pairs.end());
        m_all.push_back(nearest.all() ? 1 : 0);
    };
    std::vector<std::int64_t> row;
    for (Node source = 0; source < sources; ++source) {
        control.check();
        Nearest of_source;
        costs.row(source, row);
        for (Node sink = 0; sink < sinks; ++sink) {
            if (row[sink] == CostTable::forbidden_64) continue;
            const auto excess = reduced_cost(row[sink], tree.held_price(source), tree.held_price(sources + sink));
            of_source.offer(excess, sources + sink);
            of_sink[sink].offer(excess, source);
        }
        keep(of_source);
    }
    for (auto& nearest : of_sink) keep(nearest);
    m_first.push_back(m_near.size());
}

}  // namespace petasentra::supply

#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <petasentra/core/control.hpp>
#include <petasentra/supply/transport.hpp>
#include <span>
#include <vector>

namespace petasentra::supply {

/// What gets worse, case by case. The pairs of case c are first_pair[c] .. first_pair[c + 1] - 1, and so for its sources.
struct TransportCuts {
    std::span<const std::size_t> first_pair;  ///< of each case, and the end
    std::span<const std::uint32_t> source;
    std::span<const std::uint32_t> sink;
    std::span<const std::int64_t> cost;  ///< from now on: not less than in the table; `forbidden_64` closes the pair
    std::span<const std::size_t> first_lost;  ///< of each case, and the end; empty: no source is lost
    std::span<const std::uint32_t> lost;      ///< sources from which nothing goes any more, and which need not send it
};

/// What becomes of the plan in each case: every flow that differs from the plan, and those over dearer pairs.
struct TransportAfter {
    /// Stands for what the other one keeps: no sink for what is left at a source, no source for what a sink lacks.
    static constexpr std::uint32_t none = UINT32_MAX;

    std::vector<std::size_t> first;  ///< of each case, and the end
    std::vector<std::uint32_t> source;
    std::vector<std::uint32_t> sink;
    std::vector<std::int64_t> amount;  ///< that flows now, 0 where nothing does any more
    std::uint64_t pivots = 0;          ///< of all cases
};

/// A plan that keeps its tree, to tell what becomes of it when roads are closed or sources are lost.
///
/// Dearer pairs leave the flows as they are: the tree stays one of a possible plan, and only prices below the arcs that
/// got dearer move. So the simplex goes on from there. Between which nodes an arc can pay at all is known beforehand:
///
///     excess before - what the source fell by - what the sink rose by < 0      only near pairs of nodes that moved
///
/// and the pairs of each node with the least excess are kept in order, so a look at the first of them mostly says it all;
/// where the kept ones do not, the whole row or column is looked at. No case needs a pass over the table.
///
///     source 1 --2--> sink 1         without (1, 1): sink 1 rises to what (2, 1) costs, and 5 go from source 2. Sources
///     source 2 --7--/                and sinks elsewhere do not move, and nobody looks at them.
///
/// Same     The least cost of each case is what transport() finds in its table, to the unit. Of several plans of one cost it
///          is the one that the plan before leads to, which need not be that of transport(). For any number of threads.
/// Errors   Error(option_value): as transport(); no `unmet_cost`; a pair or source that is not there, a pair that is
///          cheaper than before, columns that do not fit. Error(cancelled).
/// Cost     One transport() and a pass over the table. Each case O(sources + sinks), and O(nodes that move) a pivot.
///          Memory some 64 pairs a source and sink, and a copy of the tree for each thread.
class StandingTransport {
  public:
    /// Solves. The columns of the problem and the table have to stay where they are as long as this is asked.
    StandingTransport(const TransportProblem& problem, const CostTable& costs, const core::Control& control = {});
    StandingTransport(StandingTransport&&) noexcept;
    StandingTransport& operator=(StandingTransport&&) noexcept;
    ~StandingTransport();

    [[nodiscard]] const TransportPlan& plan() const noexcept;

    /// Each case by itself, as if nothing else had changed.
    [[nodiscard]] TransportAfter after(const TransportCuts& cuts, const core::Control& control = {}) const;

  private:
    struct Standing;
    std::unique_ptr<const Standing> m_standing;
};

}  // namespace petasentra::supply

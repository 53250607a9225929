#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/supply/transport_cuts.hpp>
#include <string>
#include <utility>

#include "supply/costs_between.hpp"
#include "supply/near_pairs.hpp"
#include "supply/solved_transport.hpp"
#include "supply/transport_input.hpp"
#include "supply/transport_repair.hpp"

namespace petasentra::supply {
namespace {

constexpr std::size_t cases_a_block = 16;

[[noreturn]] void refuse_cuts(const core::Text& message, std::size_t row) {
    throw core::Error(core::ErrorCode::option_value, message, {}, {.feature = std::to_string(row)});
}

/// Whether these are places of `length` values, case after case.
bool splits(std::span<const std::size_t> first, std::size_t length) {
    return !first.empty() && first.front() == 0 && first.back() == length && std::is_sorted(first.begin(), first.end());
}

void require_sound_cuts(const TransportCuts& cuts, const CostTable& costs) {
    const auto pairs = cuts.source.size();
    const auto fits = splits(cuts.first_pair, pairs) && cuts.sink.size() == pairs && cuts.cost.size() == pairs &&
                      (cuts.first_lost.empty() ? cuts.lost.empty()
                                               : cuts.first_lost.size() == cuts.first_pair.size() &&
                                                     splits(cuts.first_lost, cuts.lost.size()));
    if (!fits)
        refuse_cuts({"Kolom kasus tidak sama panjang.", "The columns of the cases are not of one length."}, pairs);
    for (std::size_t pair = 0; pair < pairs; ++pair)
        if (cuts.source[pair] >= costs.rows() || cuts.sink[pair] >= costs.columns())
            refuse_cuts({"Pasangan ini tidak ada.", "This pair is not there."}, pair);
    for (std::size_t row = 0; row < cuts.lost.size(); ++row)
        if (cuts.lost[row] >= costs.rows()) refuse_cuts({"Sumber ini tidak ada.", "This source is not there."}, row);
}

/// Where each row (or column) stands among those that take part; nobody if it does not.
std::vector<Node> places_of(const std::vector<std::uint32_t>& taking_part, std::size_t rows) {
    std::vector<Node> out(rows, nobody);
    for (Node place = 0; place < taking_part.size(); ++place) out[taking_part[place]] = place;
    return out;
}

/// While demand was met sinks did not need to know what it costs not to.
TransportTree raised(TransportTree tree, const std::vector<std::int64_t>& unmet_cost) {
    tree.raise(unmet_cost);
    return tree;
}

/// What flows between a node and one that it may hang on, or that may hang on it.
std::int64_t flow_between(const TransportTree& tree, Node one, Node other) {
    if (tree.parent(one) == other) return tree.flow(one);
    return tree.parent(other) == one ? tree.flow(other) : 0;
}

}  // namespace

struct StandingTransport::Standing {
    Standing(const TransportProblem& problem, const CostTable& table, SolvedTransport solved,
             const core::Control& control)
        : plan(std::move(solved.plan)),
          tree(raised(std::move(solved.tree), some_of(problem.unmet_cost, solved.sinks))),
          costs(table, std::move(solved.sources), std::move(solved.sinks)),
          place_of_source(places_of(costs.sources(), table.rows())),
          place_of_sink(places_of(costs.sinks(), table.columns())),
          near(costs, tree, control) {}

    /// The pairs of a case between sources and sinks that take part, as the repair takes them.
    void dearer(const TransportCuts& cuts, std::size_t one, std::vector<TransportRepair::Dearer>& out) const {
        out.clear();
        for (auto pair = cuts.first_pair[one]; pair < cuts.first_pair[one + 1]; ++pair) {
            const auto source = place_of_source[cuts.source[pair]];
            const auto sink = place_of_sink[cuts.sink[pair]];
            if (source == nobody || sink == nobody) continue;
            if (costs.cost(source, sink) != CostTable::forbidden_64 && cuts.cost[pair] < costs.cost(source, sink))
                refuse_cuts({"Pasangan ini lebih murah daripada di tabel.", "This pair is cheaper than in the table."},
                            pair);
            out.push_back({source, tree.sources() + sink, cuts.cost[pair]});
        }
        std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
            return std::pair{a.source, a.sink} < std::pair{b.source, b.sink};
        });
    }

    void lost(const TransportCuts& cuts, std::size_t one, std::vector<Node>& out) const {
        out.clear();
        if (cuts.first_lost.empty()) return;
        for (auto row = cuts.first_lost[one]; row < cuts.first_lost[one + 1]; ++row)
            if (const auto place = place_of_source[cuts.lost[row]]; place != nobody) out.push_back(place);
    }

    /// Adds what differs from the plan, in the order of nodes.
    void tell(const TransportTree& now, const std::vector<TransportRepair::Dearer>& dearer, TransportAfter& out) const {
        const auto tell_pair = [&](Node one, Node other, std::int64_t amount) {
            // The root is the last node, behind all sinks.
            const auto source = std::min(one, other);
            const auto sink = source < tree.sources() ? std::max(one, other) : source;
            out.source.push_back(source < tree.sources() ? costs.sources()[source] : TransportAfter::none);
            out.sink.push_back(sink == tree.nodes().root() ? TransportAfter::none
                                                           : costs.sinks()[sink - tree.sources()]);
            out.amount.push_back(amount);
        };
        const auto is_dearer = [&](Node one, Node other) {
            const std::pair pair{std::min(one, other), std::max(one, other)};
            const auto found = std::lower_bound(
                dearer.begin(), dearer.end(), pair,
                [](const auto& each, const auto& wanted) { return std::pair{each.source, each.sink} < wanted; });
            return found != dearer.end() && std::pair{found->source, found->sink} == pair;
        };
        for (Node node = 0; node < tree.nodes().root(); ++node) {
            const auto amount = now.flow(node);
            const auto other = now.parent(node);
            if (amount != flow_between(tree, node, other) || (amount != 0 && is_dearer(node, other)))
                tell_pair(node, other, amount);
            const auto before = tree.parent(node);
            if (tree.flow(node) != 0 && now.parent(node) != before && now.parent(before) != node)
                tell_pair(node, before, 0);
        }
    }

    TransportPlan plan;
    TransportTree tree;
    CostsBetween costs;
    std::vector<Node> place_of_source;
    std::vector<Node> place_of_sink;
    NearPairs near;
};

StandingTransport::StandingTransport(const TransportProblem& problem, const CostTable& costs,
                                     const core::Control& control) {
    if (problem.unmet_cost.size() != problem.demand.size()) {
        throw core::Error(core::ErrorCode::option_value, {"Biaya tak terpenuhi harus diberikan untuk setiap tujuan.",
                                                          "The cost of unmet demand has to be given for every sink."});
    }
    m_standing = std::make_unique<const Standing>(problem, costs, solve_transport(problem, costs, control), control);
}

StandingTransport::StandingTransport(StandingTransport&&) noexcept = default;
StandingTransport& StandingTransport::operator=(StandingTransport&&) noexcept = default;
StandingTransport::~StandingTransport() = default;

const TransportPlan& StandingTransport::plan() const noexcept {
    return m_standing->plan;
}

TransportAfter StandingTransport::after(const TransportCuts& cuts, const core::Control& control) const {
    const auto& base = *m_standing;
    require_sound_cuts(cuts, base.costs.table());
    const auto cases = cuts.first_pair.size() - 1;
    struct Worker {
        TransportRepair repair;
        std::vector<TransportRepair::Dearer> dearer;
        std::vector<Node> lost;
    };
    core::Pool<Worker> pool(
        [&] { return std::make_unique<Worker>(Worker{{base.tree, base.costs, base.near}, {}, {}}); });
    std::vector<TransportAfter> found(core::block_count(cases, cases_a_block));
    core::for_blocks(cases, cases_a_block, control, [&](core::Block block) {
        auto worker = pool.borrow();
        auto& out = found[block.index];
        for (auto one = block.begin; one < block.end; ++one) {
            base.dearer(cuts, one, worker->dearer);
            worker->lost.clear();
            base.lost(cuts, one, worker->lost);
            const auto& now = worker->repair.solve(worker->dearer, worker->lost);
            base.tell(now, worker->dearer, out);
            out.first.push_back(out.source.size());
            out.pivots += now.pivots() - base.tree.pivots();
        }
    });
    TransportAfter out;
    out.first.push_back(0);
    for (const auto& part : found) {
        for (const auto end : part.first) out.first.push_back(out.source.size() + end);
        out.source.insert(out.source.end(), part.source.begin(), part.source.end());
        out.sink.insert(out.sink.end(), part.sink.begin(), part.sink.end());
        out.amount.insert(out.amount.end(), part.amount.begin(), part.amount.end());
        out.pivots += part.pivots;
    }
    return out;
}

}  // namespace petasentra::supply

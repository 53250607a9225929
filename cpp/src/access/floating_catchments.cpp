#include <algorithm>
#include <atomic>
#include <cmath>
#include <iterator>
#include <petasentra/access/floating_catchments.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <string>

#include "access/amounts.hpp"
#include "access/whole_sums.hpp"

namespace petasentra::access {
namespace {

constexpr std::size_t pairs_a_block = 1U << 18;

[[noreturn]] void refuse_pairs(const core::Text& message, const std::string& feature = {}) {
    throw core::Error(core::ErrorCode::option_value, message, {}, {.feature = feature});
}

void require_sound(const CostPairs& pairs, std::span<const double> demand, std::span<const double> supply,
                   const CatchmentOptions& options) {
    options.decay.require_sound();
    if (!(options.limit >= 0.0)) {
        refuse_pairs({"Batas biaya harus 0 atau lebih.", "The limit of costs has to be 0 or more."});
    }
    if (pairs.facility.size() != pairs.origin.size() || pairs.cost.size() != pairs.origin.size()) {
        refuse_pairs({"Kolom asal, fasilitas, dan biaya harus sama panjang.",
                      "The columns of origins, facilities and costs have to be of one length."});
    }
    require_amounts(demand, "Permintaan", "Demand");
    require_amounts(supply, "Penawaran", "Supply");
}

class Catchments {
  public:
    Catchments(const CostPairs& pairs, std::span<const double> demand, std::span<const double> supply,
               const CatchmentOptions& options, const core::Control& control)
        : m_pairs(pairs), m_demand(demand), m_supply(supply), m_options(options), m_control(control) {}

    FloatingCatchments result() {
        m_counts.resize(m_pairs.cost.size());
        FloatingCatchments out;
        const auto most = most_of(m_demand) * m_options.decay.most();
        if (m_options.choice) {
            weigh_choices();
            out.demand_within = sums(m_supply.size(), most, 0.4, 0.7,
                                     [&](std::size_t pair) { return Term{m_pairs.facility[pair], demand_of(pair)}; });
        } else {
            out.demand_within = sums(
                m_supply.size(), most, 0.0, 0.6,
                [&](std::size_t pair) {
                    if (!(m_pairs.cost[pair] <= m_options.limit)) m_counts[pair] = 0.0;
                    return Term{m_pairs.facility[pair], demand_of(pair)};
                },
                [&](core::Block block) { weigh(block, m_counts); });
        }
        take_ratios(out, m_supply);
        share_out(out);
        return out;
    }

  private:
    /// What a pair adds to the sum of that number.
    struct Term {
        std::uint32_t number;
        double amount;
    };

    /// Weights of the costs of pairs, within the limit or not; refuses pairs that make no sense.
    void weigh(core::Block block, std::span<double> weights) const {
        for (auto pair = block.begin; pair < block.end; ++pair) require_sound_pair(pair);
        const auto size = block.end - block.begin;
        m_options.decay.at_each(m_pairs.cost.subspan(block.begin, size), weights.subspan(block.begin, size));
    }

    void require_sound_pair(std::size_t pair) const {
        if (m_pairs.origin[pair] >= m_demand.size() || m_pairs.facility[pair] >= m_supply.size()) {
            refuse_pairs({"Pasangan ini menunjuk asal atau fasilitas yang tidak ada.",
                          "This pair names an origin or a facility that is not there."},
                         std::to_string(pair));
        }
        // NaN passes: it too cannot be travelled.
        if (m_pairs.cost[pair] < 0.0) {
            refuse_pairs({"Biaya perjalanan tidak boleh negatif.", "A travel cost cannot be negative."},
                         std::to_string(pair));
        }
    }

    /// Weights of pairs times the share in which the people of their origin choose the facility.
    void weigh_choices() {
        core::LargeVector<double> chosen(m_pairs.cost.size());
        const auto most = m_options.decay.most() * static_cast<double>(m_pairs.cost.size());
        const auto all = sums(
            m_demand.size(), most, 0.0, 0.3,
            [&](std::size_t pair) {
                m_counts[pair] = m_pairs.cost[pair] <= m_options.limit ? chosen[pair] : 0.0;
                if (m_options.choice_within_limit) chosen[pair] = m_counts[pair];
                return Term{m_pairs.origin[pair], chosen[pair]};
            },
            [&](core::Block block) { weigh(block, chosen); });
        core::for_blocks(m_pairs.cost.size(), pairs_a_block, m_control.part(0.3, 0.4), [&](core::Block block) {
            for (auto pair = block.begin; pair < block.end; ++pair) {
                const auto sum = all[m_pairs.origin[pair]];
                m_counts[pair] *= sum > 0.0 ? chosen[pair] / sum : 0.0;
            }
        });
    }

    [[nodiscard]] double demand_of(std::size_t pair) const { return m_demand[m_pairs.origin[pair]] * m_counts[pair]; }

    void share_out(FloatingCatchments& out) {
        std::vector<std::uint8_t> reaches(m_demand.size(), 0);
        out.access =
            sums(m_demand.size(), most_of(known(out.ratio)) * m_options.decay.most(), 0.6, 1.0, [&](std::size_t pair) {
                const auto weight = m_counts[pair];
                const auto origin = m_pairs.origin[pair];
                if (!(weight > 0.0)) return Term{origin, 0.0};
                const std::atomic_ref<std::uint8_t> flag(reaches[origin]);
                if (flag.load(std::memory_order_relaxed) == 0) flag.store(1, std::memory_order_relaxed);
                const auto ratio = out.ratio[m_pairs.facility[pair]];
                return Term{origin, ratio > 0.0 ? ratio * weight : 0.0};
            });
        for (const auto one : reaches)
            out.origin_status.push_back(one != 0 ? CatchmentStatus::reached : CatchmentStatus::none_within);
    }

    static constexpr auto nothing_before = [](core::Block) {};

    /// Sums of terms by number, both of which `term_of` tells of a pair, after `before` has seen the block it is in.
    template <class TermOf, class Before = decltype(nothing_before)>
    std::vector<double> sums(std::size_t size, double most, double from, double to, const TermOf& term_of,
                             const Before& before = nothing_before) {
        const Quantum quantum(most, m_pairs.cost.size());
        WholeSums all(size);
        core::for_blocks(m_pairs.cost.size(), pairs_a_block, m_control.part(from, to), [&](core::Block block) {
            auto lease = all.borrow();
            auto& mine = **lease;
            before(block);
            for (auto pair = block.begin; pair < block.end; ++pair) {
                const auto [number, amount] = term_of(pair);
                if (amount > 0.0) quantum.add(mine[number], amount);
            }
        });
        return all.joined(quantum);
    }

    const CostPairs& m_pairs;
    std::span<const double> m_demand;
    std::span<const double> m_supply;
    const CatchmentOptions& m_options;
    const core::Control& m_control;
    core::LargeVector<double> m_counts;  ///< weights within the limit, times the share of a choice
};

}  // namespace

void take_ratios(FloatingCatchments& catchments, std::span<const double> supply) {
    catchments.ratio.resize(supply.size());
    catchments.facility_status.resize(supply.size());
    for (std::size_t j = 0; j < supply.size(); ++j) {
        const bool reached = catchments.demand_within[j] > 0.0;
        catchments.ratio[j] = reached ? supply[j] / catchments.demand_within[j] : std::nan("");
        catchments.facility_status[j] = reached ? CatchmentStatus::reached : CatchmentStatus::none_within;
    }
}

std::vector<double> known(std::span<const double> ratios) {
    std::vector<double> out;
    std::copy_if(ratios.begin(), ratios.end(), std::back_inserter(out), [](double one) { return one > 0.0; });
    return out;
}

FloatingCatchments floating_catchments(const CostPairs& pairs, std::span<const double> demand,
                                       std::span<const double> supply, const CatchmentOptions& options,
                                       const core::Control& control) {
    require_sound(pairs, demand, supply, options);
    return Catchments(pairs, demand, supply, options, control).result();
}

}  // namespace petasentra::access

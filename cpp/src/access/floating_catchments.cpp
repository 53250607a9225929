#include <algorithm>
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

/// Weights of the pairs: within the limit, and those by which people choose.
struct Weights {
    core::LargeVector<double> counts;  ///< 0 beyond the limit
    core::LargeVector<double> chosen;  ///< empty without a third step
};

class Catchments {
  public:
    Catchments(const CostPairs& pairs, std::span<const double> demand, std::span<const double> supply,
               const CatchmentOptions& options, const core::Control& control)
        : m_pairs(pairs), m_demand(demand), m_supply(supply), m_options(options), m_control(control) {}

    FloatingCatchments result() {
        weigh();
        if (m_options.choice) share_by_choice();
        FloatingCatchments out;
        out.demand_within = sums(m_supply.size(), most_of(m_demand) * m_options.decay.most(), 0.4, 0.7,
                                 [&](std::size_t pair) { return std::pair(m_pairs.facility[pair], demand_of(pair)); });
        take_ratios(out, m_supply);
        share_out(out);
        return out;
    }

  private:
    void weigh() {
        m_weights.counts.resize(m_pairs.cost.size());
        if (m_options.choice) m_weights.chosen.resize(m_pairs.cost.size());
        core::for_blocks(m_pairs.cost.size(), pairs_a_block, m_control.part(0.0, 0.3), [&](core::Block block) {
            for (auto pair = block.begin; pair < block.end; ++pair) {
                if (m_pairs.origin[pair] >= m_demand.size() || m_pairs.facility[pair] >= m_supply.size()) {
                    refuse_pairs({"Pasangan ini menunjuk asal atau fasilitas yang tidak ada.",
                                  "This pair names an origin or a facility that is not there."},
                                 std::to_string(pair));
                }
                const auto cost = m_pairs.cost[pair];
                if (cost < 0.0) {
                    refuse_pairs({"Biaya perjalanan tidak boleh negatif.", "A travel cost cannot be negative."},
                                 std::to_string(pair));
                }
                const auto weight = std::isfinite(cost) ? m_options.decay.at(cost) : 0.0;
                m_weights.counts[pair] = cost <= m_options.limit ? weight : 0.0;
                if (m_options.choice)
                    m_weights.chosen[pair] = m_options.choice_within_limit ? m_weights.counts[pair] : weight;
            }
        });
    }

    /// Multiplies the weights of pairs by the share in which the people of their origin choose the facility.
    void share_by_choice() {
        const auto most = m_options.decay.most() * static_cast<double>(m_pairs.cost.size());
        const auto all = sums(m_demand.size(), most, 0.3, 0.35, [&](std::size_t pair) {
            return std::pair(m_pairs.origin[pair], m_weights.chosen[pair]);
        });
        core::for_blocks(m_pairs.cost.size(), pairs_a_block, m_control.part(0.35, 0.4), [&](core::Block block) {
            for (auto pair = block.begin; pair < block.end; ++pair) {
                const auto sum = all[m_pairs.origin[pair]];
                m_weights.counts[pair] *= sum > 0.0 ? m_weights.chosen[pair] / sum : 0.0;
            }
        });
    }

    [[nodiscard]] double demand_of(std::size_t pair) const {
        return m_demand[m_pairs.origin[pair]] * m_weights.counts[pair];
    }

    void share_out(FloatingCatchments& out) {
        out.access =
            sums(m_demand.size(), most_of(known(out.ratio)) * m_options.decay.most(), 0.7, 1.0, [&](std::size_t pair) {
                const auto facility = m_pairs.facility[pair];
                const auto weight = m_weights.counts[pair];
                return std::pair(m_pairs.origin[pair],
                                 weight > 0.0 && out.ratio[facility] > 0.0 ? out.ratio[facility] * weight : 0.0);
            });
        out.origin_status.assign(m_demand.size(), CatchmentStatus::none_within);
        for (std::size_t pair = 0; pair < m_pairs.cost.size(); ++pair) {
            if (m_weights.counts[pair] > 0.0) out.origin_status[m_pairs.origin[pair]] = CatchmentStatus::reached;
        }
    }

    /// Sums of terms by number, both of which `term_of` tells of a pair.
    template <class TermOf>
    std::vector<double> sums(std::size_t size, double most, double from, double to, const TermOf& term_of) {
        const Quantum quantum(most, m_pairs.cost.size());
        WholeSums all(size);
        core::for_blocks(m_pairs.cost.size(), pairs_a_block, m_control.part(from, to), [&](core::Block block) {
            auto lease = all.borrow();
            auto& mine = **lease;
            for (auto pair = block.begin; pair < block.end; ++pair) {
                const auto [number, term] = term_of(pair);
                quantum.add(mine[number], term);
            }
        });
        return all.joined(quantum);
    }

    const CostPairs& m_pairs;
    std::span<const double> m_demand;
    std::span<const double> m_supply;
    const CatchmentOptions& m_options;
    const core::Control& m_control;
    Weights m_weights;
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

#pragma once
#include <cstdint>
#include <petasentra/access/decay.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/core/large_memory.hpp>
#include <span>
#include <vector>

namespace petasentra::access {

/// Origins and facilities with what the way between them costs, pair by pair, in any order. A pair that is not there, or
/// whose cost is NaN or infinite, cannot be travelled; one that is there twice counts twice.
struct CostPairs {
    std::span<const std::uint32_t> origin;    ///< numbers of the demand, 0 .. demand - 1
    std::span<const std::uint32_t> facility;  ///< numbers of the supply, as many
    std::span<const double> cost;             ///< as many, 0 or more
};

struct CatchmentOptions {
    double limit = std::numeric_limits<double>::infinity();  ///< costs up to it, itself included, are within reach
    Decay decay{};
    /// The third step: people choose among the facilities they know, by weight, and each facility is asked by that share
    /// of them only.
    bool choice = false;
    /// Among which they choose: all pairs given, or only those within the limit.
    bool choice_within_limit = false;
};

enum class CatchmentStatus : std::uint8_t {
    reached = 0,
    none_within = 1,  ///< of an origin: no facility within the limit; of a facility: no demand above 0
};

/// Accessibility of each origin and load of each facility, in the order in which they were given. All are there.
struct FloatingCatchments {
    std::vector<double> access;  ///< supply within reach for each unit of demand that competes for it; 0 where none
    std::vector<double> demand_within;  ///< of each facility, weighted
    std::vector<double> ratio;          ///< of each facility: supply for each unit of that demand, NaN without any
    std::vector<CatchmentStatus> origin_status;
    std::vector<CatchmentStatus> facility_status;
};

/// Floating catchment areas in two steps (Luo and Wang 2003), enhanced by a decay within the catchment (Luo and Qi 2009),
/// and with a third step of choice among facilities (Wan, Zou and Sternberg 2012). With w = decay of the cost within the
/// limit, else 0, and g the share in which people at i choose j (1 without choice, else w' / sum of w' over what they
/// choose among, w' being w without the limit unless the choice is within it):
///
///     ratio_j = supply_j / sum over i of demand_i g_ij w_ij          access_i = sum over j of ratio_j g_ij w_ij
///
/// A facility that nobody reaches has no ratio and adds nothing; supply that somebody reaches is shared out in full:
/// sum of demand_i access_i = sum of the supply that is reached.
///
/// Same     Sums are kept in whole multiples of 2^-61 of the most that they can be, so the order of pairs and the number of
///          threads change no bit. Each term is rounded by that much.
/// Empty    No pairs: every origin and facility none_within.
/// Errors   Error(option_value): columns of different lengths, numbers beyond demand or supply, a negative cost, demand
///          or supply that is negative or not finite, a limit below 0 or NaN, decays as Decay says.
/// Cost     O(pairs) twice (three times with choice), and O(demand + supply) memory a thread; no table is made.
[[nodiscard]] FloatingCatchments floating_catchments(const CostPairs& pairs, std::span<const double> demand,
                                                     std::span<const double> supply, const CatchmentOptions& options,
                                                     const core::Control& control = {});

}  // namespace petasentra::access

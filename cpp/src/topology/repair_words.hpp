#pragma once
#include <petasentra/core/text.hpp>
#include <petasentra/topology/repair.hpp>
#include <string>

namespace petasentra::topology {

/// What a sentence of the ledger needs to know: names of rows, empty where there is none.
struct LedgerTelling {
    Rule rule;
    bool ring_order;  ///< RING_ORDER, whatever `rule` says
    bool tie;         ///< the smallest id decided
    LeftBecause left;
    RepairRule by;
    std::string row;
    std::string from;
    std::string to;
    std::string other;           ///< of a fault left: the second row
    double area_m2;              ///< of a fault left: its ground, 0 if it has none
    double limit_m2;             ///< the most that was to be moved
    std::size_t without_height;  ///< vertices added that got no Z or M
};

/// Why a row was changed, or why a fault was left, as one sentence.
[[nodiscard]] core::Text reason_of(const LedgerTelling& telling);

}  // namespace petasentra::topology

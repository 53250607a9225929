#pragma once
#include <petasentra/core/text.hpp>
#include <petasentra/topology/fault.hpp>
#include <petasentra/topology/settings.hpp>
#include <string>

namespace petasentra::topology {

/// What a sentence about a fault needs to know of the layers: how rows are called and where the fault lies.
struct Telling {
    const Fault& fault;
    const ValidateSettings& settings;
    std::string id;        ///< of fault.row, empty if there is none
    std::string other;     ///< of fault.other
    std::string beside;    ///< zone_gap: ids of the neighbours, listed
    std::size_t vertices;  ///< of the place
    core::Text near;       ///< ", di dekat x, y" in the CRS of the layer; empty without a place
};

/// What is wrong, as one sentence.
[[nodiscard]] core::Text message_of(const Telling& telling);
/// What can be done about it.
[[nodiscard]] core::Text hint_of(Rule rule);

}  // namespace petasentra::topology

#pragma once
#include <petasentra/law/plan_pack.hpp>

#include "io/pack/pack_files.hpp"

namespace petasentra::io::pack {

/// Reads one instrument file with its matrix and conditions. `pack` holds what was read before: its activities, which
/// rules may name, and its accuracy by map scale.
[[nodiscard]] law::Instrument read_instrument(const std::string& name, const Where& named_at, const law::PlanPack& pack,
                                              PackFiles& files);

}  // namespace petasentra::io::pack

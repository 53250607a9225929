#pragma once
#include <petasentra/law/plan_pack.hpp>
#include <string>
#include <string_view>

namespace petasentra::io::pack {

/// Adds the layers and rules of a text in the form of an instrument file ([[layer]], [[overlay_rule]], [[area_rule]],
/// [[distance_rule]], nothing else) to an instrument: what the law would say if. Checked as if they stood in its file;
/// Error(duplicate_id) for the id of a rule or layer it has already. An article that they name counts as unseen from
/// then on, for all that rests on it.
void add_rules(law::PlanPack& pack, const std::string& instrument, std::string_view toml);

}  // namespace petasentra::io::pack

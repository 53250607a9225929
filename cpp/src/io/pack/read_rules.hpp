#pragma once
#include <petasentra/law/plan_pack.hpp>

#include "io/pack/section.hpp"

namespace petasentra::io::pack {

/// The lists of an instrument file. Rules are read last: they may name only layers of their own instrument and
/// activities of the pack ("*" stands for all), else Error(rule_dangling) with the nearest name.
void read_articles(const Section& file, law::Instrument& instrument);
void read_layers(const Section& file, law::Instrument& instrument);
void read_rules(const Section& file, const law::PlanPack& pack, law::Instrument& instrument);

}  // namespace petasentra::io::pack

#pragma once
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/law/plan_pack.hpp>
#include <string>

namespace petasentra::law {

/// Changes to the law of a pack: what it would say *if*. What is changed has been seen by nobody, so whatever the change
/// rests on (the table and its article, a date, a layer) is unverified afterwards.
///
/// A name that the pack does not have is an Error that gives the nearest: rule_dangling for instruments, layers and
/// rules, activity_unknown, zone_unknown.

/// The cell of an activity in a zone becomes `cell`, in the spelling of permissions.csv; empty text is an absent cell. An
/// activity of the pack without a row gets one of absent cells. Error(pack_value) for a cell that cannot be read and for
/// an instrument without a table.
void change_cell(PlanPack& pack, const std::string& instrument, const std::string& activity, const std::string& zone,
                 const std::string& cell);

/// A date by its name: enacted_on, in_force_from, in_force_to or published_on; nothing takes it away, but for
/// in_force_from. Dates of other instruments stay as they are. Error(option_value) for another name.
void change_date(PlanPack& pack, const std::string& instrument, const std::string& name, std::optional<core::Date> day);

/// Error(option_value) where an instrument ends no later than it begins.
void require_ends_after_beginnings(const PlanPack& pack);

/// Takes a rule (overlay, area or distance) away.
void remove_rule(PlanPack& pack, const std::string& instrument, const std::string& rule);

/// Notes that a layer is no longer the one that somebody may have seen.
void doubt_layer(PlanPack& pack, const std::string& instrument, const std::string& layer);

/// Notes the same of an article that something new rests on; an id that names none is none's.
void doubt_article(Instrument& instrument, const std::string& article);

/// The instrument of that id, to be changed. Error(rule_dangling) with the nearest.
[[nodiscard]] Instrument& instrument_to_change(PlanPack& pack, const std::string& id);

/// Names the changed law as a what-if of that id; it takes the place of the variant it was read with.
void name_what_if(PlanPack& pack, const std::string& id, const core::Text& title);

}  // namespace petasentra::law

#include <algorithm>
#include <petasentra/law/plan_pack.hpp>

namespace petasentra::law {
namespace {

bool replaces(const Instrument& successor, const Instrument& older) {
    return successor.status != Status::draft &&
           std::find(successor.replaces.begin(), successor.replaces.end(), older.id) != successor.replaces.end();
}

// The end of an instrument is set by the successor that begins on that day; if no successor's dates agree (lint says
// so), any that claims to replace it. Without a successor in the pack the end is the instrument's own and always known.
bool end_known(const PlanPack& pack, const Instrument& instrument, core::Date known_on) {
    bool any = false;
    bool any_agrees = false;
    bool any_known = false;
    bool agreeing_known = false;
    for (const auto& successor : pack.instruments) {
        if (!replaces(successor, instrument)) continue;
        const bool agrees = successor.in_force_from == instrument.in_force_to;
        const bool known = known_from(successor) <= known_on;
        any = true;
        any_agrees |= agrees;
        any_known |= known;
        agreeing_known |= agrees && known;
    }
    return !any || (any_agrees ? agreeing_known : any_known);
}

}  // namespace

core::Date known_from(const Instrument& instrument) {
    if (instrument.published_on) return *instrument.published_on;
    return instrument.enacted_on ? *instrument.enacted_on : instrument.in_force_from;
}

Crosswalk::Crosswalk(std::vector<AdminUnit> units) : m_units(std::move(units)) {
    for (std::size_t i = 0; i < m_units.size(); ++i)
        for (const auto* code : {&m_units[i].kemendagri, &m_units[i].bps, &m_units[i].cod_ab})
            if (!code->empty()) m_unit_of.emplace(*code, i);
}

bool Crosswalk::same_unit(std::string_view a, std::string_view b) const {
    if (a.empty() || b.empty()) return false;
    if (a == b) return true;
    const auto unit_a = m_unit_of.find(a);
    const auto unit_b = m_unit_of.find(b);
    return unit_a != m_unit_of.end() && unit_b != m_unit_of.end() && unit_a->second == unit_b->second;
}

std::vector<std::string> Crosswalk::codes_of(std::string_view code) const {
    std::vector<std::string> codes{std::string(code)};
    if (const auto found = m_unit_of.find(code); found != m_unit_of.end()) {
        const auto& unit = m_units[found->second];
        for (const auto* other : {&unit.kemendagri, &unit.bps, &unit.cod_ab})
            if (!other->empty() && std::find(codes.begin(), codes.end(), *other) == codes.end())
                codes.push_back(*other);
    }
    return codes;
}

const Instrument* PlanPack::instrument(std::string_view id) const noexcept {
    const auto found =
        std::find_if(instruments.begin(), instruments.end(), [&](const auto& item) { return item.id == id; });
    return found == instruments.end() ? nullptr : &*found;
}

const Activity* PlanPack::activity(std::string_view id) const noexcept {
    const auto found =
        std::find_if(activities.begin(), activities.end(), [&](const auto& item) { return item.id == id; });
    return found == activities.end() ? nullptr : &*found;
}

std::vector<std::size_t> in_force(const PlanPack& pack, core::Date day, std::optional<core::Date> known_on) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < pack.instruments.size(); ++i) {
        const auto& instrument = pack.instruments[i];
        if (instrument.status == Status::draft || day < instrument.in_force_from) continue;
        if (known_on && known_from(instrument) > *known_on) continue;
        const bool ended = instrument.in_force_to && *instrument.in_force_to <= day;
        if (ended && (!known_on || end_known(pack, instrument, *known_on))) continue;
        found.push_back(i);
    }
    return found;
}

}  // namespace petasentra::law

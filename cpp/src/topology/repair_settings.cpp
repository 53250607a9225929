#include <petasentra/core/error.hpp>
#include <petasentra/topology/repair.hpp>
#include <string>
#include <utility>

#include "topology/repair_writing.hpp"

namespace petasentra::topology {

RepairRule repair_rule(std::string_view name) {
    for (const auto rule : {RepairRule::largest_neighbour, RepairRule::longest_border, RepairRule::priority}) {
        if (name == to_string(rule)) return rule;
    }
    const std::string given(name.substr(0, 80));
    throw core::Error(
        core::ErrorCode::option_value,
        {"Aturan perbaikan \"" + given + "\" tidak dikenal.", "The repair rule \"" + given + "\" is unknown."},
        {"Pilih \"largest_neighbour\", \"longest_border\", atau \"priority\".",
         "Choose \"largest_neighbour\", \"longest_border\" or \"priority\"."});
}

const char* to_string(RepairRule rule) noexcept {
    switch (rule) {
        case RepairRule::largest_neighbour:
            return "largest_neighbour";
        case RepairRule::longest_border:
            return "longest_border";
        case RepairRule::priority:
            return "priority";
    }
    return "";
}

bool is_repairable(Rule rule) noexcept {
    switch (rule) {
        case Rule::geometry_invalid:
        case Rule::duplicate_geometry:
        case Rule::zone_overlap:
        case Rule::zone_gap:
        case Rule::zone_sliver:
        case Rule::zone_spike:
        case Rule::edge_mismatch:
            return true;
        default:
            return false;
    }
}

void require_repairable(const layer::Layer& zones, const RepairSettings& settings) {
    const auto refuse = [](core::Text message, core::Text hint) {
        throw core::Error(core::ErrorCode::option_value, std::move(message), std::move(hint));
    };
    for (const auto rule : settings.rules) {
        if (is_repairable(rule)) continue;
        const std::string code = code_of(rule);
        refuse({code + " tidak dapat diperbaiki secara otomatis.", code + " cannot be repaired automatically."},
               {"Perbaiki datanya, lalu periksa lagi.", "Correct the data, then validate again."});
    }
    if (!(settings.max_m2 >= 0.0 && settings.max_gap_m2 >= 0.0))
        refuse({"Nilai max_m2 harus nol atau lebih.", "The value of max_m2 must be zero or more."}, {});
    if (settings.rule == RepairRule::priority && settings.preference.size() != zones.size()) {
        refuse({"Aturan priority memerlukan satu peringkat untuk setiap baris.",
                "The rule priority needs one rank for each row."},
               {"Sebutkan kolom peringkat, misalnya priority=\"peringkat\".",
                "Name the column of ranks, for instance priority=\"rank\"."});
    }
}

}  // namespace petasentra::topology

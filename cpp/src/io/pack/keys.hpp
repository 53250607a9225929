#pragma once
#include <array>
#include <string_view>

/// The keys of plan pack format 1, section by section: what is not here is refused.
namespace petasentra::io::pack::keys {

using Key = std::string_view;

inline constexpr std::array<Key, 7> pack_file{
    "pack", "tolerance", "accuracy_by_scale", "crosswalk", "activities", "kbli_crosswalk", "variant"};
inline constexpr std::array<Key, 7> pack{"format", "name",         "title",      "jurisdiction",
                                         "crs",    "kbli_version", "instruments"};
inline constexpr std::array<Key, 3> jurisdiction{"kemendagri", "bps", "name"};
inline constexpr std::array<Key, 4> tolerance{"boundary_m", "sliver_m2", "decisive_share", "conforming_share"};
inline constexpr std::array<Key, 1> path_only{"path"};
inline constexpr std::array<Key, 4> variant{"id", "title_id", "title_en", "replace"};
inline constexpr std::array<Key, 2> variant_replace{"file", "with"};

inline constexpr std::array<Key, 8> instrument_file{"instrument",   "layer",     "permissions",   "article",
                                                    "overlay_rule", "area_rule", "distance_rule", "transition"};
inline constexpr std::array<Key, 20> instrument{"id",
                                                "kind",
                                                "number",
                                                "year",
                                                "title",
                                                "level",
                                                "enacted_on",
                                                "in_force_from",
                                                "in_force_to",
                                                "published_on",
                                                "replaces",
                                                "status",
                                                "map_scale",
                                                "horizontal_accuracy_m",
                                                "oss_integrated",
                                                "source",
                                                "verified",
                                                "verified_dates",
                                                "note_id",
                                                "note_en"};
inline constexpr std::array<Key, 4> verified_dates{"enacted_on", "in_force_from", "in_force_to", "published_on"};
inline constexpr std::array<Key, 13> layer{"id",         "role",        "path",      "code",   "name",
                                           "valid_from", "valid_to",    "article",   "source", "verified",
                                           "schematic",  "code_system", "represents"};
inline constexpr std::array<Key, 7> permissions{"path",    "conditions", "intensity", "absent",
                                                "article", "source",     "verified"};
inline constexpr std::array<Key, 9> article{"id",          "label",    "text",        "page",       "url",
                                            "text_sha256", "verified", "verified_by", "verified_on"};
inline constexpr std::array<Key, 7> overlay_rule{"id", "layer", "codes", "activities", "at_best", "article", "scale"};
inline constexpr std::array<Key, 8> area_rule{"id",   "layer",      "codes",   "activities",
                                              "cell", "precedence", "article", "scale"};
inline constexpr std::array<Key, 10> distance_rule{"id",          "activities", "receptor",  "min_m",   "measured_from",
                                                   "measured_to", "below",      "both_ways", "article", "scale"};
inline constexpr std::array<Key, 3> transition{"applies_to", "until", "article"};

// Words that a key may have as its value, in the order of the enumeration they become.
inline constexpr std::array<Key, 7> levels{"rtrwn", "rtrw-provinsi", "rtrw-kabupaten", "rtrw-kota",
                                           "rdtr",  "ksn",           "sectoral"};
inline constexpr std::array<Key, 3> statuses{"in_force", "draft", "draft_binding"};
inline constexpr std::array<Key, 5> roles{"zones", "overlay", "area", "receptor", "existing"};
inline constexpr std::array<Key, 3> absents{"prohibited", "not_regulated", "missing"};
inline constexpr std::array<Key, 3> precedences{"over_zone", "over_overlay", "unstated"};
inline constexpr std::array<Key, 3> applies_to{"permit_valid", "built_before", "none"};
inline constexpr std::array<Key, 2> measured_from{"boundary", "centroid"};
inline constexpr std::array<Key, 2> represents{"bank", "centreline"};
inline constexpr std::array<Key, 3> code_systems{"kemendagri", "bps", "cod_ab"};
inline constexpr std::array<Key, 4> scales{"mikro", "kecil", "menengah", "besar"};
inline constexpr std::array<Key, 3> condition_kinds{"spatial", "document", "operational"};
inline constexpr std::array<Key, 3> kbli_changes{"same", "split", "merge"};
/// Verdicts a rule may impose; the others describe what is not known, which no rule can order.
inline constexpr std::array<Key, 5> rule_verdicts{"conforms", "limited", "conditional", "limited_conditional",
                                                  "prohibited"};

}  // namespace petasentra::io::pack::keys

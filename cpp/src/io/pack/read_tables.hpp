#pragma once
#include <petasentra/law/plan_pack.hpp>
#include <string_view>
#include <vector>

#include "io/pack/complain.hpp"

namespace petasentra::io::pack {

/// The CSV files of a pack. Columns with other names than those of format 1 are refused, except `note`.
/// activities.csv: id, name_id [name_en kbli kbli_version scale source verified]
[[nodiscard]] std::vector<law::Activity> read_activities(std::string_view text, const SourceFile& file);
/// conditions.csv: id, kind, text_id [text_en predicate threshold unit source verified]
[[nodiscard]] std::vector<law::Condition> read_conditions(std::string_view text, const SourceFile& file);
/// intensity.csv: zone [lot_min_m2 lot_max_m2 road_class kdb_max klb_max kdh_min height_max_m article source verified]
[[nodiscard]] std::vector<law::IntensityRow> read_intensity(std::string_view text, const SourceFile& file);
/// kbli-crosswalk.csv: from_version, from, to_version, to, kind [source verified]
[[nodiscard]] std::vector<law::KbliStep> read_kbli_crosswalk(std::string_view text, const SourceFile& file);
/// permissions.csv: activity, then one column for each zone code. Cells are kept as written.
[[nodiscard]] law::Matrix read_matrix(std::string_view text, const SourceFile& file);
/// crosswalk.csv: kemendagri, bps, cod_ab, name [level]; a code names one unit only.
[[nodiscard]] law::Crosswalk read_crosswalk(std::string_view text, const SourceFile& file);

/// Refuses what is no KBLI code of 3 to 5 digits.
void check_kbli(const std::string& kbli, const Where& where);

}  // namespace petasentra::io::pack

#include <algorithm>

#include "io/pack/keys.hpp"
#include "io/pack/read_tables.hpp"
#include "io/pack/rows.hpp"

namespace petasentra::io::pack {

void check_kbli(const std::string& kbli, const Where& where) {
    const bool digits = std::all_of(kbli.begin(), kbli.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && kbli.size() >= 3 && kbli.size() <= 5) return;
    complain(core::ErrorCode::pack_value, where,
             {in_quotes(kbli) + " bukan kode KBLI 3 sampai 5 angka.",
              in_quotes(kbli) + " is not a KBLI code of 3 to 5 digits."},
             {"Tulis angka saja, misalnya 38301; jaga nol di depan.",
              "Write digits only, such as 38301; keep leading zeros."});
}

std::vector<law::IntensityRow> read_intensity(std::string_view text, const SourceFile& file) {
    const Rows rows(text, file, 1,
                    {"zone", "lot_min_m2", "lot_max_m2", "road_class", "kdb_max", "klb_max", "kdh_min", "height_max_m",
                     "article", "source", "verified"});
    std::vector<law::IntensityRow> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::IntensityRow bounds;
        bounds.zone = rows.required_text(row, "zone");
        bounds.lot_min_m2 = rows.number(row, "lot_min_m2");
        bounds.lot_max_m2 = rows.number(row, "lot_max_m2");
        if (bounds.lot_min_m2 && bounds.lot_max_m2 && *bounds.lot_max_m2 < *bounds.lot_min_m2)
            complain(core::ErrorCode::pack_value, rows.where(row, "lot_max_m2"),
                     {"Kelas luas persil terbalik: lot_max_m2 lebih kecil daripada lot_min_m2.",
                      "The class of lots is the wrong way round: lot_max_m2 is below lot_min_m2."},
                     {"Tukar kedua angka itu.", "Exchange the two numbers."});
        bounds.road_class = rows.text(row, "road_class");
        bounds.kdb_max = rows.number(row, "kdb_max");
        bounds.klb_max = rows.number(row, "klb_max");
        bounds.kdh_min = rows.number(row, "kdh_min");
        bounds.height_max_m = rows.number(row, "height_max_m");
        bounds.article = rows.text(row, "article");
        bounds.source = rows.text(row, "source");
        bounds.verified = rows.flag(row, "verified");
        found.push_back(std::move(bounds));
    }
    return found;
}

std::vector<law::KbliStep> read_kbli_crosswalk(std::string_view text, const SourceFile& file) {
    const Rows rows(text, file, 5, {"from_version", "from", "to_version", "to", "kind", "source", "verified"});
    std::vector<law::KbliStep> found;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        law::KbliStep step;
        step.from_version = rows.required_text(row, "from_version");
        step.from = rows.required_text(row, "from");
        check_kbli(step.from, rows.where(row, "from"));
        step.to_version = rows.required_text(row, "to_version");
        step.to = rows.required_text(row, "to");
        check_kbli(step.to, rows.where(row, "to"));
        (void)rows.required_text(row, "kind");
        const auto kind = rows.word(row, "kind", keys::kbli_changes);
        step.kind = static_cast<law::KbliChange>(std::find(keys::kbli_changes.begin(), keys::kbli_changes.end(), kind) -
                                                 keys::kbli_changes.begin());
        step.source = rows.text(row, "source");
        step.verified = rows.flag(row, "verified");
        found.push_back(std::move(step));
    }
    return found;
}

}  // namespace petasentra::io::pack

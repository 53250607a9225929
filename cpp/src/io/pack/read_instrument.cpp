#include "io/pack/read_instrument.hpp"

#include "io/pack/keys.hpp"
#include "io/pack/read_rules.hpp"
#include "io/pack/read_tables.hpp"
#include "io/pack/section.hpp"

namespace petasentra::io::pack {
namespace {

template <typename Enum>
Enum choice_of(const Section& section, std::string_view key, std::span<const std::string_view> words, Enum otherwise) {
    const auto found = section.choice(key, words);
    return found ? static_cast<Enum>(*found) : otherwise;
}

int small_integer(const Section& section, std::string_view key) {
    const auto value = section.integer(key).value_or(0);
    if (value < 0 || value > 9999)
        complain(
            core::ErrorCode::pack_value, section.where(key),
            {"Nilai " + in_quotes(key) + " di luar batas.", "The value of " + in_quotes(key) + " is out of range."},
            {"Tulis bilangan bulat dari 0 sampai 9999.", "Write a whole number from 0 to 9999."});
    return static_cast<int>(value);
}

void read_dates(const Section& section, law::Instrument& instrument) {
    instrument.enacted_on = section.date("enacted_on");
    instrument.published_on = section.date("published_on");
    const auto from = section.date("in_force_from");
    if (!from)
        complain(
            core::ErrorCode::pack_value, section.where("in_force_from"),
            {"Tanggal mulai berlaku (in_force_from) wajib diisi.", "The first day in force (in_force_from) is needed."},
            {"Tulis in_force_from = 2010-10-28 dengan tanggal yang benar; tandai di verified_dates bila belum "
             "dipastikan.",
             "Write in_force_from = 2010-10-28 with the right day; say in verified_dates if it has not been seen."});
    instrument.in_force_from = *from;
    instrument.in_force_to = section.date("in_force_to");
    if (instrument.in_force_to && *instrument.in_force_to <= instrument.in_force_from)
        complain(core::ErrorCode::pack_value, section.where("in_force_to"),
                 {"in_force_to (" + core::to_string(*instrument.in_force_to) + ") tidak sesudah in_force_from (" +
                      core::to_string(*from) + ").",
                  "in_force_to (" + core::to_string(*instrument.in_force_to) + ") is not after in_force_from (" +
                      core::to_string(*from) + ")."},
                 {"in_force_to adalah hari pertama peraturan tidak lagi berlaku.",
                  "in_force_to is the first day the instrument is no longer in force."});
    if (const auto seen = section.table("verified_dates", "[instrument.verified_dates]", keys::verified_dates))
        for (const auto key : keys::verified_dates)
            if (seen->has(key)) instrument.verified_dates[std::string(key)] = seen->flag(key);
}

void read_notes(const Section& section, law::Instrument& instrument) {
    instrument.note_id = section.text("note_id");
    instrument.note_en = section.text("note_en");
    if (instrument.note_id.empty() != instrument.note_en.empty()) {
        const auto* missing = instrument.note_id.empty() ? "note_id" : "note_en";
        complain(core::ErrorCode::pack_value, section.where(missing),
                 {"Catatan hanya ada dalam satu bahasa.", "The note is in one language only."},
                 {"Isi note_id dan note_en, atau hapus keduanya.", "Give both note_id and note_en, or neither."});
    }
}

law::Instrument read_head(Section section, const law::PlanPack& pack) {
    law::Instrument instrument;
    instrument.id = section.required_text("id");
    section.set_feature(instrument.id);
    instrument.kind = section.text("kind");
    instrument.number = small_integer(section, "number");
    instrument.year = small_integer(section, "year");
    instrument.title = section.required_text("title");
    (void)section.required_text("level");
    instrument.level = choice_of(section, "level", keys::levels, instrument.level);
    read_dates(section, instrument);
    instrument.replaces = section.texts("replaces");
    instrument.status = choice_of(section, "status", keys::statuses, law::Status::in_force);
    instrument.map_scale = section.number("map_scale", {1.0, unlimited});
    instrument.horizontal_accuracy_m = section.number("horizontal_accuracy_m", {0.0, unlimited});
    if (!instrument.horizontal_accuracy_m && instrument.map_scale)
        if (const auto found = pack.accuracy_by_scale.find(*instrument.map_scale);
            found != pack.accuracy_by_scale.end())
            instrument.horizontal_accuracy_m = found->second;
    instrument.oss_integrated = section.flag("oss_integrated");
    instrument.source = section.text("source");
    instrument.verified = section.flag("verified");
    read_notes(section, instrument);
    return instrument;
}

void read_permissions(const Section& file, law::Instrument& instrument, PackFiles& files) {
    const auto section = file.table("permissions", "[permissions]", keys::permissions);
    if (!section) return;
    auto& permissions = instrument.permissions;
    permissions.path = section->text("path");
    permissions.absent = choice_of(*section, "absent", keys::absents, law::Absent::missing);
    permissions.article = section->text("article");
    permissions.source = section->text("source");
    permissions.verified = section->flag("verified");
    if (!permissions.path.empty())
        permissions.matrix =
            read_matrix(files.text(permissions.path, section->where("path")), files.source(permissions.path));
    if (const auto conditions = section->text("conditions"); !conditions.empty())
        instrument.conditions =
            read_conditions(files.text(conditions, section->where("conditions")), files.source(conditions));
    if (const auto intensity = section->text("intensity"); !intensity.empty())
        instrument.intensity =
            read_intensity(files.text(intensity, section->where("intensity")), files.source(intensity));
}

}  // namespace

law::Instrument read_instrument(const std::string& name, const Where& named_at, const law::PlanPack& pack,
                                PackFiles& files) {
    const auto source = files.source(name);
    const auto document = parse_document(files.text(name, named_at), source);
    const Section file(document, source, {}, keys::instrument_file);
    const auto head = file.table("instrument", "[instrument]", keys::instrument);
    if (!head)
        complain(core::ErrorCode::pack_value, file.where("instrument"),
                 {"Bagian [instrument] tidak ada.", "There is no section [instrument]."},
                 {"Mulai berkas dengan [instrument] beserta id, title, level, dan in_force_from.",
                  "Begin the file with [instrument] and its id, title, level and in_force_from."});
    auto instrument = read_head(*head, pack);
    read_articles(file, instrument);
    read_layers(file, instrument);
    read_permissions(file, instrument, files);
    read_rules(file, pack, instrument);
    return instrument;
}

}  // namespace petasentra::io::pack

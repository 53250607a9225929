#include <algorithm>
#include <petasentra/io/pack/read_pack.hpp>
#include <set>

#include "io/pack/keys.hpp"
#include "io/pack/pack_files.hpp"
#include "io/pack/read_instrument.hpp"
#include "io/pack/read_tables.hpp"
#include "io/pack/section.hpp"
#include "io/pack/values.hpp"

namespace petasentra::io::pack {
namespace {

constexpr std::int64_t newest_format = 1;

// Before anything else: a newer format may well have keys we do not know, and that is not the reader's mistake.
void check_format(const Node& document, const SourceFile& file) {
    const auto* pack = document.field("pack");
    const auto* format = pack != nullptr && pack->kind == Node::Kind::table ? pack->field("format") : nullptr;
    const Where where{.file = file, .line = format != nullptr ? format->line : 0, .section = "[pack]", .key = "format"};
    if (pack == nullptr || pack->kind != Node::Kind::table)
        complain(core::ErrorCode::pack_value, {.file = file, .line = 0, .section = {}, .key = "pack"},
                 {"Bagian [pack] tidak ada.", "There is no section [pack]."},
                 {"Mulai berkas dengan [pack] beserta format, name, crs, dan instruments.",
                  "Begin the file with [pack] and its format, name, crs and instruments."});
    if (format == nullptr || format->kind != Node::Kind::integer || format->integer < 1)
        complain(core::ErrorCode::pack_value, where,
                 {"Nomor format paket tidak ada.", "The format number of the pack is missing."},
                 {"Tulis format = 1.", "Write format = 1."});
    if (format->integer > newest_format)
        complain(core::ErrorCode::pack_newer_format, where,
                 {"Paket ini berformat " + std::to_string(format->integer) + "; versi ini mengenal format sampai " +
                      std::to_string(newest_format) + ".",
                  "This pack is of format " + std::to_string(format->integer) + "; this version knows formats up to " +
                      std::to_string(newest_format) + "."},
                 {"Perbarui petasentra.", "Update petasentra."});
}

void read_head(const Section& file, law::PlanPack& pack) {
    const auto head = *file.table("pack", "[pack]", keys::pack);
    pack.name = head.required_text("name");
    pack.title = head.text("title");
    if (pack.title.empty()) pack.title = pack.name;
    pack.crs = head.required_text("crs");
    pack.kbli_version = head.text("kbli_version");
    if (const auto place = head.table("jurisdiction", "[pack] jurisdiction", keys::jurisdiction))
        pack.jurisdiction = {place->text("kemendagri"), place->text("bps"), place->text("name")};
}

void read_tolerance(const Section& file, law::Tolerance& tolerance) {
    const auto section = file.table("tolerance", "[tolerance]", keys::tolerance);
    if (!section) return;
    const auto set = [&](const char* key, double& value, Range range) {
        value = section->number(key, range).value_or(value);
    };
    set("boundary_m", tolerance.boundary_m, {0.0, unlimited});
    set("sliver_m2", tolerance.sliver_m2, {0.0, unlimited});
    set("decisive_share", tolerance.decisive_share, {0.0, 1.0});
    // With nothing required to conform, every site would.
    set("conforming_share", tolerance.conforming_share, {0.01, 1.0});
}

void read_accuracy(const Section& file, law::PlanPack& pack) {
    const auto* table = file.node().field("accuracy_by_scale");
    if (table == nullptr) return;
    if (table->kind != Node::Kind::table) (void)file.table("accuracy_by_scale", "[accuracy_by_scale]", {});
    std::vector<std::string_view> keys;
    for (const auto& [key, value] : table->fields) keys.push_back(key);
    const auto section = *file.table("accuracy_by_scale", "[accuracy_by_scale]", keys);
    for (const auto key : keys) {
        const auto scale = parse_number(key);
        if (!scale || *scale < 1.0)
            complain(core::ErrorCode::pack_value, section.where(key),
                     {"Kunci " + in_quotes(key) + " bukan skala peta.",
                      "The key " + in_quotes(key) + " is not a map scale."},
                     {"Tulis penyebut skala, misalnya 50000 = 20.0.",
                      "Write the denominator of the scale, such as 50000 = 20.0."});
        pack.accuracy_by_scale[*scale] = *section.number(key, {0.0, unlimited});
    }
}

std::vector<law::Variant> read_variants(const Section& file, const std::vector<std::string>& instruments) {
    std::vector<law::Variant> variants;
    std::set<std::string> ids;
    for (auto& section : file.tables("variant", "[[variant]]", keys::variant)) {
        law::Variant variant;
        variant.id = section.required_text("id");
        section.set_feature(variant.id);
        if (!ids.insert(variant.id).second) complain_duplicate(section.where("id"), {"Varian", "Variant"}, variant.id);
        variant.title = {section.required_text("title_id"), section.required_text("title_en")};
        for (const auto& exchange : section.tables("replace", "[[variant]] replace", keys::variant_replace)) {
            auto old_file = exchange.required_text("file");
            if (std::find(instruments.begin(), instruments.end(), old_file) == instruments.end())
                complain(core::ErrorCode::pack_value, exchange.where("file"),
                         {"Varian " + in_quotes(variant.id) + " mengganti " + in_quotes(old_file) +
                              ", yang tidak ada dalam instruments.",
                          "Variant " + in_quotes(variant.id) + " replaces " + in_quotes(old_file) +
                              ", which is not in instruments."},
                         allowed_words(old_file, instruments));
            for (const auto& [earlier, with] : variant.replace)
                if (earlier == old_file)
                    complain_duplicate(exchange.where("file"), {"Berkas yang diganti", "The replaced file"}, old_file);
            variant.replace.emplace_back(std::move(old_file), exchange.required_text("with"));
        }
        variants.push_back(std::move(variant));
    }
    return variants;
}

// The instrument files of the pack, with those of the wanted variant in their places.
std::vector<std::string> chosen_files(std::vector<std::string> files, const std::vector<law::Variant>& variants,
                                      const std::string& wanted) {
    if (wanted.empty()) return files;
    const auto found =
        std::find_if(variants.begin(), variants.end(), [&](const auto& variant) { return variant.id == wanted; });
    if (found == variants.end()) {
        std::vector<std::string> ids;
        for (const auto& variant : variants) ids.push_back(variant.id);
        complain(core::ErrorCode::option_value, {.file = {}, .line = 0, .section = {}, .key = "variant"},
                 {"Paket ini tidak punya varian " + in_quotes(wanted) + ".",
                  "This pack has no variant " + in_quotes(wanted) + "."},
                 allowed_words(wanted, ids));
    }
    for (auto& file : files)
        for (const auto& [old_file, with] : found->replace)
            if (file == old_file) {
                file = with;
                break;
            }
    return files;
}

// Follows `replaces` from an instrument; a way back to it is a mistake no date can mend.
void check_no_cycle(const law::PlanPack& pack, const std::vector<SourceFile>& sources) {
    for (std::size_t start = 0; start < pack.instruments.size(); ++start) {
        std::set<std::string> seen;
        std::vector<const law::Instrument*> open{&pack.instruments[start]};
        while (!open.empty()) {
            const auto* at = open.back();
            open.pop_back();
            for (const auto& id : at->replaces) {
                if (id == pack.instruments[start].id)
                    complain(
                        core::ErrorCode::pack_value,
                        {.file = sources[start],
                         .line = 0,
                         .section = "[instrument]",
                         .key = "replaces",
                         .feature = id},
                        {in_quotes(id) + " akhirnya mengganti dirinya sendiri.",
                         in_quotes(id) + " ends up replacing itself."},
                        {"Peraturan yang lebih baru mengganti yang lebih lama, tidak sebaliknya: perbaiki replaces.",
                         "The newer instrument replaces the older one, never the reverse: correct replaces."});
                const auto* next = pack.instrument(id);
                if (next != nullptr && seen.insert(id).second) open.push_back(next);
            }
        }
    }
}

void read_instruments(const std::vector<std::string>& names, const Where& named_at, law::PlanPack& pack,
                      PackFiles& files) {
    std::vector<SourceFile> sources;
    for (const auto& name : names) {
        auto instrument = read_instrument(name, named_at, pack, files);
        sources.push_back(files.source(name));
        if (pack.instrument(instrument.id) != nullptr)
            complain_duplicate(
                {.file = sources.back(), .line = 0, .section = "[instrument]", .key = "id", .feature = instrument.id},
                {"Peraturan", "Instrument"}, instrument.id);
        pack.instruments.push_back(std::move(instrument));
    }
    check_no_cycle(pack, sources);
}

}  // namespace

law::PlanPack read_pack(const std::string& folder, const ReadOptions& options) {
    PackFiles files(folder, options.texts);
    const auto source = files.source("pack.toml");
    const auto document = parse_document(files.text(source.name, {}), source);
    check_format(document, source);
    const Section file(document, source, {}, keys::pack_file);

    law::PlanPack pack;
    pack.folder = folder;
    read_head(file, pack);
    read_tolerance(file, pack.tolerance);
    read_accuracy(file, pack);
    if (const auto section = file.table("crosswalk", "[crosswalk]", keys::path_only)) {
        const auto path = section->required_text("path");
        pack.crosswalk = read_crosswalk(files.text(path, section->where("path")), files.source(path));
    }
    // A pack of bare records needs no activities; one that names their file must have it.
    const auto activities = file.table("activities", "[activities]", keys::path_only);
    const auto path = activities ? activities->required_text("path") : std::string("activities.csv");
    if (activities || files.exists(path))
        pack.activities = read_activities(
            files.text(path, activities ? activities->where("path") : Where{.file = source}), files.source(path));

    const auto kbli = file.table("kbli_crosswalk", "[kbli_crosswalk]", keys::path_only);
    const auto kbli_path = kbli ? kbli->required_text("path") : std::string("kbli-crosswalk.csv");
    if (kbli || files.exists(kbli_path))
        pack.kbli_crosswalk = read_kbli_crosswalk(
            files.text(kbli_path, kbli ? kbli->where("path") : Where{.file = source}), files.source(kbli_path));

    const auto head = *file.table("pack", "[pack]", keys::pack);
    const auto names = head.texts("instruments");
    if (names.empty())
        complain(core::ErrorCode::pack_value, head.where("instruments"),
                 {"Paket ini tidak menyebut satu pun peraturan.", "The pack names no instrument."},
                 {"Tulis instruments = [\"perda-...toml\"].", "Write instruments = [\"perda-...toml\"]."});
    pack.variants = read_variants(file, names);
    pack.variant = options.variant;
    read_instruments(chosen_files(names, pack.variants, options.variant), head.where("instruments"), pack, files);
    pack.files = files.files();
    return pack;
}

std::string path_in(const law::PlanPack& pack, std::string_view relative) {
    return join_path(pack.folder, relative);
}

}  // namespace petasentra::io::pack

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <petasentra/core/sha256.hpp>
#include <span>

#include "io/pack/pack_texts.hpp"

using namespace petasentra;
using namespace petasentra::law;
using pack_texts::complete;
using pack_texts::read;
using Strings = std::vector<std::string>;

namespace {

core::Date day(const char* text) {
    return *core::parse_date(text);
}
std::string hash(const std::string& text) {
    return core::sha256(std::as_bytes(std::span(text.data(), text.size())));
}

}  // namespace

TEST_CASE("a pack says what it is, where it computes and how small is too small") {
    const auto pack = read(complete());
    CHECK(pack.format == 1);
    CHECK(pack.name == "contoh");
    CHECK(pack.title == "Kabupaten Contoh (rekaan)");
    CHECK(pack.folder.empty());
    CHECK(pack.jurisdiction.kemendagri == "35.17");
    CHECK(pack.jurisdiction.bps == "3517");
    CHECK(pack.crs == "EPSG:32749");
    CHECK(pack.kbli_version == "2020");
    CHECK(pack.tolerance.boundary_m == 0.002);
    CHECK(pack.tolerance.sliver_m2 == 1.0);
    CHECK(pack.tolerance.decisive_share == 0.01);
    CHECK(pack.tolerance.conforming_share == 0.95);
    CHECK(pack.variant.empty());
}

TEST_CASE("instruments stand in the order of the pack with their dates") {
    const auto pack = read(complete());
    REQUIRE(pack.instruments.size() == 2);
    const auto& old_plan = pack.instruments[0];
    CHECK(old_plan.citation() == "Perda 1/2001");
    CHECK(old_plan.in_force_from == day("2001-05-01"));
    CHECK(old_plan.in_force_to == day("2011-06-01"));
    CHECK(old_plan.zones() == nullptr);
    CHECK(old_plan.permissions.path.empty());
    const auto& plan = pack.instruments[1];
    CHECK(plan.enacted_on == day("2011-04-30"));
    CHECK(plan.published_on == day("2011-05-15"));
    CHECK_FALSE(plan.in_force_to);
    CHECK(plan.replaces == Strings{"lama"});
    CHECK(plan.verified_dates == std::map<std::string, bool>{{"in_force_from", true}, {"enacted_on", false}});
    CHECK(plan.oss_integrated);
    CHECK(plan.note_id == "Catatan rekaan.");
    CHECK(plan.note_en == "An invented note.");
    CHECK(pack.instrument("baru") == &plan);
    CHECK(pack.instrument("lain") == nullptr);
}

TEST_CASE("the accuracy of a map comes from the instrument, else from the scale table of the pack") {
    CHECK(read(complete()).instruments[1].horizontal_accuracy_m == 20.0);
    CHECK(read(complete(), "tanpa-zona-khusus").instruments[1].horizontal_accuracy_m == 5.0);
    CHECK_FALSE(read(complete()).instruments[0].horizontal_accuracy_m);
    CHECK(read(complete()).accuracy_by_scale == std::map<double, double>{{25000.0, 10.0}, {50000.0, 20.0}});
}

TEST_CASE("layers are named with their role, columns and doubt") {
    const auto plan = read(complete()).instruments[1];
    REQUIRE(plan.layers.size() == 3);
    CHECK(plan.zones() == &plan.layers[0]);
    CHECK(plan.layers[0].path == "zones.gpkg");
    CHECK(plan.layers[0].code == "KODE");
    CHECK(plan.layers[0].name == "NAMA");
    CHECK(plan.layers[0].valid_from == "BERLAKU");
    CHECK(plan.layers[0].valid_to == "BERAKHIR");
    CHECK(plan.layers[0].schematic);
    CHECK_FALSE(plan.layers[0].verified);
    CHECK(plan.layers[1].role == LayerRole::area);
    CHECK(plan.layers[1].code_system == "cod_ab");
    CHECK(plan.layers[1].verified);
    CHECK(plan.layers[2].role == LayerRole::receptor);
    CHECK(plan.layers[2].path.empty());
    CHECK(plan.layers[2].represents == "centreline");
}

TEST_CASE("the matrix keeps its cells as written, also those nobody can read") {
    const auto plan = read(complete()).instruments[1];
    const auto& permissions = plan.permissions;
    CHECK(permissions.path == "permissions.csv");
    CHECK(permissions.absent == Absent::prohibited);
    CHECK(permissions.article == "lampiran");
    CHECK(permissions.matrix.zones == Strings{"KPI", "P", "K, padat"});
    CHECK(permissions.matrix.at("slag", "KPI") == "T1,B3");
    CHECK(permissions.matrix.at("slag", "K, padat").empty());
    CHECK(permissions.matrix.at("batik", "P") == "Q7");
    CHECK(permissions.matrix.at("batik", "K, padat") == "B1.B2");
}

TEST_CASE("conditions, articles and rules are read as the files give them") {
    const auto plan = read(complete()).instruments[1];
    REQUIRE(plan.conditions.size() == 2);
    CHECK(plan.conditions[0].predicate == "min_distance_same_activity");
    CHECK(plan.conditions[0].threshold == 100.0);
    CHECK(plan.conditions[0].unit == "m");
    CHECK(plan.conditions[0].verified);
    CHECK(plan.conditions[1].kind == "document");
    CHECK(plan.conditions[1].text.en == "Izin lingkungan");
    CHECK_FALSE(plan.conditions[1].threshold);
    REQUIRE(plan.articles.size() == 2);
    CHECK(plan.articles[0].verified);
    CHECK(plan.articles[0].verified_on == "2024-01-31");
    CHECK(plan.articles[1].verified_on.empty());
    REQUIRE(plan.overlay_rules.size() == 1);
    CHECK(plan.overlay_rules[0].codes == Strings{"P"});
    CHECK(plan.overlay_rules[0].at_best == Verdict::prohibited);
    REQUIRE(plan.area_rules.size() == 1);
    CHECK(plan.area_rules[0].cell.verdict == Verdict::conditional);
    CHECK(plan.area_rules[0].cell.conditions == Strings{"B1", "B3"});
    CHECK(plan.area_rules[0].precedence == Precedence::over_zone);
    REQUIRE(plan.distance_rules.size() == 1);
    CHECK(plan.distance_rules[0].min_m == 300.0);
    CHECK(plan.distance_rules[0].measured_from == "centroid");
    CHECK(plan.distance_rules[0].both_ways);
    REQUIRE(plan.transitions.size() == 1);
    CHECK(plan.transitions[0].until == "P3Y");
}

TEST_CASE("activities carry both names, a KBLI prefix and its version") {
    const auto pack = read(complete());
    REQUIRE(pack.activities.size() == 2);
    CHECK(pack.activities[0].name.en == "Slag recycling");
    CHECK(pack.activities[0].kbli == "38301");
    CHECK(pack.activities[0].verified);
    CHECK(pack.activities[1].name.en == "Batik");
    CHECK(pack.activities[1].scale == "kecil");
    CHECK_FALSE(pack.activities[1].verified);
    CHECK(pack.activity("batik") == &pack.activities[1]);
}

TEST_CASE("codes of three systems bind through the crosswalk of the pack") {
    const auto pack = read(complete());
    CHECK(pack.crosswalk.units().size() == 2);
    CHECK(pack.crosswalk.same_unit("id3517100", "35.17.11"));
    CHECK_FALSE(pack.crosswalk.same_unit("3517110", "35.17.11"));
}

TEST_CASE("a variant puts other instrument files in place, and only when asked for") {
    const auto plain = read(complete());
    REQUIRE(plain.variants.size() == 1);
    CHECK(plain.variants[0].title.en == "If the special zone were dropped");
    CHECK(plain.variants[0].replace ==
          std::vector<std::pair<std::string, std::string>>{{"baru.toml", "baru-tanpa.toml"}});
    CHECK(plain.instruments[1].area_rules.size() == 1);
    const auto changed = read(complete(), "tanpa-zona-khusus");
    CHECK(changed.variant == "tanpa-zona-khusus");
    CHECK(changed.instruments[0].id == "lama");
    CHECK(changed.instruments[1].id == "baru");
    CHECK(changed.instruments[1].area_rules.empty());
}

TEST_CASE("every file read is noted once with the hash of its bytes") {
    const auto texts = complete();
    Strings names;
    for (const auto& file : read(texts).files) {
        names.push_back(file.path);
        CHECK(file.sha256 == hash(texts.at(file.path)));
    }
    CHECK(names == Strings{"pack.toml", "crosswalk.csv", "activities.csv", "lama.toml", "baru.toml", "permissions.csv",
                           "conditions.csv"});
}

TEST_CASE("files the engine does not need may be there and are not read") {
    auto texts = complete();
    texts["cases.toml"] = "this is [ not toml";
    texts["intensity.csv"] = "\"";
    CHECK(read(texts).files.size() == 7);
}

TEST_CASE("a spreadsheet matrix is read from the text the caller made of it") {
    auto texts = pack_texts::with("baru.toml", "permissions.csv", "itbx.xlsx");
    texts["itbx.xlsx"] = texts["permissions.csv"];
    CHECK(read(texts).instruments[1].permissions.matrix.at("slag", "P") == "X");
}

TEST_CASE("a pack of bare records needs no activities") {
    pack_texts::Texts texts;
    texts["pack.toml"] = "[pack]\nformat = 1\nname = \"kecil\"\ncrs = \"EPSG:32749\"\ninstruments = [\"a.toml\"]\n";
    texts["a.toml"] =
        "\xEF\xBB\xBF[instrument]\nid = \"a\"\ntitle = \"A\"\nlevel = \"rdtr\"\nin_force_from = 2020-02-29\n";
    const auto pack = read(texts);
    CHECK(pack.activities.empty());
    CHECK(pack.title == "kecil");
    CHECK(pack.tolerance.conforming_share == 1.0);
    CHECK(pack.instruments[0].level == Level::rdtr);
}

TEST_CASE("a folder and texts give the same pack, and a text stands in for a file of the folder") {
    const auto folder = std::filesystem::temp_directory_path() / "petasentra-test-read-pack";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& [name, text] : complete()) std::ofstream(folder / name, std::ios::binary) << text;

    const auto pack = io::pack::read_pack(folder.string());
    CHECK(pack.folder == folder.string());
    CHECK(io::pack::path_in(pack, "zones.gpkg") == (folder / "zones.gpkg").string());
    CHECK(pack.instruments[1].permissions.matrix.at("slag", "KPI") == "T1,B3");
    CHECK(pack.files[0].sha256 == hash(complete()["pack.toml"]));

    const auto other = io::pack::read_pack(folder.string(), {.texts = {{"permissions.csv", "activity,KPI\nslag,I\n"}}});
    CHECK(other.instruments[1].permissions.matrix.at("slag", "KPI") == "I");

    std::filesystem::remove(folder / "lama.toml");
    try {
        (void)io::pack::read_pack(folder.string());
        FAIL("a missing instrument was not noticed");
    } catch (const core::Error& error) {
        CHECK(error.code() == core::ErrorCode::file_not_found);
        CHECK(error.place().file == (folder / "pack.toml").string());
        CHECK(pack_texts::contains(error.message().en, "lama.toml"));
    }
    std::filesystem::remove_all(folder);
}

#include "io/pack/pack_texts.hpp"

using pack_texts::complete;
using pack_texts::contains;
using pack_texts::error_of;
using pack_texts::with;
using petasentra::core::ErrorCode;

namespace {

// Exchanges one passage and checks code, file, key and a word of the English hint or message.
void check_error(const std::string& file, const std::string& old_text, const std::string& new_text, ErrorCode code,
                 const std::string& key, const std::string& told) {
    INFO(file << ": " << new_text);
    const auto error = error_of(with(file, old_text, new_text));
    CHECK(error.code() == code);
    CHECK(error.place().column == key);
    CHECK(contains(error.place().file, file));
    INFO(error.what());
    CHECK((contains(error.message().en, told) || contains(error.hint().en, told)));
}

}  // namespace

TEST_CASE("an unknown key is refused with file, line and the key it may mean") {
    const auto error = error_of(with("pack.toml", "instruments =", "instrumens ="));
    CHECK(error.code() == ErrorCode::pack_value);
    CHECK(error.place().file == "pack.toml");
    CHECK(error.place().column == "instrumens");
    CHECK(error.message().en == "pack.toml line 8, [pack]: Unknown key 'instrumens'.");
    CHECK(error.message().id == "pack.toml baris 8, [pack]: Kunci 'instrumens' tidak dikenal.");
    CHECK(contains(error.hint().en, "Perhaps 'instruments' is meant."));
    CHECK(contains(error.hint().id, "Mungkin maksud Anda 'instruments'?"));
}

TEST_CASE("every section refuses keys it does not know") {
    const auto unknown = [](const char* file, const char* old_text, const char* new_text, const char* key,
                            const char* told) {
        check_error(file, old_text, new_text, ErrorCode::pack_value, key, told);
    };
    unknown("pack.toml", "[tolerance]", "[tolerances]", "tolerances", "'tolerance'");
    unknown("pack.toml", "sliver_m2", "sliver_m", "sliver_m", "'sliver_m2'");
    unknown("pack.toml", "bps =", "bsp =", "bsp", "Known: kemendagri, bps, name");
    unknown("pack.toml", "title_en", "titel_en", "titel_en", "'title_en'");
    unknown("pack.toml", "with =", "wiht =", "wiht", "Known: file, with");
    unknown("baru.toml", "[[article]]", "[[artcle]]", "artcle", "'article'");
    unknown("baru.toml", "map_scale", "mapscale", "mapscale", "'map_scale'");
    unknown("baru.toml", "in_force_from = true", "in_force_form = true", "in_force_form", "'in_force_from'");
    unknown("baru.toml", "role = \"area\"", "rol = \"area\"", "rol", "'role'");
    unknown("baru.toml", "absent =", "absen =", "absen", "'absent'");
    unknown("baru.toml", "text_sha256", "text_sha265", "text_sha265", "'text_sha256'");
    unknown("baru.toml", "at_best", "atbest", "atbest", "'at_best'");
    unknown("baru.toml", "precedence", "precedense", "precedense", "'precedence'");
    unknown("baru.toml", "both_ways", "bothways", "bothways", "'both_ways'");
    unknown("baru.toml", "applies_to", "aplies_to", "aplies_to", "'applies_to'");
}

TEST_CASE("an unreadable date names file, key and text, and says what to write") {
    for (const char* text : {"\"24-Mei-2022\"", "24-Mei-2022", "\"2022-5-24\"", "2022-02-30", "\"2022-02-30\"", "\"\"",
                             "2022-05-24T00:00:00", "07:32:00"}) {
        INFO(text);
        const auto error =
            error_of(with("baru.toml", "in_force_from = 2011-06-01", std::string("in_force_from = ") + text));
        CHECK(error.code() == ErrorCode::date_unreadable);
        CHECK(error.place().file == "baru.toml");
        CHECK(error.place().column == "in_force_from");
        CHECK(contains(error.message().en, "baru.toml line 9"));
        CHECK(contains(error.hint().en, "year-month-day, for example 2022-05-24"));
        CHECK(contains(error.hint().id, "tahun-bulan-hari"));
    }
    CHECK(contains(error_of(with("baru.toml", "2011-05-15", "24-Mei-2022")).message().id, "Tanggal '24-Mei-2022'"));
    CHECK(error_of(with("baru.toml", "verified_on = 2024-01-31", "verified_on = \"kemarin\"")).code() ==
          ErrorCode::date_unreadable);
    check_error("lama.toml", "in_force_from = \"2001-05-01\"", "in_force_from = 2001", ErrorCode::pack_value,
                "in_force_from", "must be a date");
}

TEST_CASE("a pack names nothing outside its folder") {
    for (const char* outside : {"/etc/passwd", "../permissions.csv", "a/../../b.csv"}) {
        INFO(outside);
        check_error("baru.toml", "\"permissions.csv\"", ("\"" + std::string(outside) + "\"").c_str(),
                    ErrorCode::pack_value, "path", "outside the pack");
    }
}

TEST_CASE("an instrument ends after it begins") {
    check_error("lama.toml", "2011-06-01", "2001-05-01", ErrorCode::pack_value, "in_force_to", "is not after");
    check_error("lama.toml", "2011-06-01", "1999-01-01", ErrorCode::pack_value, "in_force_to", "is not after");
}

TEST_CASE("an instrument without a first day in force is refused") {
    check_error("lama.toml", "in_force_from = \"2001-05-01\"\n", "", ErrorCode::pack_value, "in_force_from",
                "is needed");
}

TEST_CASE("instruments that replace one another in a circle are refused") {
    check_error("lama.toml", "level =", "replaces = [\"baru\"]\nlevel =", ErrorCode::pack_value, "replaces",
                "replacing itself");
    check_error("baru.toml", "[\"lama\"]", "[\"baru\"]", ErrorCode::pack_value, "replaces", "replacing itself");
}

TEST_CASE("ids are unique wherever an id names something") {
    const auto twice = [](const char* file, const char* old_text, const char* new_text, const char* key,
                          const char* told) {
        check_error(file, old_text, new_text, ErrorCode::duplicate_id, key, told);
    };
    twice("baru.toml", "id = \"baru\"", "id = \"lama\"", "id", "Instrument 'lama'");
    twice("baru.toml", "id = \"kecamatan\"", "id = \"pola\"", "id", "Layer 'pola'");
    twice("baru.toml", "id = \"lampiran\"", "id = \"pasal-pola\"", "id", "Article 'pasal-pola'");
    twice("baru.toml", "id = \"zona-khusus\"", "id = \"pangan\"", "id", "Rule 'pangan'");
    twice("pack.toml", "[[variant]]",
          "[[variant]]\nid = \"tanpa-zona-khusus\"\ntitle_id = \"a\"\ntitle_en = \"a\"\n[[variant]]", "id", "Variant");
    twice("pack.toml", "[\"lama.toml\",", "[\"baru.toml\",", "instruments", "'baru.toml'");
    twice("activities.csv", "\nbatik,", "\nslag,", "id", "Activity 'slag'");
    twice("conditions.csv", "\nB3,", "\nT1,", "id", "Condition 'T1'");
    twice("permissions.csv", "\nbatik,", "\nslag,", "activity", "activity 'slag'");
    twice("permissions.csv", "KPI,P", "P,P", "P", "Column 'P'");
    twice("crosswalk.csv", "3517090", "3517100", "bps", "Code '3517100'");
}

TEST_CASE("rules that name an unknown layer or activity are refused with the nearest name") {
    check_error("baru.toml", "layer = \"kecamatan\"", "layer = \"kecamatn\"", ErrorCode::rule_dangling, "layer",
                "'kecamatan'");
    check_error("baru.toml", "receptor = \"sungai\"", "receptor = \"sunga\"", ErrorCode::rule_dangling, "receptor",
                "'sungai'");
    check_error("baru.toml", "[\"slag\", \"batik\"]", "[\"slag\", \"batk\"]", ErrorCode::rule_dangling, "activities",
                "'batik'");
    const auto error = error_of(with("baru.toml", "layer = \"pola\"", "layer = \"pla\""));
    CHECK(error.place().feature == "pangan");
    CHECK(contains(error.message().en, "baru.toml line"));
}

TEST_CASE("words outside the list of a key are refused with that list") {
    const auto word = [](const char* old_text, const char* new_text, const char* key, const char* told) {
        check_error("baru.toml", old_text, new_text, ErrorCode::pack_value, key, told);
    };
    word("\"rtrw-kabupaten\"", "\"rtrw-kab\"", "level", "rtrwn, rtrw-provinsi");
    word("status = \"in_force\"", "status = \"berlaku\"", "status", "draft_binding");
    word("\"zones\"", "\"zone\"", "role", "'zones'");
    word("\"prohibited\"\narticle = \"lampiran\"", "\"forbidden\"\narticle = \"lampiran\"", "absent", "not_regulated");
    word("at_best = \"prohibited\"", "at_best = \"no_data\"", "at_best", "limited_conditional");
    word("\"over_zone\"", "\"over zone\"", "precedence", "'over_zone'");
    word("\"centroid\"", "\"center\"", "measured_from", "boundary");
    word("\"centreline\"", "\"centerline\"", "represents", "'centreline'");
    word("\"cod_ab\"", "\"cod\"", "code_system", "kemendagri, bps, cod_ab");
    word("\"permit_valid\"", "\"permit\"", "applies_to", "built_before");
    word("\"P3Y\"", "\"3 tahun\"", "until", "P3Y");
}

TEST_CASE("values of another kind or out of range are refused") {
    const auto value = [](const char* file, const char* old_text, const char* new_text, const char* key,
                          const char* told) {
        check_error(file, old_text, new_text, ErrorCode::pack_value, key, told);
    };
    value("baru.toml", "number = 2", "number = \"2\"", "number", "must be a whole number, not text");
    value("baru.toml", "number = 2", "number = -2", "number", "0 to 9999");
    value("baru.toml", "verified = true\nnote", "verified = \"ya\"\nnote", "verified", "must be true/false");
    value("baru.toml", "replaces = [\"lama\"]", "replaces = \"lama\"", "replaces", "must be a list");
    value("baru.toml", "replaces = [\"lama\"]", "replaces = [1]", "replaces", "must be text");
    value("baru.toml", "codes = [\"P\"]", "codes = [\" \"]", "codes", "empty text");
    value("baru.toml", "min_m = 300", "min_m = -1", "min_m", "from 0 upwards");
    value("baru.toml", "min_m = 300", "min_m = nan", "min_m", "out of range");
    value("baru.toml", "min_m = 300", "min_m = inf", "min_m", "out of range");
    value("baru.toml", "min_m = 300\n", "", "min_m", "states no distance");
    value("baru.toml", "cell = \"B1, B3\"", "cell = \"\"", "cell", "is needed");
    value("baru.toml", "activities = [\"*\"]", "activities = []", "activities", "names no activity");
    value("baru.toml", "code = \"KODE\"\n", "", "code", "is needed");
    value("baru.toml", "role = \"area\"", "role = \"zones\"", "role", "already has the zone layer 'pola'");
    value("baru.toml", "note_en = \"An invented note.\"\n", "", "note_en", "one language");
    value("baru.toml", "id = \"baru\"", "id = \" \"", "id", "is needed");
    value("baru.toml", "[[transition]]", "[transition]", "transition", "must be a list");
    value("pack.toml", "boundary_m = 0.002", "boundary_m = -0.1", "boundary_m", "from 0 upwards");
    value("pack.toml", "conforming_share = 0.95", "conforming_share = 95", "conforming_share", "from 0.01 to 1");
    value("pack.toml", "50000 = 20.0", "lima = 20.0", "lima", "not a map scale");
    value("pack.toml", "[\"lama.toml\", \"baru.toml\"]", "[]", "instruments", "names no instrument");
    value("pack.toml", "crs = \"EPSG:32749\"\n", "", "crs", "is needed");
    value("pack.toml", "file = \"baru.toml\"", "file = \"bru.toml\"", "file", "'baru.toml'");
    value("activities.csv", "38301", "38", "kbli", "3 to 5 digits");
    value("activities.csv", "38301", "38.30", "kbli", "3 to 5 digits");
    value("activities.csv", "kecil", "tiny", "scale", "mikro, kecil");
    value("activities.csv", "rekaan,true", "rekaan,mungkin", "verified", "true or false");
    value("activities.csv", "Daur ulang slag", "", "name_id", "is empty");
    value("activities.csv", ",kbli,", ",klbi,", "klbi", "Known: id, name_id, name_en, kbli");
    value("conditions.csv", ",100,", ",seratus,", "threshold", "not a number");
    value("conditions.csv", "document", "dokumen", "kind", "'document'");
    value("permissions.csv", "\nbatik", "\n", "activity", "names no activity");
    value("permissions.csv", "KPI,P", "KPI,", "", "has no zone code");
}

TEST_CASE("a missing column of a table is named with the nearest there is") {
    const auto error = error_of(with("permissions.csv", "activity,", "aktivity,"));
    CHECK(error.code() == ErrorCode::column_missing);
    CHECK(error.place().file == "permissions.csv");
    CHECK(error.place().column == "activity");
    CHECK(contains(error.hint().en, "'aktivity'"));
}

TEST_CASE("a newer format is refused before its keys are looked at") {
    const auto error = error_of(with("pack.toml", "format = 1", "format = 2\nnew_key = true"));
    CHECK(error.code() == ErrorCode::pack_newer_format);
    CHECK(contains(error.message().en, "format 2"));
    CHECK(error_of(with("pack.toml", "format = 1\n", "")).code() == ErrorCode::pack_value);
    CHECK(error_of(with("pack.toml", "format = 1", "format = \"1\"")).code() == ErrorCode::pack_value);
}

TEST_CASE("files that are not there are named, with the nearest that is") {
    auto texts = complete();
    texts.erase("conditions.csv");
    auto error = error_of(texts);
    CHECK(error.code() == ErrorCode::file_not_found);
    CHECK(error.place().file == "baru.toml");
    CHECK(contains(error.message().en, "conditions.csv"));

    error = error_of(with("pack.toml", "\"lama.toml\"", "\"lma.toml\""));
    CHECK(error.code() == ErrorCode::file_not_found);
    CHECK(contains(error.hint().en, "'lama.toml'"));

    error = error_of({});
    CHECK(error.code() == ErrorCode::file_not_found);
    CHECK(contains(error.message().en, "pack.toml"));

    texts = complete();
    texts.erase("activities.csv");
    CHECK(error_of(texts).code() == ErrorCode::file_not_found);
}

TEST_CASE("a spreadsheet nobody turned into text is refused with a way out") {
    check_error("baru.toml", "permissions.csv", "itbx.XLSX", ErrorCode::pack_value, "path", "read_plan_pack");
}

TEST_CASE("a variant the pack does not have is an error of the caller") {
    const auto error = error_of(complete(), "tanpa-zona-kusus");
    CHECK(error.code() == ErrorCode::option_value);
    CHECK(contains(error.hint().en, "'tanpa-zona-khusus'"));
}

TEST_CASE("text that is no TOML is an error with file and line") {
    const auto error = error_of(with("baru.toml", "year = 2011", "year = = 2011"));
    CHECK(error.code() == ErrorCode::pack_syntax);
    CHECK(error.place().file == "baru.toml");
    CHECK(contains(error.message().en, "baru.toml line 5"));
    CHECK(error_of(with("baru.toml", "\"rekaan\"", "\"reka\xFF\"")).code() == ErrorCode::pack_syntax);
    CHECK(error_of(with("baru.toml", "year = 2011", "year = 2011\nyear = 2012")).code() == ErrorCode::pack_syntax);
    CHECK(error_of(with("pack.toml", "[pack]", "")).code() == ErrorCode::pack_value);
    CHECK(error_of(with("lama.toml", "[instrument]", "")).code() == ErrorCode::pack_value);
}

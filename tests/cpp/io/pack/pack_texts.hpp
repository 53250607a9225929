// An invented pack in memory that has every section of format 1, and ways to spoil it.
#pragma once
#include <map>
#include <optional>
#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/read_pack.hpp>
#include <string>

#include "catch.hpp"

namespace pack_texts {

using Texts = std::map<std::string, std::string>;

inline Texts complete() {
    Texts texts;
    texts["pack.toml"] = R"toml([pack]
format = 1
name = "contoh"
title = "Kabupaten Contoh (rekaan)"
jurisdiction = { kemendagri = "35.17", bps = "3517", name = "Kabupaten Contoh" }
crs = "EPSG:32749"
kbli_version = "2020"
instruments = ["lama.toml", "baru.toml"]

[tolerance]
boundary_m = 0.002
sliver_m2 = 1
decisive_share = 0.01
conforming_share = 0.95

[accuracy_by_scale]
50000 = 20.0
25000 = 10

[crosswalk]
path = "crosswalk.csv"

[activities]
path = "activities.csv"

[[variant]]
id = "tanpa-zona-khusus"
title_id = "Andai zona khusus tidak dilanjutkan"
title_en = "If the special zone were dropped"
replace = [{ file = "baru.toml", with = "baru-tanpa.toml" }]
)toml";
    texts["lama.toml"] = R"toml([instrument]
id = "lama"
kind = "perda"
number = 1
year = 2001
title = "RTRW lama (rekaan)"
level = "rtrw-kabupaten"
in_force_from = "2001-05-01"
in_force_to = 2011-06-01
)toml";
    texts["baru.toml"] = R"toml([instrument]
id = "baru"
kind = "perda"
number = 2
year = 2011
title = "RTRW baru (rekaan)"
level = "rtrw-kabupaten"
enacted_on = 2011-04-30
in_force_from = 2011-06-01
published_on = 2011-05-15
replaces = ["lama"]
status = "in_force"
map_scale = 50000
oss_integrated = true
source = "rekaan"
verified = true
note_id = "Catatan rekaan."
note_en = "An invented note."

[instrument.verified_dates]
in_force_from = true
enacted_on = false

[[layer]]
id = "pola"
role = "zones"
path = "zones.gpkg"
code = "KODE"
name = "NAMA"
valid_from = "BERLAKU"
valid_to = "BERAKHIR"
article = "pasal-pola"
source = "rekaan"
schematic = true

[[layer]]
id = "kecamatan"
role = "area"
path = "kecamatan.gpkg"
code = "adm3"
code_system = "cod_ab"
verified = true

[[layer]]
id = "sungai"
role = "receptor"
represents = "centreline"

[permissions]
path = "permissions.csv"
conditions = "conditions.csv"
absent = "prohibited"
article = "lampiran"
source = "rekaan"
verified = false

[[article]]
id = "pasal-pola"
label = "contoh: Pasal 10"
text = "kata-kata rekaan"
page = "12"
url = ""
text_sha256 = ""
verified = true
verified_by = "penguji"
verified_on = 2024-01-31

[[article]]
id = "lampiran"
verified_on = ""

[[overlay_rule]]
id = "pangan"
layer = "pola"
codes = ["P"]
activities = ["*"]
at_best = "prohibited"
article = "pasal-pola"

[[area_rule]]
id = "zona-khusus"
layer = "kecamatan"
codes = ["35.17.11"]
activities = ["slag"]
cell = "B1, B3"
precedence = "over_zone"
article = "pasal-pola"

[[distance_rule]]
id = "jarak-sungai"
activities = ["slag", "batik"]
receptor = "sungai"
min_m = 300
measured_from = "centroid"
measured_to = "bank"
below = "prohibited"
both_ways = true
article = "pasal-pola"

[[transition]]
applies_to = "permit_valid"
until = "P3Y"
article = "pasal-pola"
)toml";
    texts["baru-tanpa.toml"] = R"toml([instrument]
id = "baru"
title = "RTRW baru tanpa zona khusus (rekaan)"
level = "rtrw-kabupaten"
in_force_from = 2011-06-01
horizontal_accuracy_m = 5
map_scale = 50000
)toml";
    texts["activities.csv"] =
        "id,name_id,name_en,kbli,kbli_version,scale,source,verified\n"
        "slag,Daur ulang slag,Slag recycling,38301,2020,,rekaan,true\n"
        "batik,Batik,,1313,,kecil,rekaan,\n";
    texts["permissions.csv"] = "activity,KPI,P,\"K, padat\"\nslag,\"T1,B3\",X,\nbatik,I,Q7,B1.B2\n";
    texts["conditions.csv"] =
        "id,kind,text_id,text_en,predicate,threshold,unit,source,verified\n"
        "T1,spatial,Jarak 100 m,100 m apart,min_distance_same_activity,100,m,rekaan,true\n"
        "B3,document,Izin lingkungan,,,,,,\n";
    texts["crosswalk.csv"] =
        "kemendagri,bps,cod_ab,name,level\n35.17.11,3517100,id3517100,Sumobito,kecamatan\n"
        "35.17.12,3517090,id3517090,Kesamben,kecamatan\n";
    return texts;
}

inline petasentra::law::PlanPack read(const Texts& texts, const std::string& variant = {}) {
    return petasentra::io::pack::read_pack("", {.variant = variant, .texts = texts});
}

/// The texts with one passage exchanged; the passage must be there.
inline Texts with(const std::string& file, const std::string& old_text, const std::string& new_text) {
    auto texts = complete();
    auto& text = texts.at(file);
    const auto at = text.find(old_text);
    REQUIRE(at != std::string::npos);
    text.replace(at, old_text.size(), new_text);
    return texts;
}

/// What reading throws; every error is told in both languages and says what to do.
inline petasentra::core::Error error_of(const Texts& texts, const std::string& variant = {}) {
    try {
        (void)read(texts, variant);
    } catch (const petasentra::core::Error& error) {
        CHECK_FALSE(error.message().id.empty());
        CHECK_FALSE(error.message().en.empty());
        CHECK_FALSE(error.hint().id.empty());
        CHECK_FALSE(error.hint().en.empty());
        return error;
    }
    FAIL("the pack was read without an error");
    throw std::logic_error("not reached");
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace pack_texts

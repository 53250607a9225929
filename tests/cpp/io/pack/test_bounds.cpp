#include <algorithm>

#include "catch.hpp"
#include "io/pack/pack_texts.hpp"

using namespace pack_texts;
using petasentra::core::ErrorCode;
using petasentra::law::KbliChange;

namespace {

Texts with_intensity(const std::string& table) {
    auto texts = with("baru.toml", "conditions = \"conditions.csv\"",
                      "conditions = \"conditions.csv\"\nintensity = \"intensity.csv\"");
    texts["intensity.csv"] = table;
    return texts;
}

Texts with_steps(const std::string& rows) {
    auto texts = complete();
    texts["kbli-crosswalk.csv"] = "from_version,from,to_version,to,kind\n" + rows;
    return texts;
}

}  // namespace

TEST_CASE("bounds on building are read with their classes, what is not stated is no bound") {
    const auto pack =
        read(with_intensity("zone,lot_min_m2,lot_max_m2,road_class,kdb_max,klb_max,kdh_min,height_max_m\n"
                            "KPI,40,100,lokal,60,1.2,20,12\nP,,,,80,,,\n"));
    const auto& rows = pack.instruments[1].intensity;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].zone == "KPI");
    CHECK(rows[0].lot_max_m2 == 100.0);
    CHECK(rows[0].road_class == "lokal");
    CHECK(rows[0].klb_max == 1.2);
    CHECK(rows[1].kdb_max == 80.0);
    CHECK_FALSE(rows[1].lot_min_m2);
    CHECK_FALSE(rows[1].verified);
    const auto read_file = [&](const auto& file) { return file.path == "intensity.csv"; };
    CHECK(std::any_of(pack.files.begin(), pack.files.end(), read_file));
}

TEST_CASE("a bound that is no number is refused with its row and column") {
    const auto error = error_of(with_intensity("zone,kdb_max\nKPI,enam puluh\n"));
    CHECK(error.code() == ErrorCode::pack_value);
    CHECK(error.place().column == "kdb_max");
    CHECK(error_of(with_intensity("kdb_max\n60\n")).code() == ErrorCode::column_missing);
}

TEST_CASE("a crosswalk of KBLI versions is read where it lies beside the pack") {
    const auto pack = read(with_steps("2015,38301,2020,38302,same\n2015,38301,2020,38303,split\n"));
    REQUIRE(pack.kbli_crosswalk.size() == 2);
    CHECK(pack.kbli_crosswalk[1].kind == KbliChange::split);
    CHECK(pack.kbli_crosswalk[1].to == "38303");
    CHECK(read(complete()).kbli_crosswalk.empty());
}

TEST_CASE("a crosswalk with an unknown change or a code that is none is refused") {
    const auto error = error_of(with_steps("2015,38301,2020,38302,berubah\n"));
    CHECK(error.code() == ErrorCode::pack_value);
    CHECK(contains(error.hint().en, "split"));
    CHECK(error_of(with_steps("2015,38.301,2020,38302,same\n")).code() == ErrorCode::pack_value);
}

#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/network/road_columns.hpp>

#include "catch.hpp"
#include "network/drawn_roads.hpp"

using namespace petasentra;
using namespace petasentra::network;

namespace {

struct Read {
    std::vector<RoadFinding> findings;
    Roads roads;
};

Read read(const std::vector<std::string>& values, RoadColumns columns) {
    layer::Table table;
    table.size = values.size();
    table.add(layer::Column::of_text("a", values));
    Read out;
    out.roads = read_roads(table, columns, drawn::words(), PlannedRoads::left_out, "jalan", out.findings);
    return out;
}

}  // namespace

TEST_CASE("one-way texts in many spellings say the same") {
    const auto forward = read({"yes", "TRUE", "1", "FT", " Satu  Arah ", "True", "Yes"}, {.one_way = "a"});
    for (const auto traffic : forward.roads.traffic) CHECK(traffic == Traffic::forward);
    const auto both = read({"no", "False", "0", "B", "Dua Arah", ""}, {.one_way = "a"});
    for (const auto traffic : both.roads.traffic) CHECK(traffic == Traffic::both);
    const auto backward = read({"-1", "reverse", "TF"}, {.one_way = "a"});
    for (const auto traffic : backward.roads.traffic) CHECK(traffic == Traffic::backward);
    CHECK((forward.findings.empty() && both.findings.empty() && backward.findings.empty()));
}

TEST_CASE("N is no beside Y, and closed both ways beside FT and TF") {
    const auto yes_no = read({"Y", "N", "", "n"}, {.one_way = "a"});
    CHECK(yes_no.roads.traffic == std::vector<Traffic>{Traffic::forward, Traffic::both, Traffic::both, Traffic::both});
    CHECK(yes_no.findings.empty());
    const auto from_to = read({"FT", "N", "TF", ""}, {.one_way = "a"});
    CHECK(from_to.roads.traffic ==
          std::vector<Traffic>{Traffic::forward, Traffic::none, Traffic::backward, Traffic::both});
    CHECK(from_to.findings.empty());
    const auto navigation = read({"B", "F", "T", "N"}, {.one_way = "a"});
    CHECK(navigation.roads.traffic ==
          std::vector<Traffic>{Traffic::both, Traffic::forward, Traffic::backward, Traffic::none});
}

TEST_CASE("letters that could mean two things are told once for the column, with what they were taken for") {
    const auto only_n = read({"N", "N", "no"}, {.one_way = "a"});
    CHECK(only_n.roads.traffic == std::vector<Traffic>(3, Traffic::both));
    REQUIRE(drawn::codes(only_n.findings) == std::vector<std::string>{"ONE_WAY_LETTERS"});
    CHECK(only_n.findings[0].finding.message.en.find("N = both ways") != std::string::npos);
    const auto true_false = read({"T", "F", "F"}, {.one_way = "a"});
    CHECK(true_false.roads.traffic == std::vector<Traffic>{Traffic::forward, Traffic::both, Traffic::both});
    CHECK(drawn::codes(true_false.findings) == std::vector<std::string>{"ONE_WAY_LETTERS"});
}

TEST_CASE("letters of two readings in one column are unknown, and a word that nobody knows decides nothing") {
    const auto mixed = read({"Y", "FT"}, {.one_way = "a"});
    CHECK(mixed.roads.traffic == std::vector<Traffic>(2, Traffic::both));
    CHECK(drawn::codes(mixed.findings) == std::vector<std::string>(2, "ONE_WAY_UNKNOWN"));
    const auto typo = read({"Y", "N", "kadang"}, {.one_way = "a"});
    CHECK(typo.roads.traffic == std::vector<Traffic>{Traffic::forward, Traffic::both, Traffic::both});
    CHECK(drawn::codes(typo.findings) == std::vector<std::string>{"ONE_WAY_UNKNOWN"});
}

TEST_CASE("an unknown one-way text is told and taken as both ways") {
    const auto made = read({"kadang"}, {.one_way = "a"});
    CHECK(made.roads.traffic[0] == Traffic::both);
    REQUIRE(drawn::codes(made.findings) == std::vector<std::string>{"ONE_WAY_UNKNOWN"});
    CHECK(made.findings[0].finding.message.en.find("kadang") != std::string::npos);
    CHECK(made.findings[0].finding.message.id.find("kadang") != std::string::npos);
}

TEST_CASE("classes are words in alphabetical order, blank cells have none") {
    const auto made = read({"lokal", "", "arteri", "lokal"}, {.road_class = "a"});
    CHECK(made.roads.class_words == std::vector<std::string>{"arteri", "lokal"});
    CHECK(made.roads.road_class == std::vector<std::uint32_t>{1, no_word, 0, 1});
}

TEST_CASE("limits are read with comma, point and unit, and what cannot be read is told") {
    const auto made = read({"8", "7,5", "7.5 t", "-3", "berat", "", "none", "7500 kg"}, {.axle_limit_t = "a"});
    CHECK(made.roads.axle_limit_t[0] == 8.0);
    CHECK(made.roads.axle_limit_t[1] == 7.5);
    CHECK(made.roads.axle_limit_t[2] == 7.5);
    CHECK(made.roads.axle_limit_t[7] == 7.5);
    for (std::size_t row = 3; row < 7; ++row) CHECK(std::isnan(made.roads.axle_limit_t[row]));
    CHECK(drawn::codes(made.findings) == std::vector<std::string>(2, "VALUE_UNREADABLE"));
}

TEST_CASE("miles an hour become km/h") {
    CHECK(read({"20 mph"}, {.speed_limit = "a"}).roads.speed_limit_km_per_h[0] == Approx(32.18688));
    CHECK(read({"40 km/jam"}, {.speed_limit = "a"}).roads.speed_limit_km_per_h[0] == Approx(40.0));
}

TEST_CASE("durations of ferries are read in four ways") {
    const auto made = read({"0:45", "1:30:30", "PT1H30M", "20", "lama"}, {.duration = "a"});
    CHECK(made.roads.duration_s[0] == 2700.0);
    CHECK(made.roads.duration_s[1] == 5430.0);
    CHECK(made.roads.duration_s[2] == 5400.0);
    CHECK(made.roads.duration_s[3] == 1200.0);
    CHECK(std::isnan(made.roads.duration_s[4]));
    CHECK(made.findings.size() == 1);
}

TEST_CASE("seasonal closures are days of every year") {
    const auto made = read({"11-01/03-31", "08-17", "13-01", "02-30"}, {.closed = "a"});
    CHECK(made.roads.closed_from == std::vector<std::uint16_t>{1101, 817, unread_days, unread_days});
    CHECK(made.roads.closed_until == std::vector<std::uint16_t>{331, 817, unread_days, unread_days});
    REQUIRE(made.findings.size() == 2);
    CHECK(made.findings[0].finding.code == "CLOSURE_UNREADABLE");
}

TEST_CASE("flags know no in several words, and take any other word as yes") {
    const auto made = read({"yes", "viaduct", "no", "0", "Tidak", ""}, {.bridge = "a"});
    CHECK(made.roads.flags == std::vector<std::uint8_t>{is_bridge, is_bridge, 0, 0, 0, 0});
}

TEST_CASE("a column that is not there is an error, a source without ids has row numbers") {
    CHECK_THROWS_AS(read({"x"}, {.name = "nama"}), core::Error);
    CHECK(read({"x", "y"}, {}).roads.id == std::vector<std::string>{"0", "1"});
    CHECK(read({"x", ""}, {.id = "a"}).roads.id == std::vector<std::string>{"x", "1"});
}

TEST_CASE("numbers and booleans are read as words") {
    layer::Table table;
    table.size = 2;
    table.add(layer::Column::of_bool("oneway", std::vector<std::uint8_t>{1, 0}));
    table.add(layer::Column::of_double("level", std::vector<double>{-1.0, std::nan("")}));
    table.add(layer::Column::of_int64("status", std::vector<std::int64_t>{1, 2}));
    std::vector<RoadFinding> findings;
    const auto made = read_roads(table, {.one_way = "oneway", .level = "level", .status = "status"}, drawn::words(),
                                 PlannedRoads::left_out, "jalan", findings);
    CHECK(made.traffic == std::vector<Traffic>{Traffic::forward, Traffic::both});
    CHECK(made.level == std::vector<std::int16_t>{-1, 0});
    CHECK(made.status == std::vector<RoadStatus>{RoadStatus::planned, RoadStatus::used});
}

#include "catch.hpp"
#include "question.hpp"

namespace {

const std::string steps =
    "from_version,from,to_version,to,kind\n"
    "2025,10307,2020,24202,same\n"
    "2025,10308,2020,24202,split\n"
    "2025,10308,2020,10710,split\n"
    "2025,10309,2020,24202,split\n"
    "2025,10309,2020,99999,split\n"
    "2025,1040,2020,24202,merge\n"
    "2025,10500,2020,99999,same\n";

ps::conformance::CheckResult ask(const char* number, const char* zones = "IIII", const char* version = "2025") {
    const Question question{.zones = zones,
                            .sites = ".**.",
                            .permissions = "activity,I,P,R\nlebur,I,I,I\nroti,I,X,B1\n",
                            .activity = number,
                            .texts = {{"kbli-crosswalk.csv", steps}}};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.table.add(ps::layer::Column::of_text("kbli_version", std::vector<std::string>{version}));
    return question.ask(sites, map);
}

}  // namespace

TEST_CASE("a KBLI number of another version goes through the crosswalk") {
    const auto same = ask("10307");
    CHECK(verdict_of(same) == "conforms");
    CHECK_FALSE(same.verdicts[0].needs_officer);
    CHECK(verdict_of(ask("10401")) == "conforms");
    CHECK(verdict_of(ask("24202", "IIII", "2020")) == "conforms");
}

TEST_CASE("a split number gives the stricter result and work for an officer") {
    const auto split = ask("10308", "PPPP");
    CHECK(verdict_of(split) == "prohibited");
    CHECK(split.verdicts[0].needs_officer);
    bool told = false;
    for (const auto& reason : split.verdicts[0].officer_reasons)
        told = told || reason.en.find("is split in the version of the pack (10710, 24202)") != std::string::npos;
    CHECK(told);
    CHECK(verdict_of(ask("10308", "RRRR")) == "conditional");
    // One of its successors has no activity: an absent cell, which this pack calls prohibited.
    CHECK(verdict_of(ask("10309")) == "prohibited");
}

TEST_CASE("a number the crosswalk does not have is unreadable, one that leads nowhere an absent cell") {
    CHECK(verdict_of(ask("20111")) == "unreadable_rule");
    CHECK(verdict_of(ask("10307", "IIII", "2009")) == "unreadable_rule");
    CHECK(verdict_of(ask("10500")) == "prohibited");
}

TEST_CASE("rows of the crosswalk that nobody has seen are told as doubt") {
    const auto unverified = ask("10307").verdicts[0].unverified;
    CHECK(std::count(unverified.begin(), unverified.end(), "kbli-crosswalk#10307") == 1);
}

TEST_CASE("case 18: KBLI 8104 out of a column of numbers is read as 08104 too") {
    const Question question{.zones = "IIII",
                            .sites = ".**.",
                            .permissions = "activity,I,P,R\ngali,B1,X,X\n",
                            .activity = "",
                            .activities = "gali,Galian,Quarry,08104,2020,\n"};
    const auto map = ascii_map(question.zones, question.sites, 10.0);
    auto sites = map.sites();
    sites.table.add(ps::layer::Column::of_int64("activity", std::vector<std::int64_t>{8104}));
    const auto result = question.ask(sites, map);
    CHECK(result.verdicts[0].needs_officer);
    CHECK(result.pieces[0].matrix_cell.raw == "B1");
}

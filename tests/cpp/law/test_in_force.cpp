#include <petasentra/law/plan_pack.hpp>

#include "catch.hpp"

using namespace petasentra;
using namespace petasentra::law;
using Rows = std::vector<std::size_t>;

namespace {

core::Date day(const char* text) {
    return *core::parse_date(text);
}

Instrument instrument(const char* id, const char* from, const char* to, std::vector<std::string> replaces = {}) {
    Instrument made;
    made.id = id;
    made.in_force_from = day(from);
    if (*to != '\0') made.in_force_to = day(to);
    made.replaces = std::move(replaces);
    return made;
}

// Invented dates: the older plan ends on the day the newer one begins.
PlanPack two_plans() {
    PlanPack pack;
    pack.instruments = {instrument("lama", "2010-10-28", "2021-12-31"), instrument("baru", "2021-12-31", "", {"lama"})};
    return pack;
}

}  // namespace

TEST_CASE("an instrument is in force from its first day to the day before its end") {
    const auto pack = two_plans();
    CHECK(in_force(pack, day("2010-10-27")).empty());
    CHECK(in_force(pack, day("2010-10-28")) == Rows{0});
    CHECK(in_force(pack, day("2021-12-30")) == Rows{0});
    CHECK(in_force(pack, day("2021-12-31")) == Rows{1});
    CHECK(in_force(pack, day("2099-01-01")) == Rows{1});
}

TEST_CASE("a draft is never in force, a binding draft is") {
    auto pack = two_plans();
    pack.instruments[1].status = Status::draft;
    CHECK(in_force(pack, day("2022-01-01")).empty());
    pack.instruments[1].status = Status::draft_binding;
    CHECK(in_force(pack, day("2022-01-01")) == Rows{1});
}

TEST_CASE("before a successor was published, the older instrument still counts as open") {
    auto pack = two_plans();
    pack.instruments[1].published_on = day("2022-03-01");
    CHECK(in_force(pack, day("2022-02-01"), day("2022-02-28")) == Rows{0});
    CHECK(in_force(pack, day("2022-02-01"), day("2022-03-01")) == Rows{1});
    CHECK(in_force(pack, day("2022-02-01")) == Rows{1});
}

TEST_CASE("without a publication date the day of enactment counts, else the first day in force") {
    auto pack = two_plans();
    pack.instruments[1].enacted_on = day("2021-12-01");
    CHECK(in_force(pack, day("2022-02-01"), day("2021-12-01")) == Rows{1});
    CHECK(in_force(pack, day("2022-02-01"), day("2021-11-30")) == Rows{0});
    pack.instruments[1].enacted_on.reset();
    CHECK(in_force(pack, day("2022-02-01"), day("2021-12-30")) == Rows{0});
    CHECK(in_force(pack, day("2022-02-01"), day("2021-12-31")) == Rows{1});
}

TEST_CASE("an end that no successor in the pack set is always known") {
    auto pack = two_plans();
    pack.instruments[1].replaces.clear();
    CHECK(in_force(pack, day("2022-02-01"), day("2015-01-01")).empty());
}

TEST_CASE("the end is set by the successor that begins on that day, not by a later one") {
    auto pack = two_plans();
    pack.instruments[1].published_on = day("2022-03-01");
    pack.instruments.push_back(instrument("terlambat", "2023-01-01", "", {"lama"}));
    pack.instruments[2].published_on = day("2015-01-01");
    CHECK(in_force(pack, day("2022-02-01"), day("2022-01-01")) == Rows{0});
    CHECK(in_force(pack, day("2022-02-01"), day("2022-03-01")) == Rows{1});
}

TEST_CASE("an instrument nobody could know yet does not count") {
    const auto pack = two_plans();
    CHECK(in_force(pack, day("2015-01-01"), day("2009-01-01")).empty());
}

TEST_CASE("an empty pack has nothing in force") {
    CHECK(in_force(PlanPack{}, day("2020-01-01")).empty());
}

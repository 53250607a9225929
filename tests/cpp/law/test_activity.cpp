#include <petasentra/law/activity.hpp>

#include "catch.hpp"

using namespace petasentra::law;
using How = ActivityMatch::How;

namespace {

Activity activity(const char* id, const char* kbli, const char* version = "") {
    Activity made;
    made.id = id;
    made.kbli = kbli;
    made.kbli_version = version;
    return made;
}

const std::vector<Activity> activities{activity("logam", "242"),          activity("logam-bukan-besi", "2420"),
                                       activity("aluminium", "24202"),    activity("kerajinan", ""),
                                       activity("garam", "0893"),         activity("garam-lama", "810", "2015"),
                                       activity("tempe", "10307", "2025")};

ActivityMatch match(const char* word, const char* version = "") {
    return match_activity(activities, word, version, "2020");
}

void check_kbli(const char* word, std::size_t expected, const char* version = "") {
    INFO("word " << word);
    const auto found = match(word, version);
    CHECK(found.how == How::kbli);
    CHECK(found.activities == std::vector<std::size_t>{expected});
}

}  // namespace

TEST_CASE("a word that is an id of the pack is that activity") {
    const auto found = match(" kerajinan ");
    CHECK(found.how == How::id);
    CHECK(found.activities == std::vector<std::size_t>{3});
    CHECK(match("Kerajinan").how == How::unknown);
    CHECK(match("").how == How::unknown);
}

TEST_CASE("digits match the longest KBLI prefix: five, then four, then three") {
    check_kbli("24202", 2);
    check_kbli("24203", 1);
    check_kbli("24299", 0);
    check_kbli("2420", 1);
    check_kbli("242", 0);
    CHECK(match("24310").how == How::kbli_unmatched);
}

TEST_CASE("a code less exact than any activity covers nothing") {
    CHECK(match("24").how == How::kbli_unmatched);
    CHECK(match("089").how == How::kbli_unmatched);
    CHECK(match("99999").how == How::kbli_unmatched);
    CHECK(match("99999").activities.empty());
}

TEST_CASE("a number of more than five digits is no KBLI code and matches no prefix") {
    CHECK(match("242020").how == How::kbli_unmatched);
}

TEST_CASE("a lost leading zero is not put back") {
    check_kbli("08930", 4);
    CHECK(match("8930").how == How::kbli_unmatched);
    check_kbli("8104", 5, "2015");
}

TEST_CASE("KBLI versions are kept apart, and one the pack does not have is its own answer") {
    check_kbli("10307", 6, "2025");
    CHECK(match("10307").how == How::kbli_unmatched);
    CHECK(match("24202", "2025").how == How::kbli_unmatched);
    CHECK(match("24202", "2009").how == How::version_unknown);
    CHECK(match_activity(activities, "24202", "", "").how == How::kbli);
    CHECK(match_activity({}, "24202", "", "2020").how == How::kbli_unmatched);
    CHECK(match_activity({}, "24202", "", "").how == How::version_unknown);
}

TEST_CASE("activities that share a prefix are all found, in the order of their ids") {
    const std::vector<Activity> twins{activity("tenun", "131"), activity("batik", "131"), activity("songket", "131")};
    const auto found = match_activity(twins, "13134", "", "2020");
    CHECK(found.how == How::kbli);
    CHECK(found.activities == std::vector<std::size_t>{1, 2, 0});
}

// What is enough for a verdict by itself: an explanation names each such set, and taking away all the others changes
// nothing.
#include "catch.hpp"
#include "question.hpp"

using Sets = std::vector<std::vector<std::string>>;

namespace {

std::string overlay(const std::string& at_best) {
    return "[[overlay_rule]]\nid = \"sawah\"\nlayer = \"wilayah\"\ncodes = [\"S\"]\nactivities = [\"*\"]\nat_best = "
           "\"" +
           at_best + "\"\narticle = \"pasal-sawah\"\n";
}

template <class Fact>
Fact fact(const ps::conformance::Reason& reason, const std::string& name) {
    for (const auto& [key, value] : reason.facts) {
        if (key == name) return std::get<Fact>(value);
    }
    throw std::out_of_range(name);
}

std::vector<ps::conformance::Reason> sufficient(const ps::conformance::CheckResult& result) {
    std::vector<ps::conformance::Reason> found;
    for (const auto& child : ps::conformance::explain(result, 0).because) {
        if (child.kind == "sufficient") found.push_back(child);
    }
    return found;
}

/// The rules of each set.
Sets sets(const ps::conformance::CheckResult& result) {
    Sets all;
    for (const auto& one : sufficient(result)) {
        std::vector<std::string> rules;
        for (const auto& cause : one.because) {
            const auto id = fact<std::string>(cause, "rule_id");
            rules.push_back(id.empty() ? fact<std::string>(cause, "rule") : id);
        }
        all.push_back(rules);
    }
    return all;
}

}  // namespace

TEST_CASE("two prohibitions of which each suffices are both named, and either goes without the other") {
    const Question both{.zones = "IIPPPPPP", .sites = ".****...", .rules = overlay("prohibited"), .areas = "SSSSSSSS"};
    CHECK(verdict_of(both.ask()) == "prohibited");
    CHECK(sets(both.ask()) == Sets{{"sawah"}, {"matrix"}});
    CHECK(fact<double>(sufficient(both.ask())[0], "share") == Approx(1.0));
    CHECK(fact<double>(sufficient(both.ask())[1], "share") == Approx(0.75));

    auto without_overlay = both;
    without_overlay.rules = overlay("conforms");
    CHECK(verdict_of(without_overlay.ask()) == "prohibited");
    CHECK(sets(without_overlay.ask()) == Sets{{"matrix"}});
    auto without_matrix = both;
    without_matrix.permissions = "activity,I,P,R\nlebur,I,I,I\nroti,I,?,B1\n";
    CHECK(verdict_of(without_matrix.ask()) == "prohibited");
    CHECK(sets(without_matrix.ask()) == Sets{{"sawah"}});
    without_matrix.rules = overlay("conforms");
    CHECK(verdict_of(without_matrix.ask()) == "conforms");
}

TEST_CASE("where a part need not conform, rules may suffice only together") {
    // Of ten cells two are rice field and two others under the overlay; more than a quarter must speak against the site.
    const Question question{.zones = "IIIIIIPPII",
                            .sites = "**********",
                            .rules = overlay("prohibited"),
                            .areas = "SSIIIIIIII",
                            .tolerance = "conforming_share = 0.75\n"};
    CHECK(verdict_of(question.ask()) == "prohibited");
    CHECK(sets(question.ask()) == Sets{{"matrix", "sawah"}});
    CHECK(fact<double>(sufficient(question.ask())[0], "share") == Approx(0.4));
    CHECK(sufficient(question.ask())[0].text.id.starts_with("Baru cukup bila bersama-sama: "));

    // Each alone leaves enough ground.
    auto one = question;
    one.areas = "IIIIIIIIII";
    one.rules = "";
    CHECK(verdict_of(one.ask()) == "conforms");
    // With a third tenth each suffices again: the unreadable cell counts against the site as the prohibition does.
    auto three = question;
    three.zones = "IIIIIIPPQI";
    three.permissions = "activity,I,P,R,Q\nlebur,I,X,\"T1,B1\",?\nroti,I,?,B1,I\n";
    three.areas = "SSSIIIIIII";
    CHECK(verdict_of(three.ask()) == "prohibited");
    CHECK(sets(three.ask()) == Sets{{"matrix"}, {"sawah"}});
}

TEST_CASE("ground without a rule is a reason like a rule") {
    const auto outside = Question{.zones = "II......", .sites = ".***...."}.ask();
    CHECK(verdict_of(outside) == "outside_plan");
    REQUIRE(sets(outside) == Sets{{"none"}});
    CHECK(fact<double>(sufficient(outside)[0], "share") == Approx(2.0 / 3.0));
    CHECK(sufficient(outside)[0].text.en.find("no zone of") != std::string::npos);
}

TEST_CASE("what limits a site that conforms is named, what says a plain yes is not") {
    const auto result = Question{.zones = "IIRRRRRR", .sites = ".****..."}.ask();
    CHECK(verdict_of(result) == "limited_conditional");
    CHECK(sets(result) == Sets{{"matrix"}});
    CHECK(fact<double>(sufficient(result)[0], "share") == Approx(0.75));
}

TEST_CASE("a rule that another replaces is no reason") {
    const auto special =
        "[[area_rule]]\nid = \"khusus\"\nlayer = \"wilayah\"\ncodes = [\"K\"]\nactivities = [\"lebur\"]\ncell = "
        "\"X\"\nprecedence = \"over_zone\"\narticle = \"pasal-khusus\"\n";
    const auto result = Question{.zones = "PPPPPPPP", .sites = ".**.....", .rules = special, .areas = "KKKK...."}.ask();
    CHECK(sets(result) == Sets{{"khusus"}});
}

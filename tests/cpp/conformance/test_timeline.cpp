#include <petasentra/conformance/timeline.hpp>

#include "catch.hpp"
#include "question.hpp"

namespace {

using ps::conformance::Cause;
using ps::conformance::Interval;

ps::core::Date day(const std::string& text) {
    return *ps::core::parse_date(text);
}
std::string text_of(const std::optional<ps::core::Date>& date) {
    return date ? ps::core::to_string(*date) : "";
}
/// "2010-01-01 conforms conforming"
std::vector<std::string> told(const ps::conformance::Timeline& line) {
    std::vector<std::string> out;
    for (const auto& interval : line.intervals)
        out.push_back(text_of(interval.from) + " " + ps::law::to_string(interval.verdict) + " " +
                      interval.existing_use);
    return out;
}

/// Two plans one after the other over zones drawn twice, and sites with a past.
struct Past {
    const char* zones;
    const char* later_zones = nullptr;  ///< of the second plan, in force from 2021-01-01
    std::string established_on = "";
    std::string permits = "";
    std::string transitions = "";  ///< of the second plan
    std::string published_on = "2021-01-01";
    ps::conformance::TimelineOptions options = {};
    const char* sites_drawn = ".**.";
    std::vector<std::string> zone_from = {};  ///< BERLAKU of the zones of the first plan
    std::vector<std::string> zone_to = {};

    [[nodiscard]] std::shared_ptr<const ps::conformance::BoundPack> pack() const {
        ps::io::pack::ReadOptions read;
        read.texts["pack.toml"] =
            "[pack]\nformat = 1\nname = \"uji\"\ntitle = \"Uji\"\ncrs = \"EPSG:32749\"\ninstruments = [\"a.toml\", "
            "\"b.toml\"]\n[tolerance]\n";
        const auto plan = [&](const char* id, const char* year, const std::string& dates) {
            return "[instrument]\nid = \"" + std::string(id) + "\"\nkind = \"perda\"\nnumber = 1\nyear = " + year +
                   "\ntitle = \"RTRW rekaan\"\nlevel = \"rtrw-kabupaten\"\nstatus = \"in_force\"\nsource = "
                   "\"rekaan\"\n" +
                   dates + "[[layer]]\nid = \"zona\"\nrole = \"zones\"\npath = \"zona\"\ncode = \"code\"\n" +
                   (std::string(id) == "a" && !zone_from.empty() ? "valid_from = \"dari\"\nvalid_to = \"sampai\"\n"
                                                                 : "") +
                   "[permissions]\npath = \"p.csv\"\nabsent = \"prohibited\"\narticle = \"lampiran-" + id + "\"\n";
        };
        read.texts["a.toml"] = plan("a", "2010", "in_force_from = 2010-01-01\nin_force_to = 2021-01-01\n");
        read.texts["b.toml"] =
            plan("b", "2021", "in_force_from = 2021-01-01\nreplaces = [\"a\"]\npublished_on = " + published_on + "\n") +
            transitions;
        read.texts["p.csv"] = "activity,I,P,R\nlebur,I,X,\"T1,B1\"\n";
        read.texts["activities.csv"] = "id,name_id,name_en,kbli,kbli_version,scale\nlebur,Peleburan,Smelting,,,\n";
        std::vector<ps::conformance::PackLayer> layers;
        auto first = ascii_map(zones, sites_drawn, 10.0).zones();
        if (!zone_from.empty()) {
            first.table.add(ps::layer::Column::of_text("dari", zone_from));
            first.table.add(ps::layer::Column::of_text("sampai", zone_to));
        }
        layers.push_back({"a", "zona", std::move(first)});
        layers.push_back(
            {"b", "zona", ascii_map(later_zones == nullptr ? zones : later_zones, sites_drawn, 10.0).zones()});
        return std::make_shared<const ps::conformance::BoundPack>(ps::io::pack::read_pack("", read), std::move(layers));
    }
    [[nodiscard]] ps::layer::Layer sites() const {
        auto sites = ascii_map(zones, sites_drawn, 10.0).sites();
        sites.table.add(
            ps::layer::Column::of_text("established_on", std::vector<std::string>(sites.size(), established_on)));
        sites.table.add(ps::layer::Column::of_text("permits", std::vector<std::string>(sites.size(), permits)));
        return sites;
    }
    [[nodiscard]] ps::conformance::Timeline ask() const {
        auto asked = options;
        asked.question.for_activity = "lebur";
        return ps::conformance::timeline(sites(), pack(), asked);
    }
    /// What `check` says of a site on a day, as `told` writes it.
    [[nodiscard]] ps::conformance::SiteVerdict on(ps::core::Date when, std::size_t row) const {
        auto question = options.question;
        question.for_activity = "lebur";
        question.as_of = when;
        if (options.known_then) question.known_on = when;
        return ps::conformance::check(sites(), pack(), question).verdicts.at(row);
    }
};

void require_equal_to_checks(const Past& past) {
    const auto line = past.ask();
    for (const auto& interval : line.intervals) {
        std::vector<ps::core::Date> days;
        if (interval.from) days = {*interval.from, {interval.from->days + 1}};
        if (interval.to) days.push_back({interval.to->days - 1});
        for (const auto when : days) {
            if (interval.to && when >= *interval.to) continue;
            const auto site = past.on(when, interval.site);
            INFO(ps::core::to_string(when));
            CHECK(site.verdict == interval.verdict);
            CHECK(ps::conformance::flags_of(site) == interval.flags);
            CHECK(site.existing_use_state == interval.existing_use);
            CHECK(site.existing_use_until == interval.existing_use_until);
            CHECK(site.existing_use_basis == interval.existing_use_basis);
        }
    }
}

using Told = std::vector<std::string>;

const std::string shelter =
    "[[transition]]\napplies_to = \"built_before\"\nuntil = \"P3Y\"\narticle = \"peralihan\"\n"
    "[[transition]]\napplies_to = \"permit_valid\"\nuntil = \"permit_expiry\"\narticle = \"izin\"\n";

}  // namespace

TEST_CASE("a plan that begins, one that follows, and the verdict of each") {
    const auto line = Past{.zones = "IIII", .later_zones = "PPPP"}.ask();
    CHECK(told(line) == Told{" no_data none", "2010-01-01 conforms none", "2021-01-01 prohibited none"});
    CHECK(line.intervals[0].causes.empty());
    CHECK(line.intervals[2].causes == std::vector{Cause::rule});
    CHECK(line.intervals[2].cause.id == "Perda 1/2021 mulai berlaku; Perda 1/2010 tidak berlaku lagi");
    CHECK_FALSE(line.intervals[2].to);
}

TEST_CASE("what stays equal is one interval, whatever law gives it") {
    const auto line = Past{.zones = "IIII"}.ask();
    CHECK(told(line) == Told{" no_data none", "2010-01-01 conforms none"});
    CHECK(line.intervals[1].instruments == Told{"a", "b"});
    CHECK(line.intervals[1].articles == Told{"lampiran-a", "lampiran-b"});
}

TEST_CASE("a unit of 1976 with a permit of 2012 to 2023: the intervals known by hand") {
    const Past past{.zones = "IIII",
                    .later_zones = "PPPP",
                    .established_on = "24-Mei-1976",
                    .permits = R"([{"kind": "IUI", "issued_on": "2012-03-01", "expires_on": "2023-03-01"}])",
                    .transitions = shelter};
    const auto line = past.ask();
    CHECK(told(line) == Told{" no_data none", "1976-05-24 no_data undecided", "2010-01-01 conforms conforming",
                             "2021-01-01 prohibited non_conforming_until", "2024-01-01 prohibited unlawful"});
    CHECK(line.intervals[1].causes == std::vector{Cause::subject});
    CHECK(text_of(line.intervals[3].existing_use_until) == "2024-01-01");
    CHECK(line.intervals[3].existing_use_basis == "peralihan");
    CHECK(line.intervals[4].causes == std::vector{Cause::rule});
    require_equal_to_checks(past);
}

TEST_CASE("a permit that outlasts the transition ends the shelter, and is the cause") {
    const Past past{.zones = "IIII",
                    .later_zones = "PPPP",
                    .permits = R"([{"kind": "IUI", "issued_on": "2012-03-01", "expires_on": "2026-03-01"}])",
                    .transitions = shelter};
    const auto line = past.ask();
    CHECK(told(line) == Told{" no_data none", "2010-01-01 conforms none", "2012-03-01 conforms conforming",
                             "2021-01-01 prohibited non_conforming_until", "2026-03-01 prohibited unlawful"});
    CHECK(line.intervals[2].causes == std::vector{Cause::permit});
    CHECK(line.intervals[4].causes == std::vector{Cause::permit});
    require_equal_to_checks(past);
}

TEST_CASE("on a day on which law and use both begin, only what changes something is a cause") {
    const Past past{.zones = "IIII", .later_zones = "PPPP", .established_on = "2021-01-01"};
    const auto line = past.ask();
    CHECK(told(line) == Told{" no_data none", "2010-01-01 conforms none", "2021-01-01 prohibited unlawful"});
    CHECK(line.intervals[2].causes == std::vector{Cause::rule, Cause::subject});
    require_equal_to_checks(past);
}

TEST_CASE("features with dates of their own change the ground of the sites near them alone") {
    Past past{.zones = "IIIIPPPP", .later_zones = "IIIIPPPP", .sites_drawn = ".a....b."};
    past.zone_from = {"", "2015-01-01"};
    past.zone_to = {"", "2018-01-01"};
    const auto line = past.ask();
    Told of_b;
    for (const auto& interval : line.intervals)
        if (line.site_id[interval.site] == "b")
            of_b.push_back(text_of(interval.from) + " " + ps::law::to_string(interval.verdict));
    CHECK(of_b == Told{" no_data", "2010-01-01 outside_plan", "2015-01-01 prohibited", "2018-01-01 outside_plan",
                       "2021-01-01 prohibited"});
    CHECK(line.law_days.size() == 4);
    CHECK(line.questions == 2 * 3 + 2);
    for (const auto& interval : line.intervals)
        if (text_of(interval.from) == "2015-01-01") CHECK(interval.causes == std::vector{Cause::geometry});
    require_equal_to_checks(past);
}

TEST_CASE("what was known: a plan published late is not known before") {
    Past past{.zones = "IIII", .later_zones = "PPPP", .published_on = "2021-06-01"};
    past.options.known_then = true;
    CHECK(told(past.ask()) == Told{" no_data none", "2010-01-01 conforms none", "2021-06-01 prohibited none"});
    require_equal_to_checks(past);
    past.options.known_then = false;
    past.options.question.known_on = day("2021-05-31");
    CHECK(told(past.ask()) == Told{" no_data none", "2010-01-01 conforms none"});
    require_equal_to_checks(past);
}

TEST_CASE("a window cuts the line at both ends") {
    Past past{.zones = "IIII", .later_zones = "PPPP"};
    past.options.start = day("2015-06-01");
    past.options.end = day("2023-01-01");
    const auto line = past.ask();
    CHECK(told(line) == Told{"2015-06-01 conforms none", "2021-01-01 prohibited none"});
    CHECK(text_of(line.intervals.back().to) == "2023-01-01");
    past.options.end = day("2015-06-01");
    CHECK_THROWS_AS(past.ask(), ps::core::Error);
    past.options.end = day("2015-06-02");
    CHECK(past.ask().intervals.size() == 1);
}

TEST_CASE("the table of a timeline has a row an interval") {
    const auto table = ps::conformance::table_of(Past{.zones = "IIII", .later_zones = "PPPP"}.ask());
    CHECK(table.size == 3);
    CHECK(table.names() == Told{"site_id", "activity", "valid_from", "valid_to", "verdict", "flags", "existing_use",
                                "existing_use_until", "existing_use_basis", "instrument", "article", "cause",
                                "cause_id", "cause_en", "verified", "unverified_rules", "schematic"});
}

#include <petasentra/core/error.hpp>

#include "catch.hpp"
#include "topology/repairs.hpp"

using namespace petasentra::topology;

TEST_CASE("a sound layer comes back as it was, with an empty ledger") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(10, 0, 20, 10)}});
    const auto made = repaired(zones);
    CHECK(made.ledger.size() == 0);
    CHECK(made.touched == 0);
    CHECK(same_row(zones, made.layer, 0));
    CHECK(same_row(zones, made.layer, 1));
}

TEST_CASE("an empty layer is repaired to an empty layer") {
    const auto made = repaired(layer_of({}));
    CHECK(made.layer.size() == 0);
    CHECK(made.ledger.size() == 0);
}

namespace {

/// Two strips with a crack between them, closed at both ends.
petasentra::layer::Layer with_crack(double width) {
    return layer_of({{{{0, 0, 40, 0, 40, 10, 30, 10, 30, 10 + width, 10, 10 + width, 10, 10, 0, 10}}},
                     {{{0, 10, 10, 10, 10, 10 + width, 30, 10 + width, 30, 10, 40, 10, 40, 30, 0, 30}}}});
}

petasentra::layer::Layer with_slit(double width) {
    return layer_of({{rectangle(0, 0, 40, 10)},
                     {{{0, 10, 40, 10, 40, 30, 0, 30}, {5, 10 + width, 5, 12, 35, 12, 35, 10 + width}}},
                     {{{5, 10 + 2 * width, 35, 10 + 2 * width, 35, 12, 5, 12}}}});
}

}  // namespace

TEST_CASE("a gap of 1 mm is left alone at a tolerance of 2 mm, and one of 5 mm is closed") {
    const auto narrow = with_slit(0.001);
    const auto left = repaired(narrow, repairing({Rule::zone_gap}));
    CHECK(left.ledger.size() == 0);
    CHECK(same_row(narrow, left.layer, 1));

    const auto wide = with_slit(0.005);
    const auto closed = repaired(wide, repairing({Rule::zone_gap}));
    REQUIRE(text_in(closed.ledger, "code", 0) == "ZONE_GAP");
    CHECK(number_in(closed.ledger, "area_m2", 0) == Approx(30 * 0.005).margin(1e-6));
    CHECK(text_in(closed.ledger, "to_id", 0) == "1");
    CHECK(text_in(closed.ledger, "from_id", 0) == "null");
    CHECK(codes(validated(closed.layer)).find("ZONE_GAP") == std::string::npos);
    check_conserved(wide, closed);
}

TEST_CASE("zones that share a stepped border have no gap and are not touched") {
    const auto zones = with_crack(0.005);
    CHECK(repaired(zones).touched == 0);
}

TEST_CASE("a hole that nothing fills goes to the zone around it") {
    const auto zones = layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}});
    const auto made = repaired(zones);
    REQUIRE(made.ledger.size() == 1);
    CHECK(areas(made.layer)[0] == Approx(900.0));
    CHECK(number_in(made.ledger, "vertices_removed", 0) == 4);
    check_conserved(zones, made);
}

TEST_CASE("an island in a hole that it fills is not touched") {
    const auto zones =
        layer_of({{{{0, 0, 30, 0, 30, 30, 0, 30}, {10, 10, 10, 20, 20, 20, 20, 10}}}, {rectangle(10, 10, 20, 20)}});
    CHECK(repaired(zones).touched == 0);
}

TEST_CASE("the larger of two zones keeps the ground they share, and the corner where they part is given to it") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    const auto made = repaired(zones);
    CHECK(areas(made.layer)[0] == Approx(90.0));
    CHECK(areas(made.layer)[1] == Approx(210.0));
    CHECK(same_row(zones, made.layer, 1));
    REQUIRE(made.ledger.size() == 1);
    CHECK(text_in(made.ledger, "from_id", 0) == "0");
    CHECK(text_in(made.ledger, "to_id", 0) == "1");
    CHECK(number_in(made.ledger, "area_m2", 0) == Approx(10.0));
    CHECK(number_in(made.ledger, "change_m2", 0) == Approx(-10.0));
    CHECK(codes(validated(made.layer)).empty());
    check_conserved(zones, made);
}

TEST_CASE("of zones of one size the first keeps the ground, whatever the order of the rows") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 19, 10)}});
    ValidateSettings by_id;
    by_id.feature_id = "id";
    const auto made = repaired(zones, repairing_all(), by_id);
    CHECK(areas(made.layer) == std::vector<double>{100.0, 90.0});
    const std::size_t turned[] = {1, 0};
    const auto other = repaired(zones.take(turned), repairing_all(), by_id);
    CHECK(areas(other.layer) == std::vector<double>{90.0, 100.0});
    CHECK(text_in(other.ledger, "to_id", 0) == "A");
}

TEST_CASE("priority gives the ground to the smaller zone where the largest neighbour would not") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    auto settings = repairing_all();
    settings.rule = RepairRule::priority;
    settings.preference = {1.0, 2.0};
    const auto made = repaired(zones, settings);
    CHECK(areas(made.layer)[0] == Approx(100.0));
    CHECK(areas(made.layer)[1] == Approx(200.0));
}

TEST_CASE("the longest border gives a gap to the zone along it, though another is larger") {
    const auto zones =
        layer_of({{rectangle(0, 0, 40, 10)}, {{{0, 10, 5, 10, 5, 12, 35, 12, 35, 10, 40, 10, 40, 100, 0, 100}}}});
    auto settings = repairing({Rule::zone_gap});
    CHECK(areas(repaired(zones, settings).layer)[0] == Approx(400.0));  // the larger one has it
    settings.rule = RepairRule::longest_border;
    CHECK(areas(repaired(zones, settings).layer)[0] == Approx(400.0));  // it has its two ends as well: 34 m to 30 m
    const auto other =
        layer_of({{{{0, 0, 40, 0, 40, 10, 35, 10, 35, 8, 5, 8, 5, 10, 0, 10}}}, {rectangle(0, 10, 40, 100)}});
    CHECK(areas(repaired(other, settings).layer)[0] == Approx(400.0));  // the smaller has 34 m
    settings.rule = RepairRule::largest_neighbour;
    CHECK(areas(repaired(other, settings).layer)[0] == Approx(340.0));
}

TEST_CASE("a zone that lies wholly in a larger one is left alone, and the ledger says why") {
    const auto zones = layer_of({{rectangle(0, 0, 30, 30)}, {rectangle(10, 10, 20, 20)}});
    const auto made = repaired(zones);
    CHECK(made.touched == 0);
    REQUIRE(made.left == 1);
    CHECK(text_in(made.ledger, "status", 0) == "left");
    CHECK(text_in(made.ledger, "reason_en", 0).find("lose all its ground") != std::string::npos);
    CHECK(same_row(zones, made.layer, 0));
    CHECK(same_row(zones, made.layer, 1));
}

TEST_CASE("the larger zone gets a hole where the smaller one upon it has priority") {
    const auto zones = layer_of({{rectangle(0, 0, 30, 30)}, {rectangle(10, 10, 20, 20)}});
    auto settings = repairing_all();
    settings.rule = RepairRule::priority;
    settings.preference = {2.0, 1.0};
    const auto made = repaired(zones, settings);
    CHECK(areas(made.layer) == std::vector<double>{800.0, 100.0});
    CHECK(codes(validated(made.layer)).empty());
}

TEST_CASE("where three zones cross each place has one zone and all borders share their vertices") {
    const auto zones = layer_of({{rectangle(0, 0, 20, 20)}, {rectangle(15, 0, 40, 20)}, {rectangle(10, 15, 30, 60)}});
    const auto made = repaired(zones);
    CHECK(codes(validated(made.layer)).empty());
    CHECK(made.left == 0);
    const auto after = areas(made.layer);
    CHECK(after[0] + after[1] + after[2] == Approx(40 * 20 + 20 * 45 - 20 * 5));
    check_conserved(zones, made);
}

TEST_CASE("a zone beside an overlap gets the new vertex on its border and nothing else") {
    // C lies along both; A and B share the ground from x = 9 to 10, so B's new corner lies on C's border.
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}, {rectangle(0, -10, 30, 0)}});
    const auto made = repaired(zones, repairing({Rule::zone_overlap}));
    CHECK(areas(made.layer)[2] == Approx(300.0));
    const auto found = codes(validated(made.layer));
    CHECK(found.find("ZONE_OVERLAP") == std::string::npos);
    CHECK(found.find("ZONE_GAP") == std::string::npos);
    check_conserved(zones, made);
}

TEST_CASE("zones that are never in force together keep the ground they share") {
    auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(5, 0, 15, 10)}});
    const std::string ends[] = {"2020-01-01", "2030-01-01"};
    const std::string begins[] = {"2010-01-01", "2020-01-01"};
    zones.table.add(petasentra::layer::Column::of_text("from", begins));
    zones.table.add(petasentra::layer::Column::of_text("to", ends));
    ValidateSettings settings;
    settings.valid_from = "from";
    settings.valid_to = "to";
    CHECK(repaired(zones, repairing_all(), settings).touched == 0);
    CHECK(repaired(zones).touched > 0);
}

TEST_CASE("only what was asked is repaired: overlaps stay when gaps are asked") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)},
                                 {rectangle(9, 0, 20, 10)},
                                 {{{0, 20, 20, 20, 20, 60, 0, 60}, {5, 30, 5, 40, 10, 40, 10, 30}}}});
    const auto made = repaired(zones, repairing({Rule::zone_gap}));
    CHECK(same_row(zones, made.layer, 0));
    CHECK(same_row(zones, made.layer, 1));
    CHECK(areas(made.layer)[2] == Approx(800.0));
    CHECK(codes(validated(made.layer)) == "ZONE_OVERLAP");
}

TEST_CASE("more ground than the bound is not moved") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}, {rectangle(9, 0, 30, 10)}});
    auto settings = repairing_all();
    settings.max_m2 = 5.0;
    const auto made = repaired(zones, settings);
    CHECK(made.touched == 0);
    REQUIRE(made.left == 1);
    CHECK(text_in(made.ledger, "reason_en", 0).find("10 m2, more than 5 m2; pass a larger max_m2=") !=
          std::string::npos);
}

TEST_CASE("gaps have a bound of their own") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 30)},
                                 {rectangle(20, 0, 40, 30)},
                                 {rectangle(10, 0, 20, 10)},
                                 {rectangle(10, 20, 21, 30)}});
    auto settings = repairing_all();
    settings.max_gap_m2 = 99.0;
    const auto made = repaired(zones, settings);
    CHECK(codes(validated(made.layer)) == "ZONE_GAP");
    CHECK(made.left == 1);
    settings.max_gap_m2 = 101.0;
    CHECK(codes(validated(repaired(zones, settings).layer)).empty());
}

TEST_CASE("of two equal zones the later is emptied if that is asked, and keeps its row") {
    const auto square = rectangle(0, 0, 10, 10);
    const auto zones = layer_of({{square}, {square}});
    CHECK(repaired(zones).touched == 0);
    const auto made = repaired(zones, repairing({Rule::duplicate_geometry}));
    CHECK(made.layer.size() == 2);
    CHECK(areas(made.layer) == std::vector<double>{100.0, 0.0});
    CHECK(made.layer.geometry.is_empty(1));
    CHECK_FALSE(made.layer.geometry.is_null(1));
    check_conserved(zones, made);
}

TEST_CASE("rules that nobody can repair, missing ranks and a negative bound are refused") {
    const auto zones = layer_of({{rectangle(0, 0, 10, 10)}});
    CHECK_THROWS_AS(repaired(zones, repairing({Rule::outside_perimeter})), petasentra::core::Error);
    auto settings = repairing_all();
    settings.rule = RepairRule::priority;
    CHECK_THROWS_AS(repaired(zones, settings), petasentra::core::Error);
    settings = repairing_all();
    settings.max_m2 = -1.0;
    CHECK_THROWS_AS(repaired(zones, settings), petasentra::core::Error);
    CHECK_THROWS_AS(repair_rule("biggest"), petasentra::core::Error);
    CHECK(repair_rule(to_string(RepairRule::longest_border)) == RepairRule::longest_border);
}

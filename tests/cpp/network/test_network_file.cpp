#include <cstdio>
#include <fstream>
#include <iterator>
#include <petasentra/core/error.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/network_file.hpp>

#include "../catch.hpp"
#include "drawn_roads.hpp"

using namespace petasentra;
using Bytes = std::string;

namespace {

/// A file of its own for each test, gone afterwards.
struct SavedFile {
    std::string path;
    explicit SavedFile(const std::string& name) : path("test_network_file_" + name + ".psn") {}
    ~SavedFile() { std::remove(path.c_str()); }

    [[nodiscard]] Bytes bytes() const {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void put(const Bytes& bytes) const {
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    [[nodiscard]] core::ErrorCode error() const {
        try {
            (void)network::read_network(path);
        } catch (const core::Error& error) {
            CHECK(error.place().file == path);
            return error.code();
        }
        return core::ErrorCode::internal;
    }
};

network::RoadNetwork town() {
    auto layer =
        drawn::roads({{{0, 0}, {100, 0}}, {{100, 0}, {200, 50}, {200, 0}}, {{0, 0}, {0, 90}}, {{0, 0}, {90, 9}}});
    layer = drawn::with(std::move(layer), "arah", {"yes", "no", "?", "-1"});
    layer = drawn::with(std::move(layer), "nama", {"Jl. Mawar", "", "Jl. Melati", "Gang \xc3\xa9"});
    network::LineOptions options;
    options.columns.one_way = "arah";
    options.columns.name = "nama";
    options.words = drawn::words();
    return network::network_from_lines(layer, options);
}

template <class Array>
auto values(const Array& array) {
    return std::vector(array.begin(), array.end());
}

}  // namespace

TEST_CASE("a network comes out of its file as it went in", "[file]") {
    const SavedFile file("round");
    const auto roads = town();
    const auto shape = network::build_hierarchy(roads.arcs());
    const std::vector<network::Attachment> attachments{{"barriers", std::string("a\0b", 3)}, {"empty", ""}};
    network::write_network(file.path, roads, &shape, attachments);
    const auto stored = network::read_network(file.path);

    const auto &was = roads.parts(), &is = stored.network->parts();
    CHECK(is.crs.same_as(was.crs));
    CHECK(is.node_xy == was.node_xy);
    CHECK(is.from == was.from);
    CHECK(is.xy == was.xy);
    CHECK(is.length_m == was.length_m);
    CHECK(is.lines == was.lines);
    CHECK(is.roads.id == was.roads.id);
    CHECK(is.roads.name == was.roads.name);
    CHECK(is.roads.traffic == was.roads.traffic);
    REQUIRE(is.findings.size() == was.findings.size());
    REQUIRE(is.findings.size() == 1);
    CHECK(is.findings[0].finding.message.id == was.findings[0].finding.message.id);
    REQUIRE(stored.attachments.size() == 2);
    CHECK(stored.attachments[0].bytes == attachments[0].bytes);

    REQUIRE(stored.hierarchy);
    CHECK(values(stored.hierarchy->heads) == values(shape.heads));
    CHECK(stored.hierarchy->height == shape.height);
    const std::vector<network::Cost> costs(2 * roads.edge_count(), 7);
    CHECK(values(network::customise(*stored.hierarchy, costs).up) == values(network::customise(shape, costs).up));

    const SavedFile again("again");
    network::write_network(again.path, *stored.network, stored.hierarchy.get(), stored.attachments);
    CHECK(again.bytes() == file.bytes());
}

TEST_CASE("rules for turns are stored, and their hierarchy fits no network without them", "[file]") {
    const SavedFile file("turns");
    const auto plain = town();
    network::TurnRules rules;
    rules.rules = 3;
    rules.add(2, std::vector<std::uint32_t>{0, 2});
    const auto roads = plain.with_turns(rules);
    const auto shape = network::build_hierarchy(roads.travel_arcs());
    CHECK(shape.nodes() > roads.node_count());
    CHECK_THROWS_AS(network::write_network(file.path, plain, &shape, {}), core::Error);
    const auto of_plain = network::build_hierarchy(plain.travel_arcs());
    CHECK_THROWS_AS(network::write_network(file.path, roads, &of_plain, {}), core::Error);
    network::write_network(file.path, roads, &shape, {});
    const auto stored = network::read_network(file.path);
    CHECK(stored.network->turns().arcs == rules.arcs);
    CHECK(stored.network->turns().rule == rules.rule);
    CHECK(stored.network->turns().rules == 3);
    CHECK(values(stored.hierarchy->heads) == values(shape.heads));
    CHECK(stored.network->travel_arcs().nodes == roads.travel_arcs().nodes);
}

TEST_CASE("a network without hierarchy and one without anything are stored, too", "[file]") {
    const SavedFile file("empty");
    network::write_network(file.path, town(), nullptr, {});
    CHECK(network::read_network(file.path).hierarchy == nullptr);
    const network::RoadNetwork none;
    const auto shape = network::build_hierarchy(none.arcs());
    network::write_network(file.path, none, &shape, {});
    const auto stored = network::read_network(file.path);
    CHECK(stored.network->node_count() == 0);
    CHECK_FALSE(stored.network->parts().crs.known());
    CHECK(stored.hierarchy->nodes() == 0);
}

TEST_CASE("a hierarchy of another network is not stored, nor two attachments of one name", "[file]") {
    const SavedFile file("refused");
    const auto other = network::build_hierarchy(network::RoadNetwork().arcs());
    CHECK_THROWS_AS(network::write_network(file.path, town(), &other, {}), core::Error);
    const std::vector<network::Attachment> twice{{"a", ""}, {"a", ""}};
    CHECK_THROWS_AS(network::write_network(file.path, town(), nullptr, twice), core::Error);
    CHECK(file.bytes().empty());
}

TEST_CASE("a file cut anywhere, made longer, or of another version is refused", "[file]") {
    const SavedFile file("cut");
    const auto roads = town();
    const auto shape = network::build_hierarchy(roads.arcs());
    network::write_network(file.path, roads, &shape, {});
    const auto whole = file.bytes();
    for (std::size_t size = 0; size < whole.size(); size += size < 300 ? 1 : 331) {
        file.put(whole.substr(0, size));
        CHECK(file.error() == core::ErrorCode::network_file);
    }
    file.put(whole + '\0');
    CHECK(file.error() == core::ErrorCode::network_file);
    auto newer = whole;
    newer[12] = 9;
    file.put(newer);
    CHECK_THROWS_WITH(network::read_network(file.path), Catch::Contains("has format 9"));
    file.put("PK");
    CHECK_THROWS_WITH(network::read_network(file.path), Catch::Contains("no network file"));
    CHECK_THROWS_AS(network::read_network("there_is_no_such_file.psn"), core::Error);
}

TEST_CASE("a changed byte is found wherever it is", "[file]") {
    const SavedFile file("byte");
    const auto roads = town();
    const auto shape = network::build_hierarchy(roads.arcs());
    network::write_network(file.path, roads, &shape, {});
    const auto whole = file.bytes();
    for (std::size_t at = 0; at < whole.size(); at += 13) {
        auto changed = whole;
        changed[at] = static_cast<char>(changed[at] ^ 0x40);
        file.put(changed);
        CHECK(file.error() == core::ErrorCode::network_file);
    }
}

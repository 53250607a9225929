#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <petasentra/core/error.hpp>
#include <petasentra/io/osm/read_roads.hpp>

#include "catch.hpp"

using namespace petasentra;
namespace osm = petasentra::io::osm;

namespace {

/// An OpenStreetMap file of a few nodes on a line, and whatever a test adds to it.
class OsmFile {
  public:
    explicit OsmFile(const std::string& body, const std::string& ending = ".osm") {
        m_path = std::filesystem::temp_directory_path() /
                 ("petasentra_osm_" + std::to_string(++s_count) + "_" + std::to_string(::getpid()) + ending);
        std::ofstream(m_path) << "<?xml version='1.0'?><osm version='0.6'>" << body << "</osm>";
    }
    ~OsmFile() { std::filesystem::remove(m_path); }
    OsmFile(const OsmFile&) = delete;
    OsmFile& operator=(const OsmFile&) = delete;
    [[nodiscard]] std::string path() const { return m_path.string(); }

  private:
    static inline int s_count = 0;
    std::filesystem::path m_path;
};

std::string nodes(int count) {
    std::string out;
    for (int i = 1; i <= count; ++i)
        out += "<node id='" + std::to_string(i) + "' lat='-7.5' lon='112.0" + std::to_string(i) + "'/>";
    return out;
}

std::string way(int id, const std::vector<int>& refs, const std::string& tags) {
    std::string out = "<way id='" + std::to_string(id) + "'>";
    for (const int ref : refs) out += "<nd ref='" + std::to_string(ref) + "'/>";
    return out + tags + "</way>";
}

std::string tag(const std::string& key, const std::string& value) {
    return "<tag k='" + key + "' v='" + value + "'/>";
}

std::vector<std::string> column(const layer::Table& table, const char* name) {
    std::vector<std::string> out;
    for (std::size_t row = 0; row < table.size; ++row) out.push_back(table.column(name).text_at(row).value_or("-"));
    return out;
}

const auto residential = tag("highway", "residential");

}  // namespace

TEST_CASE("ways are cut where they share a node") {
    const OsmFile file(nodes(5) + way(1, {1, 2, 3}, residential) + way(2, {2, 4}, residential) +
                       way(3, {4, 5}, tag("building", "yes")));
    const auto roads = osm::read_roads(file.path());
    CHECK(column(roads.edges.table, "from_node") == std::vector<std::string>{"1", "2", "2"});
    CHECK(column(roads.edges.table, "to_node") == std::vector<std::string>{"2", "3", "4"});
    CHECK(column(roads.nodes, "osm_node_id") == std::vector<std::string>{"1", "2", "3", "4"});
    CHECK(roads.ways == 2);
}

TEST_CASE("one-way is as stated, and implied for roundabouts and motorways") {
    const OsmFile file(nodes(9) + way(1, {1, 2}, residential + tag("oneway", "-1")) +
                       way(2, {2, 3, 4, 2}, residential + tag("junction", "roundabout")) +
                       way(3, {4, 5}, tag("highway", "motorway")) +
                       way(4, {5, 6}, tag("highway", "motorway") + tag("oneway", "no")) + way(5, {6, 7}, residential));
    const auto roads = osm::read_roads(file.path());
    CHECK(column(roads.edges.table, "oneway") == std::vector<std::string>{"-1", "yes", "yes", "yes", "no", "-"});
}

TEST_CASE("roads that are planned, gone or areas are counted and left out") {
    const OsmFile file(
        nodes(4) + way(1, {1, 2}, tag("highway", "proposed")) + way(2, {2, 3}, tag("highway", "construction")) +
        way(3, {1, 2, 3, 1}, tag("highway", "pedestrian") + tag("area", "yes")) + way(4, {3, 4}, residential));
    const auto roads = osm::read_roads(file.path());
    CHECK(roads.edges.size() == 1);
    CHECK(roads.ways == 4);
    CHECK(roads.ways_not_roads == 3);
}

TEST_CASE("a way whose nodes are missing ends at the gap") {
    const OsmFile file(nodes(4) + way(1, {1, 2, 99, 3, 4, 98}, residential));
    const auto roads = osm::read_roads(file.path());
    CHECK(column(roads.edges.table, "from_node") == std::vector<std::string>{"1", "3"});
    CHECK(column(roads.edges.table, "to_node") == std::vector<std::string>{"2", "4"});
    CHECK(roads.missing_nodes == 2);
}

TEST_CASE("access is that of the most special key") {
    const OsmFile file(nodes(3) + way(1, {1, 2}, residential + tag("access", "private") + tag("motor_vehicle", "yes")) +
                       way(2, {2, 3}, residential + tag("access", "no")));
    CHECK(column(osm::read_roads(file.path()).edges.table, "access") == std::vector<std::string>{"yes", "no"});
    CHECK(column(osm::read_roads(file.path(), {.modes = {"foot", "access"}}).edges.table, "access") ==
          std::vector<std::string>{"private", "no"});
}

TEST_CASE("turn restrictions are rows, with a node or a way between") {
    const auto member = [](const char* type, int ref, const char* role) {
        return std::string("<member type='") + type + "' ref='" + std::to_string(ref) + "' role='" + role + "'/>";
    };
    const OsmFile file(
        nodes(4) + way(1, {1, 2}, residential) + way(2, {2, 3}, residential) + "<relation id='7'>" +
        member("way", 1, "from") + member("node", 2, "via") + member("way", 2, "to") + tag("type", "restriction") +
        tag("restriction", "no_left_turn") + "</relation><relation id='8'>" + member("way", 1, "from") +
        member("way", 5, "via") + member("way", 6, "via") + member("node", 2, "via") + member("way", 2, "to") +
        tag("type", "restriction") + tag("restriction:hgv", "no_u_turn") + "</relation><relation id='9'>" +
        member("way", 1, "from") + member("node", 2, "via") + member("way", 2, "to") + tag("type", "restriction") +
        tag("restriction", "no_left_turn") + tag("hour_on", "07:00") + "</relation>");
    const auto rows = osm::read_roads(file.path()).restrictions;
    REQUIRE(rows.size == 3);
    CHECK(column(rows, "via_node") == std::vector<std::string>{"2", "-", "2"});
    CHECK(column(rows, "via_ways") == std::vector<std::string>{"-", "5;6", "-"});
    CHECK(column(rows, "kind") == std::vector<std::string>{"no_left_turn", "no_u_turn", "no_left_turn"});
    CHECK(column(rows, "vehicle") == std::vector<std::string>{"-", "hgv", "conditional"});
}

TEST_CASE("barriers on roads are kept") {
    const OsmFile file("<node id='1' lat='0' lon='0'/><node id='2' lat='0' lon='1'>" + tag("foot", "yes") +
                       tag("barrier", "gate") + tag("height", "2") +
                       "</node><node id='3' lat='0' lon='2'/><node id='4' lat='5' lon='2'>" +
                       tag("barrier", "bollard") + "</node>" + way(1, {1, 2, 3}, residential));
    const auto roads = osm::read_roads(file.path());
    CHECK(column(roads.barriers, "osm_node_id") == std::vector<std::string>{"2"});
    CHECK(column(roads.barriers, "kind") == std::vector<std::string>{"gate"});
    CHECK(column(roads.barriers, "tags") == std::vector<std::string>{"foot=yes;height=2"});
    // The way is cut there: both sides can be reached, also where nobody gets through.
    CHECK(column(roads.edges.table, "to_node") == std::vector<std::string>{"2", "3"});
}

TEST_CASE("the duration of a ferry is shared out over its pieces") {
    const OsmFile file(nodes(4) + way(1, {1, 2, 4}, tag("route", "ferry") + tag("duration", "1:30")) +
                       way(2, {2, 3}, residential));
    const auto table = osm::read_roads(file.path()).edges.table;
    CHECK(column(table, "duration")[0].substr(0, 6) == "30.000");
    CHECK(column(table, "duration")[1].substr(0, 6) == "60.000");
    CHECK(table.column("ferry").data[0] == std::byte{1});
}

TEST_CASE("a file that is missing, cut off or something else is an error that names it") {
    const auto code_of = [](const std::string& path) {
        try {
            (void)osm::read_roads(path);
        } catch (const core::Error& error) {
            CHECK(error.place().file == path);
            return error.code();
        }
        return core::ErrorCode::internal;
    };
    CHECK(code_of("/nowhere/roads.osm.pbf") == core::ErrorCode::file_not_found);
    const OsmFile text("no roads", ".osm.pbf");
    CHECK(code_of(text.path()) == core::ErrorCode::file_unreadable);
    const OsmFile other("x", ".txt");
    CHECK(code_of(other.path()) == core::ErrorCode::file_unreadable);
}

TEST_CASE("a PBF cut in the middle is an error") {
    const char* folder = std::getenv("PETASENTRA_SHARED_DATA");
    if (folder == nullptr) {
        WARN("PETASENTRA_SHARED_DATA is not set: nothing was cut");
        return;
    }
    std::ifstream in(std::string(folder) + "/roads/helsinki_centre.osm.pbf", std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), {});
    REQUIRE(bytes.size() > 1000);
    const OsmFile cut("", ".osm.pbf");
    std::ofstream(cut.path(), std::ios::binary | std::ios::trunc) << bytes.substr(0, bytes.size() / 2);
    CHECK_THROWS_AS(osm::read_roads(cut.path()), core::Error);
}

TEST_CASE("a file without roads gives empty tables") {
    const OsmFile file(nodes(3));
    const auto roads = osm::read_roads(file.path());
    CHECK(roads.edges.size() == 0);
    CHECK(roads.nodes.size == 0);
}

TEST_CASE("one pass and two give the same tables, in whatever order the nodes stand") {
    const auto bollard = "<node id='2' lat='-7.5' lon='112.5'>" + tag("barrier", "bollard") + "</node>";
    const auto node = [](int id, const char* lon) {
        return "<node id='" + std::to_string(id) + "' lat='-7.5' lon='" + lon + "'/>";
    };
    const auto roads_of = [](const std::string& body, std::uintmax_t at_once_bytes) {
        const OsmFile file(body);
        return osm::read_roads(file.path(), {.at_once_bytes = at_once_bytes});
    };
    const auto ways = way(1, {1, 2, 3}, residential) + way(2, {3, 7, 8}, residential);
    const auto ascending = node(1, "112.1") + bollard + node(3, "112.3") + node(5, "112.4") + node(8, "112.8") + ways;
    const auto mixed = ways + node(8, "112.8") + bollard + node(5, "112.4") + node(1, "112.1") + node(3, "112.3");
    const auto expected = roads_of(ascending, 0);
    CHECK(column(expected.edges.table, "to_node") == std::vector<std::string>{"2", "3"});
    for (const auto& body : {ascending, mixed}) {
        for (const std::uintmax_t at_once : {std::uintmax_t{0}, std::uintmax_t{1} << 20}) {
            const auto roads = roads_of(body, at_once);
            CHECK(column(roads.nodes, "osm_node_id") == column(expected.nodes, "osm_node_id"));
            CHECK(column(roads.edges.table, "from_node") == column(expected.edges.table, "from_node"));
            CHECK(roads.edges.geometry.xy == expected.edges.geometry.xy);
            CHECK(column(roads.barriers, "osm_node_id") == std::vector<std::string>{"2"});
            CHECK(roads.missing_nodes == 1);
        }
    }
}

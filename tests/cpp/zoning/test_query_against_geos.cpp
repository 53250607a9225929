// Cuts named by the grid against a slow way that asks GEOS about every zone: the same zones, the same bytes of ground.
#include <petasentra/geometry/shape.hpp>
#include <petasentra/zoning/query.hpp>

#include "catch.hpp"
#include "mosaic.hpp"

namespace zoning = petasentra::zoning;
using petasentra::geometry::GeometryColumn;
using petasentra::geometry::Kind;
using petasentra::geometry::PreparedShape;
using petasentra::geometry::Shape;
using petasentra::layer::Layer;

namespace {

GeometryColumn column_of(const Shape& shape) {
    GeometryColumn out;
    if (!shape.empty()) shape.append_to(out);
    return out;
}

bool same_bytes(const Shape& one, const Shape& other) {
    const auto a = column_of(one);
    const auto b = column_of(other);
    return a.kind == b.kind && a.xy == b.xy && a.vertex_of_ring == b.vertex_of_ring &&
           a.ring_of_part == b.ring_of_part && a.part_of_row == b.part_of_row;
}

/// The zones, rings running as the index has them, each asked about every site by GEOS alone.
struct Twin {
    explicit Twin(const zoning::ZoningIndex& index) {
        for (std::uint32_t row = 0; row < index.zone_count(); ++row) zones.push_back(index.zone(row).copy());
        for (const auto& zone : zones) prepared.emplace_back(zone);
    }

    std::vector<zoning::Cut> cut(const Shape& site, int dimension) {
        std::vector<zoning::Cut> cuts;
        for (std::uint32_t zone = 0; zone < zones.size(); ++zone) {
            if (prepared[zone].covers(site)) {
                cuts.push_back({zone, true, Shape(), site.measure(dimension), Shape()});
            } else if (prepared[zone].intersects(site)) {
                auto ground = site.intersection(zones[zone]).only(dimension);
                const auto measure = ground.measure(dimension);
                if (measure > 0.0) cuts.push_back({zone, false, std::move(ground), measure, Shape()});
            }
        }
        return cuts;
    }

    std::vector<Shape> zones;
    std::vector<PreparedShape> prepared;
};

struct Seen {
    std::size_t whole = 0;
    std::size_t crossed = 0;
    std::size_t simplified = 0;
    std::size_t surely_covered = 0;
};

void require_same_cuts(const Shape& site, int dimension, zoning::ZoningIndex::Query& query, Twin& twin, Seen& seen) {
    const auto ours = query.cut(site, dimension);
    const auto theirs = twin.cut(site, dimension);
    REQUIRE(ours.size() == theirs.size());
    std::vector<std::uint32_t> rows;
    std::vector<const Shape*> cutting;
    bool whole = false;
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CAPTURE(i, ours[i].zone);
        REQUIRE(ours[i].zone == theirs[i].zone);
        REQUIRE(ours[i].whole == theirs[i].whole);
        REQUIRE(ours[i].measure == theirs[i].measure);
        REQUIRE(same_bytes(ours[i].ground, theirs[i].ground));
        const auto& zone = twin.zones[ours[i].zone];
        rows.push_back(ours[i].zone);
        cutting.push_back(&zone);
        whole = whole || ours[i].whole;
        (ours[i].whole ? seen.whole : seen.crossed) += 1;
        if (ours[i].seen.empty()) continue;
        REQUIRE(same_bytes(site.difference(ours[i].seen), site.difference(zone)));
        ++seen.simplified;
    }
    if (whole) return;
    const auto joined = query.joined(rows, site);
    REQUIRE(same_bytes(site.difference(joined), site.difference(Shape::union_of(cutting))));
    if (!query.surely_cover(rows, site, dimension)) return;
    const auto rest = site.difference(Shape::union_of(cutting)).only(dimension);
    REQUIRE(rest.measure(dimension) <= 1e-9 * site.measure(dimension));
    ++seen.surely_covered;
}

Layer valid_rows(const Layer& layer) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < layer.size(); ++row)
        if (petasentra::geometry::validity(layer.geometry, row).valid()) rows.push_back(row);
    return layer.take(rows);
}

/// The vertices of each site as one line or as many points.
Shape drawn_as(const GeometryColumn& sites, std::size_t row, Kind kind) {
    GeometryColumn out;
    out.kind = {kind};
    out.has_z = out.has_m = {0};
    const auto xy = sites.vertices(row);
    out.xy.assign(xy.begin(), xy.end());
    const auto step = kind == Kind::multi_point ? std::size_t{1} : xy.size() / 2;
    for (std::size_t v = step; v <= xy.size() / 2; v += step) {
        out.vertex_of_ring.push_back(v);
        out.ring_of_part.push_back(out.vertex_of_ring.size() - 1);
    }
    out.part_of_row.push_back(out.ring_of_part.size() - 1);
    const Shape drawn(out, 0);
    return Shape::union_of(std::vector{&drawn});
}

Seen compare(const Layer& zones, const Layer& sites) {
    const zoning::ZoningIndex index(zones);
    zoning::ZoningIndex::Query query(index);
    Twin twin(index);
    Seen seen;
    for (std::size_t row = 0; row < sites.size(); ++row) {
        CAPTURE(row);
        require_same_cuts(Shape(sites.geometry, row), 2, query, twin, seen);
        require_same_cuts(drawn_as(sites.geometry, row, Kind::line_string), 1, query, twin, seen);
        require_same_cuts(drawn_as(sites.geometry, row, Kind::multi_point), 0, query, twin, seen);
    }
    return seen;
}

Seen compare(const mosaic::Shape& shape, unsigned seed, std::size_t count = 48) {
    const auto zones = valid_rows(mosaic::zones(shape, seed));
    return compare(zones, valid_rows(mosaic::sites(zones, shape, count, seed)));
}

/// Small sites on the borders of zones, half of them rectangles, which GEOS cuts another way.
Layer stars_at_vertices(const Layer& zones, std::size_t count, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> size(2.0, 60.0);
    auto out = mosaic::empty_layer();
    while (out.geometry.size() < count) {
        const auto v = random() % zones.geometry.vertex_count();
        const double x = zones.geometry.xy[2 * v];
        const double y = zones.geometry.xy[2 * v + 1];
        const double r = size(random);
        if (out.geometry.size() % 2 == 0)
            mosaic::add_polygon(out, {mosaic::star(x, y, r, 12, random)});
        else
            mosaic::add_polygon(out, {{x - r, y - 2, x + 2, y - 2, x + 2, y + r, x - r, y + r, x - r, y - 2}});
    }
    return out;
}

/// Every two sites as one of two parts.
Layer in_pairs(const Layer& sites) {
    Layer out = mosaic::empty_layer();
    auto& column = out.geometry;
    for (std::size_t row = 0; row + 1 < sites.size(); row += 2) {
        column.append(sites.geometry, row);
        column.append(sites.geometry, row + 1);
        column.part_of_row.erase(column.part_of_row.end() - 2);
        column.kind.pop_back();
        column.has_z.pop_back();
        column.has_m.pop_back();
        column.kind.back() = Kind::multi_polygon;
    }
    out.table.size = column.size();
    return out;
}

}  // namespace

TEST_CASE("sites are cut as GEOS cuts them where zones share their borders") {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const auto seen = compare({.bend = seed % 2 == 0 ? 0.0 : 20.0}, seed);
        CHECK(seen.whole > 0);
        CHECK(seen.crossed > 0);
        CHECK(seen.surely_covered > 0);
    }
}

TEST_CASE("sites are cut as GEOS cuts them where zones are missing, overlap or have other vertices on a border") {
    for (unsigned seed = 1; seed <= 2; ++seed) {
        CHECK(compare({.bend = 10.0, .left_out = 3}, seed).crossed > 0);
        CHECK(compare({.bend = 10.0, .grown = 8.0}, seed).crossed > 0);
        CHECK(compare({.bend = 10.0, .every_vertex = false}, seed).crossed > 0);
    }
}

TEST_CASE("leaving out the far borders of a zone changes no byte of what it cuts and leaves") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        const mosaic::Shape shape{.side = 400.0, .bend = 12.0, .points = 60, .left_out = seed % 2 == 0 ? 4U : 0U};
        const auto zones = valid_rows(mosaic::zones(shape, seed));
        const auto seen = compare(zones, stars_at_vertices(zones, 60, seed));
        CHECK(seen.simplified > 30);
    }
}

TEST_CASE("parts of a site may lie in different zones without meeting a border") {
    const mosaic::Shape shape{.bend = 15.0, .left_out = 4};
    const auto zones = valid_rows(mosaic::zones(shape, 9));
    const auto seen = compare(zones, valid_rows(in_pairs(mosaic::sites(zones, shape, 160, 9))));
    CHECK(seen.crossed > 0);
}

TEST_CASE("an empty site has no cut, and zones cannot cover it") {
    const auto zones = mosaic::zones({}, 1);
    const zoning::ZoningIndex index(zones);
    zoning::ZoningIndex::Query query(index);
    CHECK(query.cut(Shape(), 2).empty());
    const std::vector<std::uint32_t> all{0, 1};
    CHECK_FALSE(query.surely_cover(all, Shape(), 2));
}

TEST_CASE("without zones nothing is cut") {
    const zoning::ZoningIndex index(mosaic::empty_layer());
    zoning::ZoningIndex::Query query(index);
    const auto zones = mosaic::zones({}, 1);
    CHECK(query.cut(Shape(zones.geometry, 0), 2).empty());
}

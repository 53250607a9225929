#include <limits>
#include <petasentra/index/box_index.hpp>
#include <random>

#include "catch.hpp"

using namespace petasentra;
using geometry::Box;
using index::BoxIndex;

namespace {

std::vector<std::uint32_t> found(const BoxIndex& tree, const Box& box) {
    std::vector<std::uint32_t> rows{77};
    tree.query(box, rows);
    return rows;
}

using Rows = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("touching boxes are found and empty ones are not") {
    const std::vector<Box> boxes{{0, 0, 1, 1}, Box{}, {1, 1, 2, 2}, {5, 5, 5, 5}};
    const BoxIndex tree(boxes);
    CHECK(tree.size() == 4);
    CHECK(found(tree, {1, 1, 1, 1}) == Rows{0, 2});
    CHECK(found(tree, {5, 0, 6, 5}) == Rows{3});
    CHECK(found(tree, {3, 3, 4, 4}).empty());
    CHECK(found(tree, Box{}).empty());
}

TEST_CASE("an index of nothing finds nothing") {
    CHECK(found(BoxIndex(), {0, 0, 1, 1}).empty());
    CHECK(found(BoxIndex(std::vector<Box>{}), {0, 0, 1, 1}).empty());
}

TEST_CASE("an infinite box is found like any other") {
    const double far = std::numeric_limits<double>::infinity();
    const BoxIndex tree(std::vector<Box>{{0, 0, 1, 1}, {-far, 0, far, 1}});
    CHECK(found(tree, {50, 0, 51, 1}) == Rows{1});
    CHECK(found(tree, {-far, -far, far, far}) == Rows{0, 1});
}

TEST_CASE("the index answers as a look at every box does") {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> place(0, 100);
    std::uniform_int_distribution<int> extent(-1, 12);
    std::vector<Box> boxes;
    for (int i = 0; i < 500; ++i) {
        const double x = place(random);
        const double y = place(random);
        boxes.push_back({x, y, x + extent(random), y + extent(random)});
    }
    const BoxIndex tree(boxes);
    for (int i = 0; i < 300; ++i) {
        const double x = place(random);
        const double y = place(random);
        const Box asked{x, y, x + extent(random), y + extent(random)};
        Rows expected;
        for (std::uint32_t row = 0; row < boxes.size(); ++row) {
            if (!asked.empty() && !boxes[row].empty() && boxes[row].intersects(asked)) expected.push_back(row);
        }
        REQUIRE(found(tree, asked) == expected);
    }
}

TEST_CASE("boxes of a column are the bounds of its rows") {
    geometry::GeometryColumn column;
    column.append_null();
    const auto boxes = index::boxes_of(column);
    REQUIRE(boxes.size() == 1);
    CHECK(boxes[0].empty());
}

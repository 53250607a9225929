#define BOOST_ALLOW_DEPRECATED_HEADERS  // Boost 1.74 warns of its own headers
#include <algorithm>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <cmath>
#include <petasentra/index/box_index.hpp>
#include <utility>

namespace petasentra::index {
namespace {

namespace bg = boost::geometry;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using BoostBox = bg::model::box<Point>;
using Item = std::pair<BoostBox, std::uint32_t>;
using Rtree = bg::index::rtree<Item, bg::index::rstar<16>>;

BoostBox boost_box(const geometry::Box& box) {
    return {Point(box.min_x, box.min_y), Point(box.max_x, box.max_y)};
}

bool is_finite(const geometry::Box& box) {
    return std::isfinite(box.min_x) && std::isfinite(box.min_y) && std::isfinite(box.max_x) && std::isfinite(box.max_y);
}

}  // namespace

struct BoxIndex::Tree {
    Rtree tree;
    // Bulk loading sorts by centres, and an infinite box has none; such boxes are rare and are asked one by one.
    std::vector<std::pair<geometry::Box, std::uint32_t>> unbounded;
    std::size_t size = 0;
};

BoxIndex::BoxIndex() : m_tree(std::make_unique<Tree>()) {}

BoxIndex::BoxIndex(std::span<const geometry::Box> boxes) : BoxIndex() {
    std::vector<Item> items;
    items.reserve(boxes.size());
    for (std::size_t row = 0; row < boxes.size(); ++row) {
        if (boxes[row].empty()) continue;
        if (is_finite(boxes[row])) {
            items.emplace_back(boost_box(boxes[row]), static_cast<std::uint32_t>(row));
        } else {
            m_tree->unbounded.emplace_back(boxes[row], static_cast<std::uint32_t>(row));
        }
    }
    m_tree->tree = Rtree(items.begin(), items.end());
    m_tree->size = boxes.size();
}

BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;
BoxIndex::~BoxIndex() = default;

void BoxIndex::query(const geometry::Box& box, std::vector<std::uint32_t>& rows) const {
    rows.clear();
    if (box.empty()) return;
    const auto keep = boost::make_function_output_iterator([&rows](const Item& item) { rows.push_back(item.second); });
    m_tree->tree.query(bg::index::intersects(boost_box(box)), keep);
    for (const auto& [unbounded, row] : m_tree->unbounded) {
        if (unbounded.intersects(box)) rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
}

std::size_t BoxIndex::size() const noexcept {
    return m_tree->size;
}

std::vector<geometry::Box> boxes_of(const geometry::GeometryColumn& column) {
    std::vector<geometry::Box> boxes;
    boxes.reserve(column.size());
    for (std::size_t row = 0; row < column.size(); ++row) boxes.push_back(column.bounds(row));
    return boxes;
}

}  // namespace petasentra::index

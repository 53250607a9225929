#include <petasentra/network/from_lines.hpp>
#include <petasentra/network/sound_hierarchy.hpp>
#include <random>

#include "../catch.hpp"
#include "drawn_roads.hpp"

using namespace petasentra;
using network::Hierarchy;

namespace {

template <class Value, class Change>
core::FlatArray<Value> changed(const core::FlatArray<Value>& array, const Change& change) {
    core::LargeVector<Value> values(array.begin(), array.end());
    change(values);
    return core::FlatArray<Value>(std::move(values));
}

network::RoadNetwork grid() {
    std::vector<drawn::Line> lines;
    for (int x = 0; x < 5; ++x) {
        for (int y = 0; y < 5; ++y) {
            lines.push_back({{100.0 * x, 100.0 * y}, {100.0 * x + 100, 100.0 * y}});
            lines.push_back({{100.0 * x, 100.0 * y}, {100.0 * x, 100.0 * y + 100}});
        }
    }
    lines.push_back({{0, 0}, {-9, 0}, {-9, -9}, {0, 0}});
    return network::network_from_lines(drawn::roads(lines), {});
}

}  // namespace

TEST_CASE("a hierarchy that was built is sound for its own arcs only", "[sound]") {
    const auto roads = grid();
    const auto shape = network::build_hierarchy(roads.arcs());
    CHECK(network::is_sound(shape, roads.arcs()));
    const network::RoadNetwork none;
    CHECK_FALSE(network::is_sound(shape, none.arcs()));
    CHECK(network::is_sound(network::build_hierarchy(none.arcs()), none.arcs()));
}

TEST_CASE("a number that changes anywhere in a hierarchy is seen", "[sound]") {
    const auto roads = grid();
    const auto shape = network::build_hierarchy(roads.arcs());
    std::mt19937 random(3);
    const auto spoil = [&](auto member) {
        for (int i = 0; i < 40; ++i) {
            auto broken = shape;
            broken.*member = changed(shape.*member, [&](auto& values) {
                auto& value = values[random() % values.size()];
                value += i % 2 == 0 ? 1 : static_cast<std::uint32_t>(random() % 0xFFFF'FFFFU) | 1U;
            });
            CHECK_FALSE(network::is_sound(broken, roads.arcs()));
        }
        auto shorter = shape;
        shorter.*member = changed(shape.*member, [](auto& values) { values.pop_back(); });
        CHECK_FALSE(network::is_sound(shorter, roads.arcs()));
    };
    for (const auto member :
         {&Hierarchy::rank_of, &Hierarchy::node_at, &Hierarchy::parent, &Hierarchy::slot, &Hierarchy::subtree_begin,
          &Hierarchy::first_arc, &Hierarchy::heads, &Hierarchy::head_slots, &Hierarchy::tails, &Hierarchy::first_lower,
          &Hierarchy::lower_arcs, &Hierarchy::first_input, &Hierarchy::inputs})
        spoil(member);
    auto taller = shape;
    ++taller.height;
    CHECK_FALSE(network::is_sound(taller, roads.arcs()));
}

// A metric in which arcs are closed and opened again is what customising anew makes of the costs left.
#include <algorithm>
#include <petasentra/core/error.hpp>
#include <petasentra/network/closable_metric.hpp>
#include <random>

#include "catch.hpp"
#include "network/slow_paths.hpp"

using namespace petasentra;
using slow::Cost;
using slow::unreachable;

namespace {

bool same(const network::Metric& a, const network::Metric& b) {
    return std::equal(a.up.begin(), a.up.end(), b.up.begin(), b.up.end()) &&
           std::equal(a.down.begin(), a.down.end(), b.down.begin(), b.down.end());
}

}  // namespace

TEST_CASE("closing arcs makes the metric that customising without them makes", "[closable]") {
    std::mt19937 random(3);
    for (const auto& roads : slow::networks()) {
        const auto hierarchy = network::build_hierarchy(roads.arcs());
        // Few different costs: many ways are equally cheap, and raising one of them must change nothing.
        std::vector<Cost> costs(roads.arcs().size());
        for (auto& cost : costs) cost = random() % 8 == 0 ? unreachable : static_cast<Cost>(random() % 5);
        network::ClosableMetric closable(hierarchy, costs);
        const auto before = network::customise(hierarchy, costs, {.prune = false});
        REQUIRE(same(closable.metric(), before));
        for (int round = 0; round < 30 && !costs.empty(); ++round) {
            auto left = costs;
            // Closed in one call, or in two, of which the second closes one that is closed already.
            std::vector<std::uint32_t> arcs(1 + random() % 4);
            for (auto& arc : arcs) arc = static_cast<std::uint32_t>(random() % costs.size());
            for (const auto arc : arcs) left[arc] = unreachable;
            closable.close(arcs);
            if (round % 3 == 0) {
                arcs.push_back(static_cast<std::uint32_t>(random() % costs.size()));
                left[arcs.back()] = unreachable;
                closable.close(arcs);
            }
            CHECK(same(closable.metric(), network::customise(hierarchy, left, {.prune = false})));
            CHECK(std::equal(left.begin(), left.end(), closable.arc_costs().begin()));
            const network::ClosableMetric copy(closable);
            closable.open_all();
            CHECK(same(closable.metric(), before));
            CHECK(same(copy.metric(), network::customise(hierarchy, left, {.prune = false})));
        }
    }
}

TEST_CASE("an arc that is not there cannot be closed, and nothing is", "[closable]") {
    const auto roads = slow::networks().back();
    const auto hierarchy = network::build_hierarchy(roads.arcs());
    const std::vector<Cost> costs(roads.arcs().size(), 1);
    network::ClosableMetric closable(hierarchy, costs);
    const std::vector<std::uint32_t> arcs{0, static_cast<std::uint32_t>(costs.size())};
    CHECK_THROWS_AS(closable.close(arcs), core::Error);
    CHECK(same(closable.metric(), network::customise(hierarchy, costs, {.prune = false})));
}

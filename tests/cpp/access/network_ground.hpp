// A drawn network with costs, and what it takes to ask it.
#pragma once
#include <petasentra/access/stops.hpp>
#include <petasentra/access/travel_matrix.hpp>
#include <petasentra/geometry/places.hpp>
#include <petasentra/network/arc_costs.hpp>
#include <petasentra/network/from_lines.hpp>
#include <string>
#include <vector>

#include "../network/drawn_roads.hpp"

namespace drawn {

/// Roads on which ten metres take a second, and metres beside them a second each.
struct Ground {
    petasentra::network::RoadNetwork roads;
    std::vector<petasentra::network::Cost> costs;
    petasentra::network::Hierarchy hierarchy;
    petasentra::network::Metric metric;

    explicit Ground(const std::vector<Line>& lines, const std::vector<std::string>& one_way = {}) {
        namespace net = petasentra::network;
        auto layer = drawn::roads(lines);
        net::LineOptions options;
        if (!one_way.empty()) {
            layer = with(std::move(layer), "arah", one_way);
            options.columns.one_way = "arah";
            options.words = words();
        }
        roads = net::network_from_lines(layer, options);
        net::CostOptions speeds;
        speeds.without_class = {net::ClassSpeed::Use::open, 36.0};
        costs = net::arc_costs(roads, speeds).cost;
        hierarchy = net::build_hierarchy(roads.arcs());
        metric = net::customise(hierarchy, costs);
    }

    /// Lays rules for turns on the roads: what each costs.
    void turn(const petasentra::network::TurnRules& rules, const std::vector<petasentra::network::Cost>& of_rules) {
        namespace net = petasentra::network;
        roads = roads.with_turns(rules);
        costs.resize(roads.arcs().size());
        if (!roads.travel().empty()) costs = roads.travel().costs(costs, of_rules);
        hierarchy = net::build_hierarchy(roads.travel_arcs());
        metric = net::customise(hierarchy, costs);
    }

    [[nodiscard]] petasentra::access::Stops stops(const std::vector<double>& xy,
                                                  petasentra::network::Direction direction,
                                                  double limit_m = 1000.0) const {
        namespace net = petasentra::network;
        net::SnapOptions options;
        options.limit_m = limit_m;
        const auto snapped = net::Snapper(roads).snap(petasentra::geometry::Places::of_pairs(xy), options);
        return petasentra::access::stops_at(roads, snapped, net::reach_costs(snapped, costs, 3.6), direction);
    }
    [[nodiscard]] petasentra::network::CostMatrix matrix(const std::vector<double>& from, const std::vector<double>& to,
                                                         double limit_m = 1000.0) const {
        return petasentra::access::travel_matrix(hierarchy, metric,
                                                 stops(from, petasentra::network::Direction::from_it, limit_m),
                                                 stops(to, petasentra::network::Direction::to_it, limit_m));
    }
};

/// A town of streets 100 m apart, some of them missing and some one-way.
template <class Random>
Ground town(Random& random, int size) {
    std::vector<Line> lines;
    std::vector<std::string> one_way;
    for (int x = 0; x < size; ++x) {
        for (int y = 0; y < size; ++y) {
            const double east = 100.0 * x;
            const double north = 100.0 * y;
            if (random() % 5 != 0) lines.push_back({{east, north}, {east + 100, north}});
            if (random() % 5 != 0) lines.push_back({{east, north}, {east, north + 100}});
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) one_way.emplace_back(random() % 4 == 0 ? "yes" : "no");
    return Ground(lines, one_way);
}

/// Places in a town of six streets: those to leave from stand on streets that run north, those to reach on the others.
struct Ends {
    std::vector<double> from, to;
};

template <class Random>
Ends ends_in_town(Random& random, int count) {
    Ends out;
    for (int i = 0; i < count; ++i) {
        out.from.insert(out.from.end(), {double(random() % 7) * 100, double(random() % 600)});
        out.to.insert(out.to.end(), {double(random() % 600), double(random() % 7) * 100});
    }
    return out;
}

}  // namespace drawn

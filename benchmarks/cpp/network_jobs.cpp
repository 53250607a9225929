// Times the jobs of the network module on a graph read from a file, each several times; the least time counts, for other
// work on the machine only ever adds to it.
//
//     xz -dc dimacs9_FLA_topology.gr.xz > fla.gr
//     network_jobs fla.gr [job] [threads]     job: all, or one of those printed
//
// Reads "p tw N M" or "N M" followed by N lines "id x y" and M lines "u v". Edges without coordinates get weights of
// 10 .. 999 from a seeded generator, the others their Euclidean length in tenths; every edge is two arcs.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <petasentra/core/error.hpp>
#include <petasentra/network/contraction_order.hpp>
#include <petasentra/network/cost_matrix.hpp>
#include <petasentra/network/cost_trees.hpp>
#include <petasentra/network/customise.hpp>
#include <petasentra/network/each_within.hpp>
#include <petasentra/network/hierarchy.hpp>
#include <petasentra/network/nearest_targets.hpp>
#include <petasentra/network/path_search.hpp>
#include <petasentra/network/reached_nodes.hpp>
#include <random>
#include <string>
#include <vector>

namespace {

namespace network = petasentra::network;
using network::Cost;
using network::Node;

struct Graph {
    std::size_t nodes = 0;
    std::vector<Node> tails, heads;
    std::vector<Cost> costs;

    void add(Node a, Node b, Cost cost) {
        tails.insert(tails.end(), {a, b});
        heads.insert(heads.end(), {b, a});
        costs.insert(costs.end(), {cost, cost});
    }
    network::Arcs arcs() const { return {nodes, tails, heads}; }
};

Graph read(const std::string& path) {
    std::ifstream file(path);
    Graph graph;
    std::size_t edges = 0;
    std::string word;
    file >> word;
    if (word == "p") {
        file >> word >> graph.nodes >> edges;
        std::mt19937 random(20240607);
        std::uniform_int_distribution<Cost> weight(10, 999);
        Node a = 0, b = 0;
        while (file >> a >> b) graph.add(a - 1, b - 1, weight(random));
    } else if (file) {
        graph.nodes = std::stoul(word);
        file >> edges;
        std::vector<double> x(graph.nodes), y(graph.nodes);
        for (std::size_t i = 0; i < graph.nodes; ++i) {
            std::size_t id = 0;
            file >> id;
            file >> x.at(id) >> y.at(id);
        }
        Node a = 0, b = 0;
        while (file >> a >> b)
            graph.add(a, b, static_cast<Cost>(std::lround(10.0 * std::hypot(x.at(a) - x.at(b), y.at(a) - y.at(b)))));
    }
    if (graph.nodes == 0 || graph.tails.size() != 2 * edges) throw std::runtime_error("no graph in " + path);
    return graph;
}

struct Time {
    double elapsed_s;
    double processor_s;  ///< of all threads together: hardly grows when others use the machine

    Time operator/(double parts) const { return {elapsed_s / parts, processor_s / parts}; }
};

Time once(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    const auto used = std::clock();
    work();
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC};
}

Time least(int times, const std::function<void()>& work) {
    auto out = once(work);
    for (int i = 1; i < times; ++i) {
        const auto next = once(work);
        out = {std::min(out.elapsed_s, next.elapsed_s), std::min(out.processor_s, next.processor_s)};
    }
    return out;
}

void tell(const std::string& job, const Time& time, const std::string& more = {}) {
    std::cout << std::left << std::setw(34) << job << std::right << std::fixed << std::setprecision(4) << std::setw(10)
              << time.elapsed_s << " s, processors " << std::setw(9) << time.processor_s << " s  " << more << std::endl;
}

/// Different nodes, drawn by a seeded generator.
std::vector<Node> drawn(std::size_t nodes, std::size_t count) {
    std::vector<Node> all(nodes);
    std::iota(all.begin(), all.end(), 0U);
    std::mt19937 random(7);
    for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + random() % (nodes - i)]);
    all.resize(count);
    return all;
}

/// The limit within which some nodes reach as many others on average, by halving.
Cost limit_reaching(double nodes, const network::Hierarchy& hierarchy, const network::Metric& metric,
                    std::span<const Node> some) {
    Cost low = 0, high = 1'000'000;
    while (high - low > 1) {
        const Cost middle = low + (high - low) / 2;
        const std::vector<Cost> limit{middle};
        const auto counts = network::counts_within(hierarchy, metric, some.first(500), limit);
        const auto sum = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
        (static_cast<double>(sum) < nodes * 500.0 ? low : high) = middle;
    }
    return high;
}

std::size_t peak_mib() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::size_t kib = 0;
        if (word == "VmHWM:" && status >> kib) return kib / 1024;
    }
    return 0;
}

void run(const std::string& path, const std::string& job, unsigned threads) {
    const petasentra::core::Control control{.threads = threads};
    const auto asked = [&](const char* name) { return job == "all" || job == name; };
    const auto graph = read(path);
    std::cout << graph.nodes << " nodes, " << graph.tails.size() << " arcs\n";

    std::vector<Node> order;
    tell("order", least(asked("order") ? 3 : 1, [&] { order = network::contraction_order(graph.arcs(), control); }));
    network::Hierarchy hierarchy;
    const auto topology = least(3, [&] { hierarchy = network::build_hierarchy(graph.arcs(), order, control); });
    tell("topology", topology,
         std::to_string(hierarchy.arcs()) + " arcs, height " + std::to_string(hierarchy.height) + ", top " +
             std::to_string(hierarchy.top.size()));
    network::Metric metric;
    tell("customise",
         least(5, [&] { metric = network::customise(hierarchy, graph.costs, {.prune = false}, control); }));
    tell("customise and prune", least(5, [&] { metric = network::customise(hierarchy, graph.costs, {}, control); }));
    std::size_t needed = 0;
    for (const auto cost : metric.up) needed += cost != network::unreachable ? 1 : 0;
    std::cout << needed << " arcs upwards are needed\n";
    const auto some = drawn(graph.nodes, 10'514);
    if (asked("matrix")) {
        tell("matrix 10,514 x 10,514", least(3, [&] {
                 const auto matrix = network::cost_matrix(hierarchy, metric, some, some, control);
                 if (matrix.costs.size() != some.size() * some.size()) throw std::runtime_error("matrix");
             }));
    }
    if (asked("trees")) {
        const std::vector<Node> starts(some.begin(), some.begin() + 128);
        const auto time = least(3, [&] {
            network::cost_tree_blocks(
                hierarchy, metric, starts, network::Direction::from_it, 64, [](const network::CostBlock&) {}, control);
        });
        tell("one-to-all tree, of 128", time / 128);
        const std::vector<Node> start{some[0]};
        tell("one-to-all tree, alone", least(3, [&] {
                 (void)network::cost_trees(hierarchy, metric, start, network::Direction::from_it, control);
             }));
    }
    if (asked("within")) {
        std::vector<Node> all(graph.nodes);
        std::iota(all.begin(), all.end(), 0U);
        const std::vector<double> ones(graph.nodes, 1.0);
        const std::vector<std::span<const double>> columns{ones};
        for (const double reach : {600.0, 7'000.0}) {
            const std::vector<Cost> limit{limit_reaching(reach, hierarchy, metric, some)};
            const auto counts = network::counts_within(hierarchy, metric, some, limit);
            const auto mean = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::uint64_t{0})) /
                              static_cast<double>(some.size());
            tell("sums at all nodes",
                 least(3,
                       [&] {
                           (void)network::sums_within(hierarchy, metric, all, columns, limit,
                                                      network::Direction::from_it, control);
                       }),
                 std::to_string(static_cast<int>(mean)) + " nodes within " + std::to_string(limit[0]));
        }
    }
    if (asked("catchment")) {
        // 10,514 places with people, 2,000 of them with a facility; as far as makes 5 million pairs.
        const auto limit = limit_reaching(0.238 * static_cast<double>(graph.nodes), hierarchy, metric, some);
        const network::DecaySteps steps{{limit / 3, 2 * (limit / 3), limit}, {1.0, 0.68, 0.22}};
        const auto facilities = std::span(some).first(2'000);
        std::vector<double> people(graph.nodes, 0.0), supply(graph.nodes, 0.0);
        for (const auto place : some) people[place] = 100.0;
        const auto time = least(5, [&] {
            const std::vector<std::span<const double>> demand_of{people};
            const auto demand = network::decayed_within(hierarchy, metric, facilities, demand_of, steps,
                                                        network::Direction::to_it, control);
            for (std::size_t j = 0; j < facilities.size(); ++j) supply[facilities[j]] = 10.0 / demand.sums[j];
            const std::vector<std::span<const double>> supply_of{supply};
            (void)network::decayed_within(hierarchy, metric, some, supply_of, steps, network::Direction::from_it,
                                          control);
        });
        const std::vector<std::span<const double>> ones_of{people};
        const std::vector<Cost> limits{limit};
        const auto sums = network::sums_within(hierarchy, metric, facilities, ones_of, limits);
        tell("floating catchment, both passes", time,
             std::to_string(std::llround(std::accumulate(sums.sums.begin(), sums.sums.end(), 0.0) / 100.0)) + " pairs");
    }
    if (asked("nearest")) {
        tell("nearest 5 of 10,514, all nodes", least(5, [&] {
                 (void)network::nearest_targets(hierarchy, metric, some, 5, network::Direction::from_it, control);
             }));
    }
    if (asked("reach")) {
        for (const double share : {0.01, 0.1, 0.5}) {
            const auto limit = limit_reaching(share * static_cast<double>(graph.nodes), hierarchy, metric, some);
            std::size_t reached = 0;
            const auto time = least(5, [&] {
                reached = 0;
                for (std::size_t i = 0; i < 20; ++i)
                    reached += network::reached_nodes(hierarchy, metric, some[i], limit).nodes.size();
            });
            tell("isochrone", time / 20, std::to_string(reached / 20) + " nodes within " + std::to_string(limit));
        }
    }
    if (asked("paths")) {
        network::PathSearch search(hierarchy, metric, graph.costs);
        std::size_t arcs = 0;
        const auto time = least(3, [&] {
            arcs = 0;
            for (std::size_t i = 0; i < 1000; ++i) arcs += search.path(some[i], some[i + 1000]).arcs.size();
        });
        tell("path with its arcs", time / 1000, std::to_string(arcs / 1000) + " arcs");
    }
    std::cout << "peak memory " << peak_mib() << " MiB\n";
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc < 2) {
        std::cerr << "usage: network_jobs graph [job] [threads]\n";
        return 2;
    }
    run(argv[1], argc > 2 ? argv[2] : "all", argc > 3 ? static_cast<unsigned>(std::stoul(argv[3])) : 0);
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 3;
}

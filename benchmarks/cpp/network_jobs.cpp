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
#include <petasentra/network/hierarchy.hpp>
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

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double least(int times, const std::function<void()>& work) {
    double out = seconds(work);
    for (int i = 1; i < times; ++i) out = std::min(out, seconds(work));
    return out;
}

void tell(const std::string& job, double time, const std::string& more = {}) {
    std::cout << std::left << std::setw(34) << job << std::right << std::fixed << std::setprecision(4) << std::setw(10)
              << time << " s  " << more << std::endl;
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
    tell("customise", least(5, [&] { metric = network::customise(hierarchy, graph.costs, {.prune = false}, control); }));
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
            network::cost_tree_blocks(hierarchy, metric, starts, network::Direction::from_it, 64,
                                      [](const network::CostBlock&) {}, control);
        });
        tell("one-to-all tree, of 128", time / 128);
        const std::vector<Node> start{some[0]};
        tell("one-to-all tree, alone",
             least(3, [&] { (void)network::cost_trees(hierarchy, metric, start, network::Direction::from_it, control); }));
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

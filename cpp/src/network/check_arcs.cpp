#include "network/check_arcs.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <string>

namespace petasentra::network {
namespace {

using core::Error;
using core::ErrorCode;

/// Twice the number of arcs has to fit into what METIS counts with.
constexpr std::size_t most_arcs = 0x3FFF'FFFF;

[[noreturn]] void refuse_column(const std::string& what, std::size_t given, std::size_t wanted) {
    throw Error(
        ErrorCode::network_malformed,
        {"Kolom " + what + " berisi " + std::to_string(given) + " nilai, seharusnya " + std::to_string(wanted) + ".",
         "Column " + what + " has " + std::to_string(given) + " values where there should be " +
             std::to_string(wanted) + "."},
        {"Berikan satu nilai untuk setiap ruas.", "Give one value for every arc."}, {.column = what});
}

void check_ends(const Arcs& arcs, std::span<const Node> ends, const char* column) {
    const auto outside = std::find_if(ends.begin(), ends.end(), [&](Node node) { return node >= arcs.nodes; });
    if (outside == ends.end()) return;
    const auto arc = std::to_string(outside - ends.begin());
    throw Error(ErrorCode::network_malformed,
                {"Ruas " + arc + " berujung di simpul " + std::to_string(*outside) + ", padahal hanya ada " +
                     std::to_string(arcs.nodes) + " simpul.",
                 "Arc " + arc + " ends at node " + std::to_string(*outside) + ", but there are only " +
                     std::to_string(arcs.nodes) + " nodes."},
                {"Nomor simpul dimulai dari 0.", "Nodes are numbered from 0."}, {.feature = arc, .column = column});
}

}  // namespace

void check_arcs(const Arcs& arcs) {
    if (arcs.heads.size() != arcs.tails.size()) refuse_column("heads", arcs.heads.size(), arcs.tails.size());
    if (arcs.nodes > most_arcs || arcs.size() > most_arcs) {
        throw Error(ErrorCode::network_malformed,
                    {"Jaringan terlalu besar: paling banyak " + std::to_string(most_arcs) + " simpul dan ruas.",
                     "The network is too large: at most " + std::to_string(most_arcs) + " nodes and arcs."},
                    {"Potong jaringan menurut wilayah kajian.", "Cut the network to the area of the study."});
    }
    check_ends(arcs, arcs.tails, "tails");
    check_ends(arcs, arcs.heads, "heads");
}

void check_costs(std::size_t arcs, std::span<const Cost> costs) {
    if (costs.size() != arcs) refuse_column("costs", costs.size(), arcs);
    const auto above = std::find_if(costs.begin(), costs.end(), [](Cost cost) { return cost > unreachable; });
    if (above == costs.end()) return;
    const auto arc = std::to_string(above - costs.begin());
    throw Error(ErrorCode::network_malformed,
                {"Biaya ruas " + arc + " adalah " + std::to_string(*above) + ", paling besar " +
                     std::to_string(unreachable) + " (tertutup).",
                 "The cost of arc " + arc + " is " + std::to_string(*above) + ", at most " +
                     std::to_string(unreachable) + " (closed) can be told."},
                {"Pakai satuan yang lebih besar, atau tutup ruas itu.", "Use a larger unit, or close the arc."},
                {.feature = arc, .column = "costs"});
}

void check_nodes(std::size_t nodes, std::span<const Node> asked, std::string_view what) {
    const auto outside = std::find_if(asked.begin(), asked.end(), [&](Node node) { return node >= nodes; });
    if (outside == asked.end()) return;
    const auto row = std::to_string(outside - asked.begin());
    const std::string name(what);
    throw Error(ErrorCode::option_value,
                {name + "[" + row + "] adalah simpul " + std::to_string(*outside) + ", padahal hanya ada " +
                     std::to_string(nodes) + " simpul.",
                 name + "[" + row + "] is node " + std::to_string(*outside) + ", but there are only " +
                     std::to_string(nodes) + " nodes."},
                {"Nomor simpul dimulai dari 0.", "Nodes are numbered from 0."}, {.feature = row, .column = name});
}

}  // namespace petasentra::network

#include <metis.h>

#include <array>
#include <mutex>
#include <new>
#include <petasentra/core/error.hpp>
#include <type_traits>

#include "network/plain_graph.hpp"

namespace petasentra::network {
namespace {

static_assert(std::is_same_v<idx_t, std::int32_t>, "METIS is built with 32-bit numbers");

/// A piece this small is left to METIS alone: it takes some 0.1 s, the longest time between two looks at `cancel`.
constexpr std::size_t small_piece = 30'000;
/// METIS counts from a seed of its own in every call, so that a piece is cut the same whatever came before it.
constexpr idx_t seed = 1;

/// METIS draws from the one generator of the C library: two calls at a time would draw each other's numbers.
std::mutex& one_at_a_time() {
    static std::mutex mutex;
    return mutex;
}

void check_told(int told) {
    if (told == METIS_OK) return;
    if (told == METIS_ERROR_MEMORY) throw std::bad_alloc();
    throw core::Error(core::ErrorCode::internal,
                      {"METIS tidak dapat membagi jaringan.", "METIS could not cut the network."});
}

/// A part of the graph with numbers of its own; `node` tells those of the whole.
struct Piece {
    PlainGraph graph;
    std::vector<Node> node;
};

class Dissection {
  public:
    Dissection(std::size_t nodes, const core::Control& control) : m_nodes(nodes), m_control(control) {
        METIS_SetDefaultOptions(m_options.data());
        m_options[METIS_OPTION_SEED] = seed;
        m_options[METIS_OPTION_COMPRESS] = 0;
        m_local.assign(nodes, -1);
        m_order.reserve(nodes);
    }

    /// Appends the nodes of a piece to the order: both sides, then what lies between them.
    void add(Piece piece) {
        m_control.check();
        if (piece.node.size() <= small_piece) return add_small(piece);
        const auto side = cut(piece);
        for (const idx_t which : {0, 1}) {
            auto part = part_of(piece, side, which);
            if (part.node.size() == piece.node.size()) return add_small(piece);
            add(std::move(part));
        }
        for (std::size_t v = 0; v < side.size(); ++v)
            if (side[v] == 2) m_order.push_back(piece.node[v]);
    }

    std::vector<Node> order() && { return std::move(m_order); }

  private:
    std::vector<idx_t> cut(Piece& piece) {
        auto size = static_cast<idx_t>(piece.node.size());
        idx_t between = 0;
        std::vector<idx_t> side(piece.node.size());
        std::vector<idx_t> weight(piece.node.size(), 1);
        check_told(METIS_ComputeVertexSeparator(&size, piece.graph.first.data(), piece.graph.neighbours.data(),
                                                weight.data(), m_options.data(), &between, side.data()));
        return side;
    }

    void add_small(Piece& piece) {
        auto size = static_cast<idx_t>(piece.node.size());
        if (piece.graph.neighbours.empty()) {
            m_order.insert(m_order.end(), piece.node.begin(), piece.node.end());
        } else {
            std::vector<idx_t> at(piece.node.size()), place(piece.node.size());
            check_told(METIS_NodeND(&size, piece.graph.first.data(), piece.graph.neighbours.data(), nullptr,
                                    m_options.data(), at.data(), place.data()));
            for (const auto v : at) m_order.push_back(piece.node[static_cast<std::size_t>(v)]);
        }
        if (m_control.progress) m_control.progress(static_cast<double>(m_order.size()) / static_cast<double>(m_nodes));
    }

    Piece part_of(const Piece& whole, const std::vector<idx_t>& side, idx_t which) {
        Piece part;
        std::int32_t size = 0;
        for (std::size_t v = 0; v < side.size(); ++v)
            if (side[v] == which) m_local[v] = size++;
        part.node.reserve(static_cast<std::size_t>(size));
        part.graph.first.reserve(static_cast<std::size_t>(size) + 1);
        for (std::size_t v = 0; v < side.size(); ++v) {
            if (side[v] != which) continue;
            part.node.push_back(whole.node[v]);
            for (auto i = whole.graph.first[v]; i < whole.graph.first[v + 1]; ++i) {
                const auto neighbour = static_cast<std::size_t>(whole.graph.neighbours[static_cast<std::size_t>(i)]);
                if (side[neighbour] == which) part.graph.neighbours.push_back(m_local[neighbour]);
            }
            part.graph.first.push_back(static_cast<std::int32_t>(part.graph.neighbours.size()));
        }
        return part;
    }

    std::size_t m_nodes;
    const core::Control& m_control;
    std::array<idx_t, METIS_NOPTIONS> m_options{};
    std::vector<std::int32_t> m_local;
    std::vector<Node> m_order;
};

/// Tells for every node which part of the graph it hangs together with; parts are numbered by their smallest node.
std::vector<idx_t> parts_of(const PlainGraph& graph, idx_t& parts) {
    std::vector<idx_t> part(graph.size(), -1);
    std::vector<std::size_t> open;
    for (std::size_t start = 0; start < graph.size(); ++start) {
        if (part[start] >= 0) continue;
        part[start] = parts;
        open.assign(1, start);
        while (!open.empty()) {
            const auto v = open.back();
            open.pop_back();
            for (auto i = graph.first[v]; i < graph.first[v + 1]; ++i) {
                const auto neighbour = static_cast<std::size_t>(graph.neighbours[static_cast<std::size_t>(i)]);
                if (part[neighbour] >= 0) continue;
                part[neighbour] = parts;
                open.push_back(neighbour);
            }
        }
        ++parts;
    }
    return part;
}

/// One piece for every part of the graph that hangs together, in one pass however many there are.
std::vector<Piece> pieces_of(const PlainGraph& graph) {
    idx_t parts = 0;
    const auto part = parts_of(graph, parts);
    std::vector<Piece> pieces(static_cast<std::size_t>(parts));
    std::vector<std::int32_t> local(graph.size());
    for (std::size_t v = 0; v < graph.size(); ++v) {
        auto& node = pieces[static_cast<std::size_t>(part[v])].node;
        local[v] = static_cast<std::int32_t>(node.size());
        node.push_back(static_cast<Node>(v));
    }
    for (auto& piece : pieces) {
        for (const auto v : piece.node) {
            for (auto i = graph.first[v]; i < graph.first[v + 1]; ++i)
                piece.graph.neighbours.push_back(
                    local[static_cast<std::size_t>(graph.neighbours[static_cast<std::size_t>(i)])]);
            piece.graph.first.push_back(static_cast<std::int32_t>(piece.graph.neighbours.size()));
        }
    }
    return pieces;
}

}  // namespace

std::vector<Node> dissection_order(const PlainGraph& graph, const core::Control& control) {
    const std::lock_guard lock(one_at_a_time());
    Dissection dissection(graph.size(), control);
    for (auto& piece : pieces_of(graph)) dissection.add(std::move(piece));
    return std::move(dissection).order();
}

}  // namespace petasentra::network

#pragma once
// Included by files that are compiled for one kind of processor: nothing here may bring inline functions of the standard
// library with it, which the linker could take from there for everybody.
#include <petasentra/network/cost.hpp>

namespace petasentra::network {

/// Origins that are worked on together. A row of costs has one for each; rows begin at multiples of 64 bytes.
inline constexpr unsigned batch_lanes = 64;

struct alignas(64) LaneRow {
    Cost of[batch_lanes];
};

/// An arc of a sweep: where the node at its upper end stands in the stack, and what it costs.
struct SweepArc {
    std::uint32_t slot;
    Cost cost;
};

/// The arcs upwards of some ranks, in the order in which they are worked on: those of entry i are
/// arcs[first[i]] .. arcs[first[i + 1]], and its own place in the stack is slots[i].
struct SweepView {
    const std::uint32_t* first;
    const SweepArc* arcs;
    const std::uint32_t* slots;
};

/// The arcs of a hierarchy as they are, by rank.
struct HierarchyView {
    const std::uint32_t* first_arc;
    const std::uint32_t* head_slots;
    const std::uint32_t* slots;
    const std::uint32_t* subtree_begin;
    const Cost* costs;
};

/// At which entry of the list an origin starts, and in which lane.
struct LaneSeed {
    std::uint32_t entry;
    std::uint32_t lane;
    Cost cost;
};

/// A row that is known before a sweep downwards comes to it.
struct KnownRow {
    std::uint32_t entry;  ///< of the sweep, or rank
    std::uint32_t row;    ///< in the rows
};

/// Where a bounded sweep stands between two calls.
struct WithinState {
    std::uint32_t next;    ///< ranks below this are still to do
    std::uint32_t bottom;  ///< down to here
    std::uint32_t known;   ///< entries of the known rows passed
};

/// The steps that are written once for each width of registers. All of them only take minima and whole sums: equal
/// results whatever the width.
struct LaneKernels {
    unsigned lanes;

    /// kept[i] = min(kept[i], before + way[i])
    void (*relax)(Cost* kept, const Cost* way, Cost before, std::uint32_t count);

    /// The triangles of one arc with the next ones of its node, see Triangles::go_above. `near` are the two costs of
    /// that one arc.
    void (*through)(Cost* near, Cost* up, Cost* down, const Cost* rise, const Cost* fall, std::uint32_t count);

    /// Upwards from the origins: nodes are ranks, ascending; rows[i] becomes the costs at nodes[i]. The stack has to be
    /// unreachable everywhere and is so again afterwards below the roots' parents. Nothing leaves a node where no lane
    /// is within the limit, which within[i] tells.
    void (*climb)(const HierarchyView& hierarchy, const std::uint32_t* nodes, std::uint32_t count,
                  const LaneSeed* seeds, std::uint32_t seed_count, Cost limit, LaneRow* stack, LaneRow* rows,
                  std::uint8_t* within);

    /// Downwards over a sweep from entry begin to end; entry i goes to out[out_row[i]] unless that is 0xFFFFFFFF.
    void (*descend)(const SweepView& sweep, std::uint32_t begin, std::uint32_t end, const KnownRow* known,
                    std::uint32_t known_count, const LaneRow* rows, LaneRow* stack, const std::uint32_t* out_row,
                    LaneRow* out);

    /// Downwards as far as the limit: fills `found` (ranks) and `values` until `room` nodes are found or the state is at
    /// its bottom; tells how many. Where `wanted` is not null, ranks are left out that it passes by: wanted[r] is one more
    /// than the highest rank below r that has something below it worth knowing, 0 if there is none. `alive` says for every slot whether any lane of it is within the limit.
    std::uint32_t (*descend_within)(const HierarchyView& hierarchy, const KnownRow* known, std::uint32_t known_count,
                                    const LaneRow* rows, Cost limit, std::uint8_t* alive, LaneRow* stack,
                                    WithinState* state, const std::uint32_t* wanted, std::uint32_t* found,
                                    LaneRow* values, std::uint32_t room);

    /// sums[lane] += weights[found[i]] where values[i] is within the limit; `step` apart stand the weights of a node.
    void (*add_within)(const std::uint32_t* found, const LaneRow* values, std::uint32_t count, Cost limit,
                       const std::int64_t* weights, std::uint32_t step, std::int64_t* sums);
};

extern const LaneKernels kernels_of_4;
extern const LaneKernels kernels_of_8;
extern const LaneKernels kernels_of_16;

}  // namespace petasentra::network

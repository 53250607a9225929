// The kernels for registers of PETASENTRA_LANES costs. Everything is internal to the file that includes this.
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "network/lane_kernels.hpp"

namespace petasentra::network {
namespace {

constexpr unsigned lanes = PETASENTRA_LANES;
constexpr unsigned registers = batch_lanes / lanes;

typedef Cost Vector __attribute__((vector_size(4 * PETASENTRA_LANES), may_alias));
typedef std::int32_t Mask __attribute__((vector_size(4 * PETASENTRA_LANES)));
typedef std::int64_t WideSum __attribute__((vector_size(8 * PETASENTRA_LANES), aligned(8), may_alias));
typedef std::int64_t WideMask __attribute__((vector_size(8 * PETASENTRA_LANES)));

struct Registers {
    Vector of[registers];
};

#define PETASENTRA_INLINE [[gnu::always_inline]] inline

PETASENTRA_INLINE Vector smaller(const Vector& a, const Vector& b) {
    return a < b ? a : b;
}

PETASENTRA_INLINE Registers load(const LaneRow& row) {
    Registers out;
    for (unsigned k = 0; k < registers; ++k) out.of[k] = *reinterpret_cast<const Vector*>(row.of + k * lanes);
    return out;
}

PETASENTRA_INLINE void store(LaneRow& row, const Registers& values) {
    for (unsigned k = 0; k < registers; ++k) *reinterpret_cast<Vector*>(row.of + k * lanes) = values.of[k];
}

PETASENTRA_INLINE Registers all(Cost cost) {
    Registers out;
    for (unsigned k = 0; k < registers; ++k) out.of[k] = Vector{} + cost;
    return out;
}

PETASENTRA_INLINE void take_smaller(Registers& kept, const LaneRow& row, Cost cost) {
    for (unsigned k = 0; k < registers; ++k)
        kept.of[k] = smaller(kept.of[k], *reinterpret_cast<const Vector*>(row.of + k * lanes) + cost);
}

PETASENTRA_INLINE bool any(const Mask& mask) {
#if PETASENTRA_LANES == 16 && defined(__AVX512F__)
    return _mm512_test_epi32_mask(reinterpret_cast<__m512i>(mask), reinterpret_cast<__m512i>(mask)) != 0;
#elif PETASENTRA_LANES == 8 && defined(__AVX2__)
    return _mm256_movemask_epi8(reinterpret_cast<__m256i>(mask)) != 0;
#elif PETASENTRA_LANES == 4 && defined(__SSE2__)
    return _mm_movemask_epi8(reinterpret_cast<__m128i>(mask)) != 0;
#else
    std::int32_t found = 0;
    for (unsigned i = 0; i < lanes; ++i) found |= mask[i];
    return found != 0;
#endif
}

PETASENTRA_INLINE bool any_within(const Registers& values, Cost limit) {
    Vector least = values.of[0];
    for (unsigned k = 1; k < registers; ++k) least = smaller(least, values.of[k]);
    return any(least <= limit);
}

void relax(Cost* __restrict kept, const Cost* __restrict way, Cost before, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
        const Cost other = before + way[i];
        kept[i] = kept[i] < other ? kept[i] : other;
    }
}

void through(Cost* __restrict near, Cost* __restrict up, Cost* __restrict down, const Cost* __restrict rise,
             const Cost* __restrict fall, std::uint32_t count) {
    const Cost up_first = near[0], down_first = near[1];
    Cost up_least = up_first, down_least = down_first;
    for (std::uint32_t k = 0; k < count; ++k) {
        const Cost up_by = up[k] + fall[k], down_by = rise[k] + down[k];
        up_least = up_least < up_by ? up_least : up_by;
        down_least = down_least < down_by ? down_least : down_by;
        const Cost up_other = up_first + rise[k], down_other = fall[k] + down_first;
        up[k] = up[k] < up_other ? up[k] : up_other;
        down[k] = down[k] < down_other ? down[k] : down_other;
    }
    near[0] = up_least;
    near[1] = down_least;
}

void climb(const HierarchyView& hierarchy, const std::uint32_t* nodes, std::uint32_t count, const LaneSeed* seeds,
           std::uint32_t seed_count, Cost limit, LaneRow* stack, LaneRow* rows, std::uint8_t* within) {
    const Registers nothing = all(unreachable);
    std::uint32_t seed = 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto v = nodes[i];
        LaneRow& here = stack[hierarchy.slots[v]];
        for (; seed < seed_count && seeds[seed].entry == i; ++seed) {
            Cost& start = here.of[seeds[seed].lane];
            start = start < seeds[seed].cost ? start : seeds[seed].cost;
        }
        const Registers values = load(here);
        store(rows[i], values);
        store(here, nothing);
        within[i] = any_within(values, limit) ? 1 : 0;
        if (within[i] == 0) continue;
        for (auto k = hierarchy.first_arc[v]; k < hierarchy.first_arc[v + 1]; ++k) {
            const Cost cost = hierarchy.costs[k];
            if (cost == unreachable) continue;
            LaneRow& above = stack[hierarchy.head_slots[k]];
            for (unsigned r = 0; r < registers; ++r) {
                auto* place = reinterpret_cast<Vector*>(above.of + r * lanes);
                *place = smaller(*place, values.of[r] + cost);
            }
        }
    }
}

void descend(const SweepView& sweep, std::uint32_t begin, std::uint32_t end, const KnownRow* known,
             std::uint32_t known_count, const LaneRow* rows, LaneRow* stack, const std::uint32_t* out_row,
             LaneRow* out) {
    std::uint32_t next_known = 0;
    while (next_known < known_count && known[next_known].entry < begin) ++next_known;
    for (auto i = begin; i < end; ++i) {
        Registers values;
        if (next_known < known_count && known[next_known].entry == i) {
            values = load(rows[known[next_known++].row]);
        } else {
            values = all(unreachable);
        }
        for (auto k = sweep.first[i]; k < sweep.first[i + 1]; ++k)
            take_smaller(values, stack[sweep.arcs[k].slot], sweep.arcs[k].cost);
        store(stack[sweep.slots[i]], values);
        if (out_row[i] != 0xFFFF'FFFFU) store(out[out_row[i]], values);
    }
}

std::uint32_t descend_within(const HierarchyView& hierarchy, const KnownRow* known, std::uint32_t known_count,
                             const LaneRow* rows, Cost limit, std::uint8_t* alive, LaneRow* stack, WithinState* state,
                             const std::uint32_t* wanted, std::uint32_t* found, LaneRow* values_out,
                             std::uint32_t room) {
    std::uint32_t count = 0;
    auto next = state->next;
    auto next_known = state->known;
    while (count < room) {
        if (wanted != nullptr) next = wanted[next];
        if (next <= state->bottom) {
            next = state->bottom;
            break;
        }
        const auto v = next - 1;
        while (next_known < known_count && known[next_known].entry > v) ++next_known;
        const bool is_known = next_known < known_count && known[next_known].entry == v;
        Registers values = is_known ? load(rows[known[next_known].row]) : all(unreachable);
        bool touched = is_known;
        for (auto k = hierarchy.first_arc[v]; k < hierarchy.first_arc[v + 1]; ++k) {
            const auto slot = hierarchy.head_slots[k];
            if (alive[slot] == 0) continue;
            touched = true;
            take_smaller(values, stack[slot], hierarchy.costs[k]);
        }
        if (!touched) {
            // Whatever leads into this subtree passes the neighbours just seen, and they are out of reach.
            next = hierarchy.subtree_begin[v];
            continue;
        }
        if (is_known) ++next_known;
        const auto slot = hierarchy.slots[v];
        const bool within = any_within(values, limit);
        alive[slot] = within ? 1 : 0;
        if (within) {
            store(stack[slot], values);
            store(values_out[count], values);
            found[count++] = v;
        }
        next = v;
    }
    state->next = next;
    state->known = next_known;
    return count;
}

void add_within(const std::uint32_t* found, const LaneRow* values, std::uint32_t count, Cost limit,
                const std::int64_t* weights, std::uint32_t step, std::int64_t* sums) {
    WideSum kept[registers];
    for (unsigned r = 0; r < registers; ++r) kept[r] = *reinterpret_cast<const WideSum*>(sums + r * lanes);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto weight = weights[static_cast<unsigned long>(found[i]) * step];
        if (weight == 0) continue;
        for (unsigned r = 0; r < registers; ++r) {
            const Mask within = *reinterpret_cast<const Vector*>(values[i].of + r * lanes) <= limit;
            kept[r] += __builtin_convertvector(within, WideMask) & weight;
        }
    }
    for (unsigned r = 0; r < registers; ++r) *reinterpret_cast<WideSum*>(sums + r * lanes) = kept[r];
}

#undef PETASENTRA_INLINE

}  // namespace
}  // namespace petasentra::network

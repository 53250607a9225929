#include "io/gdal/append_rows.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <petasentra/core/large_memory.hpp>

namespace petasentra::io::gdal {
namespace {

using geometry::GeometryColumn;

// Parts are seldom all of a size.
template <class Value>
void make_room(std::vector<Value>& whole, std::size_t more, std::size_t parts) {
    const auto needed = whole.size() + more;
    if (needed <= whole.capacity()) return;
    const bool first = whole.size() <= 1;
    core::reserve_large(whole, first ? needed * parts + needed * parts / 8 : std::max(needed, 2 * whole.capacity()));
}

template <class Value>
void append_values(std::vector<Value>& whole, const std::vector<Value>& values, std::size_t parts) {
    make_room(whole, values.size(), parts);
    whole.insert(whole.end(), values.begin(), values.end());
}

// Ends, each counted from the end of the part before; both begin with a 0.
template <class End>
void append_ends(std::vector<End>& whole, const std::vector<End>& ends, std::size_t parts) {
    make_room(whole, ends.size() - 1, parts);
    const auto shift = whole.back();
    std::transform(ends.begin() + 1, ends.end(), std::back_inserter(whole), [shift](End end) { return end + shift; });
}

// NaN for the vertices of parts that have none of these.
void append_heights(std::vector<double>& whole, std::size_t vertices, const std::vector<double>& heights,
                    std::size_t more, std::size_t parts) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (whole.empty() && heights.empty()) return;
    whole.resize(vertices, none);
    append_values(whole, heights, parts);
    whole.resize(vertices + more, none);
}

}  // namespace

void append_rows(GeometryColumn& whole, const GeometryColumn& part, std::size_t parts) {
    const auto rows = whole.size();
    for (const auto& [row, wkb] : part.verbatim) whole.verbatim[rows + row] = wkb;
    for (const auto& [row, kinds] : part.part_kind) whole.part_kind[rows + row] = kinds;
    append_heights(whole.z, whole.vertex_count(), part.z, part.vertex_count(), parts);
    append_heights(whole.m, whole.vertex_count(), part.m, part.vertex_count(), parts);
    append_values(whole.xy, part.xy, parts);
    append_ends(whole.part_of_row, part.part_of_row, parts);
    append_ends(whole.ring_of_part, part.ring_of_part, parts);
    append_ends(whole.vertex_of_ring, part.vertex_of_ring, parts);
    append_values(whole.kind, part.kind, parts);
    append_values(whole.has_z, part.has_z, parts);
    append_values(whole.has_m, part.has_m, parts);
}

void append_rows(layer::Column& whole, const layer::Column& part, std::size_t parts) {
    if (!whole.valid.empty() || !part.valid.empty()) {
        whole.valid.resize(whole.size, 1);
        append_values(whole.valid, part.valid, parts);
        whole.valid.resize(whole.size + part.size, 1);
    }
    append_values(whole.data, part.data, parts);
    if (!whole.offsets.empty()) append_ends(whole.offsets, part.offsets, parts);
    whole.size += part.size;
}

}  // namespace petasentra::io::gdal

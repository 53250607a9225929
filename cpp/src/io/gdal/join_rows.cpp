#include "io/gdal/join_rows.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <petasentra/core/large_memory.hpp>
#include <petasentra/core/parallel.hpp>
#include <span>
#include <utility>

namespace petasentra::io::gdal {
namespace {

using geometry::GeometryColumn;
using Parts = std::vector<Rows>;

// The values of all parts, which `of` finds in each; a part gives its memory back once it is copied.
template <class Of>
void join_values(Parts& parts, const Of& of) {
    auto& whole = of(parts.front());
    std::size_t total = 0;
    for (auto& part : parts) total += of(part).size();
    core::reserve_large(whole, total);
    for (auto& part : parts) {
        auto& values = of(part);
        if (&values == &whole) continue;
        whole.insert(whole.end(), values.begin(), values.end());
        values = {};
    }
}

// Ends, each counted from the end of the part before; every part begins with a 0.
template <class Of>
void join_ends(Parts& parts, const Of& of) {
    auto& whole = of(parts.front());
    std::size_t total = 1;
    for (auto& part : parts) total += of(part).size() - 1;
    core::reserve_large(whole, total);
    for (auto& part : parts) {
        auto& ends = of(part);
        if (&ends == &whole) continue;
        const auto shift = whole.back();
        std::transform(ends.begin() + 1, ends.end(), std::back_inserter(whole),
                       [shift](auto end) { return end + shift; });
        ends = {};
    }
}

// A part where nothing is null has no marks; it needs them if another has.
void join_valid(Parts& parts, std::size_t place) {
    const auto marked = [place](const Rows& part) { return !part.columns[place].valid.empty(); };
    if (std::ranges::none_of(parts, marked)) return;
    for (auto& part : parts) part.columns[place].valid.resize(part.columns[place].size, 1);
    join_values(parts, [place](Rows& part) -> auto& { return part.columns[place].valid; });
}

void join_column(Parts& parts, std::size_t place) {
    auto& whole = parts.front().columns[place];
    join_valid(parts, place);
    join_values(parts, [place](Rows& part) -> auto& { return part.columns[place].data; });
    if (!whole.offsets.empty()) join_ends(parts, [place](Rows& part) -> auto& { return part.columns[place].offsets; });
    for (std::size_t i = 1; i < parts.size(); ++i) whole.size += parts[i].columns[place].size;
}

// What a column of vertices has in some parts only: NaN in the others.
void join_heights(Parts& parts, std::vector<double> GeometryColumn::*heights, std::span<const std::size_t> vertices) {
    const auto has = [heights](const Rows& part) { return !(part.geometry.*heights).empty(); };
    if (std::ranges::none_of(parts, has)) return;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        (parts[i].geometry.*heights).resize(vertices[i], std::numeric_limits<double>::quiet_NaN());
    }
    join_values(parts, [heights](Rows& part) -> auto& { return part.geometry.*heights; });
}

void join_collections(Parts& parts) {
    auto& whole = parts.front().geometry;
    auto first = whole.kind.size();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto& geometry = parts[i].geometry;
        for (auto& [row, wkb] : geometry.verbatim) whole.verbatim[first + row] = std::move(wkb);
        for (auto& [row, kinds] : geometry.part_kind) whole.part_kind[first + row] = std::move(kinds);
        first += geometry.kind.size();
    }
}

}  // namespace

Rows joined(Parts parts) {
    if (parts.size() == 1) return std::move(parts.front());
    std::vector<std::size_t> vertices;
    for (const auto& part : parts) vertices.push_back(part.geometry.vertex_count());
    join_collections(parts);
    std::vector<std::function<void()>> work;
    work.emplace_back([&] { join_values(parts, [](Rows& part) -> auto& { return part.geometry.xy; }); });
    work.emplace_back([&] { join_heights(parts, &GeometryColumn::z, vertices); });
    work.emplace_back([&] { join_heights(parts, &GeometryColumn::m, vertices); });
    for (auto ends : {&GeometryColumn::part_of_row, &GeometryColumn::ring_of_part, &GeometryColumn::vertex_of_ring}) {
        work.emplace_back([&parts, ends] {
            join_ends(parts, [ends](Rows& part) -> auto& { return part.geometry.*ends; });
        });
    }
    for (std::size_t i = 0; i < parts.front().columns.size(); ++i) {
        work.emplace_back([&parts, i] { join_column(parts, i); });
    }
    work.emplace_back([&] {
        join_values(parts, [](Rows& part) -> auto& { return part.geometry.kind; });
        join_values(parts, [](Rows& part) -> auto& { return part.geometry.has_z; });
        join_values(parts, [](Rows& part) -> auto& { return part.geometry.has_m; });
    });
    core::for_blocks(work.size(), 1, {}, [&](core::Block block) { work[block.begin](); });
    for (std::size_t i = 1; i < parts.size(); ++i) {
        std::ranges::move(parts[i].notes, std::back_inserter(parts.front().notes));
    }
    return std::move(parts.front());
}

}  // namespace petasentra::io::gdal

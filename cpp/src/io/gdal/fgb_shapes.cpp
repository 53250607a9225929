#include "io/gdal/fgb_shapes.hpp"

#include <cmath>
#include <cstring>

#include "io/gdal/file_bytes.hpp"
#include "io/gdal/flat_buffer.hpp"

namespace petasentra::io::gdal {
namespace {

using geometry::Kind;
using Bytes = std::span<const std::byte>;

constexpr std::size_t fgb_pair = 2 * sizeof(double);

// Fields by their place in the schema.
enum FeatureField : unsigned { geometry_field = 0 };
enum GeometryField : unsigned { ends_field = 0, xy_field = 1, type_field = 6, parts_field = 7 };

// GDAL takes a place without x or without y for no place.
bool is_nan(const std::byte* pair) {
    return std::isnan(little_double(pair)) || std::isnan(little_double(pair + 8));
}

/// The runs of vertices of one simple geometry: `ends` (in pairs) where there are several, else all of `xy`.
struct Runs {
    Bytes xy;
    Bytes ends;

    explicit Runs(const FlatTable& geometry)
        : xy(geometry.vector(xy_field, sizeof(double))), ends(geometry.vector(ends_field, sizeof(std::uint32_t))) {}

    [[nodiscard]] std::size_t vertices() const { return xy.size() / fgb_pair; }
    [[nodiscard]] std::size_t count() const { return ends.size() <= 4 ? 1 : ends.size() / 4; }
    [[nodiscard]] std::size_t end(std::size_t run) const {
        return count() == 1 ? vertices() : little_u32(ends.data() + 4 * run);
    }
    // Every run has a vertex, and the last ends with the vertices; `closed` asks each to end where it begins.
    [[nodiscard]] bool fit(bool closed) const {
        if (xy.empty() || xy.size() % fgb_pair != 0) return false;
        if (ends.size() == 4 && little_u32(ends.data()) != vertices()) return false;
        std::size_t begin = 0;
        for (std::size_t run = 0; run < count(); ++run) {
            const auto last = end(run);
            if (last <= begin || last > vertices()) return false;
            if (closed && !is_ring(begin, last)) return false;
            begin = last;
        }
        return begin == vertices();
    }

  private:
    [[nodiscard]] bool is_ring(std::size_t begin, std::size_t last) const {
        const auto* first_pair = xy.data() + begin * fgb_pair;
        const auto* last_pair = xy.data() + (last - 1) * fgb_pair;
        return little_double(first_pair) == little_double(last_pair) &&
               little_double(first_pair + 8) == little_double(last_pair + 8);
    }
};

RowPlan put_aside() {
    RowPlan plan;
    plan.aside = true;
    return plan;
}

RowPlan planned(Kind kind, std::size_t parts, std::size_t rings, std::size_t vertices) {
    return {kind, false, static_cast<std::uint32_t>(parts), static_cast<std::uint32_t>(rings),
            static_cast<std::uint32_t>(vertices)};
}

RowPlan plan_points(const Runs& runs, Kind kind) {
    const auto n = runs.vertices();
    if (runs.xy.size() % fgb_pair != 0 || n == 0 || (kind == Kind::point && n != 1)) return put_aside();
    for (std::size_t i = 0; i < n; ++i) {
        if (is_nan(runs.xy.data() + i * fgb_pair)) return put_aside();
    }
    return planned(kind, n, n, n);
}

RowPlan plan_multi_polygon(const FlatTable& geometry) {
    const auto parts = geometry.vector(parts_field, sizeof(std::uint32_t));
    RowPlan plan = planned(Kind::multi_polygon, parts.size() / 4, 0, 0);
    if (plan.parts == 0) return put_aside();
    for (std::size_t i = 0; i < plan.parts; ++i) {
        const Runs runs(geometry.table_in(parts, i));
        if (!runs.fit(true)) return put_aside();
        plan.rings += static_cast<std::uint32_t>(runs.count());
        plan.vertices += static_cast<std::uint32_t>(runs.vertices());
    }
    return plan;
}

RowPlan plan_geometry(const FlatTable& geometry, std::uint8_t type) {
    const auto kind = static_cast<Kind>(type);
    if (kind == Kind::multi_polygon) return plan_multi_polygon(geometry);
    const Runs runs(geometry);
    switch (kind) {
        case Kind::point:
        case Kind::multi_point:
            return plan_points(runs, kind);
        case Kind::line_string:
            return runs.count() == 1 && runs.fit(false) ? planned(kind, 1, 1, runs.vertices()) : put_aside();
        case Kind::multi_line_string:
            return runs.fit(false) ? planned(kind, runs.count(), runs.count(), runs.vertices()) : put_aside();
        case Kind::polygon:
            return runs.fit(true) ? planned(kind, 1, runs.count(), runs.vertices()) : put_aside();
        default:
            return put_aside();
    }
}

// Writes the runs as rings from ring `ring` and vertex `vertex` of the row on.
void copy_runs(const Runs& runs, const RowSlot& to, std::size_t ring, std::size_t vertex) {
    std::memcpy(to.xy + 2 * vertex, runs.xy.data(), runs.xy.size());
    for (std::size_t run = 0; run < runs.count(); ++run)
        to.ring_ends[ring + run] = to.first.vertex + vertex + runs.end(run);
}

}  // namespace

RowPlan plan_feature(Bytes feature, std::uint8_t type) {
    const auto whole = FlatTable::root(feature);
    if (!whole.has(geometry_field)) return {};
    const auto geometry = whole.table(geometry_field);
    return plan_geometry(geometry, type != 0 ? type : geometry.value<std::uint8_t>(type_field, 0));
}

void copy_feature(Bytes feature, const RowPlan& plan, const RowSlot& to) {
    if (plan.kind == Kind::null) return;
    const auto geometry = FlatTable::root(feature).table(geometry_field);
    if (plan.kind == Kind::multi_polygon) {
        const auto parts = geometry.vector(parts_field, sizeof(std::uint32_t));
        std::size_t ring = 0;
        std::size_t vertex = 0;
        for (std::size_t i = 0; i < plan.parts; ++i) {
            const Runs runs(geometry.table_in(parts, i));
            copy_runs(runs, to, ring, vertex);
            ring += runs.count();
            vertex += runs.vertices();
            to.part_ends[i] = to.first.ring + ring;
        }
        return;
    }
    const Runs runs(geometry);
    if (geometry::dimension(plan.kind) == 0) {
        std::memcpy(to.xy, runs.xy.data(), runs.xy.size());
        for (std::size_t i = 0; i < plan.rings; ++i) to.ring_ends[i] = to.first.vertex + i + 1;
    } else {
        copy_runs(runs, to, 0, 0);
    }
    const bool one_part = plan.kind == Kind::polygon;
    for (std::size_t i = 0; i < plan.parts; ++i) to.part_ends[i] = to.first.ring + (one_part ? plan.rings : i + 1);
}

}  // namespace petasentra::io::gdal

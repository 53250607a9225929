#include "io/gdal/shp_shapes.hpp"

#include <atomic>
#include <memory>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <utility>

#include "io/gdal/geometry_only.hpp"
#include "io/gdal/shapes.hpp"

namespace petasentra::io::gdal {
namespace {

std::uint64_t end_of(const ShpIndex::Record& record) {
    return record.offset + 8 + record.size;
}

// Calls `work` with every record; false if one cannot be read.
template <class Work>
bool for_records(const FileBytes& file, const ShpIndex& index, const Work& work) {
    std::atomic<bool> good{true};
    core::Pool<std::vector<std::byte>> buffers([] { return std::make_unique<std::vector<std::byte>>(); });
    core::for_blocks(index.blocks.size(), 1, {}, [&](core::Block one) {
        const auto& block = index.blocks[one.begin];
        const auto begin = index.records[block.begin].offset;
        auto buffer = buffers.borrow();
        buffer->resize(static_cast<std::size_t>(end_of(index.records[block.end - 1]) - begin));
        if (!good || !file.read(begin, *buffer)) {
            good = false;
            return;
        }
        for (auto row = block.begin; row < block.end; ++row) {
            const auto& record = index.records[row];
            const auto* at = buffer->data() + (record.offset - begin);
            work(row, std::span(at, static_cast<std::size_t>(end_of(record) - record.offset)));
        }
    });
    return good;
}

// What GDAL makes of the rows put aside; nothing if it cannot read one.
std::optional<geometry::GeometryColumn> asides_of(OGRLayer& layer, const std::vector<std::size_t>& rows,
                                                  std::vector<Note>& notes) {
    if (rows.empty()) return geometry::GeometryColumn{};
    const GeometryOnly only(layer);
    if (!only.set()) return std::nullopt;
    ShapeReader shapes;
    for (const auto row : rows) {
        const OGRFeatureUniquePtr feature(layer.GetFeature(static_cast<GIntBig>(row)));
        if (feature == nullptr) return std::nullopt;
        shapes.read(std::unique_ptr<OGRGeometry>(feature->StealGeometry()), feature->GetFID());
    }
    auto found = shapes.finish(notes);
    // Collections and heights do not come out of flat shapes.
    if (!found.z.empty() || !found.m.empty() || !found.verbatim.empty()) return std::nullopt;
    return found;
}

}  // namespace

std::optional<geometry::GeometryColumn> shapes_of_shp(const FileBytes& file, const ShpIndex& index, OGRLayer& layer,
                                                      std::vector<Note>& notes) {
    std::vector<RowPlan> plans(index.records.size());
    const auto plan = [&](std::size_t row, auto record) { plans[row] = plan_record(record, index.shape_type); };
    if (!for_records(file, index, plan)) return std::nullopt;
    std::vector<std::size_t> aside;
    for (std::size_t row = 0; row < plans.size(); ++row) {
        if (plans[row].aside) aside.push_back(row);
    }
    const auto asides = asides_of(layer, aside, notes);
    if (!asides) return std::nullopt;
    for (std::size_t i = 0; i < aside.size(); ++i) {
        plans[aside[i]] = plan_of(*asides, i);
        plans[aside[i]].aside = true;
    }
    FlatLayout layout(plans);
    const auto copy = [&](std::size_t row, auto record) {
        if (!plans[row].aside) copy_record(record, plans[row], layout.slot(row));
    };
    if (!for_records(file, index, copy)) return std::nullopt;
    for (std::size_t i = 0; i < aside.size(); ++i) layout.copy(aside[i], *asides, i);
    return layout.finish();
}

}  // namespace petasentra::io::gdal

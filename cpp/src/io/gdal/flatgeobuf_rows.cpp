#include <atomic>
#include <petasentra/core/parallel.hpp>
#include <utility>

#include "io/gdal/fgb_columns.hpp"
#include "io/gdal/fgb_file.hpp"
#include "io/gdal/fgb_shapes.hpp"
#include "io/gdal/flat_buffer.hpp"
#include "io/gdal/rows.hpp"

namespace petasentra::io::gdal {
namespace {

constexpr std::size_t features_per_block = 4096;

// Calls `work` with blocks of rows; false if it says so of one, or a feature is broken.
template <class Work>
bool for_features(std::size_t rows, const Work& work) {
    std::atomic<bool> good{true};
    core::for_blocks(rows, features_per_block, {}, [&](core::Block block) {
        try {
            if (good && !work(block)) good = false;
        } catch (const BrokenBuffer&) {
            good = false;
        }
    });
    return good;
}

}  // namespace

std::optional<Rows> rows_of_flatgeobuf(OGRLayer& layer, const std::string& path) {
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    const auto file = read_fgb(path);
    if (!file || !file->flat || definition.GetFieldCount() != static_cast<int>(file->column_types.size()))
        return std::nullopt;
    const auto rows = file->features.size();
    FgbColumns columns(rows, features_per_block);
    for (int i = 0; i < definition.GetFieldCount(); ++i) {
        if (!columns.add(*definition.GetFieldDefn(i), file->column_types[static_cast<std::size_t>(i)]))
            return std::nullopt;
    }
    std::vector<RowPlan> plans(rows);
    const bool planned = for_features(rows, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) {
            plans[row] = plan_feature(file->features[row], file->geometry_type);
            if (plans[row].aside) return false;
        }
        return columns.fill(block, file->features);
    });
    if (!planned) return std::nullopt;
    FlatLayout layout(plans);
    const bool copied = for_features(rows, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row)
            copy_feature(file->features[row], plans[row], layout.slot(row));
        return true;
    });
    if (!copied) return std::nullopt;
    Rows out;
    out.columns = columns.finish();
    out.geometry = layout.finish();
    return out;
}

}  // namespace petasentra::io::gdal

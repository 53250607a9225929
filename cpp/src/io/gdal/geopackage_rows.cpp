#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <petasentra/core/parallel.hpp>
#include <string>
#include <utility>

#include "io/gdal/join_rows.hpp"
#include "io/gdal/rows.hpp"

namespace petasentra::io::gdal {
namespace {

// Opening the file again takes a few milliseconds, reading so many bytes takes ten.
constexpr std::size_t bytes_per_range = std::size_t{8} << 20U;

std::string quoted(std::string_view name, char mark) {
    std::string out(1, mark);
    for (const char letter : name) out.append(letter == mark ? 2 : 1, letter);
    return out + mark;
}

/// The feature ids of a table, [first, last]; nothing for a view, whose rows need not come in the order of their ids.
struct Ids {
    GIntBig first = 0;
    GIntBig last = 0;
};

std::optional<Ids> ids_of(GDALDataset& dataset, OGRLayer& layer) {
    const std::string_view id = layer.GetFIDColumn();
    if (id.empty()) return std::nullopt;
    const auto column = quoted(id, '"');
    const auto from = " FROM " + quoted(layer.GetName(), '"') + ")";
    // In one query of both, SQLite would look at every row.
    const auto sql = "SELECT (SELECT MIN(" + column + ")" + from + ", (SELECT MAX(" + column + ")" + from +
                     " WHERE EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(" +
                     quoted(layer.GetName(), '\'') + "))";
    OGRLayer* answer = dataset.ExecuteSQL(sql.c_str(), nullptr, nullptr);
    if (answer == nullptr) return std::nullopt;
    std::optional<Ids> ids;
    const OGRFeatureUniquePtr row(answer->GetNextFeature());
    if (row != nullptr && row->GetFieldCount() == 2 && row->IsFieldSetAndNotNull(0)) {
        ids = Ids{row->GetFieldAsInteger64(0), row->GetFieldAsInteger64(1)};
    }
    dataset.ReleaseResultSet(answer);
    return ids;
}

/// One more connection to the file for each thread that reads: GDAL's are good for one thread at a time.
class Connections {
  public:
    explicit Connections(std::string path) : m_path(std::move(path)) {}

    [[nodiscard]] DatasetPtr taken() {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_idle.empty()) {
                auto dataset = std::move(m_idle.back());
                m_idle.pop_back();
                return dataset;
            }
        }
        const MessageLog said_before;  // when the file was opened first
        const char* const drivers[] = {"GPKG", nullptr};
        return DatasetPtr(
            GDALDataset::Open(m_path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    }
    void give_back(DatasetPtr dataset) {
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(dataset));
    }

  private:
    std::string m_path;
    std::mutex m_mutex;
    std::vector<DatasetPtr> m_idle;
};

std::optional<Rows> rows_between(GDALDataset& dataset, const std::string& name, Ids ids, const Expected& expected) {
    OGRLayer* layer = dataset.GetLayerByName(name.c_str());
    if (layer == nullptr) return std::nullopt;
    const auto id = quoted(layer->GetFIDColumn(), '"');
    const auto filter = id + " >= " + std::to_string(ids.first) + " AND " + id + " <= " + std::to_string(ids.last);
    if (layer->SetAttributeFilter(filter.c_str()) != OGRERR_NONE) return std::nullopt;
    return rows_by_arrow(*layer, expected);
}

}  // namespace

std::optional<Rows> rows_of_geopackage(GDALDataset& dataset, OGRLayer& layer, const std::string& path,
                                       std::size_t bytes, const Expected& expected) {
    const MessageLog quiet;
    const auto ids = ids_of(dataset, layer);
    if (!ids || ids->last < ids->first) return rows_by_arrow(layer, expected);
    const auto span = static_cast<std::uint64_t>(ids->last) - static_cast<std::uint64_t>(ids->first);
    const std::uint64_t ranges = std::min<std::uint64_t>(bytes / bytes_per_range + 1, span + 1);
    if (ranges == 1) return rows_by_arrow(layer, expected);
    const auto first_of = [&](std::uint64_t range) {
        return ids->first + static_cast<GIntBig>(span / ranges * range);
    };
    Connections connections(path);
    std::vector<Rows> parts(ranges);
    std::atomic<bool> good{true};
    core::for_blocks(ranges, 1, {}, [&](core::Block block) {
        if (!good) return;
        const auto range = block.begin;
        const Ids some{first_of(range), range + 1 == ranges ? ids->last : first_of(range + 1) - 1};
        auto connection = connections.taken();
        auto rows = connection == nullptr
                        ? std::nullopt
                        : rows_between(*connection, layer.GetName(), some,
                                       {expected.rows / ranges + 1, expected.vertices / ranges + 1});
        if (!rows || !rows->notes.empty()) {
            good = false;
            return;
        }
        parts[range] = std::move(*rows);
        connections.give_back(std::move(connection));
    });
    if (!good) return std::nullopt;
    return joined(std::move(parts));
}

}  // namespace petasentra::io::gdal

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <memory>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <utility>

#include "io/gdal/dbf_rows.hpp"
#include "io/gdal/rows.hpp"
#include "io/gdal/shapes.hpp"
#include "io/gdal/shp_records.hpp"

namespace petasentra::io::gdal {
namespace {

namespace fs = std::filesystem;
using geometry::GeometryColumn;

std::optional<FileBytes> open_part_of(const std::string& shp_path, const char* small, const char* large) {
    for (const char* ending : {small, large}) {
        if (auto file = FileBytes::open(fs::path(shp_path).replace_extension(ending).string())) return file;
    }
    return std::nullopt;
}

/// GDAL reads the geometry only while this lives.
class GeometryOnly {
  public:
    explicit GeometryOnly(OGRLayer& layer) : m_layer(layer) {
        const OGRFeatureDefn& definition = *layer.GetLayerDefn();
        std::vector<const char*> names;
        for (int i = 0; i < definition.GetFieldCount(); ++i) names.push_back(definition.GetFieldDefn(i)->GetNameRef());
        names.push_back(nullptr);
        m_set = layer.SetIgnoredFields(const_cast<const char**>(names.data())) == OGRERR_NONE;
    }
    GeometryOnly(const GeometryOnly&) = delete;
    GeometryOnly& operator=(const GeometryOnly&) = delete;
    ~GeometryOnly() { m_layer.SetIgnoredFields(nullptr); }
    [[nodiscard]] bool set() const noexcept { return m_set; }

  private:
    OGRLayer& m_layer;
    bool m_set = false;
};

/// The geometry of a .shp, filled in place by several threads; what is not plain is asked of GDAL, record by record.
class ShpReader {
  public:
    ShpReader(const FileBytes& file, const ShpIndex& index)
        : m_file(file), m_index(index), m_plans(index.records.size()) {}

    bool read(OGRLayer& layer, Rows& rows) {
        if (!for_records(
                [this](std::size_t row, auto record) { m_plans[row] = plan_record(record, m_index.shape_type); })) {
            return false;
        }
        if (!read_asides(layer, rows.notes)) return false;
        lay_out();
        if (!for_records([this](std::size_t row, auto record) {
                if (!m_plans[row].aside) copy(row, record);
            })) {
            return false;
        }
        copy_asides();
        rows.geometry = std::move(m_out);
        return true;
    }

  private:
    template <class Work>
    bool for_records(const Work& work) {
        std::atomic<bool> good{true};
        core::Pool<std::vector<std::byte>> buffers([] { return std::make_unique<std::vector<std::byte>>(); });
        core::for_blocks(m_index.blocks.size(), 1, {}, [&](core::Block one) {
            const auto& block = m_index.blocks[one.begin];
            const auto& records = m_index.records;
            const auto begin = records[block.begin].offset;
            const auto end = end_of(records[block.end - 1]);
            auto buffer = buffers.borrow();
            buffer->resize(static_cast<std::size_t>(end - begin));
            if (!good || !m_file.read(begin, *buffer)) {
                good = false;
                return;
            }
            for (auto row = block.begin; row < block.end; ++row) {
                const auto* at = buffer->data() + (records[row].offset - begin);
                work(row, std::span(at, static_cast<std::size_t>(end_of(records[row]) - records[row].offset)));
            }
        });
        return good;
    }
    static std::uint64_t end_of(const ShpIndex::Record& record) { return record.offset + 8 + record.size; }

    bool read_asides(OGRLayer& layer, std::vector<Note>& notes) {
        for (std::size_t row = 0; row < m_plans.size(); ++row) {
            if (m_plans[row].aside) m_aside_rows.push_back(row);
        }
        if (m_aside_rows.empty()) return true;
        const GeometryOnly only(layer);
        if (!only.set()) return false;
        ShapeReader shapes;
        for (const auto row : m_aside_rows) {
            const OGRFeatureUniquePtr feature(layer.GetFeature(static_cast<GIntBig>(row)));
            if (feature == nullptr) return false;
            shapes.read(std::unique_ptr<OGRGeometry>(feature->StealGeometry()), feature->GetFID());
        }
        m_asides = shapes.finish(notes);
        // Collections and heights do not come out of flat shapes.
        return m_asides.z.empty() && m_asides.m.empty() && m_asides.verbatim.empty();
    }

    // Every offset but the ends of rings within a row; room for the coordinates.
    void lay_out() {
        const auto rows = m_plans.size();
        m_out.kind.resize(rows);
        m_out.has_z.assign(rows, 0);
        m_out.has_m.assign(rows, 0);
        m_out.part_of_row.resize(rows + 1);
        m_out.ring_of_part.reserve(rows + 1);
        m_first_ring.resize(rows);
        m_first_vertex.resize(rows);
        std::uint64_t rings = 0;
        std::uint64_t vertices = 0;
        std::size_t aside = 0;
        for (std::size_t row = 0; row < rows; ++row) {
            m_first_ring[row] = rings;
            m_first_vertex[row] = vertices;
            if (m_plans[row].aside) {
                const auto first = m_asides.part_of_row[aside];
                const auto last = m_asides.part_of_row[aside + 1];
                const auto first_ring = m_asides.ring_of_part[first];
                for (auto part = first; part < last; ++part)
                    m_out.ring_of_part.push_back(rings + m_asides.ring_of_part[part + 1] - first_ring);
                rings += m_asides.ring_of_part[last] - first_ring;
                vertices += m_asides.vertices(aside).size() / 2;
                m_out.kind[row] = m_asides.kind[aside++];
            } else {
                m_out.kind[row] = m_plans[row].kind;
                const auto parts = m_plans[row].kind == geometry::Kind::polygon ? 1 : m_plans[row].rings;
                for (std::uint32_t part = 0; part < parts; ++part) m_out.ring_of_part.push_back(rings + part + 1);
                rings += m_plans[row].rings;
                vertices += m_plans[row].vertices;
            }
            m_out.part_of_row[row + 1] = m_out.ring_of_part.size() - 1;
        }
        m_out.vertex_of_ring.resize(rings + 1);
        m_out.xy.resize(2 * vertices);
    }

    void copy(std::size_t row, std::span<const std::byte> record) {
        const auto vertex = m_first_vertex[row];
        copy_record(record, m_plans[row], vertex, m_out.xy.data() + 2 * vertex,
                    m_out.vertex_of_ring.data() + m_first_ring[row] + 1);
    }

    void copy_asides() {
        for (std::size_t aside = 0; aside < m_aside_rows.size(); ++aside) {
            const auto row = m_aside_rows[aside];
            const auto vertices = m_asides.vertices(aside);
            std::ranges::copy(vertices, m_out.xy.begin() + static_cast<std::ptrdiff_t>(2 * m_first_vertex[row]));
            const auto first_ring = m_asides.ring_of_part[m_asides.part_of_row[aside]];
            const auto last_ring = m_asides.ring_of_part[m_asides.part_of_row[aside + 1]];
            const auto first_vertex = m_asides.vertex_of_ring[first_ring];
            for (auto ring = first_ring; ring < last_ring; ++ring) {
                m_out.vertex_of_ring[m_first_ring[row] + 1 + (ring - first_ring)] =
                    m_first_vertex[row] + m_asides.vertex_of_ring[ring + 1] - first_vertex;
            }
        }
    }

    const FileBytes& m_file;
    const ShpIndex& m_index;
    std::vector<ShpPlan> m_plans;
    std::vector<std::size_t> m_aside_rows;
    GeometryColumn m_asides;
    std::vector<std::uint64_t> m_first_ring;
    std::vector<std::uint64_t> m_first_vertex;
    GeometryColumn m_out;
};

// Geometry through GDAL, for the types with Z and M: only the attributes are ours then.
std::optional<GeometryColumn> shapes_by_gdal(OGRLayer& layer, std::size_t rows, std::vector<Note>& notes) {
    const GeometryOnly only(layer);
    if (!only.set()) return std::nullopt;
    ShapeReader shapes;
    layer.ResetReading();
    std::size_t read = 0;
    for (OGRFeatureUniquePtr feature(layer.GetNextFeature()); feature != nullptr;
         feature.reset(layer.GetNextFeature())) {
        if (feature->GetFID() != static_cast<GIntBig>(read)) return std::nullopt;
        shapes.read(std::unique_ptr<OGRGeometry>(feature->StealGeometry()), feature->GetFID());
        ++read;
    }
    if (read != rows) return std::nullopt;
    return shapes.finish(notes);
}

bool is_flat_type(std::uint32_t type) {
    return type == 1 || type == 3 || type == 5 || type == 8;
}

std::optional<Rows> read_files(OGRLayer& layer, const std::string& shp_path, const std::string& encoding) {
    const auto shp = FileBytes::open(shp_path);
    const auto shx = open_part_of(shp_path, ".shx", ".SHX");
    const auto dbf = open_part_of(shp_path, ".dbf", ".DBF");
    if (!shp || !shx || !dbf) return std::nullopt;
    const auto layout = dbf_layout(*dbf);
    const auto index = shp_index(*shp, *shx);
    if (!layout || !index || index->records.size() != layout->records || layout->fields.empty()) return std::nullopt;
    auto columns = rows_of_dbf(*dbf, *layout, *layer.GetLayerDefn(), encoding);
    if (!columns) return std::nullopt;
    Rows rows;
    rows.columns = std::move(*columns);
    if (is_flat_type(index->shape_type)) {
        if (!ShpReader(*shp, *index).read(layer, rows)) return std::nullopt;
    } else {
        auto shapes = shapes_by_gdal(layer, index->records.size(), rows.notes);
        if (!shapes) return std::nullopt;
        rows.geometry = std::move(*shapes);
    }
    return rows;
}

}  // namespace

std::optional<Rows> rows_of_shapefile(OGRLayer& layer, const std::string& shp_path, const std::string& encoding) {
    const MessageLog log;
    auto rows = read_files(layer, shp_path, encoding);
    return log.texts().empty() ? std::move(rows) : std::nullopt;
}

}  // namespace petasentra::io::gdal

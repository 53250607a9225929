#include "io/gdal/ogr_shapes.hpp"

#include <cmath>

namespace petasentra::io::gdal {
namespace {

using geometry::GeometryColumn;
using geometry::Kind;

static_assert(sizeof(OGRRawPoint) == 2 * sizeof(double), "points are copied as pairs of numbers");

// Whether every run of vertices is one the arrays can take as it is.
class Check {
  public:
    explicit Check(const OGRGeometry& whole)
        : m_z(whole.Is3D() != 0), m_m(whole.IsMeasured() != 0), m_kind(wkbFlatten(whole.getGeometryType())) {}

    [[nodiscard]] bool fits(const OGRGeometry& one) const {
        if ((one.Is3D() != 0) != m_z || (one.IsMeasured() != 0) != m_m || one.IsEmpty()) return false;
        switch (wkbFlatten(one.getGeometryType())) {
            case wkbPoint:
                return !(std::isnan(one.toPoint()->getX()) && std::isnan(one.toPoint()->getY()));
            case wkbLineString:
                return true;
            case wkbPolygon:
                return polygon_fits(*one.toPolygon());
            case wkbMultiPoint:
            case wkbMultiLineString:
            case wkbMultiPolygon:
                return members_fit(*one.toGeometryCollection());
            default:
                return false;
        }
    }

  private:
    [[nodiscard]] bool members_fit(const OGRGeometryCollection& whole) const {
        if (wkbFlatten(whole.getGeometryType()) != m_kind) return false;
        for (const auto* member : whole) {
            if (!fits(*member)) return false;
        }
        return true;
    }
    [[nodiscard]] static bool polygon_fits(const OGRPolygon& polygon) {
        for (const auto* ring : polygon) {
            const int n = ring->getNumPoints();
            if (n == 0) return false;
            if (ring->getX(0) != ring->getX(n - 1) || ring->getY(0) != ring->getY(n - 1)) return false;
            if (ring->Is3D() && ring->getZ(0) != ring->getZ(n - 1)) return false;
        }
        return true;
    }

    bool m_z;
    bool m_m;
    OGRwkbGeometryType m_kind;
};

class Appender {
  public:
    Appender(GeometryColumn& column, bool z, bool m) : m_column(column), m_z(z), m_m(m) {}

    void append(const OGRGeometry& one) {
        switch (wkbFlatten(one.getGeometryType())) {
            case wkbPoint:
                point(*one.toPoint());
                break;
            case wkbLineString:
                run(*one.toLineString());
                break;
            case wkbPolygon:
                for (const auto* ring : *one.toPolygon()) run(*ring);
                break;
            default:
                for (const auto* member : *one.toGeometryCollection()) append(*member);
                return;
        }
        m_column.ring_of_part.push_back(m_column.vertex_of_ring.size() - 1);
    }

    void end_row(Kind kind) {
        m_column.part_of_row.push_back(m_column.ring_of_part.size() - 1);
        m_column.has_z.push_back(m_z ? 1 : 0);
        m_column.has_m.push_back(m_m ? 1 : 0);
        m_column.kind.push_back(kind);
        // Rows without Z have NaN where others have it.
        if (m_z || !m_column.z.empty()) m_column.z.resize(m_column.vertex_count(), std::nan(""));
        if (m_m || !m_column.m.empty()) m_column.m.resize(m_column.vertex_count(), std::nan(""));
    }

  private:
    void point(const OGRPoint& point) {
        const auto before = m_column.vertex_count();
        m_column.xy.push_back(point.getX());
        m_column.xy.push_back(point.getY());
        if (m_z) room(m_column.z, before, 1)[0] = point.getZ();
        if (m_m) room(m_column.m, before, 1)[0] = point.getM();
        m_column.vertex_of_ring.push_back(m_column.vertex_count());
    }

    void run(const OGRSimpleCurve& line) {
        const auto n = static_cast<std::size_t>(line.getNumPoints());
        const auto before = m_column.vertex_count();
        m_column.xy.resize(2 * (before + n));
        line.getPoints(reinterpret_cast<OGRRawPoint*>(m_column.xy.data() + 2 * before));
        constexpr int step = sizeof(double);
        if (m_z) line.getPoints(nullptr, 0, nullptr, 0, room(m_column.z, before, n), step);
        if (m_m) line.getPoints(nullptr, 0, nullptr, 0, nullptr, 0, room(m_column.m, before, n), step);
        m_column.vertex_of_ring.push_back(m_column.vertex_count());
    }

    static double* room(std::vector<double>& values, std::size_t before, std::size_t n) {
        values.resize(before, std::nan(""));
        values.resize(before + n);
        return values.data() + before;
    }

    GeometryColumn& m_column;
    bool m_z;
    bool m_m;
};

}  // namespace

bool append_ogr(GeometryColumn& column, const OGRGeometry& geometry) {
    if (!Check(geometry).fits(geometry)) return false;
    Appender appender(column, geometry.Is3D() != 0, geometry.IsMeasured() != 0);
    appender.append(geometry);
    appender.end_row(static_cast<Kind>(wkbFlatten(geometry.getGeometryType())));
    return true;
}

}  // namespace petasentra::io::gdal

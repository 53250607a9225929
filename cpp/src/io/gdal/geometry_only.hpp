#pragma once
#include <vector>

#include "io/gdal/session.hpp"

namespace petasentra::io::gdal {

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

}  // namespace petasentra::io::gdal

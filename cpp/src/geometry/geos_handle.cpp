#include "geometry/geos_handle.hpp"

#include <algorithm>
#include <petasentra/core/error.hpp>
#include <utility>

namespace petasentra::geometry {
namespace {

class Context {
  public:
    Context() : m_handle(GEOS_init_r()) {
        GEOSContext_setErrorMessageHandler_r(m_handle, keep, &m_last_error);
        GEOSContext_setNoticeMessageHandler_r(m_handle, ignore, nullptr);
    }
    ~Context() { GEOS_finish_r(m_handle); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    [[nodiscard]] GEOSContextHandle_t handle() const { return m_handle; }
    [[nodiscard]] std::string take_last_error() { return std::exchange(m_last_error, {}); }

  private:
    static void keep(const char* message, void* to) { *static_cast<std::string*>(to) = message; }
    static void ignore(const char*, void*) {}

    GEOSContextHandle_t m_handle;
    std::string m_last_error;
};

Context& context() {
    thread_local Context one;
    return one;
}

// GEOS computes the envelope of a geometry when it is first asked and keeps it, even in a const geometry. Done here,
// before anyone else sees the geometry, so that later questions from several threads only read.
void warm_envelopes(const GEOSGeometry* geometry) {
    double ignored = 0.0;
    GEOSGeom_getXMin_r(geos(), geometry, &ignored);
    const int type = GEOSGeomTypeId_r(geos(), geometry);
    if (type == GEOS_POLYGON) {
        if (const auto* shell = GEOSGetExteriorRing_r(geos(), geometry)) GEOSGeom_getXMin_r(geos(), shell, &ignored);
        const int holes = GEOSGetNumInteriorRings_r(geos(), geometry);
        for (int i = 0; i < holes; ++i)
            GEOSGeom_getXMin_r(geos(), GEOSGetInteriorRingN_r(geos(), geometry, i), &ignored);
    } else if (type >= GEOS_MULTIPOINT) {
        const int members = GEOSGetNumGeometries_r(geos(), geometry);
        for (int i = 0; i < members; ++i) warm_envelopes(GEOSGetGeometryN_r(geos(), geometry, i));
    }
}

void collect_parts(const GEOSGeometry* geometry, std::vector<const GEOSGeometry*>& out) {
    if (GEOSisEmpty_r(geos(), geometry) == 1) return;
    if (GEOSGeomTypeId_r(geos(), geometry) < GEOS_MULTIPOINT) {
        out.push_back(geometry);
        return;
    }
    const int members = GEOSGetNumGeometries_r(geos(), geometry);
    for (int i = 0; i < members; ++i) collect_parts(GEOSGetGeometryN_r(geos(), geometry, i), out);
}

}  // namespace

GEOSContextHandle_t geos() {
    return context().handle();
}

void geos_failed(const char* operation) {
    const auto words = context().take_last_error();
    throw_if_interrupted();
    const std::string what = std::string(operation) + (words.empty() ? "" : ": " + words);
    throw core::Error(
        core::ErrorCode::geometry_invalid,
        {"Geometri tidak dapat diolah (" + what + ").", "The geometry cannot be processed (" + what + ")."},
        {"Biasanya geometri tidak sah, misalnya memotong dirinya sendiri; perbaiki lalu ulangi.",
         "Most often the geometry is invalid, for instance self-crossing; repair it and try again."});
}

Shape::Handle::Handle(GeosPtr made) : geometry(std::move(made)) {
    warm_envelopes(geometry.get());
}

std::vector<const GEOSGeometry*> parts_of(const GEOSGeometry* geometry) {
    std::vector<const GEOSGeometry*> out;
    collect_parts(geometry, out);
    return out;
}

int part_dimension(const GEOSGeometry* part) {
    switch (GEOSGeomTypeId_r(geos(), part)) {
        case GEOS_POINT:
            return 0;
        case GEOS_POLYGON:
            return 2;
        default:
            return 1;
    }
}

GeosPtr gathered(std::vector<GeosPtr> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    int type = GEOS_GEOMETRYCOLLECTION;
    const bool alike = !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const GeosPtr& part) {
        return GEOSGeomTypeId_r(geos(), part.get()) == GEOSGeomTypeId_r(geos(), parts.front().get());
    });
    if (alike) {
        static constexpr int multi_of_dimension[] = {GEOS_MULTIPOINT, GEOS_MULTILINESTRING, GEOS_MULTIPOLYGON};
        const int simple = GEOSGeomTypeId_r(geos(), parts.front().get());
        if (simple < GEOS_MULTIPOINT) type = multi_of_dimension[part_dimension(parts.front().get())];
    }
    std::vector<GEOSGeometry*> raw;
    raw.reserve(parts.size());
    for (auto& part : parts) raw.push_back(part.release());  // from here GEOS owns them, also when it fails
    return checked(GEOSGeom_createCollection_r(geos(), type, raw.data(), static_cast<unsigned>(raw.size())), "collect");
}

}  // namespace petasentra::geometry

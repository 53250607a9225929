#include "io/gdal/read_crs.hpp"

#include <petasentra/core/error.hpp>
#include <string>
#include <string_view>

namespace petasentra::io::gdal {
namespace {

std::string taken(char* text) {
    const std::string result = text == nullptr ? "" : text;
    CPLFree(text);
    return result;
}

bool is_undefined(const OGRSpatialReference& stated) {
    const char* name = stated.GetName();
    return name != nullptr && std::string_view(name).substr(0, 10) == "Undefined ";
}

}  // namespace

geometry::Crs crs_of(const OGRSpatialReference* stated, std::vector<Note>& notes) {
    if (stated == nullptr || stated->IsEmpty() || is_undefined(*stated)) return {};
    char* projjson = nullptr;
    char* wkt = nullptr;
    const char* const wkt2[] = {"FORMAT=WKT2_2019", nullptr};
    stated->exportToPROJJSON(&projjson, nullptr);
    stated->exportToWkt(&wkt, wkt2);
    const std::string definitions[] = {taken(projjson), taken(wkt)};
    std::string refusal;
    for (const auto& definition : definitions) {
        if (definition.empty()) continue;
        try {
            return geometry::Crs::from_user_input(definition);
        } catch (const core::Error& error) {
            refusal = error.message().en;
        }
    }
    notes.push_back({"CRS_UNREADABLE",
                     {"Sistem koordinat dalam berkas tidak dapat dipahami: " + refusal,
                      "The coordinate system in the file cannot be understood: " + refusal}});
    return {};
}

}  // namespace petasentra::io::gdal

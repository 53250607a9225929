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

StatedCrs crs_of(const OGRSpatialReference* stated) {
    if (stated == nullptr || stated->IsEmpty() || is_undefined(*stated)) return {};
    if (stated->IsLocal()) {
        const char* name = stated->GetName();
        const std::string called = name == nullptr ? "" : " \"" + std::string(name) + "\"";
        return {{},
                {"Berkas menyebut sistem koordinat lokal" + called +
                     ", yang tidak terikat pada bumi, seperti pada gambar CAD.",
                 "The file states the local coordinate system" + called +
                     ", which is not tied to the Earth, like that of a CAD drawing."}};
    }
    char* projjson = nullptr;
    stated->exportToPROJJSON(&projjson, nullptr);
    try {
        return {geometry::Crs::from_user_input(taken(projjson)), {}};
    } catch (const core::Error& error) {
        return {{}, error.message()};
    }
}

}  // namespace petasentra::io::gdal

#include "network/degree_range.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>

#include "network/road_findings.hpp"

namespace petasentra::network {
namespace {

constexpr double farthest_longitude = 360.0;
constexpr double farthest_latitude = 90.0;

/// The first vertex out of range; the row has one.
std::span<const double> stray_of(const geometry::Crs& crs, const geometry::GeometryColumn& lines, std::size_t row) {
    const auto xy = lines.vertices(row);
    std::size_t i = 0;
    while (is_in_range(crs, xy[i], xy[i + 1])) i += 2;
    return xy.subspan(i, 2);
}

core::Text hint_for(double x, double y) {
    if (std::abs(x) <= farthest_latitude && std::abs(y) <= 180.0)
        return {"Bujur dan lintang tampaknya tertukar: setelah yakin, pakai layer.with_axes_swapped().",
                "Longitude and latitude seem to be swapped: once you are sure, use layer.with_axes_swapped()."};
    return {"Angkanya tampaknya meter, misalnya UTM: sebut sistem koordinat yang benar saat membaca, dengan crs=.",
            "The numbers look like metres, of UTM for example: state the right system when reading, with crs=."};
}

}  // namespace

bool is_in_range(const geometry::Crs& crs, double x, double y) noexcept {
    return !crs.is_geographic() || (std::abs(x) <= farthest_longitude && std::abs(y) <= farthest_latitude);
}

bool is_in_range(const geometry::Crs& crs, const geometry::GeometryColumn& lines, std::size_t row) {
    if (!crs.is_geographic()) return true;
    const auto xy = lines.vertices(row);
    for (std::size_t i = 0; i < xy.size(); i += 2)
        if (!is_in_range(crs, xy[i], xy[i + 1])) return false;
    return true;
}

void require_mostly_in_range(const geometry::Crs& crs, const geometry::GeometryColumn& lines, const Roads& roads,
                             const std::string& layer) {
    const auto& status = roads.status;
    const auto strays = std::count(status.begin(), status.end(), RoadStatus::out_of_range);
    const auto others = std::count_if(status.begin(), status.end(), has_edge);
    if (strays <= others) return;
    const auto row =
        static_cast<std::size_t>(std::find(status.begin(), status.end(), RoadStatus::out_of_range) - status.begin());
    const auto at = stray_of(crs, lines, row);
    const auto x = core::number_text(at[0], 4);
    const auto y = core::number_text(at[1], 4);
    const auto number = std::to_string(strays);
    const auto name = crs.name() + (crs.authority_code().empty() ? "" : " (" + crs.authority_code() + ")");
    throw core::Error(core::ErrorCode::crs_mismatch,
                      {"Koordinat " + number + " jalan bukan derajat dalam " + name + ": x " + x.id + ", y " + y.id +
                           " bukan bujur dan lintang.",
                       "The coordinates of " + number + " roads are no degrees in " + name + ": x " + x.en + ", y " +
                           y.en + " are no longitude and latitude."},
                      hint_for(at[0], at[1]), {.layer = layer, .feature = roads.id[row]});
}

void tell_degrees_as_metres(NetworkParts& parts) {
    if (parts.crs.is_geographic() || parts.xy.empty()) return;
    for (const auto* xy : {&parts.node_xy, &parts.xy}) {
        for (std::size_t i = 0; i < xy->size(); i += 2) {
            const double x = (*xy)[i];
            const double y = (*xy)[i + 1];
            if (x < 90.0 || x > 145.0 || y < -15.0 || y > 10.0) return;
        }
    }
    parts.findings.push_back(road_finding(
        "DEGREES_AS_METRES", core::Severity::error, parts.title, "",
        {"Semua koordinat terletak seperti derajat di Indonesia, tetapi dibaca sebagai meter dalam " +
             parts.crs.name() + ".",
         "All coordinates lie as degrees in Indonesia do, yet they are read as metres of " + parts.crs.name() + "."},
        {"Periksa sistem koordinat lapisan; derajat WGS 84 dibaca dengan crs=4326.",
         "Look at the coordinate system of the layer; degrees of WGS 84 are read with crs=4326."},
        no_measure, {}, parts.xy[0], parts.xy[1]));
}

}  // namespace petasentra::network

#include <limits>
#include <petasentra/access/sound_water.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <petasentra/geometry/shape.hpp>
#include <string>
#include <utility>

namespace petasentra::access {
namespace {

network::RoadFinding water_finding(const char* code, const layer::Layer& water, const geometry::InvalidRow& bad,
                                   core::Text message, core::Text hint) {
    core::Finding finding{.code = code,
                          .severity = core::Severity::warning,
                          .layer = water.title(),
                          .feature = std::to_string(bad.row),
                          .message = std::move(message),
                          .hint = std::move(hint),
                          .measure = std::numeric_limits<double>::quiet_NaN(),
                          .unit = {}};
    return {std::move(finding), bad.why.x, bad.why.y};
}

}  // namespace

SoundWater sound_water(const layer::Layer& water, const core::Control& control) {
    SoundWater out;
    const auto bad_rows = geometry::invalid_rows(water.geometry, control);
    if (bad_rows.empty()) {
        out.geometry = water.geometry;
        return out;
    }
    auto bad = bad_rows.begin();
    for (std::size_t row = 0; row < water.size(); ++row) {
        if (bad == bad_rows.end() || bad->row != row) {
            out.geometry.append(water.geometry, row);
            continue;
        }
        control.check();
        const auto mended = water.geometry.is_finite(row) ? geometry::mended(water.geometry, row) : geometry::Shape();
        if (mended.empty()) {
            out.geometry.append_null();
            out.findings.push_back(
                water_finding("WATER_LEFT_OUT", water, *bad,
                              {"Air ini tidak dapat diperbaiki dan tidak dikeluarkan dari daerah jangkauan.",
                               "This water cannot be mended and was not cut out of the ground within reach."},
                              {"Gambar ulang di sumbernya.", "Draw it anew at the source."}));
        } else {
            mended.append_to(out.geometry);
            out.findings.push_back(water_finding(
                "WATER_MENDED", water, *bad,
                {"Batas air ini memotong dirinya sendiri; dipakai setelah diperbaiki.",
                 "The border of this water crosses itself; it was mended before it was used."},
                {"Periksa bentuknya, dan betulkan di sumbernya.", "Look at its shape, and mend it at the source."}));
        }
        ++bad;
    }
    return out;
}

}  // namespace petasentra::access

#include "geometry/refusals.hpp"

#include <petasentra/core/error.hpp>

namespace petasentra::geometry {

void require_known(const Crs& crs) {
    if (crs.known()) return;
    throw core::Error(
        core::ErrorCode::crs_missing,
        {"Sistem koordinat lapisan tidak diketahui, sehingga lapisan itu tidak dapat dipindahkan atau diukur.",
         "The layer has no coordinate reference system, so it can be neither transformed nor measured."},
        {"Sebutkan sistem koordinatnya, misalnya crs=\"EPSG:32749\".", "State it, for instance crs=\"EPSG:32749\"."});
}

void require_finite(const GeometryColumn& column, std::size_t row) {
    if (column.is_finite(row)) return;
    throw core::Error(core::ErrorCode::geometry_not_finite,
                      {"Koordinat memuat nilai NaN atau tak hingga.", "A coordinate is NaN or infinite."},
                      {"Perbaiki atau buang fitur ini, lalu ulangi.", "Repair or drop this feature, then try again."});
}

}  // namespace petasentra::geometry

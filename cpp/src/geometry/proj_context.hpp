#pragma once
#include <proj.h>

#include <memory>
#include <petasentra/geometry/crs.hpp>
#include <string>

namespace petasentra::geometry {

struct PjDeleter {
    void operator()(PJ* object) const noexcept { proj_destroy(object); }
};
using PjPtr = std::unique_ptr<PJ, PjDeleter>;
using SharedPj = std::shared_ptr<PJ>;  ///< never leaves the thread that made it

/// The calling thread's PROJ context: silent, without network, on the database that proj_status() chose.
[[nodiscard]] PJ_CONTEXT* proj_context();

/// The PROJ object of a known CRS, its vertical part taken off; kept by the calling thread.
[[nodiscard]] SharedPj horizontal_object(const Crs& crs);

/// How to get from one known CRS to another with x before y on both sides; kept by the calling thread.
/// Error(transform_failed) if PROJ knows no way.
[[nodiscard]] SharedPj operation_object(const Crs& from, const Crs& to);

/// PROJ's word for the last thing that failed on this thread.
[[nodiscard]] std::string proj_reason();

}  // namespace petasentra::geometry

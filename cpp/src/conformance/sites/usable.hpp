#pragma once
#include <petasentra/conformance/check.hpp>
#include <petasentra/geometry/shape.hpp>
#include <string>

namespace petasentra::conformance {

/// Why a site cannot be cut, if so, and where its geometry is at fault.
struct Fault {
    Gap gap = Gap::none;
    std::string place;  ///< "Self-intersection, 649633.6 9171558.9"; empty where there is none to name
};

/// Looks at one row of the sites in the pack's CRS. `projected` is false for a row that has no place there.
[[nodiscard]] Fault fault_of(const geometry::GeometryColumn& geometry, std::size_t row, bool projected);

/// The finding for a site that cannot be judged; `reason` says why.
[[nodiscard]] core::Finding finding_for(const SiteVerdict& site, const Fault& fault, const core::Text& reason,
                                        const std::string& layer);

}  // namespace petasentra::conformance

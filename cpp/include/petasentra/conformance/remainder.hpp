#pragma once
#include <petasentra/conformance/check.hpp>

namespace petasentra::conformance {

/// What a part of conforming ground must have to be of use; the pack's tolerance holds besides: slivers are of no use.
struct RemainderOptions {
    double min_area_m2 = 0.0;
    double min_width_m = 0.0;  ///< diameter of the largest circle that fits in
};

/// What is left to a site that conforms only in part. Nothing is dropped: ground that is too small is listed with why.
struct Remainder {
    /// One row for each site flagged `partial`, in their order: site_id activity area_m2 length_m share width_m parts
    /// usable_parts usable_area_m2 usable reason_id reason_en schematic, and all of its conforming ground.
    /// `width_m` is that of the widest part; `usable`: some part is. Lines and points have no area_m2, width_m and
    /// usable_area_m2, and are of use where no minimum is asked for.
    layer::Layer sites;
    /// One row for each polygon of that ground (lines and points: all as one), the largest first: site_id activity part
    /// area_m2 share width_m usable reason_id reason_en schematic.
    layer::Layer parts;
};

/// Error(option_value) for a minimum that is negative or no number. In the CRS of the pack; the ground is drawn now.
[[nodiscard]] Remainder remainder_of(const CheckResult& result, const RemainderOptions& options = {},
                                     const core::Control& control = {});

/// Coordinates of some parts as annexes of decrees list them: site_id activity part ring vertex easting_m northing_m
/// utm_zone longitude_deg latitude_deg longitude_dms latitude_dms.
///
/// Rings    1 is the outline, from 2 on what is left out of it; each clockwise from its northernmost vertex (of several
///          the westernmost), without the closing one. Lines and points keep their order.
/// Grid     WGS 84 / UTM: the zone of the layer's own CRS if it is one, else that of the first vertex of the part.
/// Degrees  WGS 84; decimal, and as 112° 18' 06,120" BT and 7° 29' 33,240" LS (BB west, LU north): a thousandth of a
///          second is 3 cm.
[[nodiscard]] layer::Table coordinate_list(const layer::Layer& parts);

}  // namespace petasentra::conformance

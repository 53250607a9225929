#pragma once
#include <optional>
#include <petasentra/zoning/face_areas.hpp>
#include <vector>

#include "conformance/situation/situation.hpp"
#include "portions.hpp"

namespace petasentra::conformance {

/// The ground of a site, measured and not drawn.
struct Measured {
    double measure = 0.0;  ///< of the site: m2, or 1 for a point
    std::vector<Piece> pieces;
};

/// A site with what it has in every ground.
struct SitePortions {
    SitePortions(const AllPortions& all, const BoundPack& pack, const geometry::GeometryColumn& sites, std::size_t row,
                 std::size_t number, bool polygon);

    enum class Lies { outside, partly, within };
    [[nodiscard]] Lies lies_in(const Portions& portions) const;
    /// A piece in a zone of a plan, by number in its ground, without its measure; nothing where the code of the zone
    /// stands for several.
    [[nodiscard]] std::optional<Piece> piece_in(const GoverningPlan& plan, std::size_t feature) const;
    /// A piece that no zone covers.
    [[nodiscard]] Piece piece_outside() const;

    const AllPortions& all;
    const BoundPack& pack;
    const geometry::GeometryColumn& sites;
    std::size_t row;
    std::size_t number;  ///< among the sites in `all`
    bool polygon;
    double measure = 0.0;
    double nothing = 0.0;  ///< as much of the site as is rounding
};

/// Pieces from what a site has in each ground by itself. Nothing where that does not tell: several plans share the site,
/// zones overlap, two borders cross it, a piece is so thin that its border may matter.
[[nodiscard]] std::optional<Measured> pieces_by_portions(const SitePortions& site, const ActivityLaw& activity);

/// Pieces of a polygon from what it has in the grounds together, border by border. Nothing where zones or plans overlap
/// or are not held, where a piece is so thin that its border may matter, and where the two ways to measure disagree.
[[nodiscard]] std::optional<Measured> pieces_by_faces(const SitePortions& site, const ActivityLaw& activity,
                                                      zoning::FaceAreas& faces);

/// Gives pieces of a polygon a bound of the border that any of them, or several together, can have. False if one of
/// them might decide with its own border and not with this one.
[[nodiscard]] bool bound_borders(std::vector<Piece>& pieces, double border_m, const law::Tolerance& tolerance);
/// Completes pieces that bear their measure, by site, share and order.
[[nodiscard]] Measured measured(const SitePortions& site, std::vector<Piece> pieces);

}  // namespace petasentra::conformance

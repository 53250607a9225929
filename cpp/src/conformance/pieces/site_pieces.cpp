#include "site_pieces.hpp"

#include "piece_order.hpp"
#include "pieces.hpp"

namespace petasentra::conformance {

SitePortions::SitePortions(const AllPortions& all_portions, const BoundPack& bound_pack,
                           const geometry::GeometryColumn& all_sites, std::size_t row_of_sites,
                           std::size_t number_asked, bool is_polygon)
    : all(all_portions),
      pack(bound_pack),
      sites(all_sites),
      row(row_of_sites),
      number(number_asked),
      polygon(is_polygon),
      measure(all.measure[number]),
      nothing(rounding_slack * measure) {}

SitePortions::Lies SitePortions::lies_in(const Portions& portions) const {
    const auto outside = portions.outside(number);
    if (measure - outside <= nothing) return Lies::outside;
    return outside <= nothing ? Lies::within : Lies::partly;
}

std::optional<Piece> SitePortions::piece_in(const GoverningPlan& plan, std::size_t feature) const {
    const auto& [i, ground] = plan;
    const auto& instrument = pack.law().instruments[i];
    const auto& layer = *pack.layer(i, instrument.zones()->id);
    Piece piece;
    piece.instrument = i;
    piece.layer = pack.number_of(layer);
    piece.zone = ground->row_of(feature);
    auto codes = law::zones_of_code(instrument.permissions.matrix, layer.code[static_cast<std::size_t>(piece.zone)]);
    if (codes.size() != 1) return std::nullopt;
    piece.zone_code = std::move(codes.front());
    return piece;
}

Piece SitePortions::piece_outside() const {
    Piece piece;
    piece.gap = all.rtrw.empty() ? Gap::no_instrument : Gap::outside;
    piece.instrument = all.rtrw.empty() ? no_index : all.rtrw.front().first;
    return piece;
}

bool bound_borders(std::vector<Piece>& pieces, double border_m, const law::Tolerance& tolerance) {
    std::size_t slivers = 0;
    for (auto& piece : pieces) {
        piece.border_m = border_m;
        const bool sliver = piece.measure < tolerance.sliver_m2;
        slivers += sliver ? 1U : 0U;
        if (!sliver && piece.measure < tolerance.boundary_m * border_m) return false;
    }
    // Slivers that conform together may be more than one.
    return slivers <= 1;
}

Measured measured(const SitePortions& site, std::vector<Piece> pieces) {
    for (auto& piece : pieces) {
        piece.site = site.row;
        piece.share = piece.measure / site.measure;
    }
    put_in_order(pieces, site.pack);
    return {site.measure, std::move(pieces)};
}

}  // namespace petasentra::conformance

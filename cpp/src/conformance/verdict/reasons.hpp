#pragma once
#include <span>

#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// The verdict of a site in one sentence or two, for its row of the table. With a conflict it opens with "belum dapat
/// dinyatakan" and gives both results.
[[nodiscard]] core::Text reason_for(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack,
                                    core::Date as_of);

/// "Kawasan Tanaman Pangan (P-1)", or the code alone where the layer has no names.
[[nodiscard]] std::string zone_label(const Piece& piece, const BoundPack& pack);
/// What a rule says, with its citation: "tabel ketentuan Perda 21/2009 (contoh: Lampiran; belum diverifikasi)".
[[nodiscard]] core::Text citation_of(const AppliedRule& rule, const law::PlanPack& pack);
/// Why a piece has no verdict from a rule; empty for Gap::none.
[[nodiscard]] core::Text gap_text(const Piece& piece, const BoundPack& pack, const std::string& activity,
                                  core::Date as_of);
/// "63,0 % luas" / "63.0% of the area", by dimension of the site; the whole site has its own words.
[[nodiscard]] core::Text share_text(double share, int dimension);

}  // namespace petasentra::conformance

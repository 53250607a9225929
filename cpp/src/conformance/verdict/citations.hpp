#pragma once
#include "conformance/situation/situation.hpp"

namespace petasentra::conformance {

/// "Kawasan Tanaman Pangan (P-1)", or the code alone where the layer has no names.
[[nodiscard]] std::string zone_label(const Piece& piece, const BoundPack& pack);
/// "Penggilingan padi" for the id of an activity of the pack; the word itself where the pack has no name for it.
[[nodiscard]] core::Text named_activity(const std::string& word, const law::PlanPack& pack);
/// What a rule is, with its citation: "matriks ketentuan Perda 21/2009 (contoh: Lampiran; belum diverifikasi)". Its id
/// stands in it only where the label of its article does not tell it from the others of its kind.
[[nodiscard]] core::Text citation_of(const AppliedRule& rule, const law::PlanPack& pack);
/// Why a piece has no verdict from a rule; empty for Gap::none.
[[nodiscard]] core::Text gap_text(const Piece& piece, const BoundPack& pack, const std::string& activity,
                                  core::Date as_of);
/// A cell that is not there means what the pack says; nobody can tell from the table alone. In words.
[[nodiscard]] core::Text what_absence_means(const law::Instrument& instrument);
/// "63,0 % luas tapak" / "63.0% of the site", by dimension of the site; the whole site has its own words.
[[nodiscard]] core::Text share_text(double share, int dimension);

}  // namespace petasentra::conformance

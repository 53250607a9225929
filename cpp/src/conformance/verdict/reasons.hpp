#pragma once
#include <span>

#include "citations.hpp"

namespace petasentra::conformance {

/// The verdict of a site in one sentence or two, for its row of the table. With a conflict it opens with "belum dapat
/// dinyatakan" and gives both results; what an officer has to judge is named.
[[nodiscard]] core::Text reason_for(const SiteVerdict& site, std::span<const Piece> pieces, const BoundPack& pack,
                                    core::Date as_of);

}  // namespace petasentra::conformance

#pragma once
#include <petasentra/conformance/check.hpp>
#include <vector>

namespace petasentra::conformance {

/// Sorts the pieces of one site by zone code, then place of the zone, then rules: an order that depends neither on the
/// order of rows nor on whether pieces have been drawn. What no zone covers comes last.
void put_in_order(std::vector<Piece>& pieces, const BoundPack& pack);

}  // namespace petasentra::conformance

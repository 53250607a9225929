#pragma once
#include <cstdint>
#include <petasentra/conformance/bound_pack.hpp>
#include <vector>

namespace petasentra::conformance {

/// A number for each row of a layer, made of its code, its name and every bit of its geometry: rows with the same number
/// are the same row (two that differ have it with a chance of 2^-64). Told by bits, so that what differs in the sign of a
/// zero is another row. Same numbers on every machine. Cost: O(vertices), once; afterwards rows are compared without
/// reading them.
[[nodiscard]] std::vector<std::uint64_t> row_prints(const BoundLayer& layer);

}  // namespace petasentra::conformance

#pragma once
#include <petasentra/topology/fault.hpp>
#include <vector>

#include "topology/fault_list.hpp"
#include "topology/mosaic.hpp"

namespace petasentra::topology {

/// Puts faults into their order and turns ranks into rows. `their_row_of` is of the neighbouring plan; may be empty.
[[nodiscard]] Faults ordered(FaultList faults, const Mosaic& mosaic, const std::vector<std::uint32_t>& their_row_of,
                             const layer::Layer& layer, const geometry::Crs& working, const core::Control& control);

}  // namespace petasentra::topology

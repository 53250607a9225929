// Compiled for the processors that have registers of 4 costs, see cpp/CMakeLists.txt.
#define PETASENTRA_LANES 4
#include "network/lane_kernels.ipp"

namespace petasentra::network {

constinit const LaneKernels kernels_of_4{4, relax, through, climb, descend, descend_within, add_within};

}  // namespace petasentra::network

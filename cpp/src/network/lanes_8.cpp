// Compiled for the processors that have registers of 8 costs, see cpp/CMakeLists.txt.
#define PETASENTRA_LANES 8
#include "network/lane_kernels.ipp"

namespace petasentra::network {

constinit const LaneKernels kernels_of_8{8, relax, through, climb, descend, descend_within, add_within};

}  // namespace petasentra::network

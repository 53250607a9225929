// Compiled for the processors that have registers of 16 costs, see cpp/CMakeLists.txt.
#define PETASENTRA_LANES 16
#include "network/lane_kernels.ipp"

namespace petasentra::network {

constinit const LaneKernels kernels_of_16{16, relax, through, climb, descend, descend_within, add_within};

}  // namespace petasentra::network

#include "access/weight_table.hpp"

#include <cmath>
#include <petasentra/core/error.hpp>

namespace petasentra::access {
namespace {

/// A table of this many weights takes 128 MB; in tenths of a second it reaches for 19 days.
constexpr network::Cost longest = 1U << 24U;

}  // namespace

WeightTable::WeightTable(const Reach& reach) : m_most(reach.decay.most()) {
    reach.decay.require_sound();
    if (reach.limit >= longest) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Batas jangkauan terlalu besar: paling banyak " + std::to_string(longest - 1) + ".",
                           "The limit of the reach is too large: at most " + std::to_string(longest - 1) + "."},
                          {"Beri batas waktu perjalanan yang wajar, misalnya 60 menit.",
                           "Give a sensible limit of travel time, 60 minutes for example."});
    }
    if (!(reach.unit > 0.0) || !std::isfinite(reach.unit)) {
        throw core::Error(core::ErrorCode::option_value,
                          {"Satuan biaya harus lebih dari 0.", "The unit of costs has to be above 0."});
    }
    m_weights.resize(std::size_t{reach.limit} + 1);
    for (std::size_t cost = 0; cost < m_weights.size(); ++cost)
        m_weights[cost] = reach.decay.at(static_cast<double>(cost) / reach.unit);
}

}  // namespace petasentra::access

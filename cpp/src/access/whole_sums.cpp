#include "access/whole_sums.hpp"

#include <bit>

namespace petasentra::access {

Quantum::Quantum(double most, std::size_t terms) {
    const int exponent = most > 0.0 ? std::ilogb(most) + 1 - 61 : 0;
    // What is left of each term stays below one quantum, so that this many bits of it add up within 63.
    const int bits = 61 - static_cast<int>(std::bit_width(terms));
    m_coarse = std::ldexp(1.0, exponent);
    m_coarse_up = std::ldexp(1.0, -exponent);
    m_fine = std::ldexp(1.0, exponent - bits);
    m_fine_up = std::ldexp(1.0, bits - exponent);
}

WholeSums::WholeSums(std::size_t size)
    : m_size(size), m_lent([this] {
          auto column = std::make_unique<Column>(m_size);
          const std::lock_guard lock(m_mutex);
          m_columns.push_back(std::move(column));
          return std::make_unique<Column*>(m_columns.back().get());
      }) {}

std::vector<double> WholeSums::joined(const Quantum& quantum) const {
    std::vector<double> out(m_size);
    for (std::size_t i = 0; i < m_size; ++i) {
        Quantum::Whole sum;
        for (const auto& column : m_columns) {
            sum.coarse += (*column)[i].coarse;
            sum.fine += (*column)[i].fine;
        }
        out[i] = quantum.fraction(sum);
    }
    return out;
}

}  // namespace petasentra::access

#pragma once
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <petasentra/core/pool.hpp>
#include <vector>

namespace petasentra::access {

/// How fractions are split into whole numbers, so that sums of them are the same in every order: whole multiples of a
/// quantum of 2^-61 of the most that any sum can be, and of a second quantum for what that leaves. Together they hold
/// terms down to some 2^-95 of that most.
class Quantum {
  public:
    /// No sum exceeds `most`, nor has more than `terms` terms.
    Quantum(double most, std::size_t terms);

    struct Whole {
        std::int64_t coarse = 0;
        std::int64_t fine = 0;
    };
    void add(Whole& sum, double term) const noexcept {
        const auto coarse = static_cast<std::int64_t>(term * m_coarse_up);
        // Exact: what is taken off are the leading bits of the term.
        const auto left = term - static_cast<double>(coarse) * m_coarse;
        sum.coarse += coarse;
        sum.fine += static_cast<std::int64_t>(left * m_fine_up);
    }
    [[nodiscard]] double fraction(const Whole& sum) const noexcept {
        return static_cast<double>(sum.coarse) * m_coarse + static_cast<double>(sum.fine) * m_fine;
    }

  private:
    double m_coarse;
    double m_coarse_up;
    double m_fine;
    double m_fine_up;
};

/// A column of sums that several threads add to, each to a copy of its own.
class WholeSums {
  public:
    explicit WholeSums(std::size_t size);

    using Column = std::vector<Quantum::Whole>;
    /// A copy that nobody else has meanwhile.
    [[nodiscard]] core::Pool<Column*>::Lease borrow() { return m_lent.borrow(); }
    /// What all threads have added.
    [[nodiscard]] std::vector<double> joined(const Quantum& quantum) const;

  private:
    std::size_t m_size;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Column>> m_columns;
    core::Pool<Column*> m_lent;
};

}  // namespace petasentra::access

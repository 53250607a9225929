#include <array>
#include <cstddef>
#include <petasentra/geometry/orientation.hpp>

namespace petasentra::geometry {
namespace {

/// A number as a sum of doubles that do not overlap, smallest first: what double arithmetic rounds off is kept.
class ExactSum {
  public:
    void add_product(double x, double y) noexcept {
        const double high = x * y;
        add(std::fma(x, y, -high));
        add(high);
    }
    [[nodiscard]] int sign() const noexcept {
        for (auto i = m_size; i-- > 0;) {
            if (m_term[i] != 0.0) return m_term[i] > 0.0 ? 1 : -1;
        }
        return 0;
    }
    /// The sum rounded: zero only where it is.
    [[nodiscard]] double value() const noexcept {
        double sum = 0.0;
        for (std::size_t i = 0; i < m_size; ++i) sum += m_term[i];
        return sum;
    }

  private:
    // Knuth's sum of two with its error, carried through all terms.
    void add(double value) noexcept {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < m_size; ++i) {
            const double sum = value + m_term[i];
            const double part = sum - value;
            const double error = (value - (sum - part)) + (m_term[i] - part);
            if (error != 0.0) m_term[kept++] = error;
            value = sum;
        }
        m_term[kept++] = value;
        m_size = kept;
    }

    std::array<double, 13> m_term{};
    std::size_t m_size = 0;
};

// (a - p) x (b - p) multiplied out, so that nothing is subtracted before it is multiplied; p.x p.y falls out.
ExactSum area_of(const Point& a, const Point& b, const Point& p) noexcept {
    ExactSum area;
    area.add_product(a.x, b.y);
    area.add_product(-a.x, p.y);
    area.add_product(-p.x, b.y);
    area.add_product(-a.y, b.x);
    area.add_product(a.y, p.x);
    area.add_product(p.y, b.x);
    return area;
}

}  // namespace

int exact_side_of(const Point& a, const Point& b, const Point& p) noexcept {
    return area_of(a, b, p).sign();
}

double exact_cross(const Point& a, const Point& b, const Point& p) noexcept {
    return area_of(a, b, p).value();
}

}  // namespace petasentra::geometry

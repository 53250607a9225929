#pragma once
#include <span>
#include <vector>

namespace petasentra::access {

/// Places along a line, by the share of its length in the plane.
class AlongLine {
  public:
    explicit AlongLine(std::span<const double> xy);
    /// Appends the line between two shares, ends included; one place where they are equal. from <= to.
    void cut(double from, double to, std::vector<double>& out) const;

  private:
    void put(double share, std::vector<double>& out) const;

    std::span<const double> m_xy;
    std::vector<double> m_until;
};

}  // namespace petasentra::access

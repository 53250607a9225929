#include "access/along_line.hpp"

#include <algorithm>
#include <cmath>

namespace petasentra::access {

AlongLine::AlongLine(std::span<const double> xy) : m_xy(xy), m_until{0.0} {
    for (std::size_t v = 1; 2 * v < xy.size(); ++v)
        m_until.push_back(m_until.back() + std::hypot(xy[2 * v] - xy[2 * v - 2], xy[2 * v + 1] - xy[2 * v - 1]));
}

void AlongLine::cut(double from, double to, std::vector<double>& out) const {
    put(from, out);
    for (std::size_t v = 1; v + 1 < m_until.size(); ++v) {
        if (m_until[v] > from * m_until.back() && m_until[v] < to * m_until.back())
            out.insert(out.end(), {m_xy[2 * v], m_xy[2 * v + 1]});
    }
    if (to > from) put(to, out);
}

void AlongLine::put(double share, std::vector<double>& out) const {
    const auto wanted = share * m_until.back();
    auto v = static_cast<std::size_t>(std::lower_bound(m_until.begin(), m_until.end(), wanted) - m_until.begin());
    v = std::clamp<std::size_t>(v, 1, m_until.size() - 1);
    const auto length = m_until[v] - m_until[v - 1];
    const auto part = length > 0.0 ? std::clamp((wanted - m_until[v - 1]) / length, 0.0, 1.0) : 0.0;
    for (const std::size_t k : {0U, 1U}) {
        const auto begin = m_xy[2 * v - 2 + k];
        const auto end = m_xy[2 * v + k];
        out.push_back(part == 1.0 ? end : begin + part * (end - begin));
    }
}

}  // namespace petasentra::access

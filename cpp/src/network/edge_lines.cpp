#include "network/edge_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <petasentra/network/from_lines.hpp>
#include <utility>

namespace petasentra::network {
namespace {

using EndPlace = std::pair<double, double>;

/// The parts of one row as edges between the places at which they end.
class PartsOfRow {
  public:
    PartsOfRow(const geometry::GeometryColumn& lines, std::size_t row) {
        const auto last = lines.ring_of_part[lines.part_of_row[row + 1]];
        for (auto ring = lines.ring_of_part[lines.part_of_row[row]]; ring < last; ++ring) {
            const auto begin = lines.vertex_of_ring[ring];
            const auto count = lines.vertex_of_ring[ring + 1] - begin;
            if (count == 0) continue;
            m_parts.emplace_back(lines.xy.data() + 2 * begin, 2 * count);
            const auto& part = m_parts.back();
            const auto number = m_parts.size() - 1;
            m_at[{part[0], part[1]}].ends.push_back({number, false});
            m_at[{part[part.size() - 2], part[part.size() - 1]}].ends.push_back({number, true});
        }
        m_used.assign(m_parts.size(), 0);
    }

    std::optional<std::vector<double>> joined(const double* near) {
        const auto start = start_of_walk(near);
        if (!start) return std::nullopt;
        const auto steps = walk_from(*start);
        if (steps.size() != m_parts.size()) return std::nullopt;
        std::vector<double> out;
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) append(*step, out);
        return out;
    }

  private:
    /// A part, entered at its last vertex or at its first.
    struct Step {
        std::size_t part;
        bool from_last;
    };
    /// The parts that end at one place, in the order of the row.
    struct Meeting {
        std::vector<Step> ends;
        std::size_t next = 0;  ///< before it all have been travelled
    };

    [[nodiscard]] static bool is_odd(const Meeting& meeting) { return meeting.ends.size() % 2 != 0; }

    /// A walk over all parts begins where an odd number of them ends, of which there are two, or anywhere if there is none.
    [[nodiscard]] std::optional<EndPlace> start_of_walk(const double* near) const {
        const auto odd = std::count_if(m_at.begin(), m_at.end(), [](const auto& at) { return is_odd(at.second); });
        if (m_parts.empty() || odd > 2) return std::nullopt;
        std::optional<EndPlace> best;
        double best_off = 0.0;
        for (const auto& [place, meeting] : m_at) {
            if (odd != 0 && !is_odd(meeting)) continue;
            const double off = std::hypot(place.first - near[0], place.second - near[1]);
            if (best && off >= best_off) continue;
            best = place;
            best_off = off;
        }
        return best;
    }

    /// The steps in reverse order: those that lead nowhere further come first.
    std::vector<Step> walk_from(EndPlace place) {
        std::vector<std::pair<EndPlace, std::optional<Step>>> open{{place, std::nullopt}};
        std::vector<Step> out;
        while (!open.empty()) {
            auto& [ends, next] = m_at[open.back().first];
            while (next < ends.size() && m_used[ends[next].part] != 0) ++next;
            if (next == ends.size()) {
                if (open.back().second) out.push_back(*open.back().second);
                open.pop_back();
                continue;
            }
            const auto step = ends[next];
            m_used[step.part] = 1;
            const auto& part = m_parts[step.part];
            const auto end = step.from_last ? 0 : part.size() - 2;
            open.emplace_back(EndPlace{part[end], part[end + 1]}, step);
        }
        return out;
    }

    void append(Step step, std::vector<double>& out) const {
        const auto& part = m_parts[step.part];
        for (std::size_t i = 0; i < part.size(); i += 2) {
            const auto at = step.from_last ? part.size() - 2 - i : i;
            const auto size = out.size();
            if (size >= 2 && out[size - 2] == part[at] && out[size - 1] == part[at + 1]) continue;
            out.insert(out.end(), {part[at], part[at + 1]});
        }
    }

    std::vector<std::span<const double>> m_parts;
    std::map<EndPlace, Meeting> m_at;
    std::vector<std::uint8_t> m_used;
};

}  // namespace

EdgeLine fit_between(std::span<const double> line, const double* first, const double* second,
                     const LocalGround& ground) {
    const double* begin = line.data();
    const double* end = line.data() + line.size() - 2;
    const auto off_m = [&](const double* node, const double* place) {
        // Where tables agree to the last digit, as most do, nothing is measured.
        if (node[0] == place[0] && node[1] == place[1]) return 0.0;
        return ground.distance_m(node[0], node[1], place[0], place[1]);
    };
    const double as_drawn = std::max(off_m(first, begin), off_m(second, end));
    if (as_drawn == 0.0) return {LineFit::fits, 0.0, false};
    const double against = std::max(off_m(first, end), off_m(second, begin));
    const bool turned = against < as_drawn;
    const double off = turned ? against : as_drawn;
    if (off <= line_end_reach_m) return {turned ? LineFit::turned : LineFit::fits, off, turned};
    return {off <= widest_tolerance_m ? LineFit::moved : LineFit::elsewhere, off, turned};
}

std::optional<std::vector<double>> joined_parts(const geometry::GeometryColumn& lines, std::size_t row,
                                                const double* start) {
    return PartsOfRow(lines, row).joined(start);
}

}  // namespace petasentra::network

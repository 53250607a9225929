#include <algorithm>
#include <cmath>
#include <numbers>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/transform.hpp>

#include "topology/row_rules.hpp"

namespace petasentra::topology {
namespace {

using geometry::GeometryColumn;
using geometry::Place;

constexpr std::size_t spike_zones_per_block = 128;

double apart(Place a, Place b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// One ring, asked vertex by vertex.
class RingQuestion {
  public:
    RingQuestion(std::span<const double> pairs, bool is_shell, double tolerance_m)
        : m_pairs(pairs), m_count(pairs.size() < 2 ? 0 : pairs.size() / 2 - 1), m_tolerance_m(tolerance_m) {
        double twice = 0.0;
        for (std::size_t i = 0; i < m_count; ++i) {
            const auto a = at(i);
            const auto b = at(i + 1);
            twice += (a.x - pairs[0]) * (b.y - pairs[1]) - (b.x - pairs[0]) * (a.y - pairs[1]);
        }
        m_interior_left = (twice >= 0.0) == is_shell;
    }

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] Place at(std::size_t i) const {
        const auto v = i < m_count ? i : i - m_count;
        return {m_pairs[2 * v], m_pairs[2 * v + 1]};
    }

    struct Corner {
        double angle;      ///< between the arms, 0..pi
        double shorter_m;  ///< arm
        bool inside;       ///< the zone lies between the arms
    };
    /// False if the arms enclose a right angle or more, or if one is nowhere longer than the tolerance: the whole ring
    /// lies about this vertex.
    [[nodiscard]] bool corner(std::size_t i, Corner& out) const {
        const auto here = at(i);
        std::size_t before = 1;
        while (before < m_count && !beyond(here, at(i + m_count - before))) ++before;
        std::size_t after = 1;
        while (after < m_count && !beyond(here, at(i + after))) ++after;
        if (before == m_count || after == m_count) return false;
        const auto p = at(i + m_count - before);
        const auto q = at(i + after);
        const double dot = (p.x - here.x) * (q.x - here.x) + (p.y - here.y) * (q.y - here.y);
        if (dot <= 0.0) return false;
        const double cross = (here.x - p.x) * (q.y - here.y) - (here.y - p.y) * (q.x - here.x);
        out.angle = std::atan2(std::abs(cross), dot);
        out.shorter_m = std::min(apart(here, p), apart(here, q));
        out.inside = cross == 0.0 || (cross > 0.0) == m_interior_left;
        return true;
    }

  private:
    [[nodiscard]] bool beyond(Place a, Place b) const {
        const double dx = a.x - b.x;
        const double dy = a.y - b.y;
        return dx * dx + dy * dy > m_tolerance_m * m_tolerance_m;
    }

    std::span<const double> m_pairs;
    std::size_t m_count;
    double m_tolerance_m;
    bool m_interior_left = true;
};

/// Whether the edges that begin at a vertex and before it have a twin.
using IsCrack = std::vector<std::uint64_t>;

bool is_loose(const IsCrack& loose, std::uint64_t vertex) {
    return std::binary_search(loose.begin(), loose.end(), vertex);
}

struct SpikeRule {
    double angle;
    double tolerance_m;
    double sliver_m2;
    const IsCrack* loose;  ///< null: every corner counts, whatever side the zone is on

    void ask_ring(const GeometryColumn& zones, std::size_t rank, std::int64_t part, std::uint64_t ring, bool is_shell,
                  FaultList& faults) const {
        const auto begin = zones.vertex_of_ring[ring];
        const auto size = zones.vertex_of_ring[ring + 1] - begin;
        const RingQuestion question(std::span(zones.xy).subspan(2 * begin, 2 * size), is_shell, tolerance_m);
        Place first{std::nan(""), 0.0};
        Place told = first;
        for (std::size_t i = 0; question.count() >= 2 && i < question.count(); ++i) {
            RingQuestion::Corner corner{};
            if (!question.corner(i, corner) || corner.angle > angle) continue;
            const auto edge_before = begin + (i + question.count() - 1) % question.count();
            if (!corner.inside && loose != nullptr && !(is_loose(*loose, begin + i) && is_loose(*loose, edge_before)))
                continue;  // somebody else's spike
            const auto here = question.at(i);
            // The same tip, drawn with several vertices.
            if (apart(here, told) <= tolerance_m || apart(here, first) <= tolerance_m) continue;
            told = here;
            if (std::isnan(first.x)) first = here;
            auto& fault =
                faults.add(Rule::zone_spike, static_cast<std::int64_t>(rank), geometry::points_of(std::span(&here, 1)));
            fault.part = part;
            fault.measure = corner.shorter_m;
            fault.unit = "m";
        }
    }

    void ask_zone(const GeometryColumn& zones, std::size_t row, std::size_t rank, FaultList& faults) const {
        for (auto part = zones.part_of_row[row]; part < zones.part_of_row[row + 1]; ++part) {
            double area = 0.0;
            if (is_sliver(zones, part, sliver_m2, tolerance_m, area)) continue;  // is told as such
            const auto shell = zones.ring_of_part[part];
            for (auto ring = shell; ring < zones.ring_of_part[part + 1]; ++ring) {
                ask_ring(zones, rank, static_cast<std::int64_t>(part - zones.part_of_row[row]), ring, ring == shell,
                         faults);
            }
        }
    }
};

}  // namespace

FaultList spikes(const Mosaic& mosaic, const layer::Layer& layer, const LooseEdges& edges, const ValidateSettings& used,
                 const core::Control& control) {
    IsCrack loose;
    for (const auto& use : edges.uses) loose.push_back(use.vertex);
    std::sort(loose.begin(), loose.end());
    const double angle = used.spike_deg * std::numbers::pi / 180.0;
    const SpikeRule rule{angle, used.tolerance_m, used.sliver_m2, &loose};
    std::vector<FaultList> found(core::block_count(mosaic.size(), spike_zones_per_block));
    core::for_blocks(mosaic.size(), spike_zones_per_block, control, [&](core::Block block) {
        for (auto rank = block.begin; rank < block.end; ++rank) {
            if (mosaic.is_mended[rank] == 0) rule.ask_zone(mosaic.zones, rank, rank, found[block.index]);
        }
    });
    FaultList out;
    out.add(std::move(found));

    std::vector<std::size_t> ranks;
    std::vector<std::size_t> rows;
    for (std::size_t rank = 0; rank < mosaic.size(); ++rank) {
        if (mosaic.is_mended[rank] == 0 || geometry::dimension(layer.geometry.kind[mosaic.row_of[rank]]) != 2) continue;
        ranks.push_back(rank);
        rows.push_back(mosaic.row_of[rank]);
    }
    if (rows.empty()) return out;
    const auto raw = geometry::transform(layer.geometry.take(rows), layer.crs, used.metric_crs, control);
    const SpikeRule raw_rule{angle, used.tolerance_m, used.sliver_m2, nullptr};
    for (std::size_t i = 0; i < rows.size(); ++i) raw_rule.ask_zone(raw, i, ranks[i], out);
    return out;
}

}  // namespace petasentra::topology

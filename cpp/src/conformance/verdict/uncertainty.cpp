#include "uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <petasentra/geometry/buffers.hpp>
#include <petasentra/geometry/polygons.hpp>
#include <set>

#include "conformance/pieces/conforming_ground.hpp"
#include "conformance/pieces/overlaps.hpp"
#include "judge.hpp"
#include "moved_borders.hpp"

namespace petasentra::conformance {

using geometry::Shape;

namespace {

/// Nine of ten errors of a normal distribution lie within so many standard deviations.
constexpr double deviations_of_90_percent = 1.6448536269514722;

/// The chance that the border has moved at least `needed_m` outwards.
double chance_of(double needed_m, double error_m) {
    const auto deviation_m = error_m / deviations_of_90_percent;
    return 0.5 * std::erfc(needed_m / deviation_m / std::sqrt(2.0));
}

/// Ground narrower than twice this is what rounding left along a cut.
constexpr double hair_m = 1e-6;

/// Both sides of the borders around a site.
struct Sides {
    Shape conforming;
    Shape other;
    double slivers =
        0.0;  ///< of the site: what conforms in slivers less what does not; they count as what surrounds them
    bool mixed = false;
};

/// The polygons of a shape by size.
std::vector<Shape> parted(const Shape& ground, double smallest_m2, std::vector<Shape>& small) {
    std::vector<Shape> large;
    for (auto& part : geometry::polygons_of(ground))
        (part.area() < smallest_m2 ? small : large).push_back(std::move(part));
    return large;
}

Shape joined(const std::vector<Shape>& some, const std::vector<Shape>& others) {
    std::vector<const Shape*> all;
    for (const auto* list : {&some, &others}) {
        for (const auto& shape : *list) all.push_back(&shape);
    }
    return Shape::union_of(all);
}

/// Parts too small to have a border that could lie elsewhere go to the side that surrounds them.
void pass_on_slivers(Sides& sides, double smallest_m2, const MeasuredSite& site) {
    std::vector<Shape> small_conforming;
    std::vector<Shape> small_other;
    const auto conforming = parted(sides.conforming, smallest_m2, small_conforming);
    const auto other = parted(sides.other, smallest_m2, small_other);
    if (small_conforming.empty() && small_other.empty()) return;
    const auto on_site = [&](const std::vector<Shape>& parts) {
        auto sum = 0.0;
        for (const auto& part : parts)
            sum += part.intersection(site.shape.shape()).only(site.dimension).measure(site.dimension);
        return sum / site.measure;
    };
    sides.slivers = on_site(small_conforming) - on_site(small_other);
    sides.conforming = joined(conforming, small_other);
    sides.other = joined(other, small_conforming);
}

bool is_point(double low, double high) {
    return high - low <= rounding_slack;
}

void set_interval(SiteVerdict& verdict, double low, double high, const law::Tolerance& tolerance) {
    verdict.share_min = low;
    verdict.share_max = high;
    const auto within = [&](double mark) { return low <= mark + rounding_slack && mark <= high + rounding_slack; };
    verdict.boundary_uncertain =
        !is_point(low, high) && (within(tolerance.conforming_share) || within(tolerance.decisive_share));
}

/// How far around a site is judged for borders within `reach_m`. Chords of the buffer lie inside the circle, and of a part
/// that reaches this far in more than a sliver is seen.
double window_m(double reach_m, const law::Tolerance& tolerance) {
    return 1.1 * reach_m + 1.0 + 4.0 * std::sqrt(tolerance.sliver_m2);
}

/// Steps 2 to 7 on the ground around the site, with the measures of the site.
Sides sides_around(const Surroundings& around, const Situation& situation, double reach_m) {
    const auto& pack = situation.pack();
    const auto smallest_m2 = pack.law().tolerance.sliver_m2;
    const auto window = geometry::moved_out(around.site.shape.shape(), window_m(reach_m, pack.law().tolerance), 4);
    auto pieces = around.cutter.cut(around.site.row, window, 2, around.activity);
    for (auto& piece : pieces) {
        add_broken(piece, around.distances, pack, around.measures);
        judge(piece, pack, around.activity, around.measures);
    }
    const auto conforms = [](const Piece& piece) { return law::is_conforming(piece.verdict); };
    Sides sides;
    if (std::all_of(pieces.begin(), pieces.end(), conforms) || std::none_of(pieces.begin(), pieces.end(), conforms))
        return sides;
    const auto measure = window.area();
    std::vector<const Shape*> against;
    for (const auto& piece : pieces) {
        if (!conforms(piece)) against.push_back(&piece.ground);
    }
    // Each side out of its own pieces: what rounding leaves between pieces of one side then lies within it.
    sides.conforming = conforming_ground(as_drawn(pieces), pack, 2, measure);
    sides.other = Shape::union_of(against).only(2);
    if (!lie_apart(pieces, measure)) sides.conforming = geometry::without_needles(std::move(sides.conforming), hair_m);
    pass_on_slivers(sides, std::max(smallest_m2, rounding_slack * measure), around.site);
    sides.mixed = true;
    return sides;
}

}  // namespace

MapAccuracy map_accuracy(std::span<const Piece> pieces, const Situation& situation) {
    std::set<std::size_t> governing;
    for (const auto& piece : pieces) {
        if (!piece.decisive || piece.instrument == no_index) continue;
        if (piece.gap == Gap::outside)
            governing.insert(situation.rtrw().begin(), situation.rtrw().end());
        else
            governing.insert(piece.instrument);
    }
    MapAccuracy accuracy;
    for (const auto i : governing) {
        const auto& stated = situation.pack().law().instruments[i].horizontal_accuracy_m;
        if (!stated)
            accuracy.unstated.push_back(i);
        else
            accuracy.metres = std::max(accuracy.metres.value_or(0.0), *stated);
    }
    if (!accuracy.unstated.empty()) accuracy.metres.reset();
    return accuracy;
}

double largest_error_m(const law::PlanPack& pack) noexcept {
    auto largest = 0.0;
    for (const auto& instrument : pack.instruments)
        largest = std::max(largest, instrument.horizontal_accuracy_m.value_or(0.0));
    return largest;
}

double seen_beyond_m(const law::PlanPack& pack, const CheckOptions& options) noexcept {
    const auto error_m = options.uncertainty ? largest_error_m(pack) : 0.0;
    return error_m > 0.0 ? window_m(reach_in_errors * error_m, pack.tolerance) : 0.0;
}

void add_uncertainty(SiteVerdict& verdict, std::span<const Piece> pieces, const Situation& situation,
                     Surroundings around) {
    const auto accuracy = map_accuracy(pieces, situation);
    verdict.accuracy_unstated = accuracy.unstated;
    verdict.accuracy_m = accuracy.metres;
    if (!accuracy.metres || !verdict.share_conforming) return;
    const auto error_m = *accuracy.metres;
    const auto& tolerance = situation.pack().law().tolerance;
    const auto share = *verdict.share_conforming;
    const auto reach_m = reach_in_errors * error_m;
    const auto as_mapped = [&] {
        set_interval(verdict, share, share, tolerance);
        verdict.probability_conforming = law::is_conforming(verdict.verdict) ? 1.0 : 0.0;
    };
    if (error_m <= 0.0 || around.border_at_least_m > reach_m) return as_mapped();
    auto sides = sides_around(around, situation, reach_m);
    if (!sides.mixed) return as_mapped();
    MovedBorders borders(around.site.shape.shape(), around.site.dimension, around.site.measure, share - sides.slivers,
                         std::move(sides.conforming), std::move(sides.other));
    const auto moved = [&](double outwards_m) {
        return std::clamp(borders.share(outwards_m) + sides.slivers, 0.0, 1.0);
    };
    set_interval(verdict, std::min(share, moved(-error_m)), std::max(share, moved(error_m)), tolerance);
    const auto needed_m = borders.needed_for(tolerance.conforming_share - rounding_slack, error_m);
    verdict.probability_conforming = std::isinf(needed_m) ? (needed_m < 0.0 ? 1.0 : 0.0) : chance_of(needed_m, error_m);
}

}  // namespace petasentra::conformance

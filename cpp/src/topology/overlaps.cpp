#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/geometry/interrupt.hpp>
#include <petasentra/topology/tolerance.hpp>
#include <set>
#include <utility>

#include "topology/partition.hpp"

namespace petasentra::topology {
namespace {

using geometry::Shape;
using Pair = std::pair<std::uint32_t, std::uint32_t>;

constexpr std::size_t overlap_faces_per_block = 16;
constexpr std::size_t pairs_per_block = 8;

/// Pairs among the zones of one face whose boxes meet and that are in force together, the smaller rank first.
std::vector<Pair> pairs_among(const std::vector<std::uint32_t>& zones, const Mosaic& mosaic) {
    std::vector<geometry::Box> boxes;
    for (const auto rank : zones) boxes.push_back(mosaic.boxes[rank]);
    const index::BoxIndex index(boxes);
    std::vector<Pair> out;
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        index.query(boxes[i], near);
        for (const auto j : near) {
            if (j > i && mosaic.together(zones[i], zones[j])) out.emplace_back(zones[i], zones[j]);
        }
    }
    return out;
}

std::vector<Pair> candidate_pairs(const Partition& partition, const core::Control& control) {
    std::vector<std::size_t> covered_twice;
    for (std::size_t f = 0; f < partition.faces.size(); ++f) {
        if (partition.faces[f].zones.size() > 1) covered_twice.push_back(f);
    }
    std::vector<std::vector<Pair>> found(core::block_count(covered_twice.size(), overlap_faces_per_block));
    core::for_blocks(covered_twice.size(), overlap_faces_per_block, control, [&](core::Block block) {
        const geometry::Interruptible interruptible(control);
        for (auto i = block.begin; i < block.end; ++i) {
            const auto& face = partition.faces[covered_twice[i]];
            const auto pairs = pairs_among(zones_in(face, partition.covering, partition.shapes), partition.mosaic);
            found[block.index].insert(found[block.index].end(), pairs.begin(), pairs.end());
        }
    });
    std::vector<Pair> out;
    for (const auto& some : found) out.insert(out.end(), some.begin(), some.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Neither shape has ground wider than the tolerance beyond the other.
bool same_ground(const Shape& one, const Shape& other, double shared_m2, double tolerance_m) {
    const double border = one.length() + other.length();
    for (const auto* shape : {&one, &other}) {
        const double area = shape->area();
        // Ground that is nowhere wider than the tolerance has little area for its border: most pairs end here.
        if (area - shared_m2 > tolerance_m * border + 1e-9 * area) return false;
    }
    return wider_parts(ground_beyond(one, other), tolerance_m).empty() &&
           wider_parts(ground_beyond(other, one), tolerance_m).empty();
}

void compare(const Pair& pair, const Partition& partition, FaultList& faults) {
    const auto& one = partition.shapes.at(pair.first);
    const auto& other = partition.shapes.at(pair.second);
    const auto shared = common_ground(one, other);
    auto wide = wider_parts(shared, partition.tolerance_m);
    if (wide.empty()) return;
    const bool same = same_ground(one, other, shared.area(), partition.tolerance_m);
    const double area = wide.area();
    auto& fault = same ? faults.add(Rule::duplicate_geometry, pair.second, std::move(wide))
                       : faults.add(Rule::zone_overlap, pair.first, std::move(wide));
    fault.other = same ? pair.first : pair.second;
    fault.measure = area;
    fault.unit = "m2";
}

}  // namespace

FaultList overlaps(const Partition& partition, const core::Control& control) {
    const auto pairs = candidate_pairs(partition, control);
    std::vector<FaultList> found(core::block_count(pairs.size(), pairs_per_block));
    core::for_blocks(pairs.size(), pairs_per_block, control, [&](core::Block block) {
        const geometry::Interruptible interruptible(control);
        for (auto i = block.begin; i < block.end; ++i) compare(pairs[i], partition, found[block.index]);
    });
    FaultList out;
    std::set<std::int64_t> told;  // rows already reported as the duplicate of an earlier one: pairs are in order
    for (auto& some : found) {
        for (std::size_t i = 0; i < some.faults.size(); ++i) {
            auto& fault = some.faults[i];
            if (fault.rule == Rule::duplicate_geometry && !told.insert(fault.row).second) continue;
            out.faults.push_back(std::move(fault));
            out.places.push_back(std::move(some.places[i]));
        }
    }
    return out;
}

}  // namespace petasentra::topology

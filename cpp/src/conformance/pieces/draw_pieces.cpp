#include "draw_pieces.hpp"

#include <algorithm>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <tuple>

#include "conformance/sites/subjects.hpp"
#include "pieces.hpp"

namespace petasentra::conformance {
namespace {

constexpr std::size_t sites_per_drawing = 64;

/// What tells the pieces of one site apart.
auto identity(const Piece& piece) {
    std::vector<std::tuple<AppliedRule::Kind, std::size_t, std::size_t>> rules;
    for (const auto* list : {&piece.rules, &piece.silent}) {
        for (const auto& rule : *list) {
            if (rule.kind != AppliedRule::Kind::matrix) rules.emplace_back(rule.kind, rule.instrument, rule.rule);
        }
    }
    std::sort(rules.begin(), rules.end());
    return std::tuple(piece.instrument, piece.layer, piece.zone, piece.zone_code, std::move(rules));
}

void draw(const CheckResult& result, std::size_t row, const ActivityLaw& law, Cutter& cutter,
          geometry::GeometryColumn& out) {
    const auto& site = result.verdicts.rows()[row];
    const auto pieces = std::span(result.pieces).subspan(site.first_piece, site.last_piece - site.first_piece);
    if (pieces.size() == 1 && pieces.front().ground.empty()) {
        geometry::Shape(result.sites->geometry, row).append_to(out);
        return;
    }
    std::vector<Piece> cut;
    for (const auto& piece : pieces) {
        if (!piece.ground.empty()) {
            piece.ground.append_to(out);
            continue;
        }
        if (cut.empty())
            cut = cutter.cut(row, geometry::Shape(result.sites->geometry, row), site.words->dimension, law);
        const auto same =
            std::find_if(cut.begin(), cut.end(), [&](const Piece& one) { return identity(one) == identity(piece); });
        (same == cut.end() ? piece : *same).ground.append_to(out);
    }
}

}  // namespace

geometry::GeometryColumn drawn(const CheckResult& result, std::span<const std::size_t> rows,
                               const core::Control& control) {
    std::vector<core::Finding> said_before;
    const auto subjects = subjects_of(*result.sites, result.options, said_before);
    Situation situation(*result.pack, result.options);
    std::vector<const ActivityLaw*> laws;
    for (const auto row : rows) laws.push_back(&situation.activity(subjects.asked[row]));
    std::vector<geometry::GeometryColumn> blocks(core::block_count(rows.size(), sites_per_drawing));
    core::Pool<Cutter> cutters([&] { return std::make_unique<Cutter>(situation); });
    core::for_blocks(rows.size(), sites_per_drawing, control, [&](core::Block block) {
        auto cutter = cutters.borrow();
        for (auto i = block.begin; i < block.end; ++i) draw(result, rows[i], *laws[i], *cutter, blocks[block.index]);
    });
    geometry::GeometryColumn out;
    for (const auto& block : blocks) {
        for (std::size_t row = 0; row < block.size(); ++row) out.append(block, row);
    }
    return out;
}

}  // namespace petasentra::conformance

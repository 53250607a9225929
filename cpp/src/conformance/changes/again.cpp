#include <algorithm>
#include <numeric>
#include <optional>
#include <petasentra/conformance/again.hpp>

#include "conformance/verdict/asking.hpp"
#include "conformance/verdict/late_evidence.hpp"
#include "conformance/verdict/uncertainty.hpp"
#include "pack_difference.hpp"

namespace petasentra::conformance {

namespace {

/// Evidence of rows of which some were asked anew.
class EvidenceOfBoth : public LateEvidence {
  public:
    EvidenceOfBoth(std::shared_ptr<const LateEvidence> before, std::shared_ptr<const LateEvidence> anew,
                   std::vector<std::size_t> asked)
        : m_before(std::move(before)), m_anew(std::move(anew)), m_asked(std::move(asked)) {}

    void add_to(SiteVerdict& site, std::size_t row) const override {
        const auto at = std::lower_bound(m_asked.begin(), m_asked.end(), row);
        if (at != m_asked.end() && *at == row) {
            m_anew->add_to(site, static_cast<std::size_t>(at - m_asked.begin()));
        } else if (m_before) {
            m_before->add_to(site, row);
        }
    }

  private:
    std::shared_ptr<const LateEvidence> m_before;
    std::shared_ptr<const LateEvidence> m_anew;
    std::vector<std::size_t> m_asked;  ///< ascending
};

bool lies_in(const CheckResult& result, std::size_t row, const PackDifference& difference) {
    const auto& site = result.verdicts.rows()[row];
    for (auto p = site.first_piece; p < site.last_piece; ++p) {
        const auto& piece = result.pieces[p];
        if (difference.zones.contains({piece.instrument, piece.zone_code})) return true;
    }
    return false;
}

/// Where a site has to lie for the difference to touch it, as boxes: the changed ground, and where borders may lie
/// elsewhere, a strip around it and around the zones of which something else is said.
std::vector<geometry::Box> touched(const CheckResult& before, const PackDifference& difference) {
    auto boxes = difference.ground;
    const auto beyond_m = seen_beyond_m(before.pack->law(), before.options);
    if (beyond_m <= 0.0) return boxes;
    for (const auto& layer : before.pack->layers()) {
        for (std::size_t row = 0; row < layer.code.size(); ++row) {
            const auto codes = law::zones_of_code(before.pack->law().instruments[layer.instrument].permissions.matrix,
                                                  layer.code[row]);
            if (std::any_of(codes.begin(), codes.end(),
                            [&](const auto& code) { return difference.zones.contains({layer.instrument, code}); }))
                boxes.push_back(layer.bounds[row]);
        }
    }
    for (auto& box : boxes) {
        if (box.empty()) continue;
        box.add(box.min_x - beyond_m, box.min_y - beyond_m);
        box.add(box.max_x + beyond_m, box.max_y + beyond_m);
    }
    return boxes;
}

/// Sites that the difference may touch, judged by what is known of them without their question.
std::vector<std::size_t> sites_near(const CheckResult& before, const PackDifference& difference) {
    std::vector<std::size_t> rows;
    const auto& geometry = before.sites->geometry;
    const auto boxes = touched(before, difference);
    geometry::Box all;
    for (const auto& box : boxes) all.add(box);
    for (std::size_t row = 0; row < before.verdicts.size(); ++row) {
        // What has no ground to ask about is answered without looking at the law of a place.
        if (before.verdicts.rows()[row].words->dimension < 0) continue;
        bool near = false;
        if (!boxes.empty()) {
            const auto bounds = geometry.bounds(row);
            near = bounds.intersects(all) &&
                   std::any_of(boxes.begin(), boxes.end(), [&](const auto& box) { return box.intersects(bounds); });
        }
        if (near || (!difference.zones.empty() && lies_in(before, row, difference))) rows.push_back(row);
    }
    return rows;
}

struct AskedAgain {
    std::vector<std::size_t> rows;  ///< of the sites, ascending
    Answers answers;
    std::shared_ptr<const LateEvidence> evidence;
};

AskedAgain ask_again(const CheckResult& before, std::vector<std::size_t> rows,
                     const std::shared_ptr<const BoundPack>& pack, const core::Control& control) {
    AskedAgain out;
    std::vector<core::Finding> said_before;
    auto prepared = prepare_sites(before.sites->take(rows), *pack, before.options, said_before, control.part(0.0, 0.1));
    const auto situation = std::make_shared<Situation>(*pack, before.options);
    std::vector<std::size_t> numbers(rows.size());
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    out.answers = ask(prepared, *situation, numbers, true, control.part(0.1, 1.0));
    std::vector<const ActivityLaw*> laws;
    for (const auto& asked : prepared.subjects.asked) laws.push_back(&situation->activity(asked));
    out.evidence = std::make_shared<DistancesAfterwards>(
        std::make_shared<const layer::Layer>(std::move(prepared.sites)), pack, situation, std::move(laws));
    out.rows = std::move(rows);
    return out;
}

Piece copy_of(const Piece& piece) {
    Piece out;
    static_cast<PieceFacts&>(out) = piece;
    if (!piece.ground.empty()) out.ground = piece.ground.copy();
    return out;
}

/// Copies the pieces of a row; false where one lies in a zone that is no longer there.
bool copy_pieces(const CheckResult& before, std::size_t row, const PackDifference& difference, CheckResult& out) {
    const auto& site = before.verdicts.rows()[row];
    for (auto p = site.first_piece; p < site.last_piece; ++p) {
        auto& piece = out.pieces.emplace_back(copy_of(before.pieces[p]));
        if (piece.layer == no_index || piece.zone < 0 || difference.row_now[piece.layer].empty()) continue;
        const auto now = difference.row_now[piece.layer][static_cast<std::size_t>(piece.zone)];
        if (now == no_index) return false;
        piece.zone = static_cast<std::int64_t>(now);
    }
    return true;
}

}  // namespace

std::optional<CheckResult> check_again(const CheckResult& before, std::shared_ptr<const BoundPack> pack,
                                       const core::Control& control) {
    const auto difference = difference_of(*before.pack, *pack);
    if (!difference) return std::nullopt;
    auto rows = sites_near(before, *difference);
    auto anew = ask_again(before, std::move(rows), pack, control);

    CheckResult out;
    out.pack = pack;
    out.options = before.options;
    out.sites = before.sites;
    out.in_force = before.in_force;
    out.findings = pack->findings();
    out.findings.insert(out.findings.end(),
                        before.findings.begin() + static_cast<std::ptrdiff_t>(before.pack->findings().size()),
                        before.findings.end());
    out.verdicts.reserve(before.verdicts.size());
    out.pieces.reserve(before.pieces.size() + anew.answers.pieces.size());
    std::size_t next = 0;
    for (std::size_t row = 0; row < before.verdicts.size(); ++row) {
        const auto first = out.pieces.size();
        if (next < anew.rows.size() && anew.rows[next] == row) {
            auto site = std::move(anew.answers.verdicts[next++]);
            for (auto p = site.first_piece; p < site.last_piece; ++p) {
                out.pieces.push_back(std::move(anew.answers.pieces[p]));
                out.pieces.back().site = row;
            }
            site.first_piece = first;
            site.last_piece = out.pieces.size();
            out.verdicts.add(std::move(site));
            continue;
        }
        auto site = before.verdicts.rows()[row];
        if (!copy_pieces(before, row, *difference, out)) return std::nullopt;
        site.first_piece = first;
        site.last_piece = out.pieces.size();
        out.verdicts.add(std::move(site));
    }
    out.verdicts.set_evidence(
        std::make_shared<EvidenceOfBoth>(before.verdicts.evidence(), anew.evidence, std::move(anew.rows)));
    return out;
}

}  // namespace petasentra::conformance

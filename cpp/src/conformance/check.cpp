#include <cmath>
#include <iterator>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/geometry/transform.hpp>

#include "decide.hpp"
#include "judge.hpp"
#include "measured_pieces.hpp"
#include "overlaps.hpp"
#include "pieces.hpp"
#include "reasons.hpp"
#include "subjects.hpp"
#include "usable.hpp"

namespace petasentra::conformance {

namespace {

constexpr std::size_t sites_per_block = 32;

/// What the sites of one check have in common.
struct Question {
    const layer::Layer& sites;  // in the pack's CRS
    const std::vector<Fault>& faults;
    const MeasuredPieces& measured;
    const Subjects& subjects;
    const Situation& situation;
    const std::vector<const ActivityLaw*>& laws;  // by row
};

/// The answers of one block of sites.
struct Answers {
    std::vector<SiteVerdict> verdicts;
    std::vector<Piece> pieces;
    std::vector<core::Finding> findings;
};

SiteVerdict without_ground(SiteVerdict site, const Fault& fault, const Question& question, Answers& out) {
    const auto& pack = question.situation.pack();
    Piece nothing;
    nothing.gap = fault.gap;
    const auto text = gap_text(nothing, pack, site.activity, question.situation.options().as_of);
    site.reason = {"Data tidak tersedia: " + text.id + ".", "No data: " + text.en + "."};
    if (site.existing_use) site.existing_use_state = "undecided";
    out.findings.push_back(finding_for(site, fault, text, question.sites.title()));
    return site;
}

/// The site as a shape on which ground counts once, however often a line or a list of points goes over it.
geometry::Shape counted_once(const geometry::GeometryColumn& geometry, std::size_t row) {
    geometry::Shape shape(geometry, row);
    if (geometry::dimension(geometry.kind[row]) == 2) return shape;
    return geometry::Shape::union_of(std::vector<const geometry::Shape*>{&shape});
}

SiteVerdict judge_site(std::size_t row, const Question& question, Cutter& cutter, Answers& out) {
    const auto& pack = question.situation.pack();
    const auto& geometry = question.sites.geometry;
    const auto& law = *question.laws[row];
    SiteVerdict site;
    site.site_id = question.subjects.id[row];
    site.activity = question.subjects.asked[row].word;
    site.existing_use = question.subjects.has_history[row];
    const auto& fault = question.faults[row];
    if (fault.gap != Gap::none) return without_ground(std::move(site), fault, question, out);

    const auto dimension = geometry::dimension(geometry.kind[row]);
    auto ground = question.measured.of(row, law);
    if (!ground) {
        const auto shape = counted_once(geometry, row);
        const auto measure = shape.measure(dimension);
        if (!std::isfinite(measure) || measure <= 0.0)
            return without_ground(std::move(site), {Gap::not_measurable, {}}, question, out);
        ground = Measured{measure, cutter.cut(row, shape, dimension, law)};
    }
    auto& pieces = ground->pieces;
    site.dimension = dimension;
    site.measure = ground->measure;
    for (auto& piece : pieces) judge(piece, pack, law);
    judge_overlaps(pieces, pack, dimension, site.measure);
    decide(site, pieces, question.situation, law);
    site.reason = reason_for(site, pieces, pack, question.situation.options().as_of);
    std::move(pieces.begin(), pieces.end(), std::back_inserter(out.pieces));
    return site;
}

std::vector<Fault> faults_of(const geometry::GeometryColumn& geometry, const std::vector<bool>& projected,
                             const core::Control& control) {
    std::vector<Fault> faults(geometry.size());
    core::for_blocks(geometry.size(), sites_per_block, control, [&](core::Block block) {
        for (auto row = block.begin; row < block.end; ++row) faults[row] = fault_of(geometry, row, projected[row]);
    });
    return faults;
}

void append(CheckResult& result, Answers& answers) {
    const auto offset = result.pieces.size();
    for (auto& site : answers.verdicts) {
        site.first_piece += offset;
        site.last_piece += offset;
        result.verdicts.push_back(std::move(site));
    }
    std::move(answers.pieces.begin(), answers.pieces.end(), std::back_inserter(result.pieces));
    std::move(answers.findings.begin(), answers.findings.end(), std::back_inserter(result.findings));
}

void require_crs(const layer::Layer& sites) {
    if (sites.crs.known()) return;
    throw core::Error(core::ErrorCode::crs_missing, {"Lapisan tapak tidak punya CRS.", "The site layer has no CRS."},
                      {"Nyatakan CRS-nya saat membaca, misalnya crs=\"EPSG:4326\".",
                       "State it when reading, e.g. crs=\"EPSG:4326\"."},
                      {sites.provenance.source, sites.title(), {}, {}});
}

}  // namespace

const char* to_string(Route route) noexcept {
    switch (route) {
        case Route::konfirmasi:
            return "konfirmasi";
        case Route::persetujuan:
            return "persetujuan";
        case Route::rekomendasi:
            return "rekomendasi";
    }
    return "";
}

CheckResult check(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack, const CheckOptions& options,
                  const core::Control& control) {
    require_crs(sites);
    CheckResult result;
    result.pack = pack;
    result.options = options;
    result.findings = pack->findings();
    const auto subjects = subjects_of(sites, options, result.findings);
    result.sites = sites;
    geometry::RowFailures failed;
    result.sites.geometry = geometry::transform(sites.geometry, sites.crs, pack->crs(), control.part(0.0, 0.1), failed);
    std::vector<bool> projected(sites.size(), true);
    for (const auto& failure : failed) projected[failure.row] = !sites.geometry.is_finite(failure.row);
    result.sites.crs = pack->crs();
    Situation situation(*pack, options);
    result.in_force = situation.in_force();
    // Worked out before the threads start: the map of activities is then only read.
    std::vector<const ActivityLaw*> laws(sites.size());
    for (std::size_t row = 0; row < sites.size(); ++row) laws[row] = &situation.activity(subjects.asked[row]);

    const auto faults = faults_of(result.sites.geometry, projected, control.part(0.1, 0.2));
    const MeasuredPieces measured(result.sites, faults, situation, laws, control.part(0.2, 0.4));
    const Question question{result.sites, faults, measured, subjects, situation, laws};
    std::vector<Answers> answers(core::block_count(sites.size(), sites_per_block));
    core::Pool<Cutter> cutters([&] { return std::make_unique<Cutter>(situation); });
    core::for_blocks(sites.size(), sites_per_block, control.part(0.4, 1.0), [&](core::Block block) {
        auto cutter = cutters.borrow();
        auto& out = answers[block.index];
        for (auto row = block.begin; row < block.end; ++row) {
            const auto first = out.pieces.size();
            try {
                out.verdicts.push_back(judge_site(row, question, *cutter, out));
            } catch (const core::Error& error) {
                throw error.at({sites.provenance.source, sites.title(), subjects.id[row], {}});
            }
            out.verdicts.back().first_piece = first;
            out.verdicts.back().last_piece = out.pieces.size();
        }
    });
    for (auto& block : answers) append(result, block);
    return result;
}

}  // namespace petasentra::conformance

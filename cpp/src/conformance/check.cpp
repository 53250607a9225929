#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/geometry/transform.hpp>

#include "asking.hpp"
#include "border_distances.hpp"
#include "decide.hpp"
#include "existing_use.hpp"
#include "judge.hpp"
#include "measured_pieces.hpp"
#include "overlaps.hpp"
#include "pieces.hpp"
#include "reasons.hpp"
#include "uncertainty.hpp"
#include "usable.hpp"

namespace petasentra::conformance {

namespace {

constexpr std::size_t sites_per_block = 32;

/// What the sites of one check have in common.
struct Question {
    const PreparedSites& prepared;
    const MeasuredPieces& measured;
    const BorderDistances* borders;  ///< null: no map says how far they may lie elsewhere
    const Situation& situation;
    bool in_full;
};

SiteVerdict without_ground(SiteVerdict site, const Fault& fault, const History& history, const Question& question,
                           Answers& out) {
    const auto& pack = question.situation.pack();
    Piece nothing;
    nothing.gap = fault.gap;
    const auto text = gap_text(nothing, pack, site.activity, question.situation.options().as_of);
    site.reason = {"Data tidak tersedia: " + text.id + ".", "No data: " + text.en + "."};
    out.findings.push_back(finding_for(site, fault, text, question.prepared.sites.title()));
    add_existing_use(site, existing_use(history, site.verdict, {}, pack.law(), question.situation.options().as_of));
    return site;
}

/// The site as a shape on which ground counts once, however often a line or a list of points goes over it.
geometry::Shape counted_once(const geometry::GeometryColumn& geometry, std::size_t row) {
    geometry::Shape shape(geometry, row);
    if (geometry::dimension(geometry.kind[row]) == 2) return shape;
    return geometry::Shape::union_of(std::vector<const geometry::Shape*>{&shape});
}

SiteVerdict judge_site(std::size_t row, const ActivityLaw& law, const Question& question, Cutter& cutter,
                       Answers& out) {
    const auto& pack = question.situation.pack();
    const auto& geometry = question.prepared.sites.geometry;
    const auto& subjects = question.prepared.subjects;
    const auto& history = subjects.history[row];
    SiteVerdict site;
    site.site_id = subjects.id[row];
    site.activity = subjects.asked[row].word;
    const auto& fault = question.prepared.faults[row];
    if (fault.gap != Gap::none) return without_ground(std::move(site), fault, history, question, out);

    const auto dimension = geometry::dimension(geometry.kind[row]);
    const auto shape = counted_once(geometry, row);
    auto ground = question.measured.of(row, law);
    if (!ground) {
        const auto measure = shape.measure(dimension);
        if (!std::isfinite(measure) || measure <= 0.0)
            return without_ground(std::move(site), {Gap::not_measurable, {}}, history, question, out);
        ground = Measured{measure, cutter.cut(row, shape, dimension, law)};
    }
    auto& pieces = ground->pieces;
    site.dimension = dimension;
    site.measure = ground->measure;
    const MeasuredSite measured{site.site_id, question.prepared.values[row], geometry, row, shape, dimension,
                                site.measure};
    Measures measures(question.situation, measured, cutter);
    site.distances = measures.distances(law);
    for (auto& piece : pieces) {
        add_broken(piece, site.distances, pack, measures);
        judge(piece, pack, law, measures);
    }
    judge_overlaps(pieces, pack, dimension, site.measure);
    decide(site, pieces, question.situation, law, history);
    if (question.situation.options().uncertainty) {
        const auto border_m = question.borders == nullptr ? 0.0 : question.borders->at_least_m(row, law);
        add_uncertainty(site, pieces, question.situation, {measured, law, site.distances, measures, cutter, border_m});
    }
    if (!question.in_full) return site;
    site.reason = reason_for(site, pieces, pack, question.situation.options().as_of);
    // What a use may still count on belongs to the answer; that it conforms follows from the verdict.
    if (site.existing_use && site.existing_use_state != "conforming") {
        site.reason.id += " " + site.existing_use_summary.id;
        site.reason.en += " " + site.existing_use_summary.en;
    }
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

/// Nothing where no map says how accurate it is, or nobody asks.
std::optional<BorderDistances> border_distances(const PreparedSites& prepared, std::span<const std::size_t> rows,
                                                const Situation& situation, std::span<const ActivityLaw* const> laws,
                                                const core::Control& control) {
    const auto states_an_error = [&](std::size_t i) {
        return situation.pack().law().instruments[i].horizontal_accuracy_m.value_or(0.0) > 0.0;
    };
    const auto any = [&](const auto& plans) { return std::any_of(plans.begin(), plans.end(), states_an_error); };
    if (!situation.options().uncertainty || !(any(situation.rdtr()) || any(situation.rtrw()))) return std::nullopt;
    return BorderDistances(prepared.sites, rows, prepared.faults, situation, laws, control);
}

void append(Answers& all, Answers& block) {
    const auto offset = all.pieces.size();
    for (auto& site : block.verdicts) {
        site.first_piece += offset;
        site.last_piece += offset;
        all.verdicts.push_back(std::move(site));
    }
    std::move(block.pieces.begin(), block.pieces.end(), std::back_inserter(all.pieces));
    std::move(block.findings.begin(), block.findings.end(), std::back_inserter(all.findings));
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

PreparedSites prepare_sites(const layer::Layer& sites, const BoundPack& pack, const CheckOptions& options,
                            std::vector<core::Finding>& findings, const core::Control& control) {
    require_crs(sites);
    PreparedSites out;
    out.subjects = subjects_of(sites, options, findings);
    out.values = site_values_of(sites, out.subjects.id, findings);
    out.sites = sites;
    geometry::RowFailures failed;
    out.sites.geometry = geometry::transform(sites.geometry, sites.crs, pack.crs(), control.part(0.0, 0.5), failed);
    out.sites.crs = pack.crs();
    std::vector<bool> projected(sites.size(), true);
    for (const auto& failure : failed) projected[failure.row] = !sites.geometry.is_finite(failure.row);
    out.faults = faults_of(out.sites.geometry, projected, control.part(0.5, 1.0));
    return out;
}

Answers ask(const PreparedSites& prepared, Situation& situation, std::span<const std::size_t> rows, bool in_full,
            const core::Control& control) {
    // Worked out before the threads start: the map of activities is then only read.
    std::vector<const ActivityLaw*> laws(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) laws[i] = &situation.activity(prepared.subjects.asked[rows[i]]);
    const MeasuredPieces measured(prepared.sites, rows, prepared.faults, situation, laws, control.part(0.0, 0.3));
    const auto borders = border_distances(prepared, rows, situation, laws, control.part(0.3, 0.4));
    const Question question{prepared, measured, borders ? &*borders : nullptr, situation, in_full};
    std::vector<Answers> blocks(core::block_count(rows.size(), sites_per_block));
    core::Pool<Cutter> cutters([&] { return std::make_unique<Cutter>(situation); });
    core::for_blocks(rows.size(), sites_per_block, control.part(0.4, 1.0), [&](core::Block block) {
        auto cutter = cutters.borrow();
        auto& out = blocks[block.index];
        for (auto i = block.begin; i < block.end; ++i) {
            const auto row = rows[i];
            const auto first = out.pieces.size();
            try {
                out.verdicts.push_back(judge_site(row, *laws[i], question, *cutter, out));
            } catch (const core::Error& error) {
                const auto& sites = prepared.sites;
                throw error.at({sites.provenance.source, sites.title(), prepared.subjects.id[row], {}});
            }
            out.verdicts.back().first_piece = first;
            out.verdicts.back().last_piece = out.pieces.size();
        }
    });
    Answers all;
    for (auto& block : blocks) append(all, block);
    return all;
}

CheckResult check(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack, const CheckOptions& options,
                  const core::Control& control) {
    CheckResult result;
    result.pack = pack;
    result.options = options;
    result.findings = pack->findings();
    auto prepared = prepare_sites(sites, *pack, options, result.findings, control.part(0.0, 0.1));
    Situation situation(*pack, options);
    result.in_force = situation.in_force();
    std::vector<std::size_t> rows(sites.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    auto answers = ask(prepared, situation, rows, true, control.part(0.1, 1.0));
    result.sites = std::move(prepared.sites);
    result.verdicts = std::move(answers.verdicts);
    result.pieces = std::move(answers.pieces);
    std::move(answers.findings.begin(), answers.findings.end(), std::back_inserter(result.findings));
    return result;
}

}  // namespace petasentra::conformance

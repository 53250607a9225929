#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/geometry/transform.hpp>

#include "answer_memo.hpp"
#include "asking.hpp"
#include "border_distances.hpp"
#include "conformance/pieces/measured_pieces.hpp"
#include "conformance/pieces/overlaps.hpp"
#include "conformance/pieces/pieces.hpp"
#include "conformance/sites/usable.hpp"
#include "decide.hpp"
#include "existing_use.hpp"
#include "judge.hpp"
#include "late_evidence.hpp"
#include "reasons.hpp"
#include "uncertainty.hpp"

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

/// What one thread at a time works with.
struct Desk {
    explicit Desk(const Situation& situation) : cutter(situation) {}
    Cutter cutter;
    zoning::FaceAreas faces;
    AnswerMemo memo;
};

SiteVerdicts::Row own_words(SiteVerdict site) {
    SiteVerdicts::Row row;
    row.site_id = std::move(site.site_id);
    row.measure = site.measure;
    row.words = std::make_shared<const SiteVerdict>(std::move(site));
    return row;
}

SiteVerdicts::Row without_ground(SiteVerdict site, const Fault& fault, const History& history, const Question& question,
                                 Answers& out) {
    const auto& pack = question.situation.pack();
    Piece nothing;
    nothing.gap = fault.gap;
    const auto text = gap_text(nothing, pack, site.activity, question.situation.options().as_of);
    site.reason = {"Data tidak tersedia: " + text.id + ".", "No data: " + text.en + "."};
    out.findings.push_back(finding_for(site, fault, text, question.prepared.sites.title()));
    add_existing_use(site, existing_use(history, site.verdict, {}, pack.law(), question.situation.options().as_of));
    return own_words(std::move(site));
}

/// What a use may still count on belongs to the answer; that it conforms follows from the verdict.
void add_use_to_reason(SiteVerdict& site) {
    if (!site.existing_use || site.existing_use_state == "conforming") return;
    site.reason.id += " " + site.existing_use_summary.id;
    site.reason.en += " " + site.existing_use_summary.en;
}

/// The row and piece of a site that is answered as another was.
SiteVerdicts::Row answered_as(const AnswerMemo::Answer& known, const Piece& piece, const MeasuredSite& measured,
                              const History& history, const Question& question, Answers& out) {
    SiteVerdicts::Row row{known.site, measured.id, measured.measure, 0, 0};
    if (history.stated) {
        auto site = *known.site;
        add_existing_use(site, existing_use(history, site.verdict, site.prohibited_by, question.situation.pack().law(),
                                            question.situation.options().as_of));
        if (question.in_full) add_use_to_reason(site);
        row.words = std::make_shared<const SiteVerdict>(std::move(site));
    }
    if (!question.in_full) return row;
    auto& out_piece = out.pieces.emplace_back();
    static_cast<PieceFacts&>(out_piece) = known.piece;
    out_piece.site = piece.site;
    out_piece.zone = piece.zone;
    out_piece.measure = piece.measure;
    out_piece.share = piece.share;
    out_piece.border_m = piece.border_m;
    return row;
}

bool breaks_none(std::span<const DistanceTest> distances) {
    return std::all_of(distances.begin(), distances.end(),
                       [](const DistanceTest& test) { return test.outcome == Outcome::met; });
}

/// Whether no border that may lie elsewhere is near enough to make this site less certain than others of its zone.
bool lies_clear(std::size_t row, const ActivityLaw& law, const Question& question) {
    return question.borders == nullptr ||
           question.borders->at_least_m(row, law) > reach_in_errors * largest_error_m(question.situation.pack().law());
}

SiteVerdicts::Row judge_site(std::size_t row, const ActivityLaw& law, const Question& question, Desk& desk,
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
    SiteShape shape(geometry, row);
    auto ground = question.measured.of(row, law, desk.faces);
    const bool whole = ground && ground->pieces.size() == 1;
    if (!ground) {
        const auto measure = shape.shape().measure(dimension);
        if (!std::isfinite(measure) || measure <= 0.0)
            return without_ground(std::move(site), {Gap::not_measurable, {}}, history, question, out);
        ground = Measured{measure, desk.cutter.cut(row, shape.shape(), dimension, law, &question.measured)};
    }
    auto& pieces = ground->pieces;
    site.dimension = dimension;
    site.measure = ground->measure;
    const MeasuredSite measured{subjects.id[row], question.prepared.values[row], geometry, row, shape, dimension,
                                site.measure};
    Measures measures(question.situation, measured, desk.cutter);
    site.distances = measures.distances(law);
    const bool may_be_known = whole && breaks_none(site.distances) && lies_clear(row, law, question);
    if (may_be_known) {
        if (const auto* known = desk.memo.find(pieces.front(), dimension, law, pack))
            return answered_as(*known, pieces.front(), measured, history, question, out);
    }
    for (auto& piece : pieces) {
        add_broken(piece, site.distances, pack, measures);
        judge(piece, pack, law, measures);
    }
    judge_overlaps(pieces, pack, dimension, site.measure);
    const bool to_be_known = may_be_known && pieces.front().conditions.empty() && pieces.front().intensity.empty();
    decide(site, pieces, question.situation, law, to_be_known ? History{} : history);
    if (question.situation.options().uncertainty) {
        const auto border_m = question.borders == nullptr ? 0.0 : question.borders->at_least_m(row, law);
        add_uncertainty(site, pieces, question.situation,
                        {measured, law, site.distances, measures, desk.cutter, border_m});
    }
    if (question.in_full) site.reason = reason_for(site, pieces, pack, question.situation.options().as_of);
    if (to_be_known) {
        site.site_id.clear();
        const auto& known = desk.memo.keep({std::make_shared<const SiteVerdict>(std::move(site)), pieces.front()});
        return answered_as(known, pieces.front(), measured, history, question, out);
    }
    if (!question.in_full) return own_words(std::move(site));
    add_use_to_reason(site);
    std::move(pieces.begin(), pieces.end(), std::back_inserter(out.pieces));
    return own_words(std::move(site));
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
    block = {};
}

Answers joined(std::vector<Answers>& blocks, std::size_t rows) {
    Answers all;
    std::size_t pieces = 0;
    for (const auto& block : blocks) pieces += block.pieces.size();
    all.verdicts.reserve(rows);
    all.pieces.reserve(pieces);
    for (auto& block : blocks) append(all, block);
    return all;
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
    out.sites.table = sites.table;
    out.sites.provenance = sites.provenance;
    out.sites.geometry_name = sites.geometry_name;
    out.sites.geometry_position = sites.geometry_position;
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
    auto measured = std::make_unique<const MeasuredPieces>(prepared.sites, rows, prepared.faults, situation, laws,
                                                           control.part(0.0, 0.3));
    auto borders = border_distances(prepared, rows, situation, laws, control.part(0.3, 0.4));
    const Question question{prepared, *measured, borders ? &*borders : nullptr, situation, in_full};
    std::vector<Answers> blocks(core::block_count(rows.size(), sites_per_block));
    core::Pool<Desk> desks([&] { return std::make_unique<Desk>(situation); });
    core::for_blocks(rows.size(), sites_per_block, control.part(0.4, 1.0), [&](core::Block block) {
        auto desk = desks.borrow();
        auto& out = blocks[block.index];
        for (auto i = block.begin; i < block.end; ++i) {
            const auto row = rows[i];
            const auto first = out.pieces.size();
            try {
                out.verdicts.push_back(judge_site(row, *laws[i], question, *desk, out));
            } catch (const core::Error& error) {
                const auto& sites = prepared.sites;
                throw error.at({sites.provenance.source, sites.title(), prepared.subjects.id[row], {}});
            }
            out.verdicts.back().first_piece = first;
            out.verdicts.back().last_piece = out.pieces.size();
        }
    });
    measured.reset();  // as large as what it has helped to find
    borders.reset();
    return joined(blocks, rows.size());
}

CheckResult check(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack, const CheckOptions& options,
                  const core::Control& control) {
    CheckResult result;
    result.pack = pack;
    result.options = options;
    result.findings = pack->findings();
    auto prepared = prepare_sites(sites, *pack, options, result.findings, control.part(0.0, 0.1));
    const auto situation = std::make_shared<Situation>(*pack, options);
    result.in_force = situation->in_force();
    std::vector<std::size_t> rows(sites.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    auto answers = ask(prepared, *situation, rows, true, control.part(0.1, 1.0));
    std::vector<const ActivityLaw*> laws(sites.size());
    for (const auto row : rows) laws[row] = &situation->activity(prepared.subjects.asked[row]);
    result.sites = std::make_shared<const layer::Layer>(std::move(prepared.sites));
    result.verdicts.reserve(sites.size());
    for (auto& row : answers.verdicts) result.verdicts.add(std::move(row));
    result.verdicts.set_evidence(
        std::make_shared<const DistancesAfterwards>(result.sites, pack, situation, std::move(laws)));
    result.pieces = std::move(answers.pieces);
    std::move(answers.findings.begin(), answers.findings.end(), std::back_inserter(result.findings));
    return result;
}

}  // namespace petasentra::conformance

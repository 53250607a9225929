#include <algorithm>
#include <map>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/parallel.hpp>
#include <petasentra/core/pool.hpp>
#include <petasentra/geometry/transform.hpp>

#include "decide.hpp"
#include "judge.hpp"
#include "pieces.hpp"
#include "reasons.hpp"

namespace petasentra::conformance {

using core::Error;
using core::ErrorCode;

namespace {

constexpr std::size_t sites_per_block = 32;

std::vector<std::string> site_ids(const layer::Layer& sites, const std::string& column_name) {
    const auto& column = sites.table.column(column_name, sites.title());
    std::vector<std::string> ids(sites.size());
    std::map<std::string, std::size_t> first;
    for (std::size_t row = 0; row < sites.size(); ++row) {
        const core::Place place{sites.provenance.source, sites.title(), std::to_string(row), column_name};
        const auto id = column.text_at(row);
        if (!id || id->empty()) {
            throw Error(ErrorCode::null_value,
                        {"Baris " + std::to_string(row) + " tidak punya site_id.",
                         "Row " + std::to_string(row) + " has no site id."},
                        {"Isi kolom " + column_name + " untuk setiap tapak.",
                         "Fill the column " + column_name + " for every site."},
                        place);
        }
        const auto [earlier, fresh] = first.emplace(*id, row);
        if (!fresh) {
            throw Error(ErrorCode::duplicate_id,
                        {"Tapak \"" + *id + "\" muncul dua kali (baris " + std::to_string(earlier->second) + " dan " +
                             std::to_string(row) + ").",
                         "Site \"" + *id + "\" appears twice (rows " + std::to_string(earlier->second) + " and " +
                             std::to_string(row) + ")."},
                        {"Beri setiap tapak pengenal sendiri.", "Give every site an id of its own."},
                        {sites.provenance.source, sites.title(), *id, column_name});
        }
        ids[row] = *id;
    }
    return ids;
}

std::vector<std::string> optional_texts(const layer::Layer& sites, std::string_view name) {
    std::vector<std::string> out(sites.size());
    if (const auto* column = sites.table.find(name)) {
        for (std::size_t row = 0; row < sites.size(); ++row) out[row] = column->text_at(row).value_or(std::string{});
    }
    return out;
}

bool states_something(const layer::Layer& sites, std::string_view name, std::size_t row) {
    const auto* column = sites.table.find(name);
    if (column == nullptr || !column->is_valid(row)) return false;
    if (!column->is_text()) return true;
    const auto text = column->text_at(row).value_or(std::string{});
    return !text.empty() && text != "[]";
}

/// Why a site cannot be cut, if so; nothing is dropped, the row says it.
Gap unusable(const geometry::GeometryColumn& geometry, std::size_t row, geometry::Validity& problem) {
    if (geometry.is_null(row)) return Gap::geometry_null;
    if (geometry.kind[row] == geometry::Kind::collection) return Gap::mixed_geometry;
    if (geometry.is_empty(row)) return Gap::geometry_empty;
    if (!geometry.is_finite(row)) return Gap::not_finite;
    problem = geometry::validity(geometry, row);
    return problem.valid() ? Gap::none : Gap::geometry_invalid;
}

core::Finding finding_for(const SiteVerdict& site, Gap gap, const geometry::Validity& problem, const core::Text& reason,
                          const std::string& layer) {
    core::Finding finding;
    finding.code = gap == Gap::geometry_null    ? "GEOMETRY_NULL"
                   : gap == Gap::geometry_empty ? "GEOMETRY_EMPTY"
                   : gap == Gap::not_finite     ? "COORDINATE_NOT_FINITE"
                   : gap == Gap::mixed_geometry ? "GEOMETRY_MIXED"
                                                : "GEOMETRY_INVALID";
    finding.severity = core::Severity::error;
    finding.layer = layer;
    finding.feature = site.site_id;
    finding.message = {"Tapak " + site.site_id + ": " + reason.id, "Site " + site.site_id + ": " + reason.en};
    if (gap == Gap::geometry_invalid) {
        const auto where = problem.reason + ", " + std::to_string(problem.x) + " " + std::to_string(problem.y);
        finding.message.id += " (" + where + ")";
        finding.message.en += " (" + where + ")";
    }
    finding.message.id += ".";
    finding.message.en += ".";
    finding.hint = {"Betulkan geometri tapak ini lalu periksa ulang; putusannya dicatat sebagai data tidak tersedia.",
                    "Mend the geometry of this site and check again; its verdict is recorded as no data."};
    return finding;
}

/// A transformation must not fail as a whole because one site is broken: such rows are left out of it.
geometry::GeometryColumn transform_usable(const layer::Layer& sites, const geometry::Crs& to,
                                          const core::Control& control) {
    auto column = sites.geometry;
    for (std::size_t row = 0; row < column.size(); ++row) {
        if (column.is_finite(row)) continue;
        // Keep the broken row as it is, in a column where the others can be transformed.
        geometry::GeometryColumn kept;
        for (std::size_t r = 0; r < column.size(); ++r) {
            if (column.is_finite(r))
                kept.append(column, r);
            else
                kept.append_null();
        }
        auto moved = geometry::transform(kept, sites.crs, to, control);
        geometry::GeometryColumn out;
        for (std::size_t r = 0; r < column.size(); ++r) out.append(column.is_finite(r) ? moved : column, r);
        return out;
    }
    return geometry::transform(column, sites.crs, to, control);
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
    if (!sites.crs.known()) {
        throw Error(ErrorCode::crs_missing, {"Lapisan tapak tidak punya CRS.", "The site layer has no CRS."},
                    {"Nyatakan CRS-nya saat membaca, misalnya crs=\"EPSG:4326\".",
                     "State it when reading, e.g. crs=\"EPSG:4326\"."},
                    {sites.provenance.source, sites.title(), {}, {}});
    }
    const auto ids = site_ids(sites, options.site_id);
    std::vector<std::string> words(sites.size(), options.for_activity);
    if (options.for_activity.empty()) {
        const auto& column = sites.table.column(options.activity, sites.title());
        for (std::size_t row = 0; row < sites.size(); ++row) words[row] = column.text_at(row).value_or(std::string{});
    }
    const auto kbli_versions = optional_texts(sites, "kbli_version");

    CheckResult result;
    result.pack = pack;
    result.options = options;
    result.sites = sites;
    result.sites.geometry = transform_usable(sites, pack->crs(), control);
    result.sites.crs = pack->crs();
    Situation situation(*pack, options);
    result.in_force = situation.in_force();
    // Worked out before the threads start: the map of activities is then only read.
    std::vector<const ActivityLaw*> laws(sites.size());
    for (std::size_t row = 0; row < sites.size(); ++row)
        laws[row] = &situation.activity(words[row], kbli_versions[row]);

    struct BlockResult {
        std::vector<SiteVerdict> verdicts;
        std::vector<Piece> pieces;
        std::vector<core::Finding> findings;
    };
    std::vector<BlockResult> blocks(core::block_count(sites.size(), sites_per_block));
    core::Pool<Cutter> cutters([&] { return std::make_unique<Cutter>(situation); });
    core::for_blocks(sites.size(), sites_per_block, control, [&](core::Block block) {
        auto cutter = cutters.borrow();
        auto& out = blocks[block.index];
        for (auto row = block.begin; row < block.end; ++row) {
            SiteVerdict site;
            site.site_id = ids[row];
            site.activity = words[row];
            site.activity_row = laws[row]->match.activity.value_or(no_index);
            site.first_piece = out.pieces.size();
            geometry::Validity problem;
            const auto gap = unusable(result.sites.geometry, row, problem);
            if (gap != Gap::none) {
                Piece piece;
                piece.site = row;
                piece.gap = gap;
                const auto text = gap_text(piece, *pack, site.activity, options.as_of);
                site.reason = {"Data tidak tersedia: " + text.id + ".", "No data: " + text.en + "."};
                out.findings.push_back(finding_for(site, gap, problem, text, sites.title()));
            } else {
                const geometry::Shape shape(result.sites.geometry, row);
                site.dimension = geometry::dimension(result.sites.geometry.kind[row]);
                site.measure = shape.measure(site.dimension);
                auto pieces = cutter->cut(row, shape, site.dimension, *laws[row]);
                for (auto& piece : pieces) judge(piece, *pack, *laws[row]);
                judge_overlaps(pieces, *pack, site.dimension, site.measure);
                const Subject subject{states_something(sites, "established_on", row) ||
                                      states_something(sites, "permits", row)};
                decide(site, pieces, situation, *laws[row], subject);
                site.reason = reason_for(site, pieces, *pack, options.as_of);
                std::move(pieces.begin(), pieces.end(), std::back_inserter(out.pieces));
            }
            site.last_piece = out.pieces.size();
            out.verdicts.push_back(std::move(site));
        }
    });
    for (auto& block : blocks) {
        const auto offset = result.pieces.size();
        for (auto& site : block.verdicts) {
            site.first_piece += offset;
            site.last_piece += offset;
            result.verdicts.push_back(std::move(site));
        }
        std::move(block.pieces.begin(), block.pieces.end(), std::back_inserter(result.pieces));
        std::move(block.findings.begin(), block.findings.end(), std::back_inserter(result.findings));
    }
    return result;
}

}  // namespace petasentra::conformance

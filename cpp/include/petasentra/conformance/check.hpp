#pragma once
#include <cstdint>
#include <optional>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/conformance/evidence.hpp>
#include <petasentra/core/control.hpp>
#include <petasentra/core/date.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/geometry/shape.hpp>
#include <petasentra/law/verdict.hpp>
#include <petasentra/layer/layer.hpp>
#include <span>
#include <string>
#include <vector>

namespace petasentra::conformance {

struct CheckOptions {
    core::Date as_of;                    ///< the day the question is asked for
    std::optional<core::Date> known_on;  ///< count only what had been published by this day
    std::string site_id = "site_id";     ///< column of the sites that identifies them; values must differ
    std::string activity = "activity";   ///< column with an activity id or KBLI digits
    std::string for_activity;            ///< one activity for every site; the column is then not needed
    bool uncertainty = true;             ///< work out how far borders may lie elsewhere (step 11)
};

/// What decided about a piece of ground, and what it says by itself.
struct AppliedRule {
    enum class Kind : std::uint8_t { matrix, area, overlay, distance, intensity };
    Kind kind = Kind::matrix;
    std::size_t instrument = no_index;
    /// Index into the instrument's area_rules, overlay_rules, distance_rules or intensity; no_index for the matrix.
    std::size_t rule = no_index;
    law::Verdict says = law::Verdict::no_data;
    bool replaced = false;  ///< an area rule that ranks above it stands in its place
    bool gives = false;     ///< says by itself what the piece's verdict is
    bool opposes = false;   ///< one side of a conflict on this piece
    bool turned = false;    ///< a distance rule broken the other way round: see DistanceTest
};
/// Rules of step 7 and bounds on building hold for what stands on the ground, not for the ground: they tighten after
/// all argument about the ground is over, and enter no conflict.
[[nodiscard]] constexpr bool argues_about_ground(AppliedRule::Kind kind) noexcept {
    return kind != AppliedRule::Kind::distance && kind != AppliedRule::Kind::intensity;
}

/// Why a piece has no verdict from a rule.
enum class Gap : std::uint8_t {
    none,
    no_instrument,     ///< no governing instrument in force on the day
    zones_not_held,    ///< the instrument governs, its zones are not in the pack
    outside,           ///< no zone covers the ground
    activity_unknown,  ///< the activity is no id and no number
    kbli_version,      ///< the activity is in a KBLI version the pack does not have
    cell_absent,       ///< the matrix has no cell, and the pack says what that means
    cell_unreadable,
    zone_without_code,  ///< the zone feature has no code
    geometry_null,
    geometry_empty,
    geometry_invalid,
    not_finite,
    mixed_geometry,  ///< a geometry collection has no single dimension
    not_projected,   ///< a coordinate has no place in the CRS of the pack
    not_measurable,  ///< its area or length is no number above 0
};

/// What is known of a piece besides its ground.
struct PieceFacts {
    std::size_t site = 0;               ///< row of the sites
    std::size_t instrument = no_index;  ///< that governs here
    std::size_t layer = no_index;       ///< index into BoundPack::layers(), no_index outside every zone
    std::int64_t zone = -1;             ///< row of that layer, -1 outside
    std::string zone_code;
    std::size_t activity = no_index;  ///< of the pack, as which the question was read here
    law::Cell matrix_cell;            ///< of the instrument's own matrix
    law::Cell cell;                   ///< that holds in the end: the matrix's, or an area rule's
    law::Verdict verdict = law::Verdict::no_data;
    law::Verdict argued = law::Verdict::no_data;  ///< before distance rules and bounds on building: steps 3 to 6
    Gap gap = Gap::none;
    std::vector<ConditionTest> conditions;  ///< that compute, of every cell in effect here
    std::vector<IntensityTest> intensity;   ///< by row of the table, then quantity
    std::vector<AppliedRule> rules;
    std::vector<AppliedRule> silent;  ///< hold on this ground too, but not in the reading that decides
    bool conflict = false;
    bool decisive = false;
    double measure = 0.0;  ///< m2, m or number of points
    double share = 0.0;    ///< of the site, 0..1
    /// Length of the border of the ground, in metres, 0 for lines and points; where it has not been drawn more than that,
    /// and not so much as to make another piece decisive.
    double border_m = 0.0;
};

/// The ground of one zone feature under one set of rules, all parts together.
struct Piece : PieceFacts {
    geometry::Shape ground;  ///< empty where it has not been drawn: most areas are known without it
};

enum class Route : std::uint8_t { konfirmasi, persetujuan, rekomendasi };
[[nodiscard]] const char* to_string(Route route) noexcept;

/// One row of the answer: steps 1-12 of the plan-pack contract.
struct SiteVerdict {
    std::string site_id;
    std::string activity;                 ///< as asked
    std::size_t activity_row = no_index;  ///< of the pack's activities
    law::Verdict verdict = law::Verdict::no_data;
    bool partial = false;
    bool conflict = false;
    bool needs_officer = false;
    bool boundary_uncertain = false;  ///< the interval holds a share on which the answer turns, and is not a point
    bool existing_use = false;
    bool schematic = false;                  ///< computed on a layer that is drawn by us, not by the plan
    int dimension = -1;                      ///< of the site: 2, 1, 0; -1 if it has no usable geometry
    double measure = 0.0;                    ///< of the site
    std::optional<double> share_conforming;  ///< nothing where the site has no usable geometry
    /// The share if every border between conforming and other ground lay `accuracy_m` farther in, or out. Nothing where
    /// the accuracy of a map is not stated or the interval was not asked for.
    std::optional<double> share_min;
    std::optional<double> share_max;
    /// That at least the pack's `conforming_share` conforms, if all borders move together by a normal error of which nine
    /// in ten stay within `accuracy_m`. Movements beyond twice that are not looked at.
    std::optional<double> probability_conforming;
    std::optional<double> accuracy_m;              ///< 90% error, the largest of the plans that govern decisive pieces
    std::vector<std::size_t> accuracy_unstated;    ///< plans among those whose accuracy nobody states
    std::string existing_use_state = "none";       ///< step 10 of the contract
    std::optional<core::Date> existing_use_until;  ///< first day no longer covered, for non_conforming_until
    std::string existing_use_basis;                ///< article of the transition that covers the use
    core::Text existing_use_summary;               ///< one sentence
    std::vector<core::Text> existing_use_reasons;  ///< transition by transition
    std::vector<std::size_t> prohibited_by;  ///< instruments whose rules give decisive pieces the verdict prohibited
    std::optional<Route> route;              ///< nothing where the site has no usable geometry
    std::vector<std::string> instruments;    ///< ids that govern decisive pieces
    std::vector<std::string> articles;       ///< ids, sorted
    std::vector<std::string> unverified;  ///< "perda-21-2009#pasal-x", sorted; empty means every decisive rule was seen
    std::vector<core::Text> officer_reasons;  ///< why needs_officer is set
    std::vector<DistanceTest> distances;      ///< every distance rule that speaks of the site, kept or broken
    core::Text reason;
    std::size_t first_piece = 0;  ///< its pieces are [first_piece, last_piece) of the result
    std::size_t last_piece = 0;
};

/// Every decisive rule, article and date has been seen by somebody; never so where nothing could be decided.
[[nodiscard]] inline bool is_verified(const SiteVerdict& site) noexcept {
    return site.dimension >= 0 && site.unverified.empty();
}

/// What is not worked out until somebody looks at a row.
class LateEvidence {
  public:
    LateEvidence() = default;
    LateEvidence(const LateEvidence&) = delete;
    LateEvidence& operator=(const LateEvidence&) = delete;
    virtual ~LateEvidence() = default;
    /// Adds to a row how far the site lies from what no distance rule found too near.
    virtual void add_to(SiteVerdict& site, std::size_t row) const = 0;
};

/// The rows of an answer, in the order of the sites. Most sites are answered in the words of others: those are held once,
/// and a row is put together when it is asked for.
class SiteVerdicts {
  public:
    struct Row {
        std::shared_ptr<const SiteVerdict> words;  ///< all but what follows
        std::string site_id;
        double measure = 0.0;
        std::size_t first_piece = 0;
        std::size_t last_piece = 0;
    };

    [[nodiscard]] std::size_t size() const noexcept { return m_rows.size(); }
    [[nodiscard]] bool empty() const noexcept { return m_rows.empty(); }
    /// The row in full, with its evidence.
    [[nodiscard]] SiteVerdict operator[](std::size_t row) const;
    /// The same; std::out_of_range where there is no such row.
    [[nodiscard]] SiteVerdict at(std::size_t row) const;
    /// The rows as they are held.
    [[nodiscard]] std::span<const Row> rows() const noexcept { return m_rows; }

    void reserve(std::size_t rows) { m_rows.reserve(rows); }
    void add(Row row) { m_rows.push_back(std::move(row)); }
    [[nodiscard]] const std::shared_ptr<const LateEvidence>& evidence() const noexcept { return m_evidence; }
    void set_evidence(std::shared_ptr<const LateEvidence> evidence) { m_evidence = std::move(evidence); }

  private:
    std::vector<Row> m_rows;
    std::shared_ptr<const LateEvidence> m_evidence;
};

/// The answer, with everything needed to explain it. Keeps the pack alive.
struct CheckResult {
    std::shared_ptr<const BoundPack> pack;
    CheckOptions options;
    std::shared_ptr<const layer::Layer> sites;  ///< in the pack's CRS
    std::vector<std::size_t> in_force;          ///< instruments of the pack on the day
    SiteVerdicts verdicts;                      ///< one a site, in the order of the sites
    std::vector<Piece> pieces;                  ///< by site, then zone code, then place
    std::vector<core::Finding> findings;
};

/// May these activities stand on these sites on that day? One verdict for every row of `sites`, in their order.
///
/// Sites are points, lines or polygons in any CRS; they are cut in the CRS of the pack and nothing is snapped.
/// Boundary  A polygon that only touches a zone has no ground in it; a point or line on a border lies in both zones.
/// Bad rows  A geometry that is null, empty, self-crossing, not finite or without a place in the pack's CRS is not
///           dropped: its verdict is no_data with the reason, and a finding names it. So does a date of establishment, a
///           permit or a scale that cannot be read (VALUE_UNREADABLE). Errors are only what concerns the whole table: a
///           missing column (with the nearest name), duplicate or null site ids, no CRS.
/// Unclear   Where a question can be read in several ways (activities that share a KBLI prefix, a code that lost its
///           leading zero in a column of numbers, a scale that rules name and the site does not, a KBLI number that a
///           newer version splits) the strictest answer holds, with needs_officer.
/// Measures  Distances are planar in the CRS of the pack, from the filled site to the nearest feature that holds on the
///           day, ties to the smallest row. What a condition asks for and nobody states is listed, never passed.
/// Borders   Where maps state their accuracy, every site within twice that of a border is judged again with the ground
///           around it (CheckOptions::uncertainty); the others cost O(log edges).
/// Cost      O(log zones + edges) a site; in blocks on all threads, same bytes for any number of them.
[[nodiscard]] CheckResult check(const layer::Layer& sites, std::shared_ptr<const BoundPack> pack,
                                const CheckOptions& options, const core::Control& control = {});

/// The flags of a row, as words in the order of the alphabet.
[[nodiscard]] std::vector<std::string> flags_of(const SiteVerdict& site);
/// The rows as a table, with the column names of the contract.
[[nodiscard]] layer::Table table_of(const CheckResult& result);
/// The pieces as a layer in the pack's CRS. Most are drawn now, which costs what the check has saved.
[[nodiscard]] layer::Layer pieces_of(const CheckResult& result, const core::Control& control = {});
/// Findings as a table.
[[nodiscard]] layer::Table table_of(const std::vector<core::Finding>& findings);

}  // namespace petasentra::conformance

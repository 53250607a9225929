#pragma once
#include <map>
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/core/finding.hpp>
#include <petasentra/law/activity.hpp>
#include <petasentra/law/instrument.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::law {

/// How small is too small, declared once per pack and shown in every result.
struct Tolerance {
    double boundary_m = 0.0;        ///< pieces narrower than this on average are slivers
    double sliver_m2 = 0.0;         ///< pieces below are reported, never decisive
    double decisive_share = 0.0;    ///< pieces below this share of the site are reported, never decisive
    double conforming_share = 1.0;  ///< share that must conform for the site to conform
    bool operator==(const Tolerance&) const = default;
};

/// One administrative unit under the codes of several systems; an empty code is not known.
struct AdminUnit {
    std::string kemendagri;  ///< "35.17.11"
    std::string bps;         ///< "3517100"
    std::string cod_ab;      ///< "id3517100"
    std::string name;
    std::string level;  ///< provinsi | kabupaten | kecamatan | desa
    bool operator==(const AdminUnit&) const = default;
};

/// Binds codes of different systems by table, never by string surgery.
class Crosswalk {
  public:
    Crosswalk() = default;
    explicit Crosswalk(std::vector<AdminUnit> units);
    /// True if both codes name the same unit, in whatever systems they are; equal texts always do, empty ones never.
    [[nodiscard]] bool same_unit(std::string_view a, std::string_view b) const;
    /// All codes of the unit that `code` names, `code` itself first.
    [[nodiscard]] std::vector<std::string> codes_of(std::string_view code) const;
    [[nodiscard]] const std::vector<AdminUnit>& units() const noexcept { return m_units; }

  private:
    std::vector<AdminUnit> m_units;
    std::map<std::string, std::size_t, std::less<>> m_unit_of;  // every code of every system -> unit
};

struct Jurisdiction {
    std::string kemendagri;
    std::string bps;
    std::string name;
};

/// A named set of instrument files that stand in for others: what the law would say *if*. Nothing asserts a variant.
struct Variant {
    std::string id;
    core::Text title;
    std::vector<std::pair<std::string, std::string>> replace;  ///< instrument file of the pack -> file used instead
};

/// A file of the pack and the hash of its bytes.
struct PackFile {
    std::string path;
    std::string sha256;
};

/// Everything the engine knows about law in one jurisdiction. No geometry: see conformance::BoundPack.
struct PlanPack {
    int format = 1;
    std::string name;
    std::string title;
    std::string folder;  ///< where it was read; empty if made in memory
    Jurisdiction jurisdiction;
    std::string crs;
    std::string kbli_version;
    Tolerance tolerance;
    std::map<double, double>
        accuracy_by_scale;                ///< map scale -> metres; already applied where an instrument states none
    std::vector<Instrument> instruments;  ///< in the order of pack.toml
    std::vector<Activity> activities;
    Crosswalk crosswalk;
    std::vector<KbliStep> kbli_crosswalk;
    std::vector<Variant> variants;
    std::string variant;  ///< id of the variant that was asked for; empty: none
    std::vector<PackFile> files;

    [[nodiscard]] const Instrument* instrument(std::string_view id) const noexcept;
    [[nodiscard]] const Activity* activity(std::string_view id) const noexcept;
};

/// The day from which an instrument could be known: published_on, else enacted_on, else in_force_from.
[[nodiscard]] core::Date known_from(const Instrument& instrument);

/// Indices of the instruments in force on a day: in_force_from <= day < in_force_to, status in_force or draft_binding,
/// and, if `known_on` is given, published by then (no published_on: enacted_on, else in_force_from). With `known_on`,
/// an end date set by a successor that was not yet published is not known either. In the order of the pack.
[[nodiscard]] std::vector<std::size_t> in_force(const PlanPack& pack, core::Date day,
                                                std::optional<core::Date> known_on = std::nullopt);

/// What is odd in a pack by itself, without geometry: articles that name nothing, that are no longer in force, or that are
/// marked verified without a record; rules of kinds not evaluated yet; matrix rows without an activity and the reverse,
/// empty cells, conditions without a row, activities without KBLI; overlapping validity, dates that `replaces` gainsays;
/// and how much nobody has seen.
[[nodiscard]] std::vector<core::Finding> lint(const PlanPack& pack);

/// SHA-256 of the words of an article, as `text_sha256` records it: UTF-8, line feeds, no blanks at either end.
[[nodiscard]] std::string article_text_sha256(std::string_view text);

}  // namespace petasentra::law

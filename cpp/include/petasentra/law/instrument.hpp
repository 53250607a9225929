#pragma once
#include <map>
#include <optional>
#include <petasentra/core/date.hpp>
#include <petasentra/core/same_text.hpp>
#include <petasentra/law/cell.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace petasentra::law {

/// What a rule's `article` points to. `text` is filled only when somebody has seen the words.
struct Article {
    std::string id;
    std::string label;
    std::string text;
    std::string page;
    std::string url;
    std::string text_sha256;
    bool verified = false;
    std::string verified_by;
    std::string verified_on;
    bool operator==(const Article&) const = default;
};

enum class LayerRole { zones, overlay, area, receptor, existing };

/// A layer an instrument draws: the file is read by io or given by the caller, law knows only its name.
struct LayerLink {
    std::string id;
    LayerRole role = LayerRole::zones;
    std::string path;        ///< empty: the geometry of this layer is not held
    std::string code;        ///< column with the zone or area code
    std::string name;        ///< column with the name for people; may be empty
    std::string valid_from;  ///< columns of object validity; may be empty
    std::string valid_to;
    std::string article;
    std::string source;
    bool verified = false;
    bool schematic = false;   ///< drawn by us, not by the plan: every figure computed on it says so
    std::string represents;   ///< "", "bank" or "centreline"
    std::string code_system;  ///< "kemendagri", "bps", "cod_ab"; empty: not stated, codes bind by the crosswalk alone
    bool operator==(const LayerLink&) const = default;
};

/// What an absent cell of the matrix means.
enum class Absent { prohibited, not_regulated, missing };

/// An activity x zone matrix, dense, as written.
struct Matrix {
    std::vector<std::string> activities;
    std::vector<std::string> zones;
    std::vector<std::string> cells;  ///< activities.size() * zones.size(), row by row

    [[nodiscard]] bool has_zone(std::string_view zone) const noexcept;
    [[nodiscard]] bool has_activity(std::string_view activity) const noexcept;
    /// The cell as written; empty text where the row, the column or the cell is absent.
    [[nodiscard]] std::string_view at(std::string_view activity, std::string_view zone) const noexcept;
    bool operator==(const Matrix&) const = default;
};

/// The zones a code of the map stands for: itself, or A and B where the plan writes "A/B" (a holding zone), the matrix lacks
/// that code and has every part.
[[nodiscard]] std::vector<std::string> zones_of_code(const Matrix& matrix, const std::string& code);

struct Permissions {
    std::string path;  ///< empty: the instrument has no matrix of its own
    Matrix matrix;
    Absent absent = Absent::missing;
    std::string article;
    std::string source;
    bool verified = false;
    bool operator==(const Permissions&) const = default;
};

/// A numbered condition of a matrix (T1, B3 ...), meaningful only within its own instrument.
struct Condition {
    std::string id;
    std::string kind;  ///< spatial | document | operational
    core::Text text;
    std::string predicate;  ///< empty for documents and duties
    std::optional<double> threshold;
    std::string unit;
    std::string source;
    bool verified = false;
    bool operator==(const Condition&) const = default;
};

/// A row of intensity.csv: how densely a zone may be built up, by class of lot and of road. What is not stated is no
/// bound. KDB, KLB and KDH are in the unit the table writes them in.
struct IntensityRow {
    std::string zone;
    std::optional<double> lot_min_m2;  ///< both ends included
    std::optional<double> lot_max_m2;
    std::string road_class;  ///< empty: every class
    std::optional<double> kdb_max;
    std::optional<double> klb_max;
    std::optional<double> kdh_min;
    std::optional<double> height_max_m;
    std::string article;  ///< empty: that of the permissions
    std::string source;
    bool verified = false;
    bool operator==(const IntensityRow&) const = default;
};

struct OverlayRule {
    std::string id;
    std::string layer;
    std::vector<std::string> codes;       ///< empty: every feature of the layer
    std::vector<std::string> activities;  ///< ids, or "*"
    Verdict at_best = Verdict::prohibited;
    std::string article;
    std::string scale;  ///< mikro | kecil | menengah | besar; empty: every scale of enterprise
    bool operator==(const OverlayRule&) const = default;
};

enum class Precedence { over_zone, over_overlay, unstated };
[[nodiscard]] const char* to_string(Precedence precedence) noexcept;

/// A special zone: inside these administrative areas the matrix cell of these activities becomes `cell`.
struct AreaRule {
    std::string id;
    std::string layer;
    std::vector<std::string> codes;
    std::vector<std::string> activities;
    Cell cell;
    Precedence precedence = Precedence::unstated;
    std::string article;
    std::string scale;  ///< mikro | kecil | menengah | besar; empty: every scale of enterprise
    bool operator==(const AreaRule&) const = default;
};

struct DistanceRule {
    std::string id;
    std::vector<std::string> activities;
    std::string receptor;
    double min_m = 0.0;
    std::string measured_from = "boundary";
    std::string measured_to;
    Verdict below = Verdict::prohibited;
    bool both_ways = false;
    std::string article;
    std::string scale;  ///< mikro | kecil | menengah | besar; empty: every scale of enterprise
    bool operator==(const DistanceRule&) const = default;
};

struct Transition {
    std::string applies_to;
    std::string until;
    std::string article;
    bool operator==(const Transition&) const = default;
};

enum class Status { in_force, draft, draft_binding };
enum class Level { rtrwn, rtrw_provinsi, rtrw_kabupaten, rtrw_kota, rdtr, ksn, sectoral };
[[nodiscard]] const char* to_string(Level level) noexcept;  // "rtrw-kabupaten" ...
/// RDTR and the RTRW of a kabupaten or kota give the base verdict; the others act through their rules only.
[[nodiscard]] constexpr bool is_governing(Level level) noexcept {
    return level == Level::rdtr || level == Level::rtrw_kabupaten || level == Level::rtrw_kota;
}

/// A regulation with its dates, layers, matrix and rules.
struct Instrument {
    std::string id;
    std::string kind;
    int number = 0;
    int year = 0;
    std::string title;
    Level level = Level::rtrw_kabupaten;
    std::optional<core::Date> enacted_on;
    core::Date in_force_from;
    std::optional<core::Date> in_force_to;  ///< first day no longer in force
    std::optional<core::Date> published_on;
    std::vector<std::string> replaces;
    Status status = Status::in_force;
    std::optional<double> map_scale;
    std::optional<double> horizontal_accuracy_m;
    bool oss_integrated = false;
    std::string source;
    bool verified = false;
    std::map<std::string, bool> verified_dates;  ///< "in_force_from" -> seen by somebody
    std::string note_id;                         ///< a remark shown wherever the instrument decides
    std::string note_en;

    std::vector<LayerLink> layers;
    Permissions permissions;
    std::vector<Condition> conditions;
    std::vector<IntensityRow> intensity;
    std::vector<Article> articles;
    std::vector<OverlayRule> overlay_rules;
    std::vector<AreaRule> area_rules;
    std::vector<DistanceRule> distance_rules;
    std::vector<Transition> transitions;

    /// "Perda 21/2009", for people.
    [[nodiscard]] std::string citation() const;
    [[nodiscard]] const LayerLink* layer(std::string_view layer_id) const noexcept;
    [[nodiscard]] const LayerLink* zones() const noexcept;  ///< the layer of role zones; null if none is named
    [[nodiscard]] const Article* article(std::string_view article_id) const noexcept;
    [[nodiscard]] const Condition* condition(std::string_view condition_id) const noexcept;
    /// Label of an article; an id that names no article is its own label.
    [[nodiscard]] std::string article_label(std::string_view article_id) const;
    /// False also for an id that names no article: nobody has seen it.
    [[nodiscard]] bool article_verified(std::string_view article_id) const noexcept;
    bool operator==(const Instrument&) const = default;
};

}  // namespace petasentra::law

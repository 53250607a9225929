#include "io/pack/read_rules.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "io/pack/keys.hpp"

namespace petasentra::io::pack {
namespace {

// The id of a section, and that no other section before it has the same.
std::string own_id(Section& section, std::set<std::string>& ids, const core::Text& what) {
    auto id = section.required_text("id");
    section.set_feature(id);
    if (!ids.insert(id).second) complain_duplicate(section.where("id"), what, id);
    return id;
}

[[noreturn]] void dangling(const Section& section, std::string_view key, const core::Text& what,
                           const std::string& name, std::span<const std::string> known) {
    complain(core::ErrorCode::rule_dangling, section.where(key),
             {what.id + " " + in_quotes(name) + " tidak ada.", "There is no " + what.en + " " + in_quotes(name) + "."},
             allowed_words(name, known));
}

class RuleReader {
  public:
    RuleReader(const law::PlanPack& pack, const law::Instrument& instrument) : m_instrument(instrument) {
        for (const auto& activity : pack.activities) m_activities.push_back(activity.id);
        for (const auto& link : instrument.layers) m_layers.push_back(link.id);
    }

    [[nodiscard]] std::string id(Section& section) { return own_id(section, m_ids, {"Ketentuan", "Rule"}); }

    /// A layer of the instrument that has one of these roles: what a rule of this kind can be tested on.
    [[nodiscard]] std::string layer(const Section& section, std::string_view key,
                                    std::initializer_list<law::LayerRole> roles) const {
        auto name = section.required_text(key);
        const auto* link = m_instrument.layer(name);
        if (link == nullptr) dangling(section, key, {"Peta", "layer"}, name, m_layers);
        if (std::find(roles.begin(), roles.end(), link->role) != roles.end()) return name;
        std::string wanted;
        for (const auto role : roles)
            wanted +=
                (wanted.empty() ? "\"" : ", \"") + std::string(keys::roles[static_cast<std::size_t>(role)]) + "\"";
        const auto own = in_quotes(keys::roles[static_cast<std::size_t>(link->role)]);
        complain(core::ErrorCode::pack_value, section.where(key),
                 {"Peta " + in_quotes(name) + " berperan " + own + "; ketentuan ini memerlukan " + wanted + ".",
                  "Layer " + in_quotes(name) + " has the role " + own + "; this rule needs " + wanted + "."},
                 {"Tunjuk peta yang lain, atau betulkan role pada [[layer]].",
                  "Name another layer, or correct the role in [[layer]]."});
    }

    [[nodiscard]] std::vector<std::string> activities(const Section& section) const {
        auto names = section.texts("activities");
        if (names.empty())
            complain(
                core::ErrorCode::pack_value, section.where("activities"),
                {"Ketentuan ini tidak menyebut kegiatan.", "This rule names no activity."},
                {"Tulis activities = [\"*\"] untuk semua kegiatan.", "Write activities = [\"*\"] for every activity."});
        if (m_activities.empty() && names != std::vector<std::string>{"*"})
            complain(core::ErrorCode::file_not_found, section.where("activities"),
                     {"Ketentuan ini menyebut kegiatan, tetapi paket tidak punya activities.csv.",
                      "This rule names activities, but the pack has no activities.csv."},
                     {"Tambahkan activities.csv di sebelah pack.toml, dengan kolom "
                      "id,name_id,name_en,kbli,kbli_version,scale.",
                      "Add activities.csv beside pack.toml, with columns id,name_id,name_en,kbli,kbli_version,scale."});
        for (const auto& name : names)
            if (name != "*" && std::find(m_activities.begin(), m_activities.end(), name) == m_activities.end())
                dangling(section, "activities", {"Kegiatan", "activity"}, name, m_activities);
        return names;
    }

  private:
    const law::Instrument& m_instrument;
    std::vector<std::string> m_activities;
    std::vector<std::string> m_layers;
    std::set<std::string> m_ids;
};

/// Layers of polygons with codes: what area and overlay rules are tested on.
constexpr auto tested_roles = {law::LayerRole::overlay, law::LayerRole::area, law::LayerRole::zones};

std::string choice_text(const Section& section, std::string_view key, std::span<const std::string_view> words,
                        std::string_view otherwise = {}) {
    const auto found = section.choice(key, words);
    return std::string(found ? words[*found] : otherwise);
}

law::Verdict verdict_text(const Section& section, std::string_view key) {
    (void)section.required_text(key);
    return *law::verdict_from(choice_text(section, key, keys::rule_verdicts));
}

law::OverlayRule overlay_rule(Section& section, RuleReader& reader) {
    law::OverlayRule rule;
    rule.id = reader.id(section);
    rule.layer = reader.layer(section, "layer", tested_roles);
    rule.codes = section.texts("codes");
    rule.activities = reader.activities(section);
    rule.at_best = verdict_text(section, "at_best");
    rule.article = section.text("article");
    rule.scale = choice_text(section, "scale", keys::scales);
    return rule;
}

law::AreaRule area_rule(Section& section, RuleReader& reader) {
    law::AreaRule rule;
    rule.id = reader.id(section);
    rule.layer = reader.layer(section, "layer", tested_roles);
    rule.codes = section.texts("codes");
    rule.activities = reader.activities(section);
    rule.cell = law::parse_cell(section.required_text("cell"));
    const auto precedence = section.choice("precedence", keys::precedences);
    rule.precedence = precedence ? static_cast<law::Precedence>(*precedence) : law::Precedence::unstated;
    rule.article = section.text("article");
    rule.scale = choice_text(section, "scale", keys::scales);
    return rule;
}

law::DistanceRule distance_rule(Section& section, RuleReader& reader) {
    law::DistanceRule rule;
    rule.id = reader.id(section);
    rule.activities = reader.activities(section);
    rule.receptor = reader.layer(section, "receptor", {law::LayerRole::receptor, law::LayerRole::existing});
    const auto min_m = section.number("min_m", {0.0, std::numeric_limits<double>::infinity()});
    if (!min_m)
        complain(core::ErrorCode::pack_value, section.where("min_m"),
                 {"Ketentuan jarak tidak menyebut jarak (min_m).", "The distance rule states no distance (min_m)."},
                 {"Tulis jarak terpendek dalam meter, misalnya min_m = 300.0.",
                  "Write the least distance in metres, such as min_m = 300.0."});
    rule.min_m = *min_m;
    rule.measured_from = choice_text(section, "measured_from", keys::measured_from, "boundary");
    rule.measured_to = choice_text(section, "measured_to", keys::represents);
    rule.below = verdict_text(section, "below");
    rule.both_ways = section.flag("both_ways");
    rule.article = section.text("article");
    rule.scale = choice_text(section, "scale", keys::scales);
    return rule;
}

// "P3Y", "P6M", "P1Y6M": a calendar period without hours.
bool is_period(std::string_view text) {
    if (text.size() < 3 || text.front() != 'P') return false;
    text.remove_prefix(1);
    std::string_view units = "YMD";
    while (!text.empty()) {
        const auto digits = text.find_first_not_of("0123456789");
        if (digits == 0 || digits == std::string_view::npos) return false;
        const auto unit = units.find(text[digits]);
        if (unit == std::string_view::npos) return false;
        units.remove_prefix(unit + 1);
        text.remove_prefix(digits + 1);
    }
    return true;
}

law::Transition transition(const Section& section) {
    law::Transition found;
    found.applies_to = section.required_text("applies_to");
    (void)section.choice("applies_to", keys::applies_to);
    found.article = section.text("article");
    const auto* until = section.node().field("until");
    if (until != nullptr && until->kind == Node::Kind::date) {
        found.until = until->text;
        return found;
    }
    found.until = section.text("until");
    if (found.applies_to == "none" && found.until.empty()) return found;
    if (found.until != "permit_expiry" && found.until != "open" && !is_period(found.until) &&
        !core::parse_date(found.until))
        complain(core::ErrorCode::pack_value, section.where("until"),
                 {in_quotes(found.until) + " bukan batas waktu peralihan yang dikenal.",
                  in_quotes(found.until) + " is not a known end of a transition."},
                 {"Tulis \"permit_expiry\", \"open\", jangka waktu seperti \"P3Y\", atau tanggal seperti 2024-12-31.",
                  "Write \"permit_expiry\", \"open\", a period such as \"P3Y\" or a date such as 2024-12-31."});
    return found;
}

}  // namespace

void read_articles(const Section& file, law::Instrument& instrument) {
    std::set<std::string> ids;
    for (auto& section : file.tables("article", "[[article]]", keys::article)) {
        law::Article article;
        article.id = own_id(section, ids, {"Pasal", "Article"});
        article.label = section.text("label");
        article.text = section.text("text");
        article.page = section.text("page");
        article.url = section.text("url");
        article.text_sha256 = section.text("text_sha256");
        article.verified = section.flag("verified");
        article.verified_by = section.text("verified_by");
        const auto* seen = section.node().field("verified_on");
        if (seen != nullptr && !(seen->kind == Node::Kind::text && seen->text.empty()))
            article.verified_on = core::to_string(*section.date("verified_on"));
        instrument.articles.push_back(std::move(article));
    }
}

void read_layers(const Section& file, law::Instrument& instrument) {
    std::set<std::string> ids;
    for (auto& section : file.tables("layer", "[[layer]]", keys::layer)) {
        law::LayerLink link;
        link.id = own_id(section, ids, {"Peta", "Layer"});
        (void)section.required_text("role");
        link.role = static_cast<law::LayerRole>(*section.choice("role", keys::roles));
        if (link.role == law::LayerRole::zones && instrument.zones() != nullptr)
            complain(core::ErrorCode::pack_value, section.where("role"),
                     {"Peraturan ini sudah punya peta zona " + in_quotes(instrument.zones()->id) + ".",
                      "This instrument already has the zone layer " + in_quotes(instrument.zones()->id) + "."},
                     {"Gabungkan zona ke dalam satu peta.", "Put the zones into one layer."});
        link.path = section.text("path");
        const bool by_code = link.role == law::LayerRole::zones || link.role == law::LayerRole::area;
        link.code = by_code && !link.path.empty() ? section.required_text("code") : section.text("code");
        link.name = section.text("name");
        link.valid_from = section.text("valid_from");
        link.valid_to = section.text("valid_to");
        link.article = section.text("article");
        link.source = section.text("source");
        link.verified = section.flag("verified");
        link.schematic = section.flag("schematic");
        link.represents = choice_text(section, "represents", keys::represents);
        link.code_system = choice_text(section, "code_system", keys::code_systems);
        instrument.layers.push_back(std::move(link));
    }
}

void read_rules(const Section& file, const law::PlanPack& pack, law::Instrument& instrument) {
    RuleReader reader(pack, instrument);
    for (auto& section : file.tables("overlay_rule", "[[overlay_rule]]", keys::overlay_rule))
        instrument.overlay_rules.push_back(overlay_rule(section, reader));
    for (auto& section : file.tables("area_rule", "[[area_rule]]", keys::area_rule))
        instrument.area_rules.push_back(area_rule(section, reader));
    for (auto& section : file.tables("distance_rule", "[[distance_rule]]", keys::distance_rule))
        instrument.distance_rules.push_back(distance_rule(section, reader));
    for (const auto& section : file.tables("transition", "[[transition]]", keys::transition))
        instrument.transitions.push_back(transition(section));
}

}  // namespace petasentra::io::pack

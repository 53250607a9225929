#include <array>
#include <petasentra/io/pack/add_rules.hpp>
#include <petasentra/law/what_if.hpp>
#include <set>

#include "io/pack/keys.hpp"
#include "io/pack/read_rules.hpp"

namespace petasentra::io::pack {
namespace {

constexpr std::array<std::string_view, 4> added_sections{"layer", "overlay_rule", "area_rule", "distance_rule"};

template <class Items>
void require_new(const Items& items, std::set<std::string>& ids, const Where& where, const core::Text& what) {
    for (const auto& item : items) {
        if (!ids.insert(item.id).second) complain_duplicate(where, what, item.id);
    }
}

}  // namespace

void add_rules(law::PlanPack& pack, const std::string& instrument, std::string_view toml) {
    auto& changed = law::instrument_to_change(pack, instrument);
    const SourceFile file{"with_change", {}};
    const auto document = parse_document(toml, file);
    const Section section(document, file, "with_change", added_sections);

    law::Instrument added;
    read_layers(section, added);
    const auto rules_before =
        std::array{changed.overlay_rules.size(), changed.area_rules.size(), changed.distance_rules.size()};
    changed.layers.insert(changed.layers.end(), added.layers.begin(), added.layers.end());
    std::set<std::string> layers;
    require_new(changed.layers, layers, section.where("layer"), {"Peta", "Layer"});
    read_rules(section, pack, changed);
    std::set<std::string> rules;
    require_new(changed.overlay_rules, rules, section.where("overlay_rule"), {"Ketentuan", "Rule"});
    require_new(changed.area_rules, rules, section.where("area_rule"), {"Ketentuan", "Rule"});
    require_new(changed.distance_rules, rules, section.where("distance_rule"), {"Ketentuan", "Rule"});

    const auto doubt_from = [&](const auto& some, std::size_t first) {
        for (auto i = first; i < some.size(); ++i) law::doubt_article(changed, some[i].article);
    };
    doubt_from(changed.overlay_rules, rules_before[0]);
    doubt_from(changed.area_rules, rules_before[1]);
    doubt_from(changed.distance_rules, rules_before[2]);
    // A rule that names no article leaves nothing to doubt but the instrument it was added to.
    changed.verified = false;
    for (const auto& link : added.layers) law::doubt_layer(pack, instrument, link.id);
}

}  // namespace petasentra::io::pack

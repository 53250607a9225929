// A question of conformance drawn as a picture: zones, sites, a small invented law, and what comes out.
#pragma once
#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <petasentra/conformance/check.hpp>
#include <petasentra/conformance/explain.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/read_pack.hpp>
#include <string>

#include "ascii_map.hpp"

namespace ps = petasentra;

/// Words of a pack with one plan, "plan", of 2010. I industry, P rice field, R housing are its zones; "lebur" smelting,
/// "roti" baking its activities.
struct Question {
    std::string zones;
    std::string sites = "";
    std::string permissions = "activity,I,P,R\nlebur,I,X,\"T1,B1\"\nroti,I,?,B1\n";
    std::string absent = "prohibited";
    std::string rules = "";      ///< more sections of the instrument
    std::string areas = "";      ///< a picture of the layer "wilayah" (role area)
    std::string tolerance = "";  ///< lines of [tolerance]
    std::string activity = "lebur";
    std::string as_of = "2015-06-01";
    std::optional<std::string> known_on = std::nullopt;
    std::string detail = "";      ///< a picture of the zones of a detailed plan (RDTR) with the same matrix
    bool detail_first = false;    ///< the pack names it before the other plan
    std::string activities = "";  ///< more lines of activities.csv
    bool hold_plan = true;        ///< false: the pack has the detailed plan alone
    bool hold_zones = true;
    std::string permission_keys = "";                          ///< more lines of [permissions]
    std::map<std::string, std::string> texts = {};             ///< more files of the pack
    std::vector<ps::conformance::PackLayer> more_layers = {};  ///< as they lie on the ground
    unsigned threads = 1;

    [[nodiscard]] ps::law::PlanPack law() const {
        ps::io::pack::ReadOptions options;
        const std::string plans = !hold_plan       ? "[\"rdtr.toml\"]"
                                  : detail.empty() ? "[\"plan.toml\"]"
                                  : detail_first   ? "[\"rdtr.toml\", \"plan.toml\"]"
                                                   : "[\"plan.toml\", \"rdtr.toml\"]";
        options.texts["pack.toml"] =
            "[pack]\nformat = 1\nname = \"uji\"\ntitle = \"Uji\"\ncrs = \"EPSG:32749\"\n"
            "kbli_version = \"2020\"\ninstruments = " +
            plans + "\n[tolerance]\n" + tolerance;
        options.texts["rdtr.toml"] =
            "[instrument]\nid = \"rdtr\"\nkind = \"perkada\"\nnumber = 2\nyear = 2011\ntitle = \"RDTR rekaan\"\nlevel "
            "= \"rdtr\"\n"
            "in_force_from = 2011-01-01\nstatus = \"in_force\"\nsource = \"rekaan\"\n"
            "[[layer]]\nid = \"zona\"\nrole = \"zones\"\npath = \"zona\"\ncode = \"code\"\n"
            "[permissions]\npath = \"p.csv\"\nabsent = \"prohibited\"\narticle = \"lampiran-rdtr\"\n";
        options.texts["plan.toml"] =
            "[instrument]\nid = \"plan\"\nkind = \"perda\"\nnumber = 1\nyear = 2010\ntitle = \"RTRW rekaan\"\nlevel = "
            "\"rtrw-kabupaten\"\n"
            "in_force_from = 2010-01-01\nin_force_to = 2021-01-01\npublished_on = 2010-02-01\nstatus = "
            "\"in_force\"\nsource = \"rekaan\"\n"
            "[[layer]]\nid = \"zona\"\nrole = \"zones\"\npath = \"zona\"\ncode = \"code\"\nschematic = true\n"
            "[[layer]]\nid = \"wilayah\"\nrole = \"area\"\npath = \"wilayah\"\ncode = \"code\"\n"
            "[permissions]\npath = \"p.csv\"\nabsent = \"" +
            absent + "\"\narticle = \"lampiran\"\n" + permission_keys +
            "[[article]]\nid = \"lampiran\"\nlabel = \"contoh: Lampiran\"\n"
            "[[article]]\nid = \"pasal-khusus\"\nlabel = \"contoh: Pasal khusus\"\n" +
            rules;
        options.texts["p.csv"] = permissions;
        options.texts["activities.csv"] =
            "id,name_id,name_en,kbli,kbli_version,scale\nlebur,Peleburan,Smelting,24202,2020,\nroti,Roti,Bread,1071,"
            "2020,\n" +
            activities;
        for (const auto& [name, text] : texts) options.texts[name] = text;
        return ps::io::pack::read_pack("", options);
    }

    [[nodiscard]] ps::conformance::CheckResult ask(const ps::layer::Layer& at, const AsciiMap& map) const {
        std::vector<ps::conformance::PackLayer> layers;
        if (hold_plan && hold_zones) layers.push_back({"plan", "zona", map.zones()});
        if (!detail.empty()) layers.push_back({"rdtr", "zona", ascii_map(detail, sites, 10.0).zones()});
        if (!areas.empty()) layers.push_back({"plan", "wilayah", ascii_map(areas, sites, 10.0).zones()});
        layers.insert(layers.end(), more_layers.begin(), more_layers.end());
        const auto pack = std::make_shared<const ps::conformance::BoundPack>(law(), std::move(layers));
        ps::conformance::CheckOptions options;
        options.as_of = *ps::core::parse_date(as_of);
        if (known_on) options.known_on = ps::core::parse_date(*known_on);
        options.for_activity = activity;
        ps::core::Control control;
        control.threads = threads;
        return ps::conformance::check(at, pack, options, control);
    }
    [[nodiscard]] ps::conformance::CheckResult ask() const {
        const auto map = ascii_map(zones, sites, 10.0);
        return ask(map.sites(), map);
    }
};

inline std::string verdict_of(const ps::conformance::CheckResult& result, std::size_t row = 0) {
    return ps::law::to_string(result.verdicts.at(row).verdict);
}

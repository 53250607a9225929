#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <petasentra/conformance/check.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/io/pack/read_claims.hpp>
#include <petasentra/io/pack/read_pack.hpp>

#include "bindings/handles.hpp"
#include "bindings/module.hpp"
#include "bindings/pack_handle.hpp"

namespace py = pybind11;
using namespace py::literals;

namespace petasentra::bindings {

core::Date day_from(const std::string& text) {
    const auto day = core::parse_date(text);
    if (day) return *day;
    throw core::Error(core::ErrorCode::option_value,
                      {"Tanggal \"" + text + "\" tidak terbaca.", "The date \"" + text + "\" cannot be read."},
                      {"Tulis sebagai TTTT-BB-HH, misalnya 2021-06-01.", "Write it as YYYY-MM-DD, e.g. 2021-06-01."});
}

namespace {

using Record = py::typing::Dict<py::str, py::object>;

py::object optional_day(const std::optional<core::Date>& day) {
    return day ? py::cast(core::to_string(*day)) : py::none();
}

Record record(py::dict fields) {
    return Record(std::move(fields));
}

Record of_article(const law::Article& a) {
    return record(py::dict("id"_a = a.id, "label"_a = a.label, "text"_a = a.text, "page"_a = a.page, "url"_a = a.url,
                           "text_sha256"_a = a.text_sha256, "verified"_a = a.verified, "verified_by"_a = a.verified_by,
                           "verified_on"_a = a.verified_on));
}

const char* role_word(law::LayerRole role) {
    switch (role) {
        case law::LayerRole::zones:
            return "zones";
        case law::LayerRole::overlay:
            return "overlay";
        case law::LayerRole::area:
            return "area";
        case law::LayerRole::receptor:
            return "receptor";
        case law::LayerRole::existing:
            return "existing";
    }
    return "";
}

Record of_layer(const law::LayerLink& l) {
    return record(py::dict("id"_a = l.id, "role"_a = role_word(l.role), "path"_a = l.path, "code"_a = l.code,
                           "name"_a = l.name, "article"_a = l.article, "source"_a = l.source, "verified"_a = l.verified,
                           "schematic"_a = l.schematic, "represents"_a = l.represents));
}

Record of_condition(const law::Condition& c) {
    return record(py::dict("id"_a = c.id, "kind"_a = c.kind, "text_id"_a = c.text.id, "text_en"_a = c.text.en,
                           "predicate"_a = c.predicate, "threshold"_a = c.threshold, "unit"_a = c.unit,
                           "source"_a = c.source, "verified"_a = c.verified));
}

Record of_area_rule(const law::AreaRule& r) {
    return record(py::dict("id"_a = r.id, "layer"_a = r.layer, "codes"_a = r.codes, "activities"_a = r.activities,
                           "cell"_a = r.cell.raw, "precedence"_a = law::to_string(r.precedence),
                           "article"_a = r.article));
}

Record of_distance_rule(const law::DistanceRule& r) {
    return record(py::dict("id"_a = r.id, "activities"_a = r.activities, "receptor"_a = r.receptor, "min_m"_a = r.min_m,
                           "measured_from"_a = r.measured_from, "measured_to"_a = r.measured_to,
                           "below"_a = law::to_string(r.below), "both_ways"_a = r.both_ways, "article"_a = r.article,
                           "scale"_a = r.scale));
}

template <class Items, class Make>
py::typing::List<Record> each(const Items& items, Make make) {
    py::list out;
    for (const auto& item : items) out.append(make(item));
    return py::typing::List<Record>(std::move(out));
}

Record of_instrument(const law::Instrument& i) {
    return record(py::dict(
        "id"_a = i.id, "citation"_a = i.citation(), "title"_a = i.title, "level"_a = law::to_string(i.level),
        "enacted_on"_a = optional_day(i.enacted_on), "in_force_from"_a = core::to_string(i.in_force_from),
        "in_force_to"_a = optional_day(i.in_force_to), "published_on"_a = optional_day(i.published_on),
        "replaces"_a = i.replaces, "source"_a = i.source, "verified"_a = i.verified,
        "verified_dates"_a = i.verified_dates, "note_id"_a = i.note_id, "note_en"_a = i.note_en,
        "layers"_a = each(i.layers, of_layer), "articles"_a = each(i.articles, of_article),
        "conditions"_a = each(i.conditions, of_condition), "area_rules"_a = each(i.area_rules, of_area_rule),
        "distance_rules"_a = each(i.distance_rules, of_distance_rule),
        "permissions"_a = record(py::dict(
            "path"_a = i.permissions.path, "article"_a = i.permissions.article, "source"_a = i.permissions.source,
            "verified"_a = i.permissions.verified, "activities"_a = i.permissions.matrix.activities,
            "zones"_a = i.permissions.matrix.zones, "cells"_a = i.permissions.matrix.cells))));
}

Record of_activity(const law::Activity& a) {
    return record(py::dict("id"_a = a.id, "name_id"_a = a.name.id, "name_en"_a = a.name.en, "kbli"_a = a.kbli,
                           "kbli_version"_a = a.kbli_version, "scale"_a = a.scale, "source"_a = a.source,
                           "verified"_a = a.verified));
}

PackHandle read(const std::string& folder, const std::string& variant,
                const std::map<std::string, std::string>& texts) {
    const py::gil_scoped_release no_gil;
    return {std::make_shared<const law::PlanPack>(io::pack::read_pack(folder, {.variant = variant, .texts = texts}))};
}

TableHandle read_claims(const std::string& path) {
    const auto claims = io::pack::read_claims_of_file(path);
    layer::Table table;
    table.size = claims.size();
    auto text = [&](const char* name, std::string sentra::Claim::* field) {
        std::vector<std::string> values;
        for (const auto& claim : claims) values.push_back(claim.*field);
        table.add(layer::Column::of_text(name, values));
    };
    auto number = [&](const char* name, std::optional<double> sentra::Claim::* field) {
        std::vector<double> values;
        for (const auto& claim : claims)
            values.push_back((claim.*field).value_or(std::numeric_limits<double>::quiet_NaN()));
        table.add(layer::Column::of_double(name, values));
    };
    text("subject", &sentra::Claim::subject);
    text("attribute", &sentra::Claim::attribute);
    text("value", &sentra::Claim::value);
    number("low", &sentra::Claim::low);
    number("high", &sentra::Claim::high);
    text("unit", &sentra::Claim::unit);
    text("period", &sentra::Claim::period);
    text("scope", &sentra::Claim::scope);
    text("source", &sentra::Claim::source);
    std::vector<std::uint8_t> verified;
    for (const auto& claim : claims) verified.push_back(claim.verified ? 1 : 0);
    table.add(layer::Column::of_bool("verified", verified));
    std::vector<std::int64_t> dispute(claims.size(), -1);
    const auto groups = sentra::disagreements(claims);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const auto claim : groups[group]) dispute[claim] = static_cast<std::int64_t>(group);
    }
    table.add(layer::Column::of_int64("dispute", dispute));
    return handle(std::move(table));
}

}  // namespace

void bind_law(py::module_& module) {
    py::class_<PackHandle>(module, "PlanLaw", "The law of a plan pack, without geometry.")
        .def_property_readonly("name", [](const PackHandle& self) { return self->name; })
        .def_property_readonly("title", [](const PackHandle& self) { return self->title; })
        .def_property_readonly("folder", [](const PackHandle& self) { return self->folder; })
        .def_property_readonly("crs", [](const PackHandle& self) { return self->crs; })
        .def_property_readonly("kbli_version", [](const PackHandle& self) { return self->kbli_version; })
        .def_property_readonly("variant", [](const PackHandle& self) { return self->variant; })
        .def_property_readonly(
            "jurisdiction",
            [](const PackHandle& self) {
                const auto& j = self->jurisdiction;
                return record(py::dict("kemendagri"_a = j.kemendagri, "bps"_a = j.bps, "name"_a = j.name));
            })
        .def_property_readonly("tolerance",
                               [](const PackHandle& self) {
                                   const auto& t = self->tolerance;
                                   return record(py::dict("boundary_m"_a = t.boundary_m, "sliver_m2"_a = t.sliver_m2,
                                                          "decisive_share"_a = t.decisive_share,
                                                          "conforming_share"_a = t.conforming_share));
                               })
        .def_property_readonly("instruments",
                               [](const PackHandle& self) { return each(self->instruments, of_instrument); })
        .def_property_readonly("activities", [](const PackHandle& self) { return each(self->activities, of_activity); })
        .def_property_readonly(
            "variants",
            [](const PackHandle& self) {
                return each(self->variants, [](const law::Variant& v) {
                    return record(py::dict("id"_a = v.id, "title_id"_a = v.title.id, "title_en"_a = v.title.en));
                });
            })
        .def_property_readonly("files",
                               [](const PackHandle& self) {
                                   return each(self->files, [](const law::PackFile& f) {
                                       return record(py::dict("path"_a = f.path, "sha256"_a = f.sha256));
                                   });
                               })
        .def(
            "in_force",
            [](const PackHandle& self, const std::string& day, const std::optional<std::string>& known_on) {
                std::vector<std::string> ids;
                const auto known = known_on ? std::optional(day_from(*known_on)) : std::nullopt;
                for (const auto i : law::in_force(*self, day_from(day), known)) ids.push_back(self->instruments[i].id);
                return ids;
            },
            "day"_a, "known_on"_a = py::none(), "Ids of the instruments in force on a day.")
        .def(
            "same_unit",
            [](const PackHandle& self, const std::string& a, const std::string& b) {
                return self->crosswalk.same_unit(a, b);
            },
            "a"_a, "b"_a, "Whether two administrative codes name one unit.")
        .def(
            "lint", [](const PackHandle& self) { return handle(conformance::table_of(law::lint(*self))); },
            "Findings about the pack itself.");
    module.def("read_pack", &read, "folder"_a, py::kw_only(), "variant"_a = "",
               "texts"_a = std::map<std::string, std::string>{},
               "Reads the law of a plan pack; texts stand in for files by their path in the folder.");
    module.def("read_claims", &read_claims, "path"_a,
               "Published figures, with the group of claims that disagree (-1: none) as dispute.");
}

}  // namespace petasentra::bindings

#include <algorithm>
#include <map>
#include <mutex>
#include <petasentra/conformance/bound_pack.hpp>
#include <petasentra/core/error.hpp>
#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/geometry/transform.hpp>

#include "bound_columns.hpp"
#include "feature_ground.hpp"
#include "row_prints.hpp"

namespace petasentra::conformance {

using core::Error;
using core::ErrorCode;

namespace {

void require_known_zones(const law::Instrument& instrument, const BoundLayer& zones, const std::string& column) {
    const auto& matrix = instrument.permissions.matrix;
    if (instrument.permissions.path.empty()) return;
    for (std::size_t row = 0; row < zones.code.size(); ++row) {
        const auto& code = zones.code[row];
        if (code.empty() || matrix.has_zone(code)) continue;
        if (law::zones_of_code(matrix, code).size() > 1) continue;
        const auto near = core::nearest(code, matrix.zones);
        throw Error(ErrorCode::zone_unknown,
                    {"Kode zona \"" + code + "\" tidak ada di tabel " + instrument.permissions.path + ".",
                     "Zone code \"" + code + "\" is not in the table " + instrument.permissions.path + "."},
                    {(near.empty() ? std::string{} : "Mungkin maksud Anda \"" + near + "\"? ") +
                         "Tambahkan kolom untuk kode itu, atau betulkan kodenya.",
                     (near.empty() ? std::string{} : "Did you mean \"" + near + "\"? ") +
                         "Add a column for the code, or correct it."},
                    place_of(zones.data, row, column));
    }
}

bool has_ground(const BoundLayer& layer, std::size_t row) {
    return !layer.data.geometry.is_null(row) && !layer.data.geometry.is_empty(row);
}

/// What a distance is measured to must have an inside that can be told.
void require_sound(const layer::Layer& features, const core::Control& control) {
    const auto broken = geometry::invalid_rows(features.geometry, control);
    if (broken.empty()) return;
    const auto& [row, why] = broken.front();
    const auto where = core::number_text(why.x, 2).en + ", " + core::number_text(why.y, 2).en;
    throw Error(ErrorCode::geometry_invalid,
                {"Geometri unsur tidak sah (" + why.reason + ") di dekat " + where + ".",
                 "The geometry of a feature is not valid (" + why.reason + ") near " + where + "."},
                {"Perbaiki geometrinya, misalnya dengan Fix geometries di QGIS.",
                 "Repair its geometry, e.g. with Fix geometries in QGIS."},
                place_of(features, row, {}));
}

core::Finding without_ground(const BoundLayer& layer, std::size_t row) {
    core::Finding finding;
    finding.code = layer.data.geometry.is_null(row) ? "GEOMETRY_NULL" : "GEOMETRY_EMPTY";
    finding.layer = layer.data.title();
    finding.feature = std::to_string(row);
    const auto code = layer.code[row].empty() ? std::string{} : " (" + layer.code[row] + ")";
    finding.message = {"Unsur baris " + finding.feature + code + " dari lapisan " + finding.layer +
                           " tidak punya geometri: tidak ada yang diuji terhadapnya.",
                       "The feature in row " + finding.feature + code + " of layer " + finding.layer +
                           " has no geometry: nothing is tested against it."};
    finding.hint = {"Gambar unsur itu, atau hapus barisnya.", "Draw the feature, or take its row out."};
    return finding;
}

[[noreturn]] void throw_without_ground(const std::string& rule, const std::string& layer_id, const std::string& code,
                                       const core::Place& place) {
    const auto of =
        code.empty() ? core::Text{} : core::Text{" berkode \"" + code + "\"", " with code \"" + code + "\""};
    throw Error(
        ErrorCode::code_without_feature,
        {"Semua unsur" + of.id + " di lapisan " + layer_id + " tidak bergeometri, sehingga ketentuan " + rule +
             " tidak dapat diuji.",
         "No feature" + of.en + " of layer " + layer_id + " has a geometry, so rule " + rule + " cannot be tested."},
        {"Gambar unsurnya, atau hapus path lapisan itu bila geometrinya memang tidak tersedia.",
         "Draw the features, or leave out the layer's path if its geometry is not held."},
        place);
}

}  // namespace

/// By rows.
class LayerGrounds {
  public:
    const FeatureGround& of(const BoundLayer& layer, std::vector<std::uint32_t> rows) {
        const std::lock_guard lock(m_mutex);
        const auto key = rows;
        return m_made.try_emplace(key, layer, std::move(rows)).first->second;
    }

    const zoning::Features& features_of(const BoundLayer& layer, std::vector<std::uint32_t> rows) {
        const std::lock_guard lock(m_mutex);
        const auto [entry, fresh] = m_features.try_emplace(std::move(rows));
        if (fresh) entry->second = zoning::Features(layer.data.geometry, entry->first);
        return entry->second;
    }

  private:
    std::mutex m_mutex;
    std::map<std::vector<std::uint32_t>, FeatureGround> m_made;
    std::map<std::vector<std::uint32_t>, zoning::Features> m_features;
};

BoundPack::BoundPack(BoundPack&&) noexcept = default;
BoundPack& BoundPack::operator=(BoundPack&&) noexcept = default;
BoundPack::~BoundPack() = default;

BoundPack::BoundPack(law::PlanPack pack, std::vector<PackLayer> layers, const core::Control& control)
    : m_law(std::move(pack)) {
    find_crs();
    for (auto& given : layers) {
        control.check();
        bind(std::move(given), control);
    }
    require_rules();
}

BoundPack::BoundPack(law::PlanPack law, std::vector<PackPart> parts, const core::Control& control)
    : m_law(std::move(law)) {
    find_crs();
    for (auto& part : parts) {
        control.check();
        if (auto* given = std::get_if<layer::Layer>(&part.from)) {
            bind({part.instrument, part.layer, std::move(*given)}, control);
            continue;
        }
        const auto& before = *std::get<std::shared_ptr<const BoundPack>>(part.from);
        for (const auto& held : before.m_layers) {
            if (held->id == part.layer && before.m_law.instruments[held->instrument].id == part.instrument) take(held);
        }
    }
    require_rules();
}

void BoundPack::find_crs() {
    try {
        m_crs = geometry::Crs::from_user_input(m_law.crs);
    } catch (const Error& error) {
        throw error.at({.file = "pack.toml", .column = "crs"});
    }
    if (m_crs.is_projected_metre()) return;
    throw Error(
        ErrorCode::degrees_refused,
        {"CRS paket (" + m_law.crs + ") harus terproyeksi dalam meter.",
         "The CRS of the pack (" + m_law.crs + ") must be projected, in metres."},
        {"Pakai zona UTM kabupaten, misalnya EPSG:32749.", "Use the UTM zone of the kabupaten, e.g. EPSG:32749."},
        {"pack.toml", {}, {}, "crs"});
}

void BoundPack::require_rules() const {
    for (std::size_t i = 0; i < m_law.instruments.size(); ++i) {
        for (const auto& rule : m_law.instruments[i].area_rules) require_ground(i, rule.id, rule.layer, rule.codes);
        for (const auto& rule : m_law.instruments[i].overlay_rules) require_ground(i, rule.id, rule.layer, rule.codes);
        for (const auto& rule : m_law.instruments[i].distance_rules) require_receptor(i, rule.id, rule.receptor);
    }
}

void BoundPack::take(std::shared_ptr<const BoundLayer> layer) {
    m_findings.insert(m_findings.end(), layer->findings.begin(), layer->findings.end());
    m_layers.push_back(std::move(layer));
}

void BoundPack::bind(PackLayer given, const core::Control& control) {
    const auto* instrument = m_law.instrument(given.instrument);
    const auto* link = instrument == nullptr ? nullptr : instrument->layer(given.layer);
    if (link == nullptr) {
        throw Error(ErrorCode::rule_dangling,
                    {"Paket tidak mengenal lapisan " + given.instrument + "/" + given.layer + ".",
                     "The pack knows no layer " + given.instrument + "/" + given.layer + "."},
                    {"Periksa nama instrumen dan lapisan.", "Check the names of instrument and layer."});
    }
    const core::Place place{given.data.provenance.source, given.data.title(), {}, {}};
    if (!given.data.crs.known()) {
        throw Error(ErrorCode::crs_missing,
                    {"Lapisan " + given.layer + " tidak punya CRS.", "The layer " + given.layer + " has no CRS."},
                    {"Tambahkan berkas .prj atau nyatakan CRS-nya.", "Add the .prj file or state the CRS."}, place);
    }
    if (given.data.size() == 0) {
        throw Error(ErrorCode::layer_empty,
                    {"Lapisan " + given.layer + " kosong: tidak ada satu pun unsur di dalamnya.",
                     "The layer " + given.layer + " is empty: it has no features."},
                    {"Periksa berkasnya, atau hapus path bila geometrinya memang tidak tersedia.",
                     "Check the file, or leave out its path if the geometry is not held."},
                    place);
    }
    BoundLayer bound;
    bound.instrument = static_cast<std::size_t>(instrument - m_law.instruments.data());
    bound.id = given.layer;
    bound.data = std::move(given.data);
    try {
        bound.data.geometry = geometry::transform(bound.data.geometry, bound.data.crs, m_crs, control);
    } catch (const Error& error) {
        throw error.at(place);
    }
    bound.data.crs = m_crs;
    if (!link->code.empty()) bound.code = texts_of(bound.data, link->code);
    bound.code.resize(bound.data.size());
    bound.name = link->name.empty() ? bound.code : texts_of(bound.data, link->name);
    if (!link->valid_from.empty()) bound.valid_from = dates_of(bound.data, link->valid_from);
    if (!link->valid_to.empty()) bound.valid_to = dates_of(bound.data, link->valid_to);
    if (link->role == law::LayerRole::zones) require_known_zones(*instrument, bound, link->code);
    if (link->role == law::LayerRole::existing) {
        bound.site_id = texts_of(bound.data, "site_id");
        bound.activity = texts_of(bound.data, "activity");
    }
    if (link->role == law::LayerRole::receptor || link->role == law::LayerRole::existing)
        require_sound(bound.data, control);
    else
        bound.index = zoning::ZoningIndex(bound.data, control);
    for (std::size_t row = 0; row < bound.data.size(); ++row) {
        if (!has_ground(bound, row)) bound.findings.push_back(without_ground(bound, row));
    }
    for (std::size_t row = 0; row < bound.data.size(); ++row) bound.bounds.push_back(bound.data.geometry.bounds(row));
    bound.prints = row_prints(bound);
    bound.grounds = std::make_shared<LayerGrounds>();
    take(std::make_shared<const BoundLayer>(std::move(bound)));
}

const FeatureGround& BoundPack::ground(const BoundLayer& layer, std::vector<std::uint32_t> rows) const {
    return layer.grounds->of(layer, std::move(rows));
}

const zoning::Features& BoundPack::features(const BoundLayer& layer, std::vector<std::uint32_t> rows) const {
    return layer.grounds->features_of(layer, std::move(rows));
}

void BoundPack::require_ground(std::size_t instrument, const std::string& rule, const std::string& layer_id,
                               const std::vector<std::string>& codes) const {
    const auto* bound = layer(instrument, layer_id);
    if (bound == nullptr) return;
    const core::Place place{
        bound->data.provenance.source, layer_id, {}, m_law.instruments[instrument].layer(layer_id)->code};
    if (bound->index.zone_count() == 0) {
        throw Error(
            ErrorCode::rule_dangling,
            {"Ketentuan " + rule + " tidak dapat diuji pada lapisan " + layer_id + " karena peran lapisan itu.",
             "Rule " + rule + " cannot be tested on layer " + layer_id + " because of that layer's role."},
            {"Beri lapisan itu role \"overlay\" atau \"area\".", "Give that layer the role \"overlay\" or \"area\"."},
            place);
    }
    const auto anywhere = [&](const std::vector<std::uint32_t>& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return has_ground(*bound, row); });
    };
    if (codes.empty() && !anywhere(rows_of(*bound, {}))) throw_without_ground(rule, layer_id, {}, place);
    for (const auto& code : codes) {
        const auto rows = rows_of(*bound, {code});
        if (!rows.empty() && anywhere(rows)) continue;
        if (!rows.empty()) throw_without_ground(rule, layer_id, code, place);
        const auto near = core::nearest(code, bound->code);
        throw Error(ErrorCode::code_without_feature,
                    {"Kode \"" + code + "\" dari ketentuan " + rule + " tidak cocok dengan unsur mana pun di lapisan " +
                         layer_id + ".",
                     "Code \"" + code + "\" of rule " + rule + " matches no feature of layer " + layer_id + "."},
                    {(near.empty() ? std::string{} : "Mungkin maksud Anda \"" + near + "\"? ") +
                         "Kode sistem lain diikat lewat tabel kode wilayah ([crosswalk]).",
                     (near.empty() ? std::string{} : "Did you mean \"" + near + "\"? ") +
                         "Codes of other systems are bound through the table of codes ([crosswalk])."},
                    place);
    }
}

void BoundPack::require_receptor(std::size_t instrument, const std::string& rule, const std::string& layer_id) const {
    const auto* bound = layer(instrument, layer_id);
    if (bound == nullptr) return;
    for (std::size_t row = 0; row < bound->data.size(); ++row) {
        if (has_ground(*bound, row)) return;
    }
    throw_without_ground(rule, layer_id, {}, {bound->data.provenance.source, layer_id, {}, {}});
}

const BoundLayer* BoundPack::layer(std::size_t instrument, std::string_view id) const noexcept {
    for (const auto& layer : m_layers) {
        if (layer->instrument == instrument && layer->id == id) return layer.get();
    }
    return nullptr;
}

std::size_t BoundPack::number_of(const BoundLayer& layer) const noexcept {
    const auto is_it = [&](const auto& held) { return held.get() == &layer; };
    return static_cast<std::size_t>(std::find_if(m_layers.begin(), m_layers.end(), is_it) - m_layers.begin());
}

std::vector<std::uint32_t> BoundPack::rows_of(const BoundLayer& layer, const std::vector<std::string>& codes) const {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < layer.code.size(); ++row) {
        const auto named = [&](const std::string& code) { return m_law.crosswalk.same_unit(code, layer.code[row]); };
        if (codes.empty() || std::any_of(codes.begin(), codes.end(), named)) rows.push_back(row);
    }
    return rows;
}

}  // namespace petasentra::conformance

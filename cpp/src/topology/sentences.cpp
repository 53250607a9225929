#include "topology/sentences.hpp"

#include <cmath>
#include <petasentra/core/number_text.hpp>
#include <petasentra/core/suggest.hpp>
#include <petasentra/topology/tolerance.hpp>

namespace petasentra::topology {
namespace {

using core::Text;

/// Square metres as people write them: with enough digits that a small area does not read as zero.
Text area_text(double area_m2) {
    const double size = std::abs(area_m2);
    const int decimals = size >= 1.0 || size == 0.0 ? 1 : size >= 0.01 ? 3 : 6;
    const auto number = core::number_text(area_m2, decimals);
    return {number.id + " m2", number.en + " m2"};
}

Text length_text(double length_m) {
    if (length_m < 5e-7) return {"0 m", "0 m"};  // rounding, not distance
    const auto number = core::number_text(length_m, length_m >= 0.1 ? 2 : 6);
    return {number.id + " m", number.en + " m"};
}

Text joined(const Text& a, const Text& b) {
    return {a.id + b.id, a.en + b.en};
}

Text stated_message(const Telling& telling) {
    const auto stated = area_text(telling.fault.stated_m2);
    const auto computed = area_text(telling.fault.computed_m2);
    const std::string method = telling.settings.area_method == geometry::MeasureMethod::planar       ? "planar"
                               : telling.settings.area_method == geometry::MeasureMethod::planar_utm ? "planar-utm"
                                                                                                     : "geodesic";
    Text out{"Luas yang dinyatakan untuk fitur " + telling.id + " adalah " + stated.id + ", sedangkan geometrinya " +
                 computed.id + " (metode " + method + ")",
             "Feature " + telling.id + " is stated to have " + stated.en + ", but its geometry has " + computed.en +
                 " (method " + method + ")"};
    if (!telling.fault.detail.empty()) {
        out.id += "; metode yang cocok: " + telling.fault.detail;
        out.en += "; it fits the method " + telling.fault.detail;
    }
    return joined(out, telling.near);
}

Text border_message(const Telling& telling) {
    const auto& fault = telling.fault;
    const Text pair{"fitur " + telling.id + " dan fitur " + telling.other + " pada rencana tetangga",
                    "feature " + telling.id + " and feature " + telling.other + " of the neighbouring plan"};
    if (std::string_view(fault.unit) == "m") {
        const auto count = std::to_string(telling.vertices);
        const auto far = length_text(fault.measure);
        return joined({"Batas " + pair.id + " tidak berimpit pada " + count + " titik, selisih terjauh " + far.id,
                       "The borders of " + pair.en + " do not meet at " +
                           core::counted(telling.vertices, "vertex", "vertices") + ", by up to " + far.en},
                      telling.near);
    }
    const auto area = area_text(fault.measure);
    return joined({"Batas " + pair.id + " tidak berimpit: bertampalan atau bercelah " + area.id,
                   "The borders of " + pair.en + " do not match: " + area.en + " overlap or lie between them"},
                  telling.near);
}

Text gap_message(const Telling& telling) {
    const auto area = area_text(telling.fault.measure);
    Text out{"Celah " + area.id + " tidak termasuk zona mana pun", "A gap of " + area.en + " belongs to no zone"};
    if (!telling.beside.empty()) {
        out.id += ", berbatasan dengan fitur " + telling.beside;
        out.en += (telling.fault.neighbours.size() == 1 ? ", beside feature " : ", beside features ") + telling.beside;
    }
    return joined(out, telling.near);
}

Text apart(double distance_m) {
    if (distance_m < resolution_m) return {", padahal garisnya berimpit", ", though the lines themselves coincide"};
    const auto length = length_text(distance_m);
    return {", jarak terjauh " + length.id, ", up to " + length.en + " apart"};
}

Text bare_message(const Telling& telling) {
    const auto& fault = telling.fault;
    const auto area = area_text(fault.measure);
    const auto length = length_text(fault.measure);
    const auto count = std::to_string(telling.vertices);
    const Text feature{"Fitur " + telling.id, "Feature " + telling.id};
    const std::string& other = telling.other;
    switch (fault.rule) {
        case Rule::geometry_null:
            return {feature.id + " tidak memiliki geometri", feature.en + " has no geometry"};
        case Rule::geometry_empty:
            return {"Geometri fitur " + telling.id + " kosong", "The geometry of feature " + telling.id + " is empty"};
        case Rule::coordinate_not_finite:
            return {
                feature.id +
                    " memuat koordinat NaN, tak hingga, atau jauh di luar Bumi; fitur ini tidak diperiksa lebih lanjut",
                feature.en +
                    " has coordinates that are NaN, infinite or far beyond the Earth; it is not examined further"};
        case Rule::geometry_not_polygon:
            return {feature.id + " bukan poligon; hanya poligon yang diperiksa sebagai zona",
                    feature.en + " is no polygon; only polygons are examined as zones"};
        case Rule::geometry_invalid:
            return {"Geometri fitur " + telling.id + " tidak sah (" + fault.detail + ")",
                    "The geometry of feature " + telling.id + " is invalid (" + fault.detail + ")"};
        case Rule::duplicate_geometry:
            return {feature.id + " menempati bidang yang sama dengan fitur " + other + ", seluas " + area.id,
                    feature.en + " has the same ground as feature " + other + ", " + area.en};
        case Rule::zone_overlap:
            return {"Fitur " + telling.id + " dan " + other + " bertampalan seluas " + area.id,
                    "Features " + telling.id + " and " + other + " overlap by " + area.en};
        case Rule::zone_sliver:
            return {"Bagian fitur " + telling.id + " terlalu kecil atau terlalu sempit, luasnya " + area.id,
                    "A part of feature " + telling.id + " is too small or too narrow, " + area.en};
        case Rule::zone_spike:
            return {"Batas fitur " + telling.id + " keluar lalu berbalik tajam sepanjang " + length.id,
                    "The border of feature " + telling.id + " runs out and back over " + length.en};
        case Rule::edge_mismatch:
            return {"Batas fitur " + telling.id + " dan " + other + " tidak berbagi titik di " + count + " tempat" +
                        apart(fault.measure).id,
                    "The borders of features " + telling.id + " and " + other + " do not share vertices at " +
                        core::counted(telling.vertices, "place", "places") + apart(fault.measure).en};
        case Rule::outside_perimeter:
            return {feature.id + " keluar dari batas wilayah rencana seluas " + area.id,
                    feature.en + " lies outside the perimeter of the plan by " + area.en};
        case Rule::validity_reversed:
            return {
                "Masa berlaku fitur " + telling.id + " berakhir sebelum dimulai; fitur ini dianggap selalu berlaku",
                "The days in force of feature " + telling.id + " end before they begin; it counts as always in force"};
        default:
            return {};
    }
}

}  // namespace

core::Text message_of(const Telling& telling) {
    Text out;
    switch (telling.fault.rule) {
        case Rule::zone_gap:
            out = gap_message(telling);
            break;
        case Rule::stated_area:
            out = stated_message(telling);
            break;
        case Rule::border_mismatch:
            out = border_message(telling);
            break;
        default:
            out = joined(bare_message(telling), telling.near);
    }
    return joined(out, {".", "."});
}

core::Text hint_of(Rule rule) {
    switch (rule) {
        case Rule::geometry_null:
        case Rule::geometry_empty:
            return {"Gambarkan zonanya, atau keluarkan baris ini dari lapisan.",
                    "Draw the zone, or take the row out of the layer."};
        case Rule::coordinate_not_finite:
            return {"Periksa proses ekspor yang menghasilkan berkas ini.", "Look at the export that made the file."};
        case Rule::geometry_not_polygon:
            return {"Pindahkan titik dan garis ke lapisan lain.", "Move points and lines to another layer."};
        case Rule::geometry_invalid:
            return {"Perbaiki di tempat yang disebut; aturan lain memakai bentuk yang telah disahkan.",
                    "Mend it at the place named; the other rules use its mended form."};
        case Rule::duplicate_geometry:
            return {"Hapus salah satu, atau nyatakan masa berlaku keduanya.",
                    "Delete one of them, or state when each is in force."};
        case Rule::zone_overlap:
            return {"Tetapkan zona yang benar, atau serahkan bidang itu kepada salah satu zona.",
                    "Decide which zone is right, or give the ground to one of them."};
        case Rule::zone_gap:
            return {"Gabungkan celah ke zona tetangga yang tepat, atau gambarkan zona yang hilang.",
                    "Join the gap to the right neighbour, or draw the zone that is missing."};
        case Rule::zone_sliver:
            return {"Gabungkan ke zona tetangga bila bukan zona yang dimaksud.",
                    "Join it to a neighbour unless it is meant to be a zone."};
        case Rule::zone_spike:
            return {"Hapus titik di ujungnya.", "Delete the vertex at its tip."};
        case Rule::edge_mismatch:
            return {"Samakan titik kedua batas (snap) di tempat yang ditunjukkan.",
                    "Give both borders the same vertices (snap) at the places shown."};
        case Rule::outside_perimeter:
            return {"Potong pada batas wilayah, atau periksa apakah batas wilayahnya benar.",
                    "Cut it at the perimeter, or check whether the perimeter is right."};
        case Rule::stated_area:
            return {"Hitung ulang kolom luas, atau pilih metode luas yang dipakai rencana ini.",
                    "Compute the column anew, or choose the method of area that this plan uses."};
        case Rule::border_mismatch:
            return {"Selaraskan kedua rencana di sepanjang batas bersama.",
                    "Bring the two plans together along their common border."};
        case Rule::validity_reversed:
            return {"Betulkan kedua tanggalnya; mungkin tertukar.", "Correct the two dates; they may be exchanged."};
    }
    return {};
}

}  // namespace petasentra::topology

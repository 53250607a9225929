#include "topology/repair_words.hpp"

#include <cmath>
#include <petasentra/core/number_text.hpp>

namespace petasentra::topology {
namespace {

using core::Text;

Text by_id(RepairRule rule) {
    switch (rule) {
        case RepairRule::largest_neighbour:
            return {"luasnya sama, sehingga ID terkecil yang menentukan",
                    "their areas are equal, so the smallest id decided"};
        case RepairRule::longest_border:
            return {"batas bersamanya sama panjang, sehingga ID terkecil yang menentukan",
                    "their common borders are equally long, so the smallest id decided"};
        case RepairRule::priority:
            return {"prioritasnya sama, sehingga ID terkecil yang menentukan",
                    "their priority is the same, so the smallest id decided"};
    }
    return {};
}

Text by_rule(RepairRule rule) {
    switch (rule) {
        case RepairRule::largest_neighbour:
            return {"zona yang terluas", "the largest zone"};
        case RepairRule::longest_border:
            return {"batas bersama yang terpanjang", "the longest common border"};
        case RepairRule::priority:
            return {"prioritas yang lebih tinggi", "the higher priority"};
    }
    return {};
}

Text square_metres(double area_m2) {
    const auto number = core::number_text(area_m2, area_m2 == std::floor(area_m2) ? 0 : 1);
    return {number.id + " m2", number.en + " m2"};
}

Text too_large(double area_m2, double limit_m2) {
    const auto limit = square_metres(limit_m2);
    Text out{"bidangnya lebih luas daripada batas " + limit.id, "there is more ground than " + limit.en};
    if (area_m2 > 0.0) {
        const auto area = square_metres(area_m2);
        out = {"luasnya " + area.id + ", melebihi batas " + limit.id,
               "it holds " + area.en + ", more than " + limit.en};
    }
    return {out.id + "; tetapkan max_m2= yang lebih besar bila bidang ini memang harus dipindahkan",
            out.en + "; pass a larger max_m2= if this ground is to be moved"};
}

Text why_left(const LedgerTelling& telling) {
    switch (telling.left) {
        case LeftBecause::repaired:
            return {};
        case LeftBecause::too_large:
            return too_large(telling.area_m2, telling.limit_m2);
        case LeftBecause::would_vanish:
            return {"sebuah zona akan kehilangan seluruh bidangnya; tetapkan sendiri mana yang benar",
                    "a zone would lose all its ground; decide by hand which is right"};
        case LeftBecause::no_neighbour:
            return {"tidak ada zona di sepanjang bidang ini yang dapat menerimanya",
                    "no zone along the ground can take it"};
        case LeftBecause::unfit:
            return {"salah satu fitur bukan poligon yang sah; perbaiki GEOMETRY_INVALID lebih dahulu",
                    "one of the features is no valid polygon; repair GEOMETRY_INVALID first"};
        case LeftBecause::would_cross:
            return {"batasnya akan memotong dirinya sendiri", "the border would cross itself"};
        case LeftBecause::would_return:
            return {"durinya akan menjadi duri zona yang menerimanya",
                    "the spike would be a spike of the zone that gets it"};
        case LeftBecause::came_back:
            return {"sudah diperbaiki satu kali, tetapi muncul lagi karena perbaikan lain",
                    "it was repaired once, and another repair brought it back"};
        case LeftBecause::covered_by_other:
            return {"bidangnya milik zona lain", "the ground is another zone's"};
        case LeftBecause::not_computable:
            return {"bentuk di tempat ini tidak dapat dihitung dengan andal",
                    "the shape cannot be computed reliably here"};
        case LeftBecause::not_settled:
            return {"masih ditemukan setelah putaran perbaikan terakhir", "it is still found after the last round"};
    }
    return {};
}

Text left_sentence(const LedgerTelling& telling) {
    const auto why = why_left(telling);
    const bool pair = !telling.other.empty();
    return {"Dibiarkan" + (pair ? " (dengan fitur " + telling.other + ")" : std::string()) + ": " + why.id + ".",
            "Left alone" + (pair ? " (with feature " + telling.other + ")" : std::string()) + ": " + why.en + "."};
}

Text mended_sentence(const LedgerTelling& telling) {
    Text out{"Geometri disahkan: perpotongan menjadi titik, bagian yang bertindih digabungkan.",
             "The geometry was made valid: crossings became vertices, overlapping parts were joined."};
    if (telling.without_height == 0) return out;
    const auto count = std::to_string(telling.without_height);
    return {out.id + " Titik baru tanpa Z atau M: " + count + ".",
            out.en + " New vertices without Z or M: " + count + "."};
}

Text spike_sentence(const LedgerTelling& telling) {
    if (telling.from.empty())
        return {"Retakan ditutup: titik di ujungnya dihapus.",
                "The crack was closed: the vertex at its tip was taken out."};
    if (telling.row == telling.to)
        return {"Menerima bidang duri yang dipotong dari fitur " + telling.from + ".",
                "Received the ground of a spike cut from feature " + telling.from + "."};
    if (telling.to.empty())
        return {"Duri dipotong: titik di ujungnya dihapus.", "The spike was cut: the vertex at its tip was taken out."};
    return {"Duri dipotong; bidangnya diserahkan kepada fitur " + telling.to + ".",
            "The spike was cut; its ground went to feature " + telling.to + "."};
}

}  // namespace

core::Text reason_of(const LedgerTelling& telling) {
    if (telling.left != LeftBecause::repaired) return left_sentence(telling);
    if (telling.ring_order) {
        return {"Arah cincin diseragamkan: cincin luar berlawanan arah jarum jam, lubang searah jarum jam.",
                "Its rings were put in order: the outer ones anticlockwise, holes clockwise."};
    }
    const auto why = telling.tie ? by_id(telling.by) : by_rule(telling.by);
    const bool moves = telling.row == telling.from || telling.row == telling.to;
    switch (telling.rule) {
        case Rule::geometry_invalid:
            return mended_sentence(telling);
        case Rule::edge_mismatch:
            return {"Batasnya mendapat titik batas tetangga yang belum dimilikinya.",
                    "Its border got vertices of a neighbour that it lacked."};
        case Rule::duplicate_geometry:
            return {"Bidangnya sama dengan fitur " + telling.to + "; barisnya tetap, geometrinya dikosongkan.",
                    "It had the same ground as feature " + telling.to + "; its row stays, its geometry was emptied."};
        default:
            break;
    }
    if (!moves) {
        return {"Batasnya mendapat titik di tempat batas tetangga yang diperbaiki berakhir.",
                "Its border got vertices where the repaired border of a neighbour ends."};
    }
    if (telling.rule == Rule::zone_spike) return spike_sentence(telling);
    if (telling.rule == Rule::zone_gap)
        return {"Celah digabungkan ke fitur ini: " + why.id + ".",
                "The gap was joined to this feature: " + why.en + "."};
    if (telling.rule == Rule::zone_sliver && telling.row == telling.to) {
        return {"Menerima serpihan dari fitur " + telling.from + ": " + why.id + ".",
                "Received a sliver from feature " + telling.from + ": " + why.en + "."};
    }
    if (telling.rule == Rule::zone_sliver) {
        return {"Serpihan diserahkan kepada fitur " + telling.to + ": " + why.id + ".",
                "The sliver went to feature " + telling.to + ": " + why.en + "."};
    }
    if (telling.row == telling.to) {
        return {"Mempertahankan bidang yang bertampalan dengan fitur " + telling.from + ": " + why.id +
                    "; batasnya mendapat titik di tempat kedua batas bertemu.",
                "Kept the ground shared with feature " + telling.from + ": " + why.en +
                    "; its border got vertices where the two borders meet."};
    }
    return {"Bidang yang bertampalan diserahkan kepada fitur " + telling.to + ": " + why.id + ".",
            "The shared ground was left to feature " + telling.to + ": " + why.en + "."};
}

}  // namespace petasentra::topology

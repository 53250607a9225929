"""What part a layer plays in a planner's folder: zones, roads, administrative areas ..., guessed from what it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from petasentra.files.load_report import Lang
    from petasentra.inspection.fields import FieldSummary

#: Roles with their words for people.
ROLES: dict[str, tuple[str, str]] = {
    "zones": ("zona", "zones"),
    "special_zones": ("kawasan khusus", "special zones"),
    "roads": ("jalan", "roads"),
    "admin": ("batas administrasi", "administrative areas"),
    "units": ("unit usaha", "units"),
    "sites": ("tapak atau persil", "sites or parcels"),
    "rivers": ("sungai dan air", "rivers and water"),
    "contours": ("kontur atau ketinggian", "contours or heights"),
    "land_cover": ("tutupan lahan", "land cover"),
    "buildings": ("bangunan", "buildings"),
    "ground": ("tanah dan lereng", "soil and slope"),
    "facilities": ("fasilitas", "facilities"),
    "network_plan": ("struktur ruang", "network plan"),
    "raster": ("raster", "raster"),
    "table": ("tabel tanpa geometri", "table without geometry"),
    "unknown": ("belum jelas", "not clear"),
}

_AREA, _LINE, _POINT = "area", "line", "point"


@dataclass(frozen=True)
class Role:
    """A guessed role; ``evidence`` names the columns and parts of names it rests on."""

    role: str
    evidence: tuple[str, ...] = ()
    score: int = 0

    def text(self, lang: Lang = "id") -> str:
        """Return the role in words."""
        return ROLES[self.role][0 if lang == "id" else 1]


@dataclass(frozen=True)
class _Sign:
    """Something that speaks for a role: a pattern for column names or for the layer's name, and its weight."""

    role: str
    shapes: tuple[str, ...]
    columns: re.Pattern[str] | None = None
    name: re.Pattern[str] | None = None
    weight: int = 1


def _columns(role: str, shapes: tuple[str, ...], pattern: str, weight: int = 2) -> _Sign:
    return _Sign(role, shapes, columns=re.compile(pattern, re.IGNORECASE), weight=weight)


def _name(role: str, shapes: tuple[str, ...], pattern: str, weight: int = 3) -> _Sign:
    return _Sign(role, shapes, name=re.compile(pattern, re.IGNORECASE), weight=weight)


_SIGNS = (
    _columns("zones", (_AREA,), r"^(kodkws|kodzon|kodszn|namzon|namszn|kodunk|kodewp|jnsrpr)$", 3),
    _columns("zones", (_AREA,), r"^(orde0\d|pola_?ruang|kawasan|zona|sub_?zona|peruntukan|rencana_?pola)$"),
    _name("zones", (_AREA,), r"pola_?ruang|zonasi|zoning|rtrw|rdtr|_pr_|(^|_)zona|kawasan"),
    _columns("special_zones", (_AREA,), r"^fungsikws$|^noskpnjk$|^kp2b$|^lp2b$", 3),
    _name("special_zones", (_AREA,), r"kp2b|lp2b|kawasan_hutan|rawan|bencana|sempadan|kkop|lsd", 4),
    _name("special_zones", (_AREA,), r"banjir|longsor|karhutla|tsunami|gempa|flood|hazard", 4),
    _columns("roads", (_LINE,), r"^(namrjl|fgsrjl|matrjl|klsrjl|jarrjl|arhrjl|tolrjl|stajln)$", 3),
    _columns("roads", (_LINE,), r"^(highway|oneway|maxspeed|lanes)$", 3),
    _columns("roads", (_LINE,), r"jalan|(^|_)ruas|road|(^|_)jln|surface|perkerasan"),
    _name("roads", (_LINE,), r"jalan|road|street|highway|ruas|(^|_)jln"),
    _columns("admin", (_AREA, _LINE), r"^(wadmkd|wiadkd|kdepum|kdppum|kdcpum|kdcbps|kdebps|tipadm|klbadm|batas)$"),
    _columns("admin", (_AREA,), r"^(village|district|regency|province)(_co(de)?|_c(ode)?)?$|^adm\d_\w+$"),
    _columns("admin", (_AREA,), r"^(kecamatan|kabupaten|desa|kelurahan|kab_?kota|provinsi)$", 1),
    _columns("admin", (_AREA,), r"^(nm_?kab\w*|nama_?kab\w*|kode_?desa)$", 1),
    _name("admin", (_AREA, _LINE), r"administrasi|batas_?(desa|kec|kab|wil|adm|gampong|nagari)|(^|_)admin(_|$)"),
    _name("admin", (_AREA, _LINE), r"(^|_)(desa|kelurahan|kecamatan|kabupaten|kabkota|provinsi)(_|$)"),
    _columns("units", (_POINT,), r"^(kbli|ko_kbli|produk|komoditi|komoditas|nib|tenaga_?kerja|nilai_?produksi)", 3),
    _columns("units", (_POINT,), r"^jenis_?(usaha|industri|produk)|usaha|industri|umkm|ikm|kapasitas|investasi|omzet"),
    _name("units", (_POINT,), r"ikm|umkm|industri|usaha|sentra"),
    _columns("sites", (_AREA,), r"kkpr|izin|permit|persil|bidang|sertipikat|sertifikat|hak|luas_?tanah", 3),
    _name("sites", (_AREA,), r"kkpr|persil|bidang|tapak|kavling|(^|_)site|sentra|lokasi"),
    _columns("rivers", (_LINE, _AREA), r"sungai|river|(^|_)das($|_)|waterway|jnssng"),
    _name("rivers", (_LINE, _AREA), r"sungai|river|danau|waduk|perairan|draina[gs]e|lake|irigasi|(^|_)das(_|$)", 4),
    _columns("contours", (_LINE, _POINT), r"^(kontur|elev(asi|ation)?|ketinggian|contour|tinggi|z|height)$"),
    _name("contours", (_LINE, _POINT), r"kontur|contour|spotheight|ketinggian", 4),
    _columns("land_cover", (_AREA,), r"tutupan|penutup|penggunaan|land_?(use|cover)|pl\d{2,4}"),
    _name("land_cover", (_AREA,), r"tutupan|penutup|penggunaan_?lahan|land_?(use|cover)|sawah|kebun|permukiman", 4),
    _name("buildings", (_AREA,), r"bangunan|building|gedung", 4),
    _name("ground", (_AREA,), r"jenis_?tanah|kesuburan|geologi|lereng|kelerengan|slope|soil", 4),
    _columns("facilities", (_POINT,), r"^(namobj|jnsrsk|tiprst|jplyrs|fasilitas|nama_?(sekolah|rs|pasar|puskesmas))$"),
    _name("facilities", (_POINT,), r"fasilitas|rumahsakit|pendidikan|sekolah|pasar|puskesmas|stasiun|terminal"),
    _columns("network_plan", (_LINE, _POINT), r"^(jnsrsr|stsjrn)$"),
    _name("network_plan", (_LINE, _POINT), r"struktur_?ruang|_sr_|rencana"),
)  # fmt: skip


def guess_role(names: Sequence[str], kinds: Mapping[str, int], fields: Sequence[FieldSummary]) -> Role:
    """Guess the role of a layer.

    Parameters
    ----------
    names
        Name of the layer and of its file.
    kinds
        Kind of geometry to rows, as in ``Layer.geometry_kinds``.
    fields
        Its attributes.

    Returns
    -------
    Role
        With the columns and names it rests on; ``unknown`` if nothing speaks for any.

    Examples
    --------
    >>> guess_role(["JALAN_LN_25K"], {"LineString": 3}, []).text("en")
    'roads'
    """
    shape = _shape(kinds)
    if not shape:
        return Role("unknown")
    scores: dict[str, int] = {}
    evidence: dict[str, list[str]] = {}
    for sign in _SIGNS:
        if shape not in sign.shapes:
            continue
        if sign.name is not None:
            said = [found[0].strip("_") for name in names if (found := sign.name.search(name))][:1]
        else:
            said = [one.name for one in fields if sign.columns and one.filled and sign.columns.search(one.name)][:3]
        if said:
            scores[sign.role] = scores.get(sign.role, 0) + sign.weight * len(said)
            evidence.setdefault(sign.role, []).extend(said)
    for one in fields:
        if one.meaning and one.meaning.kind == "zone_code" and shape == _AREA:
            scores["zones"] = scores.get("zones", 0) + 3
            evidence.setdefault("zones", []).append(one.name)
        if one.meaning and one.meaning.kind == "kbli":
            role = "units" if shape == _POINT else "sites"
            scores[role] = scores.get(role, 0) + 3
            evidence.setdefault(role, []).append(one.name)
    if not scores:
        return Role("unknown")
    best = max(scores, key=lambda role: scores[role])
    return Role(best, tuple(dict.fromkeys(evidence[best])), scores[best])


def _shape(kinds: Mapping[str, int]) -> str:
    sums = {_AREA: 0, _LINE: 0, _POINT: 0}
    for kind, rows in kinds.items():
        for part, shape in (("Polygon", _AREA), ("LineString", _LINE), ("Point", _POINT)):
            if part in kind:
                sums[shape] += rows
                break
    best = max(sums, key=lambda shape: sums[shape])
    return best if sums[best] else ""

"""A made-up check result with the public face of CheckResult, so that showing is tested without the engine.

Everything here is invented: the ground is a wavy checkerboard in UTM 49S, the law is a regulation that does not exist.
`make_result()` holds one site of every kind a map or a report has to cope with: hostile names, personal columns,
conflict, partial, outside the plan, points, an unverified rule, schematic zones.
"""

from __future__ import annotations

import datetime as dt
from json import dumps
from types import SimpleNamespace
from typing import Any

import geopandas
import numpy as np
import shapely
from shapely.geometry import Point, Polygon, box

from petasentra.auditing import Audit
from petasentra.overrides import OverrideLog

CRS = "EPSG:32749"
X0, Y0 = 640_000.0, 9_165_000.0
HOSTILE = "<script>alert('x')</script> & \"Contoh\" $a^2$"
PERSONAL = "Siti Contohwati (rekaan)"

ZONES = {
    "P-1": "Kawasan Tanaman Pangan",
    "KPI": "Kawasan Peruntukan Industri",
    "PD": "Kawasan Permukiman Perdesaan",
    "HL": "Kawasan Hutan Lindung",
    "BA": "Badan Air",
    "ZZ": "Kawasan Tanpa Warna Baku",
}


class FakeTable:
    """The public face of Table over a list of dicts."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows
        self.columns = list(rows[0]) if rows else []

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, name: str) -> list[Any]:
        return [row[name] for row in self._rows]

    def to_pylist(self) -> list[dict[str, Any]]:
        return [dict(row) for row in self._rows]


class FakeLayer:
    """The public face of Layer over a GeoDataFrame."""

    def __init__(self, frame: geopandas.GeoDataFrame, personal: tuple[str, ...] = (), title: str = "") -> None:
        self._frame = frame
        self.personal = set(personal)
        self.title = title
        self.provenance: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._frame)

    @property
    def columns(self) -> list[str]:
        return [c for c in self._frame.columns if c != self._frame.geometry.name]

    def to_geopandas(self) -> geopandas.GeoDataFrame:
        return self._frame.copy()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.to_arrow().__arrow_c_stream__(requested_schema)


def zones(cells: int = 6, size_m: float = 2_000.0, detail: int = 24) -> geopandas.GeoDataFrame:
    """A checkerboard whose inner edges wave, shared exactly by both neighbours."""
    codes = list(ZONES)
    rng = np.random.default_rng(7)

    def edge(a: tuple[float, float], b: tuple[float, float], straight: bool) -> list[tuple[float, float]]:
        t = np.linspace(0.0, 1.0, detail)
        wave = np.zeros(detail) if straight else 90.0 * np.sin(np.pi * t) * np.sin(9.0 * t + rng.uniform(0, 6))
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = np.hypot(dx, dy)
        x = a[0] + t * dx - wave * dy / length
        y = a[1] + t * dy + wave * dx / length
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def at(i: int, j: int) -> tuple[float, float]:
        return X0 + i * size_m, Y0 + j * size_m

    flat = {(i, j): edge(at(i, j), at(i + 1, j), j in (0, cells)) for i in range(cells) for j in range(cells + 1)}
    tall = {(i, j): edge(at(i, j), at(i, j + 1), i in (0, cells)) for i in range(cells + 1) for j in range(cells)}
    rows = []
    for i in range(cells):
        for j in range(cells):
            ring = flat[i, j] + tall[i + 1, j][1:] + flat[i, j + 1][::-1][1:] + tall[i, j][::-1][1:-1]
            code = codes[int(rng.integers(0, len(codes)))]
            rows.append({"KODKWS": code, "NAMOBJ": ZONES[code], "geometry": Polygon(ring)})
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs=CRS)


def _row(site_id: str, verdict: str, **more: Any) -> dict[str, Any]:
    row = {
        "site_id": site_id,
        "activity": "daur-ulang-logam",
        "as_of": dt.date(2015, 6, 1),
        "verdict": verdict,
        "flags": [],
        "share_conforming": 0.0,
        "share_min": None,
        "share_max": None,
        "instrument": "perda-21-2009",
        "article": ["lampiran-itbx"],
        "existing_use": "none",
        "existing_use_until": None,
        "existing_use_basis": "",
        "route": "persetujuan",
        "verified": False,
        "unverified_rules": ["lampiran-itbx"],
        "reason_id": "Contoh alasan.",
        "reason_en": "Example reason.",
        "schematic": True,
    }
    return row | more


def make_pack(ground: geopandas.GeoDataFrame | None = None, *, verified: bool = False) -> Any:
    """A pack of two invented regulations; `ground` is the zone layer of the second."""
    ground = zones() if ground is None else ground
    area = geopandas.GeoDataFrame(
        {"kode": ["35.17.11", "35.17.12"], "nama": ["Contoh Selatan", "Contoh Utara"]},
        geometry=[box(X0, Y0, X0 + 12_000, Y0 + 6_000), box(X0, Y0 + 6_000, X0 + 12_000, Y0 + 12_000)],
        crs=CRS,
    )
    held = {("perda-21-2009", "pola-ruang"): FakeLayer(ground), ("perda-21-2009", "kecamatan"): FakeLayer(area)}
    link = SimpleNamespace
    layers = [
        link(id="pola-ruang", role="zones", code="KODKWS", name="NAMOBJ", source="digambar untuk peragaan",
             verified=verified, schematic=not verified, article="pasal-pola-ruang"),
        link(id="kecamatan", role="area", code="kode", name="nama", source="COD-AB (contoh)",
             verified=True, schematic=False, article=""),
    ]  # fmt: skip
    article = SimpleNamespace
    articles = [
        article(id="lampiran-itbx", label="contoh: Lampiran ITBX", text="", page="", url="", verified=verified),
        article(id="pasal-zona-khusus", label="contoh: Pasal tentang zona khusus", text="", page="12",
                url="https://contoh.invalid/perda.pdf", verified=verified),
        article(id="pasal-overlay", label="contoh: Pasal tentang lahan pangan", text="Bunyi pasal contoh.",
                page="", url="", verified=True),
    ]  # fmt: skip

    rules = [
        SimpleNamespace(id="zona-khusus", layer="kecamatan", codes=("35.17.12",), activities=("*",), cell="B1",
                        precedence="unstated", article="pasal-zona-khusus")
    ]  # fmt: skip

    def instrument(ident: str, number: int, year: int, start: dt.date, end: dt.date | None, layers: list[Any]) -> Any:
        return SimpleNamespace(
            id=ident, citation=f"Perda {number}/{year}", title=f"RTRW Kabupaten Contoh {year}", level="rtrw-kabupaten",
            enacted_on=None, in_force_from=str(start), in_force_to=str(end) if end else None, verified=verified,
            verified_dates={"in_force_from": True, "in_force_to": verified}, source="Lembaran Daerah (contoh)",
            note_id="Bunyi pasal belum dilihat.", note_en="The wording of the article has not been seen.",
            layers=layers, articles=articles if layers else [], area_rules=rules if layers else [],
        )  # fmt: skip

    return SimpleNamespace(
        name="contoh",
        title="Kabupaten Contoh: rencana tata ruang wilayah",
        crs=CRS,
        variant="",
        variants=[],
        tolerance=SimpleNamespace(boundary_m=0.002, sliver_m2=1.0, decisive_share=0.0, conforming_share=1.0),
        files=[
            SimpleNamespace(path="pack.toml", sha256="9f" * 32),
            SimpleNamespace(path="perda-21-2009.toml", sha256="0c" * 32),
        ],
        activities=[
            SimpleNamespace(id="daur-ulang-logam", name_id="Daur ulang logam", name_en="Metal recycling", kbli="38301")
        ],
        instruments=[
            instrument("perda-9-2000", 9, 2000, dt.date(2000, 8, 1), dt.date(2010, 10, 28), []),
            instrument("perda-21-2009", 21, 2009, dt.date(2010, 10, 28), dt.date(2021, 12, 31), layers),
        ],
        same_unit=lambda a, b: a == b,
        layer=lambda instrument_id, layer_id: held.get((instrument_id, layer_id)),
    )


class FakeResult:
    """The public face of CheckResult."""

    def __init__(self, table: FakeTable, pieces: FakeLayer, sites: FakeLayer, pack: Any) -> None:
        self.table = table
        self.pieces = pieces
        self.findings = FakeTable([])
        self.sites = sites
        self.pack = pack
        self.as_of = dt.date(2015, 6, 1)
        self.overrides = OverrideLog()
        self.audit = Audit({"petasentra_audit": 1, "sha256": "ab" * 32})

    def __len__(self) -> int:
        return len(self.table)

    def remainder_of(self) -> Any:
        """One square of 20 m for each site in part, and a part of many corners."""
        parts, corners = [], []
        for row in self.table.to_pylist():
            if "partial" not in row["flags"]:
                continue
            for part, (area, vertices) in enumerate(((400.0, 4), (90.0, 61)), start=1):
                at = {"site_id": row["site_id"], "activity": row["activity"], "part": part}
                parts.append({**at, "area_m2": area, "share": area / 1000, "width_m": 20.0 / part,
                              "schematic": row["schematic"]})  # fmt: skip
                corners += [
                    {**at, "ring": 1, "vertex": number, "easting_m": 640_000.125 + number, "northing_m": 9_165_000.0,
                     "utm_zone": "49S", "longitude_dms": "112° 16' 01,5\" BT", "latitude_dms": "7° 33' 02,5\" LS"}
                    for number in range(1, vertices + 1)
                ]  # fmt: skip
        return SimpleNamespace(parts=SimpleNamespace(to_arrow=lambda: FakeTable(parts)), coordinates=FakeTable(corners))

    def explain(self, site_id: str) -> Any:
        row = next(r for r in self.table.to_pylist() if r["site_id"] == site_id)

        def text(lang: str = "id") -> str:
            reason = row["reason_id"] if lang == "id" else row["reason_en"]
            return f"{site_id}: {reason}\n  - zona {HOSTILE}\n    - pasal"

        def json() -> str:
            def step(kind: str, words: str, because: list[Any]) -> dict[str, Any]:
                return {"kind": kind, "id": words, "en": words, "facts": {}, "because": because}

            tree = [step("piece", f"zona {HOSTILE}", [step("rule", "tabel ketentuan (contoh)", [])])]
            return dumps(step("site", f"{site_id}: {row['reason_id']}", tree))

        return SimpleNamespace(text=text, json=json)


def make_result(*, verified: bool = False, schematic: bool = True) -> FakeResult:
    """Six sites: four polygons, a point, a site without ground in the plan."""
    ground = zones()
    side = 108.0

    def lot(x: float, y: float, size: float = side) -> Polygon:
        return box(X0 + x, Y0 + y, X0 + x + size, Y0 + y + size)

    industry = ground[ground.KODKWS == "KPI"].iloc[0].geometry.representative_point()
    shapes = {
        "contoh-a": box(industry.x - 54, industry.y - 54, industry.x + 54, industry.y + 54),
        "contoh-b": lot(1_960, 5_000, 260.0),
        "contoh-c": lot(7_000, 7_300),
        "contoh-d": Point(X0 + 4_300, Y0 + 3_200),
        "contoh-e": lot(12_400, 4_000),
        "contoh-f": Point(X0 + 9_100, Y0 + 9_050),
    }
    names = ["Contoh A", HOSTILE, "Contoh C", "Contoh D", "Contoh E", "Contoh F"]
    sites = geopandas.GeoDataFrame(
        {"site_id": list(shapes), "name": names, "pemilik": [PERSONAL] * 6, "activity": ["daur-ulang-logam"] * 6},
        geometry=list(shapes.values()),
        crs=CRS,
    )
    rows = [
        _row("contoh-a", "conditional", share_conforming=1.0, share_min=0.97, share_max=1.0,
             reason_id="Kegiatan bersyarat di Kawasan Peruntukan Industri.",
             reason_en="The activity is conditional in the industrial zone."),
        _row("contoh-b", "prohibited", flags=["partial", "boundary_uncertain"], share_conforming=0.4231, share_min=0.36,
             share_max=0.49, reason_id="Sebagian tapak berada di Kawasan Tanaman Pangan.",
             reason_en="Part of the site lies in the food-crop zone."),
        _row("contoh-c", "prohibited", flags=["conflict", "needs_officer"],
             article=["pasal-zona-khusus", "pasal-overlay"], unverified_rules=["pasal-zona-khusus"],
             reason_id="ketentuan zona khusus memberi bersyarat, lahan pangan memberi tidak diperbolehkan.",
             reason_en="the special zone gives conditional, the food land gives prohibited."),
        _row("contoh-d", "conforms", share_conforming=1.0, reason_id="Kegiatan sesuai.",
             reason_en="The activity conforms."),
        _row("contoh-e", "outside_plan", route="rekomendasi", reason_id="Tapak di luar seluruh zona.",
             reason_en="The site is outside every zone."),
        _row("contoh-f", "no_data", article=[], share_conforming=None, reason_id="Sel matriks tidak ada.",
             reason_en="The matrix cell is missing."),
    ]  # fmt: skip
    for row in rows:
        row["schematic"] = schematic
        if verified:
            row |= {"verified": True, "unverified_rules": []}
    return FakeResult(
        FakeTable(rows),
        FakeLayer(_pieces(sites, ground, {r["site_id"]: r for r in rows})),
        FakeLayer(sites, personal=("pemilik",)),
        make_pack(ground, verified=verified and not schematic),
    )


def _pieces(sites: geopandas.GeoDataFrame, ground: geopandas.GeoDataFrame, rows: dict[str, Any]) -> Any:
    out = []
    for site in sites.itertuples():
        hits = [(z, shapely.intersection(site.geometry, z.geometry)) for z in ground.itertuples()]
        hits = [(z, part) for z, part in hits if not part.is_empty and (part.area > 0 or site.geometry.area == 0)]
        row = rows[site.site_id]
        for zone, part in hits:
            good = zone.KODKWS != "P-1"
            polygon = site.geometry.area > 0
            out.append(
                {
                    "site_id": site.site_id,
                    "activity": site.activity,
                    "instrument": row["instrument"],
                    "zone": zone.KODKWS,
                    "zone_name": zone.NAMOBJ,
                    "cell": "B1,B3" if good else "X",
                    "verdict": "conditional" if good else "prohibited",
                    "conditions": ["B1", "B3"] if good else [],
                    "rules": ["perda-21-2009#permissions"],
                    "article": ["lampiran-itbx"],
                    "area_m2": part.area if polygon else float("nan"),
                    "length_m": float("nan"),
                    "share": part.area / site.geometry.area if polygon else 1.0,
                    "decisive": True,
                    "conflict": "conflict" in row["flags"],
                    "schematic": row["schematic"],
                    "geometry": part,
                }
            )
        if not hits:
            out.append(
                {
                    "site_id": site.site_id, "activity": site.activity, "instrument": row["instrument"], "zone": "",
                    "zone_name": "", "cell": "", "verdict": "outside_plan", "conditions": [], "rules": [],
                    "article": [], "area_m2": site.geometry.area, "length_m": float("nan"), "share": 1.0,
                    "decisive": True, "conflict": False, "schematic": row["schematic"], "geometry": site.geometry,
                }
            )  # fmt: skip
    return geopandas.GeoDataFrame(out, geometry="geometry", crs=CRS)

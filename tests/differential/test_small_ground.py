"""Cases that once told engine and twin apart, made as small as they go and judged by hand from the contract."""

from __future__ import annotations

import datetime as dt
from typing import Any

import geopandas
import pytest
import random_packs
import shapely
import twin
from shapely.geometry import LineString, MultiPoint

import petasentra as ps

EAST, NORTH = 640_000, 9_165_000
DAY = dt.date(2015, 6, 1)


def ground(x0: float, y0: float, x1: float, y1: float) -> Any:
    return shapely.box(EAST + x0, NORTH + y0, EAST + x1, NORTH + y1)


def line(*spots: tuple[float, float]) -> LineString:
    return LineString([(EAST + x, NORTH + y) for x, y in spots])


def pack_of(zones: dict[str, Any], matrix: dict[str, str], *, rules: str = "", **tolerance: float) -> dict[str, Any]:
    """Zones by code; `rules` names special zones and overlays over all ground, all of them saying X."""
    whole = [("1", ground(0, 0, 80, 80))]
    area = {"layer": "kecamatan", "codes": ["1"], "activities": ["*"], "cell": "X"}
    overlay = {"id": "tampalan", "article": "tampalan", "layer": "kp2b", "activities": ["*"], "at_best": "prohibited"}
    words = rules.split()
    instrument = {
        "id": "rtrw", "level": "rtrw-kabupaten", "status": "in_force", "from": dt.date(2010, 1, 1), "to": None,
        "enacted": None, "published": None, "replaces": [], "zones": list(zones.items()), "matrix_codes": list(matrix),
        "matrix": {"tenun": matrix}, "matrix_article": "tabel", "absent": "missing",
        "layers": {"kecamatan": whole, "kp2b": whole},
        "area_rules": [{**area, "id": w, "article": w, "precedence": w} for w in words if w != "overlay"],
        "overlay_rules": [overlay] if "overlay" in words else [],
    }  # fmt: skip
    limits = {"boundary_m": 0.002, "sliver_m2": 1.0, "decisive_share": 0.0, "conforming_share": 1.0, **tolerance}
    activities = [{"id": "tenun", "kbli": "1312", "version": "2020"}]
    return {"tolerance": limits, "activities": activities, "instruments": [instrument]}


ALL = {"I": ground(0, 0, 80, 80)}
HALVES = {"I": ground(0, 0, 10, 80), "X": ground(10, 0, 80, 80)}
CASES = {
    "ground of a slanting line counts once where two prohibited zones overlap": (
        pack_of(
            {"X": ground(50, 0, 65, 80), "Y": ground(50, 0, 90, 60), "I": ground(0, 0, 50, 80)},
            {"X": "X", "Y": "X", "I": "I"},
        ),
        line((65, 70), (15, 5)),
        ("prohibited", ["partial"], 0.7, ["tabel"]),
    ),
    "two zones that overlap along a slanting line conflict": (
        pack_of({"I": ground(30, 0, 90, 60), "T": ground(20, 0, 90, 50)}, {"I": "I", "T": "T1"}),
        line((15, 90), (65, 0)),
        ("outside_plan", ["conflict", "partial"], 2 / 3, ["tabel"]),
    ),
    "an overlay under an over_overlay rule is not what prohibits": (
        pack_of(ALL, {"I": "I"}, rules="over_overlay overlay"),
        ground(10, 10, 20, 20),
        ("prohibited", [], 0.0, ["over_overlay"]),
    ),
    "an over_zone rule under an over_overlay rule is not what prohibits": (
        pack_of(ALL, {"I": "I"}, rules="over_zone over_overlay"),
        ground(10, 10, 20, 20),
        ("prohibited", [], 0.0, ["over_overlay"]),
    ),
    "a matrix cell under an over_zone rule is not what prohibits": (
        pack_of(ALL, {"I": "X"}, rules="over_zone"),
        ground(10, 10, 20, 20),
        ("prohibited", [], 0.0, ["over_zone"]),
    ),
    "an overlay and an over_zone rule that both prohibit are both cited": (
        pack_of(ALL, {"I": "I"}, rules="over_zone overlay"),
        ground(10, 10, 20, 20),
        ("prohibited", [], 0.0, ["over_zone", "tampalan"]),
    ),
    "a short part of a line decides whatever its share": (
        pack_of(HALVES, {"I": "I", "X": "X"}, decisive_share=0.2),
        line((1, 5), (11, 5)),
        ("prohibited", ["partial"], 0.9, ["tabel"]),
    ),
    "a point decides whatever its share": (
        pack_of(HALVES, {"I": "I", "X": "X"}, decisive_share=0.2),
        MultiPoint([(EAST + k, NORTH + 5) for k in (1, 2, 3, 4, 5, 11)]),
        ("prohibited", ["partial"], 5 / 6, ["tabel"]),
    ),
    "a small part of a polygon does not decide": (
        pack_of(HALVES, {"I": "I", "X": "X"}, decisive_share=0.2),
        ground(1, 0, 11, 10),
        ("conforms", [], 0.9, ["tabel"]),
    ),
    "conforming ground is as decisive as its own outline makes it, not that of the pieces over it": (
        pack_of({"I": ground(0, 10, 25, 15), "X": ground(5, 10, 25, 15)}, {"I": "I", "X": "X"}, boundary_m=0.5),
        ground(0, 10, 25, 15),
        ("prohibited", ["conflict", "partial"], 0.2, ["tabel"]),
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_engine_and_twin_give_what_the_contract_says(tmp_path, name):
    pack, shape, (verdict, flags, share, articles) = CASES[name]
    expected = twin.judge(pack, {"activity": "tenun", "geometry": shape}, DAY)
    assert (expected.verdict, expected.partial, expected.conflict) == (verdict, "partial" in flags, "conflict" in flags)
    assert expected.share_conforming == pytest.approx(share, abs=1e-9)
    assert sorted(expected.articles) == articles

    random_packs.write_pack(tmp_path / "paket", pack)
    frame = geopandas.GeoDataFrame({"site_id": ["Contoh"], "activity": ["tenun"]}, geometry=[shape], crs="EPSG:32749")
    row = ps.check(frame, ps.read_plan_pack(tmp_path / "paket"), as_of=DAY).table.to_pylist()[0]
    assert (row["verdict"], sorted(set(row["flags"]) & {"partial", "conflict"})) == (verdict, flags)
    assert row["share_conforming"] == pytest.approx(share, abs=1e-9)
    assert sorted(row["article"]) == articles

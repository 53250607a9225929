"""The law comes first: excluded places keep their row and reason, and what cannot be stated is no "no"."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps

cr = ps.criteria
ACTIVITY = "daur-ulang-slag-aluminium"


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


@pytest.fixture(scope="module")
def pack(study):
    return study.pack()


def places(pack, count=2500, day="2015-06-01", beyond=2000.0):
    west, south, east, north = pack.zones(day).bounds
    rng = np.random.default_rng(9)
    x, y = rng.uniform(west - beyond, east + beyond, count), rng.uniform(south - beyond, north + beyond, count)
    return geopandas.GeoDataFrame(
        {"site_id": [f"p{one:03d}" for one in rng.permutation(count)], "harga": rng.uniform(0, 1, count)},
        geometry=shapely.points(x, y), crs=pack.crs,
    )  # fmt: skip


CHEAP = cr.Column(name="tanah", column="harga", value=cr.Linear(worst=1, best=0))


def test_every_place_has_the_verdict_and_reason_of_the_check(pack):
    frame = places(pack)
    result = ps.suitability(frame, CHEAP, pack=pack, as_of="2015-06-01", for_activity=ACTIVITY, uncertainty=True)
    check = ps.check(frame, pack, as_of="2015-06-01", for_activity=ACTIVITY).table.to_pylist()
    rows = result.places.table.to_pylist()
    assert len(rows) == len(frame)
    for told, asked in zip(rows, check, strict=True):
        for name in ("site_id", "verdict", "flags", "article", "instrument", "share_conforming", "verified"):
            assert told[name] == asked[name]
        if "conflict" in asked["flags"] or asked["verdict"] in ("outside_plan", "not_regulated", "no_data"):
            assert told["status"] == "law_unknown"
            assert told["rank"] is None
            assert told["score"] is not None
            assert told["reason_en"] == asked["reason_en"]
        elif asked["verdict"] == "prohibited":
            assert told["status"] == "excluded_by_law"
            assert told["tanah"] is told["score"] is None
            assert (told["reason_id"], told["reason_en"]) == (asked["reason_id"], asked["reason_en"])
        else:
            assert told["status"] == "ranked"
    assert {"ranked", "excluded_by_law", "law_unknown"} <= set(result.counts)
    assert result.measures["standing"].count("not_asked") == result.counts["excluded_by_law"]


def test_flags_that_need_an_officer_stay_beside_a_rank():
    import pyarrow as pa

    from petasentra.criteria.legal_mask import ALLOWED, ALLOWED_VERDICTS, EXCLUDED, UNKNOWN, law_of

    rows = [
        ("conditional", ["needs_officer"], ALLOWED), ("conforms", ["conflict"], UNKNOWN), ("prohibited", [], EXCLUDED),
        ("prohibited", ["conflict", "partial"], UNKNOWN), ("no_data", [], UNKNOWN), ("unreadable_rule", [], UNKNOWN),
        ("limited", ["partial", "boundary_uncertain"], ALLOWED), ("not_regulated", [], UNKNOWN),
        ("outside_plan", ["existing_use"], UNKNOWN), ("limited_conditional", [], ALLOWED),
    ]  # fmt: skip

    class Check:
        class computed:  # noqa: N801
            @staticmethod
            def to_arrow():
                other = ("share_conforming", "instrument", "article", "verified", "schematic", "reason_id", "reason_en")
                flags = pa.array([one[1] for one in rows], pa.list_(pa.string()))
                table = {"verdict": [one[0] for one in rows], "flags": flags}
                return pa.table(table | {name: pa.array([None] * len(rows), pa.string()) for name in other})

    assert law_of(Check, ALLOWED_VERDICTS).standing.tolist() == [one[2] for one in rows]
    only = law_of(Check, ("conforms",)).standing
    assert only[[0, 6, 9]].tolist() == [EXCLUDED] * 3


def test_another_day_is_another_mask(pack):
    frame = places(pack)
    asked = {"pack": pack, "for_activity": ACTIVITY}
    before = ps.suitability(frame, CHEAP, as_of="2015-06-01", **asked)
    after = ps.suitability(frame, CHEAP, as_of="2023-06-01", **asked)
    difference = before.diff(after)
    assert len(difference.all_places) == len(frame)
    assert len(difference) > 0
    assert set(difference.table["outcome"]) == {"changed"}
    assert len(-difference) == len(difference)
    assert len(before.diff(before)) == 0


def test_a_pack_covers_itself_with_cells(pack):
    result = ps.suitability(
        pack, cr.OverlayShare(name="kota", layer=pack.zones("2015-06-01"), value=cr.Linear(worst=0, best=1)),
        as_of="2015-06-01", for_activity=ACTIVITY, cell_m=2000,
    )  # fmt: skip
    assert len(result) > 50
    assert result.places["site_id"][0].startswith("r")
    for more in ({"cell_m": 2000}, {"as_of": "2015-06-01"}):
        with pytest.raises(ps.OptionError):
            ps.suitability(pack, CHEAP, for_activity=ACTIVITY, **more)


def test_a_pack_needs_a_day_and_be_one(pack):
    with pytest.raises(ps.OptionError, match="as_of"):
        ps.suitability(places(pack, 3), CHEAP, pack=pack, for_activity=ACTIVITY)
    with pytest.raises(TypeError):
        ps.suitability(places(pack, 3), CHEAP, pack="pack", as_of="2015-06-01", for_activity=ACTIVITY)
    with pytest.raises(ps.SchemaError):
        ps.suitability(places(pack, 3), CHEAP, pack=pack, as_of="2015-06-01")


def test_explanations_maps_and_files_tell_it(pack, tmp_path):
    result = ps.suitability(places(pack), CHEAP, pack=pack, as_of="2015-06-01", for_activity=ACTIVITY)
    words = result.places["status"]
    excluded = result.places["site_id"][words.index("excluded_by_law")]
    ranked = result.top(1)["site_id"][0]
    assert "Prohibited" in result.explain(excluded).text("en")
    assert "Criteria are not measured" in result.explain(excluded).text("en")
    assert "peringkat" in result.explain(ranked).text("id")
    assert "x weight 1.000" in result.explain(ranked).text("en")
    assert ranked in result.explain(ranked).json()
    with pytest.raises(ps.OptionError, match="no candidate"):
        result.explain("nowhere")
    page = result.explore(tmp_path / "map.html").path.read_text(encoding="utf-8")
    assert "tidak diperbolehkan hukum" in page.lower()
    assert result.plot(lang="en").get_legend() is not None
    assert result.save(tmp_path / "top.gpkg", top=5).rows == min(5, result.counts["ranked"])
    back = ps.read_layer(tmp_path / "top.gpkg")
    assert back["site_id"][0] == ranked
    assert "Bobot" in result._repr_html_()
    assert len(result.to_geopandas()) == len(result.to_arrow()) == len(result)

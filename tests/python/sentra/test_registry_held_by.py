"""Which WPPI, KPI and KI hold a sentra on a day."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely

import petasentra as ps
from petasentra.errors import CrsError, OptionError, SchemaError


def registry(**more: object) -> ps.sentra.Registry:
    """Five sentra: two in the area, one outside, one known by its desa, one nowhere."""
    at = [(112.3, -7.0), (112.2, -7.0), (113.0, -7.0), (112.25, -7.05), None]
    frame = geopandas.GeoDataFrame(
        {"id": list("ABCDE"), "nama": list("ABCDE"), "komoditas": ["batik"] * 5,
         "posisi": ["survei", "survei", "survei", "desa_centroid", ""], **more},
        geometry=[None if one is None else shapely.Point(one) for one in at], crs=4326,
    )  # fmt: skip
    return ps.sentra.read_registry(frame)


def areas(**columns: object) -> geopandas.GeoDataFrame:
    given = {"kind": ["kpi", "kpi"], "name": ["lama", "baru"], "valid_from": ["2009-12-31", "2021-12-31"],
             "valid_to": ["2021-12-31", ""]} | columns  # fmt: skip
    return geopandas.GeoDataFrame(
        given, geometry=[shapely.box(112.2, -7.1, 112.4, -6.9), shapely.box(112.25, -7.1, 112.4, -6.9)], crs=4326
    )


@pytest.mark.parametrize(
    ("day", "statuses", "names"),
    [
        ("2005-01-01", ["not_held", "not_held", "not_held", "unknown", "unknown"], [[], []]),
        ("2015-01-01", ["held", "held", "not_held", "unknown", "unknown"], [["lama"], ["lama"]]),
        ("2021-12-30", ["held", "held", "not_held", "unknown", "unknown"], [["lama"], ["lama"]]),
        ("2021-12-31", ["held", "not_held", "not_held", "unknown", "unknown"], [["baru"], []]),
    ],
)
def test_the_areas_of_the_day_hold_and_a_border_belongs_to_its_area(day, statuses, names) -> None:
    table = registry().held_by(areas(), day).table if day >= "2014" else None
    if table is None:  # the terms are those of UU 3/2014: before it there is no KPI
        with pytest.raises(OptionError, match="no kind of area"):
            registry().held_by(areas(), day)
        return
    assert table["status"] == statuses
    assert list(table["area"])[:2] == names
    assert len(table) == 5


def test_each_kind_has_a_row_a_sentra_and_says_whether_it_has_to_hold_it() -> None:
    wppi = geopandas.GeoDataFrame(
        {"name": ["W"], "valid_from": ["2018-01-01"]}, geometry=[shapely.box(111, -9, 114, -6)], crs=4326
    )
    found = registry().held_by({"wppi": wppi, "kpi": areas().drop(columns="kind")}, "2022-06-01")
    rows = found.table.to_pylist()
    assert len(rows) == 10
    assert [(row["sentra_id"], row["kind"], row["required"]) for row in rows][:2] == [
        ("A", "wppi", False), ("A", "kpi", True),
    ]  # fmt: skip
    assert found.counts == {
        "kpi": {"held": 1, "not_held": 2, "unknown": 2}, "wppi": {"held": 3, "not_held": 0, "unknown": 2},
    }  # fmt: skip


def test_the_unknown_have_a_reason() -> None:
    rows = {row["sentra_id"]: row for row in registry().held_by(areas(), "2022-06-01").table.to_pylist()}
    assert "place of the sentra is not known" in rows["E"]["reason_en"]
    assert "centroid" in rows["D"]["reason_en"]
    assert rows["D"]["area"] == ["baru"], "what may hold it is named"
    undated = areas(valid_from=["", ""], valid_to=["", ""])
    rows = {row["sentra_id"]: row for row in registry().held_by(undated, "2022-06-01").table.to_pylist()}
    assert (rows["A"]["status"], rows["C"]["status"]) == ("unknown", "not_held")
    assert "first day" in rows["A"]["reason_en"]


def test_a_desa_well_within_an_area_is_held_if_the_reader_says_how_large_it_may_be() -> None:
    # D is on the border of the new area, and 5 km inside the old one.
    assert registry().held_by(areas(), "2015-01-01", desa_radius_m=3000).table["status"][3] == "held"
    assert registry().held_by(areas(), "2015-01-01", desa_radius_m=30_000).table["status"][3] == "unknown"
    assert registry().held_by(areas(), "2022-01-01", desa_radius_m=3000).table["status"][3] == "unknown"


def test_shapely_agrees_on_drawn_areas() -> None:
    rng = np.random.default_rng(3)
    corners = rng.uniform([110, -8], [114, -6.5], (60, 2))
    drawn = geopandas.GeoDataFrame(
        {"kind": ["ki"] * 60, "name": [str(one) for one in range(60)], "valid_from": ["2020-01-01"] * 60},
        geometry=[shapely.box(x, y, x + 0.4, y + 0.3) for x, y in corners], crs=4326,
    )  # fmt: skip
    points = shapely.points(rng.uniform([110, -8], [114, -6.5], (400, 2)))
    frame = geopandas.GeoDataFrame({"nama": [str(one) for one in range(400)]}, geometry=points, crs=4326)
    found = ps.sentra.read_registry(frame).held_by(drawn, "2024-01-01").table["area"]
    for names, point in zip(found, points, strict=True):
        assert sorted(names, key=int) == [row for row, shape in zip(drawn["name"], drawn.geometry, strict=True)
                                          if shape.intersects(point)]  # fmt: skip


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(SchemaError, match="WPPI, KPI or KI"):
        registry().held_by(areas().drop(columns="kind"), "2022-01-01")
    with pytest.raises(OptionError, match="no kind of area"):
        registry().held_by(areas(kind=["kawasan", "kpi"]), "2022-01-01")
    with pytest.raises(CrsError):
        registry().held_by(areas().set_crs(None, allow_override=True), "2022-01-01")
    with pytest.raises(OptionError):
        registry().held_by(areas(), "someday")
    with pytest.raises(OptionError):
        registry().held_by(7, "2022-01-01")


@pytest.mark.parametrize("name", ["ntb", "lamongan"])
def test_every_bundled_list_is_answered_on_every_day_and_unknown_stays_unknown(name: str) -> None:
    listed = getattr(ps.datasets.sentra_lists(), name)
    everywhere = geopandas.GeoDataFrame(
        {"kind": ["kpi"], "name": ["contoh"], "valid_from": ["2018-01-01"], "valid_to": ["2022-01-01"]},
        geometry=[shapely.box(90, -12, 142, 8)], crs=4326,
    )  # fmt: skip
    nowhere = np.array([one == "position_unknown" for one in listed.table["position"]])
    for day, inside in (("2016-01-01", False), ("2018-01-01", True), ("2021-12-31", True), ("2022-01-01", False)):
        found = listed.held_by(everywhere, day)
        status = np.array(found.table["status"])
        assert len(found.table) == len(listed)
        assert (status[nowhere] == "unknown").all()
        # Only the desa is known: without its radius nobody can say on which side of a border the sentra is.
        wide = listed.held_by(everywhere, day, desa_radius_m=5_000)
        told = np.array(wide.table["status"])
        assert (told[nowhere] == "unknown").all()
        assert set(told[~nowhere]) == {"held" if inside else "not_held"}
    undated = everywhere.drop(columns=["valid_from", "valid_to"])
    assert set(listed.held_by(undated, "2024-01-01", desa_radius_m=5_000).table["status"]) == {"unknown"}


def test_what_is_said_of_one_sentra_stands_in_words() -> None:
    found = registry().held_by(areas(), "2022-06-01")
    assert found.explain("A").startswith("A, 1 Juni 2022:\n  - KPI: ")
    assert found.explain("E", lang="en") != found.explain("E")
    assert found.to_arrow().num_rows == len(found)
    with pytest.raises(OptionError):
        found.explain("Z")

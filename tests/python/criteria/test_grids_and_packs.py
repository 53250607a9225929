"""Cells over an area, and criteria of regulations."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from candidates_made import X, Y, hazards, hill, points

import petasentra as ps

cr = ps.criteria


def test_cells_are_those_whose_middle_lies_in_the_area():
    area = shapely.Point(X + 500, Y + 500).buffer(400)
    frame = geopandas.GeoDataFrame(geometry=[area], crs=32749)
    grid = cr.candidate_grid(frame, 50).to_geopandas()
    assert (grid.area == 2500).all()
    assert grid.geometry.centroid.within(area).all()
    x, y = np.meshgrid(np.arange(0, 1000, 50) + 25 + X, np.arange(0, 1000, 50) + 25 + Y)
    assert len(grid) == shapely.contains_xy(area, x, y).sum()
    middles = cr.candidate_grid(frame, 50, as_points=True).to_geopandas()
    assert middles.geometry.geom_equals(grid.geometry.centroid).all()
    assert middles["site_id"].tolist() == grid["site_id"].tolist()
    assert grid["site_id"].is_unique


def test_neighbouring_grids_fit_and_degrees_become_metres():
    halves = [shapely.box(X, Y, X + 300, Y + 500), shapely.box(X + 300, Y, X + 600, Y + 500)]
    grids = [cr.candidate_grid(geopandas.GeoDataFrame(geometry=[one], crs=32749), 100) for one in halves]
    assert not set(grids[0]["site_id"]) & set(grids[1]["site_id"])
    degrees = geopandas.GeoDataFrame(geometry=halves, crs=32749).to_crs(4326)
    assert cr.candidate_grid(degrees, 100).crs.authority_code == "EPSG:32749"
    assert len(cr.candidate_grid(degrees[:0], 100)) == 0


@pytest.mark.parametrize("cell_m", [0, -1, "x", None, np.nan, 0.01])
def test_cells_without_a_size_or_too_many_are_refused(cell_m):
    area = geopandas.GeoDataFrame(geometry=[shapely.box(X, Y, X + 3000, Y + 3000)], crs=32749)
    with pytest.raises(ps.OptionError):
        cr.candidate_grid(area, cell_m)


def test_the_criteria_of_the_regulation_pass_and_fail_by_site():
    pack = cr.CriteriaPack.load("permenperin-30-2020")
    high = hazards()[hazards().kelas == "Tinggi"]
    bound = pack.bind({"kpi_lereng": hill(), "kpi_bencana": high}, as_of="2024-01-01")
    frame = points(150)
    result = ps.suitability(frame, bound)
    rows = result.measures.to_arrow().to_pylist()
    steep = hill().slope().at(frame)
    inside = frame.geometry.intersects(high.union_all())
    for at in range(len(frame)):
        slope, risk = rows[2 * at], rows[2 * at + 1]
        assert slope["outcome"] == ("pass" if steep[at] <= 15 else "fail")
        assert risk["outcome"] == ("fail" if inside.iloc[at] else "pass")
        assert slope["basis"] == "Permenperin 30/2020"
        assert slope["verified"] is False
    assert {row["outcome"] for row in rows} == {"pass", "fail"}
    told = [row for row in result.findings.to_pylist() if row["code"] == "CRITERION_NOT_ASKED"]
    assert [row["feature_id"] for row in told] == ["kpi_daya_dukung", "kpi_lainnya"]
    said = result.explain(frame.site_id[0]).text("id")
    assert "belum diverifikasi" in said
    assert "tidak ditanyakan" in said


def test_a_regulation_says_nothing_before_its_year_nor_of_what_it_does_not_measure():
    pack = cr.CriteriaPack.load("permenperin-30-2020")
    assert not pack.verified
    assert cr.CriteriaPack.load(pack) is pack
    with pytest.raises(ps.OptionError, match="2020"):
        pack.bind({}, as_of="2019-12-31")
    for name in ("lereng", "kpi_daya_dukung"):
        with pytest.raises(ps.OptionError):
            pack.bind({name: hill()})


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("x = [", ps.RuleError),
        ("name = 'x'", ps.RuleError),
        ("year = 2020\ncriteria = [{name = 'a', id = 'a', en = 'a', kind = 'x', at_most = 1}]", ps.RuleError),
        ("year = 2020\ncriteria = [{name = 'a', id = 'a', en = 'a', kind = 'slope'}]", ps.RuleError),
        ("year = 2020\ncriteria = [{name = 'a', id = 'a', en = 'a', kind = 'slope', at_most = 'x'}]", ps.RuleError),
    ],
)
def test_files_that_are_no_criteria_are_refused(tmp_path, text, error):
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        cr.CriteriaPack.load(path)


def test_criteria_that_are_not_there_are_refused(tmp_path):
    with pytest.raises(ps.OptionError):
        cr.CriteriaPack.load("permenperin-31-2020")
    with pytest.raises(ps.OptionError):
        cr.CriteriaPack.load(5)
    with pytest.raises(ps.IoError):
        cr.CriteriaPack.load(tmp_path / "nope.toml")

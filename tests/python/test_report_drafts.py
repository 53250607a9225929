"""A report nobody could put a name to has no place for one."""

import re

import fake_result
import geopandas
import pytest
import shapely
from page_checks import Page

import petasentra as ps
from petasentra.plotting.doubt import is_draft
from petasentra.plotting.read_view import view_of

DRAFT = "DRAF - dasar hukum belum diverifikasi"


def signature(result, path):
    text = result.report(path).read_text(encoding="utf-8")
    return Page(re.search(r'<section[^>]*id="signature".*?</section>', text, re.S)[0]).words()


@pytest.fixture(scope="module")
def study():
    return ps.datasets.jombang()


def test_a_report_of_broken_geometries_only_is_a_draft(study, tmp_path):
    bow = shapely.Polygon([(112.3, -7.5), (112.31, -7.49), (112.31, -7.5), (112.3, -7.49)])
    broken = geopandas.GeoDataFrame({"site_id": ["A"], "activity": ["batik"]}, geometry=[bow], crs=4326)
    result = ps.check(broken, study.pack(), as_of="2015-06-01")
    assert result.table["verdict"] == ["no_data"]
    assert signature(result, tmp_path / "r.html") == DRAFT


def test_a_report_of_nothing_is_a_draft(study, tmp_path):
    result = ps.check(study.sentra[:0], study.pack(), as_of="2015-06-01")
    assert signature(result, tmp_path / "r.html") == DRAFT


def test_one_site_decided_by_verified_law_leaves_room_to_sign():
    decided = {"verdict": "prohibited", "flags": [], "verified": True}
    broken = {"verdict": "no_data", "flags": [], "verified": True}
    conflict = {"verdict": "prohibited", "flags": ["conflict"], "verified": True}
    assert not is_draft([broken, decided, conflict])
    assert is_draft([broken, conflict])


def test_a_conflict_shows_no_conforming_share():
    result = fake_result.make_result()
    result.table._rows[2]["share_conforming"] = 1.0
    site = view_of(result).sites[2]
    assert site.category == "conflict"
    assert site.share_known is None

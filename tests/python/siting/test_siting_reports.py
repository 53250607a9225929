"""Reports and audits of chosen sites, relocations and suitability: one file, the same bytes, every change told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pytest
import shapely

import petasentra as ps
from petasentra.auditing import read_table_audit

if TYPE_CHECKING:
    from pathlib import Path


def places() -> geopandas.GeoDataFrame:
    columns = {
        "nama": ["alpha", "beta", "gamma", "delta", "epsilon"],
        "bobot": [1, 2, 3, 4, 5],
        "nilai": [5, 4, 3, 2, None],
    }
    at = shapely.points([640_000, 640_100, 640_900, 642_000, 643_000], [9_170_000] * 5)
    return geopandas.GeoDataFrame(columns, geometry=at, crs=32749)


def located(frame, **options):
    return ps.locate(frame, frame, demand_id="nama", candidate_id="nama", weight="bobot", **({"p": 2} | options))


def relocated(frame, **options):
    return ps.relocate(frame, frame, unit_id="nama", plot_id="nama", **({"longest_move_m": 5000} | options))


def ranked(frame, *, best=5):
    worth = ps.criteria.Linear(worst=0, best=best)
    return ps.suitability(frame, [ps.criteria.Column(name="harga", column="nilai", value=worth)], site_id="nama")


CASES = [(located, {"p": 1}, "options.p"), (relocated, {"longest_move_m": 200}, "options.limit"),
         (ranked, {"best": 9}, "options.criteria.harga.value")]  # fmt: skip


@pytest.mark.parametrize(("ask", "other", "changed"), CASES)
def test_a_report_is_one_file_with_its_audit_and_the_same_bytes(ask, other, changed, tmp_path: Path) -> None:
    answer = ask(places())
    pages = [answer.report(tmp_path / "a.html"), ask(places()).report(tmp_path / "b.html")]
    assert pages[0].read_bytes() == pages[1].read_bytes()
    text = pages[0].read_text(encoding="utf-8")
    assert "<svg" in text
    assert all(name in text for name in ("alpha", "delta"))
    assert not any(address in text for address in ("http:", "https:", "src="))
    audit, intact = read_table_audit(pages[0])
    assert (intact, audit.changes(answer.audit)) == (True, [])
    assert answer.report(tmp_path / "en.html", lang="en").read_text(encoding="utf-8") != text


@pytest.mark.parametrize(("ask", "other", "changed"), CASES)
def test_an_audit_tells_what_changed_and_not_the_order_of_rows(ask, other, changed) -> None:
    before = ask(places()).audit
    assert before.changes(ask(places().iloc[::-1]).audit) == []
    assert changed in before.changes(ask(places(), **other).audit)
    moved = places()
    moved.loc[0, "geometry"] = shapely.Point(640_010, 9_170_000)
    assert before.changes(ask(moved).audit)


@pytest.mark.parametrize("ask", [located, relocated, ranked])
def test_personal_ids_are_in_no_report_and_no_audit(ask, tmp_path: Path) -> None:
    answer = ask(ps.Layer.from_geopandas(places()).with_personal("nama"))
    for file in (answer.report(tmp_path / "a.html"), answer.audit.save(tmp_path / "a.json")):
        text = file.read_text(encoding="utf-8")
        assert not any(name in text for name in ("alpha", "gamma", "epsilon"))


def test_a_matrix_without_places_has_a_report_without_a_map(tmp_path: Path) -> None:
    found = ps.locate(None, None, [[1, 5, 9], [9, 2, 1]], p=1)
    text = found.report(tmp_path / "a.html", lang="en").read_text(encoding="utf-8")
    assert "<svg" not in text
    assert "Chosen sites" in text
    other = ps.locate(None, None, [[1, 5, 9], [9, 2, 2]], p=1)
    assert "options.travel" in found.audit.changes(other.audit)

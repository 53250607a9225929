"""Sentra on maps, in pictures and in texts: what each of them says beside the shapes."""

from __future__ import annotations

import pandas as pd
import pytest
from drawn_units import FIVE, drawn, find

import petasentra as ps


def test_the_line_of_the_distance_is_in_every_text():
    found = find(drawn(FIVE), eps_m=40)
    for lang, word in (("id", "parameter analis"), ("en", "the analyst's")):
        assert word in found.explain(1).text(lang)
        assert "40 m" in found.explain(1).text(lang)
    assert "parameter analis" in found._repr_html_()
    assert "not verified" in repr(found)
    assert found.sentra["eps_m"].tolist() == [40.0]


def test_maps_and_pictures_are_drawn(tmp_path):
    pytest.importorskip("matplotlib").use("Agg")
    found = find(drawn("aaaaa....bbbb"), eps_m=20)
    page = found.explore(tmp_path / "peta.html", lang="en")
    assert "Nearly a sentra 1: b" in page.path.read_text(encoding="utf-8")
    assert found.plot(lang="id").get_legend() is not None
    assert found.stability([10, 20]).plot().get_xlabel().startswith("jarak")


@pytest.mark.parametrize("crs", [32649, 4326])
def test_a_figure_fills_its_axes_whatever_the_shape_of_the_ground(crs):
    pytest.importorskip("matplotlib").use("Agg")
    units = drawn("aaaaa" + "." * 60 + "bbbb")
    units["geometry"] = units.translate(600_000, 170_000)
    units.loc[8, "geometry"] = None
    ax = find(units.to_crs(crs), eps_m=41).plot(lang="en")
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    assert (east - west) / (north - south) == pytest.approx(7.0 / 6.16, rel=0.01)
    assert "Units without a place, not drawn: 1." in " ".join(text.get_text() for text in ax.texts)


def test_a_figure_of_units_without_places_says_so():
    pytest.importorskip("matplotlib").use("Agg")
    ax = find(pd.DataFrame({"unit": [1], "produk": ["a"]})).plot(lang="en")
    assert "not drawn: 1" in " ".join(" ".join(text.get_text() for text in ax.texts).split())


def test_ids_that_are_personal_stay_off_the_map(tmp_path):
    units = ps.as_layer(drawn(FIVE, unit=[f"Ibu Contoh {one}" for one in "ABCDE"]))
    for layer, there in ((units, True), (units.with_personal("unit"), False)):
        page = find(layer).explore(tmp_path / "peta.html").path.read_text(encoding="utf-8")
        assert ("Ibu Contoh C" in page) == there


def test_maps_say_which_units_are_invented() -> None:
    said = {}
    for name, cells in (("all", [True] * 5), ("some", ["ya", "", "ya", "tidak", None]), ("none", [False] * 5)):
        found = ps.find_sentra(drawn("aaaaa", rekaan=cells), product="produk", eps_m=20)
        page = found.explore(lang="id").html
        paper = " ".join(one.get_text() for one in found.plot(lang="id").texts).replace("\n", " ")
        said[name] = ["rekaan" in text.lower() for text in (page, paper)]
        assert ("Unit rekaan: 2 dari 5." in paper) == (name == "some")
        assert ("Semua unitnya rekaan." in page) == (name == "all")
    assert said == {"all": [True, True], "some": [True, True], "none": [False, False]}

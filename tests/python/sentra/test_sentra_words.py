"""Statuses of sentra, sites, needs and dossiers stand in the language of the reader; unknown desa with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

import petasentra as ps
from petasentra.cli.app import app
from petasentra.criteria.scoring import STATUSES as CANDIDATES
from petasentra.criteria.words import STATUS_WORDS
from petasentra.dossiers.papers import STATES
from petasentra.impact.indicator_words import _DIRECTIONS
from petasentra.impact.needs import _STATUS as NEEDS
from petasentra.sentra.registry.explaining import POSITION_WORDS
from petasentra.sentra.sk_words import STATUSES as LISTED
from petasentra.sentra.words import MEMBERSHIP_WORDS
from petasentra.siting.moving_words import PLOT_WORDS, UNIT_WORDS
from petasentra.siting.words import DEMAND_WORDS, SITE_STATUS_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.plotting.language import Words

TOLD = {
    "candidates": STATUS_WORDS, "papers": STATES, "directions": _DIRECTIONS, "needs": NEEDS, "listed": LISTED,
    "positions": POSITION_WORDS, "memberships": MEMBERSHIP_WORDS, "plots": PLOT_WORDS, "units": UNIT_WORDS,
    "demands": DEMAND_WORDS, "sites": SITE_STATUS_WORDS,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_status_has_words_of_its_own_in_both_languages(name: str) -> None:
    words: dict[str, Words] = TOLD[name]
    for at in (0, 1):
        told = [one[at] for one in words.values()]
        assert all(told)
        assert not any("_" in one for one in told)
        assert len(set(told)) == len(told)
    assert all(one[0] != one[1] for one in words.values())


def test_each_status_of_a_candidate_is_told() -> None:
    assert set(CANDIDATES) == set(STATUS_WORDS)


@pytest.fixture(scope="module")
def found() -> ps.sentra.FoundSentra:
    return ps.find_sentra(ps.datasets.jombang().smelters, eps_m=300, product="activity", area="desa")


def test_a_reconciliation_tells_its_counts_in_words(found: ps.sentra.FoundSentra) -> None:
    import pandas

    product = found.sentra["value"][0][0]
    rows = {"komoditas": [product, product], "desa": ["Kendalsari, Kec. Sumobito", "Jombok, Kec. Kesamben"]}
    compared = found.reconcile(pandas.DataFrame(rows), commodity="komoditas", area="desa")
    assert compared.text() == (
        "sesuai daftar SK: 1\nada di daftar SK, tanpa sentra di lapangan: 1\n"
        "ditemukan di lapangan, tidak ada di daftar SK: 11"
    )
    assert compared.text("en").startswith("agrees with the list: 1\n")
    assert sum(compared.counts.values()) == len(compared) == 13
    with pytest.raises(ps.OptionError):
        compared.text("fr")  # type: ignore[arg-type]


def test_ranks_above_a_thousand_are_written_like_other_numbers() -> None:
    import geopandas
    import shapely

    many = 1200
    at = geopandas.GeoDataFrame({"a": [one / many for one in range(many)]}, geometry=shapely.points([0.0] * many, 0))
    worth = ps.criteria.Linear(worst=0, best=1)
    suited = ps.suitability(at.set_crs(32749), [ps.criteria.Column(name="k", column="a", value=worth)])
    assert suited.text("id") == "berperingkat: 1.200"
    last = next(row for row in suited.places.table.to_pylist() if row["rank"] == many)
    assert last["reason_id"] == "Peringkat 1.200 dari 1.200."
    assert last["reason_en"] == "Rank 1,200 of 1,200."
    assert "1.200 dari 1.200" in suited.explain(last["site_id"]).text("id").splitlines()[0]


REGISTERS = ["lombok-tengah/unit-pangan.geojson", "lamongan/unit-tenun.geojson"]


@pytest.mark.parametrize("name", REGISTERS)
def test_units_without_a_desa_say_why_their_sentra_name_none(name: str, tmp_path: Path) -> None:
    units = ps.datasets.path("jombang").parent / name
    shown = CliRunner().invoke(app, ["sentra", str(units), "--eps-m", "500"])
    assert shown.exit_code in (0, 1), shown.output
    assert "Desa tidak diketahui: tidak ada kolom desa pada unit" in shown.output
    assert "belum diketahui" in shown.output
    sentra = ps.find_sentra(ps.read_layer(units), eps_m=500, product="activity")
    assert "Desa tidak diketahui" in sentra.explain(1).text("id")
    assert "Desa not known" in sentra.explain(1).text("en")
    page = sentra.report(tmp_path / "lap.html", lang="en")
    assert "Desa not known: units have no column of it" in page.read_text(encoding="utf-8")


def test_units_with_a_desa_name_it(found: ps.sentra.FoundSentra) -> None:
    assert "Desa tidak diketahui" not in found.explain(1).text("id")
    assert found.sentra["places"][0] == ["Kendalsari, Kec. Sumobito"]

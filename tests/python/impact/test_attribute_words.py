"""Names of indicators, periods and scopes in both languages."""

from __future__ import annotations

import pytest

import petasentra as ps
from petasentra.impact.attribute_words import attribute_text, attribute_words
from petasentra.impact.units import rows


def test_every_name_and_period_of_the_bundled_facts_is_known() -> None:
    unknown = set()
    for study in ("jombang", "lombok-tengah", "lamongan", "sentra"):
        claims = ps.impact.read_claims(ps.datasets.path(study) / "facts.csv").claims
        known = {words["en"] for words in rows("attribute_words.csv")}
        unknown |= {one.attribute for one in claims} - known
        unknown |= {one.period for one in claims if one.period and not one.period[0].isdigit()} - known
    assert not unknown


def test_no_word_stands_twice() -> None:
    table = rows("attribute_words.csv")
    for lang in ("id", "en"):
        words = [one[lang].casefold() for one in table]
        assert len(words) == len(set(words))
    assert all(one["id"] and one["en"] for one in table)


def test_a_name_is_told_in_the_language_asked_for() -> None:
    claims = ps.impact.read_claims(ps.datasets.jombang().facts)
    found = claims.indicators("sentra Kendalsari")
    for told in (claims.explain("sentra Kendalsari"), found.explain(), found.html()):
        assert "tenaga kerja" in told
        assert "workers" not in told
        assert "since the sentra" not in told
    assert "workers" in found.explain(lang="en")
    assert "tenaga kerja" not in found.explain(lang="en")
    assert attribute_words("jumlah perahu") == ("jumlah perahu",) * 2
    assert attribute_text("Omzet", "en") == "turnover"


@pytest.mark.parametrize(("lang", "there", "gone"), [("id", "omzet", "turnover"), ("en", "turnover", "omzet")])
def test_the_dossier_and_the_picture_tell_it_so_too(lang: str, there: str, gone: str) -> None:
    claims = ps.impact.read_claims(ps.datasets.jombang().facts)
    sentra = ps.dossiers.SentraRecord("k", "sentra Kendalsari", units=25)
    made = ps.dossier(sentra, as_of="2026-06-01", indicators=claims)
    told = made.explain("indicators", lang=lang)
    assert there in told
    assert gone not in told
    names = [one.get_text() for one in claims.indicators("sentra Kendalsari").plot(lang=lang).get_yticklabels()]
    assert any(there in one for one in names)
    assert not any(gone in one for one in names)

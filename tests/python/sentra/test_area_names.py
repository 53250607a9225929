"""Whether two names mean one desa: areas above decide, known names are no slips of each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from petasentra import admin
from petasentra.sentra.area_names import NOT_THE_SAME, SAME, SIMILAR, AreaNames, agreement, area_name


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Kendalsari", "Kendalsari, Kec. Sumobito", SAME),
        ("Desa KENDALSARI Kecamatan Sumobito", "Kendalsari (Kec. Sumobito, Kab. Jombang)", SAME),
        ("Kendalsari, Jombang", "Kendalsari, Kec. Sumobito", SAME),  # Jombang is its kabupaten, too
        ("Kendalsari, Kec. Jombang", "Kendalsari, Kec. Sumobito", NOT_THE_SAME),
        ("Bakalan, Kec. Sumobito", "Bakalan, Kec. Diwek", NOT_THE_SAME),
        ("Bakalan, Sumobito", "Bakalan, Diwek", NOT_THE_SAME),
        ("35.17.11.2019", "Bakalan, Kec. Sumobito", SAME),
        ("35.17.11.2019", "3517100019", SAME),  # codes of Kemendagri and BPS
        ("35.17.11.2019", "35.17.11.2018", NOT_THE_SAME),
        ("Mojowangi", "Mojowarno", NOT_THE_SAME),
        ("Sukorejo", "Sidorejo", NOT_THE_SAME),
        ("Bakallan", "Bakalan, Kec. Sumobito", SIMILAR),
        ("Bakallan, Kec. Kesamben", "Bakalan, Kec. Sumobito", NOT_THE_SAME),
        ("Bakalan, Kec. Sumobitoo", "Bakalan, Kec. Sumobito", SIMILAR),
        ("Entah, Kec. Anu", "Entah, Kec. Itu", NOT_THE_SAME),
        ("Dusun 1", "Dusun 2", NOT_THE_SAME),
        ("Ngaro", "Ngoro", SIMILAR),
        ("Aro", "Oro", NOT_THE_SAME),  # too short for a slip to say anything
        ("", "Bakalan", NOT_THE_SAME),
        ("Kel. Bakalan RT 01 RW 02", "Bakalan", SAME),
        ("Bakalan RT 3/RW 1, Kec. Sumobito", "Bakalan, Kec. Sumobito", SAME),
        ("Dsn. Krajan Ds. Bakalan", "Bakalan", SAME),
        ("Bakalan / Sumobito", "Bakalan, Kec. Sumobito", SAME),
        ("Bakalan - Kec. Diwek", "Bakalan, Kec. Sumobito", NOT_THE_SAME),
        ("Kec. Sumobito", "Sumobito, Kec. Sumobito", NOT_THE_SAME),
    ],
)
def test_two_names(one, other, wanted):
    assert agreement(area_name(one), area_name(other)) == wanted
    assert agreement(area_name(other), area_name(one)) == wanted


def test_no_two_desa_of_the_table_agree():
    kab = [unit for unit in admin.units() if unit.level == "desa" and unit.kemendagri.startswith("35.17.")]
    names = [area_name(unit.kemendagri) for unit in kab]
    assert len(names) > 300
    assert not any(agreement(one, other) != NOT_THE_SAME for one, other in itertools.combinations(names, 2))


def test_a_name_of_two_desa_in_one_kabupaten_is_shared():
    desa = [unit.name for unit in admin.units() if unit.level == "desa" and unit.kemendagri.startswith("35.17.")]
    twice = {name for name in desa if desa.count(name) > 1}
    once = {name for name in desa if desa.count(name) == 1}
    assert twice
    assert all(area_name(name).shared for name in twice)
    assert not any(area_name(f"{name}, Kab. Jombang").shared for name in once)


def test_looking_among_many_finds_what_comparing_with_each_does():
    rng = np.random.default_rng(5)
    words = ["Bakalan", "Kendalsari", "Mojowarno", "Mojowangi", "Ngoro", "Sumberagung", "Entahlah"]
    above = ["", ", Kec. Sumobito", ", Sumobito", ", Kec. Diwek", " Kab. Jombang", ", Kec. Sumobitto"]

    def slipped(word):
        place = int(rng.integers(len(word)))
        return [word, word[:place] + word[place + 1 :], word[:place] + "x" + word[place:]][int(rng.integers(3))]

    def drawn(count):
        return sorted({slipped(rng.choice(words)) + rng.choice(above) for _ in range(count)})

    held, asked = AreaNames(drawn(150)), [area_name(text) for text in drawn(150)]
    seen = set()
    for one in asked:
        grades = [agreement(one, name) for name in held.names]
        best = min(grades)
        seen.add(best)
        wanted = [] if best == NOT_THE_SAME else [number for number, grade in enumerate(grades) if grade == best]
        assert held.like(one) == (best, wanted)
    assert seen == {SAME, SIMILAR, NOT_THE_SAME}

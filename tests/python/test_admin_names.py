"""Names of areas: what sources write apart is one name, what is apart stays apart."""

from __future__ import annotations

import collections
import csv
import gzip
from typing import TYPE_CHECKING

import pytest

from petasentra.admin import normalise_name

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "writings",
    [
        ("Kab. Jombang", "KABUPATEN JOMBANG", "Jombang", "Kabupaten Jombang", "kab jombang", " JOMBANG "),
        ("Kec. Sumobito", "SUMOBITO", "Kecamatan Sumobito", "Kec.Sumobito"),
        ("Bandar Kedung Mulyo", "Bandarkedungmulyo", "Bandar Kedungmulyo", "BANDAR KEDUNG-MULYO"),
        ("Jogo Roto", "Jogoroto"),
        ("Aik Darek", "Aik Dareq", "AIKDAREK", "Desa Aik Darek"),
        ("Kota Bekasi", "KOTA BEKASI", "Kotamadya Bekasi"),
        ("Kota Administrasi Jakarta Timur", "Kota Adm. Jakarta Timur", "Kota Jakarta Timur"),
        ("DKI Jakarta", "Provinsi DKI Jakarta", "Daerah Khusus Ibukota Jakarta", "D.K.I. Jakarta"),
        ("DI Yogyakarta", "D.I. Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("Prov. Jawa Timur", "JAWA TIMUR", "Propinsi Jawa Timur"),
    ],
    ids=lambda writings: writings[0],
)
def test_writings_of_one_name_are_equal(writings: tuple[str, ...]) -> None:
    assert len({normalise_name(text) for text in writings}) == 1


def test_a_kota_keeps_its_word() -> None:
    assert normalise_name("Kota Bekasi") != normalise_name("Kab. Bekasi")


@pytest.mark.parametrize("name", ["Dinoyo", "Diwek", "Kabuh", "Kelantan", "Kecapi", "Dsa", "Provinsi", "Desa", "Kabat"])
def test_a_name_that_only_begins_like_a_level_keeps_all_its_letters(name: str) -> None:
    assert normalise_name(name) == name.lower()


@pytest.mark.parametrize(
    ("table", "parent"), [("villages", "district_code"), ("districts", "regency_code"), ("regencies", "province_code")]
)
def test_in_the_whole_country_no_two_names_of_one_parent_become_one(shared: Path, table: str, parent: str) -> None:
    with gzip.open(shared / "admin" / "kode_wilayah" / f"{table}.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = collections.defaultdict(set)
    for row in rows:
        found[row[parent], normalise_name(row["name"])].add(row["name"])
    assert [names for names in found.values() if len(names) > 1] == []
    assert len(rows) > 500

"""Reasons say what an officer has to know, in words and not in ids."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import petasentra as ps

IDS = re.compile(r"zona-khusus-slag|lampiran-itbx|pasal-zona|daur-ulang-slag|pertambangan-sirtu")
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, object]]:
    study = ps.datasets.jombang()
    table = ps.check(study.sentra, study.pack(), as_of="2015-06-01").table
    return {row["site_id"]: row for row in table.to_pylist()}


@pytest.mark.parametrize("site", ["contoh-d", "contoh-e"])
def test_what_an_officer_has_to_judge_is_named(rows: dict[str, dict[str, object]], site: str) -> None:
    assert "needs_officer" in str(rows[site]["flags"])
    condition = '"Luas kegiatan paling banyak 20 persen dari luas persil"'
    told = f"Yang perlu dinilai petugas: syarat T1 (Perda 21/2009), {condition}"
    assert told in str(rows[site]["reason_id"])
    assert "tapak tidak menyebut luas kegiatannya (kolom activity_area_m2)" in str(rows[site]["reason_id"])
    assert "An officer has to judge: condition T1 (Perda 21/2009)" in str(rows[site]["reason_en"])


def test_where_nobody_has_to_judge_nothing_is_said_of_it(rows: dict[str, dict[str, object]]) -> None:
    assert "petugas" not in str(rows["contoh-c"]["reason_id"])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2015-06-01", "sel yang tidak ada berarti datanya belum tersedia: bukan izin dan bukan larangan"),
        ("2023-06-01", "kegiatan yang tidak dimuat berarti tidak diatur"),
    ],
)
def test_an_absent_cell_says_what_its_absence_means(day: str, said: str) -> None:
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of=day)
    reason = result.table.to_pylist()[5]["reason_id"]
    assert 'tidak memuat kegiatan "Pertambangan pasir dan batu" untuk zona ini; menurut paket, ' + said in reason
    assert said in result.explain("contoh-f").text("id")


def test_reasons_and_their_trees_hold_no_ids(rows: dict[str, dict[str, object]]) -> None:
    study = ps.datasets.jombang()
    result = ps.check(study.sentra, study.pack(), as_of="2015-06-01")
    for site, row in rows.items():
        for text in (row["reason_id"], row["reason_en"], result.explain(site).text("id")):
            assert not IDS.search(str(text)), text
    assert "zona khusus Perda 21/2009 (contoh: pasal tentang zona khusus" in str(rows["contoh-a"]["reason_id"])


def test_rules_that_share_an_article_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ps.datasets.path("jombang"), tmp_path / "paket"))
    law = folder / "perda-21-2009.toml"
    second = """
[[area_rule]]
id = "zona-khusus-kedua"
layer = "kecamatan"
codes = ["35.17.11"]
activities = ["batik"]
cell = "X"
precedence = "unstated"
article = "pasal-zona-khusus-slag"
"""
    law.write_text(law.read_text(encoding="utf-8") + second, encoding="utf-8")
    result = ps.check(ps.datasets.jombang().sentra, ps.read_plan_pack(folder), as_of="2015-06-01")
    assert 'zona khusus "zona-khusus-slag" Perda 21/2009 (contoh: pasal' in result.table.to_pylist()[0]["reason_id"]


def test_a_zone_that_cannot_be_read_says_nothing() -> None:
    study = ps.datasets.jombang()
    reason = ps.check(study.sentra, study.pack(), as_of="2023-06-01").table.to_pylist()[0]["reason_id"]
    assert "belum diverifikasi) isinya tidak terbaca; matriks ketentuan" in reason


def test_an_undecided_existing_use_says_what_to_judge() -> None:
    study = ps.datasets.jombang()
    sites = study.sentra.to_geopandas().assign(established_on="1 Maret 2005")
    reason = ps.check(sites, study.pack("slag-dihapus"), as_of="2023-06-01").table.to_pylist()[0]["reason_id"]
    assert reason.endswith("perlu penilaian petugas: paket tidak memuat ketentuan peralihan dari Perda 10/2021.")


def test_days_are_written_in_words() -> None:
    study = ps.datasets.jombang()
    sites = study.sentra.to_geopandas().assign(
        established_on="1 Maret 2005",
        permits='[{"kind": "IUI", "issued_on": "2005-03-01", "expires_on": "2025-03-01"}]',
    )
    line = ps.timeline(sites, study.pack("slag-dihapus"))
    causes = [row["cause_id"] or "" for row in line.table.to_pylist()]
    assert any("pemanfaatan mulai 1 Maret 2005" in cause for cause in causes)
    result = ps.check(sites, study.pack("slag-dihapus"), as_of="2023-06-01")
    texts = [result.explain(site).text("id") for site in result.table["site_id"]]
    assert not [text for text in causes + texts if ISO_DAY.search(text)]

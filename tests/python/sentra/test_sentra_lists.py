"""The bundled lists of sentra: published facts, and nothing that nobody published."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import petasentra as ps

ROOT = Path(__file__).resolve().parents[3]


def test_ntb_has_20_sentra_of_which_one_is_placed_at_its_desa() -> None:
    registry = ps.datasets.sentra_lists().ntb
    table = registry.table
    assert len(table) == 20
    assert set(table["province_code"]) == {"52"}
    assert table["position"] == ["desa_centroid", *["position_unknown"] * 19]
    assert table["area"][0] == "Desa Aik Darek, Kec. Batukliang, Kab. Lombok Tengah"
    assert set(table["commodity"]) == {
        "pangan", "tekstil", "kerajinan", "logam", "perhiasan", "garam beryodium", "rumah kemasan", None,
    }  # fmt: skip
    assert sum(one is None for one in table["name"]) == 19, "only one is named"


def test_lamongan_has_its_sentra_by_desa_or_kecamatan() -> None:
    table = ps.datasets.sentra_lists().lamongan.table
    assert len(table) == 13
    assert set(table["kabupaten_code"]) == {"35.24"}
    assert [one for one in table["units_low"] if one == one and one is not None] == [28]
    assert all(one is None for one in table["sk_number"]), "no decree was read"


def test_nothing_is_verified_and_every_row_has_a_source() -> None:
    lists = ps.datasets.sentra_lists()
    for registry in (lists.ntb, lists.lamongan):
        assert not any(registry.table["verified"])
        assert all(registry.table["source"])
    assert not any(lists.facts["verified"])
    assert set(lists.facts["dispute"]) == {-1}


def test_the_national_figures_are_those_that_are_published() -> None:
    facts = {
        (row["subject"], row["attribute"], row["period"]): row["value"]
        for row in ps.datasets.sentra_lists().facts.to_pylist()
    }
    assert facts["Indonesia", "sentra", "2020"] == "10514"
    assert facts["Indonesia", "units", "2020"] == "456488"


def test_the_script_makes_the_same_bytes(tmp_path, shared) -> None:
    subprocess.run(
        [sys.executable, ROOT / "data" / "make_sentra_lists.py", "--out", tmp_path], check=True, capture_output=True,
        env=os.environ | {"PETASENTRA_SHARED_DATA": str(shared)},
    )  # fmt: skip
    for name in ("ntb-dak.csv", "lamongan-sk.csv", "facts.csv"):
        assert (tmp_path / name).read_bytes() == (ROOT / "data" / "sentra" / name).read_bytes()

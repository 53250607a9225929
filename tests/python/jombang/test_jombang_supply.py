"""The bundled supply chains: made again to the same bytes, marked invented, and with the published figures in them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest
from jombang_files import FOLDER, REPOSITORY

CHAIN = FOLDER / "rantai-pasok"
LOMBOK = REPOSITORY / "data" / "lombok-tengah" / "rantai-pasok"


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def solved(folder, *options):
    done = subprocess.run(
        [sys.executable, "-m", "petasentra", "supply", str(folder), "--json", "--cuts", "0", *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


def test_rebuilding_gives_the_same_bytes(tmp_path):
    script = REPOSITORY / "data" / "make_supply.py"
    done = subprocess.run([sys.executable, str(script), "--out", str(tmp_path)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert made == {file.name: file.read_bytes() for file in CHAIN.iterdir()}
    assert len(made) == 9


@pytest.mark.parametrize("folder", [CHAIN, LOMBOK], ids=["jombang", "lombok-tengah"])
def test_every_site_says_that_it_is_invented_and_where_its_numbers_are_from(folder):
    for name in ("sumber", "pengolah", "pembeli"):
        for row in rows(folder / f"{name}.csv"):
            assert row["synthetic"] == "true"
            assert "rekaan" in row["origin"]


def test_the_published_figures_meet_in_one_finding():
    columns = ["--columns", "road_class=class,name=name,bridge=bridge", "--as-of", "2026-06-01"]
    found = solved(CHAIN, *columns, "--permits", "report")
    assert found["check"] == []
    assert found["synthetic"] is True
    above = [row for row in found["custody"]["findings"] if row["code"] == "CUSTODY_ABOVE_PERMIT"]
    assert [round(row["measure"], 2) for row in above] == [12.97]
    assert "6 t/hari" in above[0]["message_id"]
    lawful = solved(CHAIN, *columns)
    into = sum(row["amount_t"] for row in lawful["flows"] if row["to_id"] == "Sentra Kendalsari")
    assert into == pytest.approx(6 * 30)
    assert {row["to_id"] for row in lawful["flows"] if row["commodity"] == "slag"} == {"Sentra Kendalsari"}


def test_the_harvest_is_carried_into_the_lean_season():
    found = solved(LOMBOK)
    stored = {row["period"]: row["amount_t"] for row in found["flows"] if row["from_id"] == "Gudang Mantang"}
    assert stored == pytest.approx({"paceklik": 30 * (1 - 0.15)})
    made = sum(row["amount_t"] for row in found["flows"] if row["from_id"] == "Sentra Aik Darek")
    assert made == pytest.approx((23 + 1 / 3 + 4 + 2 + 25.5) * 0.3)

"""The bundled folder is small, described file by file, keeps disagreeing sources, and is rebuilt to the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from jombang_files import FOLDER, REPOSITORY, rows_of


def test_the_bundle_stays_within_two_megabytes():
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) <= 2_000_000


def test_every_file_is_described_in_the_readme():
    text = (REPOSITORY / "data" / "README.md").read_text(encoding="utf-8")
    for file in sorted(FOLDER.rglob("*")):
        if file.is_file():
            assert f"`{file.relative_to(FOLDER).as_posix()}`" in text, file.name


def test_facts_hold_disagreeing_sources_side_by_side():
    facts = rows_of("facts.csv")
    columns = ["subject", "attribute", "value", "low", "high", "unit", "period", "scope", "source", "verified"]
    assert list(facts[0]) == columns
    assert all(row["source"] and row["value"] for row in facts)
    for row in facts:
        if row["low"] and row["high"]:
            assert float(row["low"]) <= float(row["high"])
    values = {}
    for row in facts:
        values.setdefault((row["subject"], row["attribute"]), []).append(row["value"])
    assert values["sentra Kendalsari", "output"] == ["400-700", "1257"]
    assert values["slag di Jombang", "number of sentra"] == ["1", "2"]
    assert values["Kecamatan Kudu", "area"] == ["77.75", "30.81"]
    assert values["sentra Bakalan", "kecamatan"] == ["Sumobito", "Kesamben"]


def test_rebuilding_gives_the_same_bytes(tmp_path, shared):
    script = REPOSITORY / "data" / "make_jombang.py"
    done = subprocess.run(
        [sys.executable, str(script), "--out", str(tmp_path)],
        env={**os.environ, "PETASENTRA_SHARED_DATA": str(shared)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = sorted(file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file())
    assert len(made) >= 15
    different = [str(name) for name in made if (tmp_path / name).read_bytes() != (FOLDER / name).read_bytes()]
    assert different == []
    shutil.rmtree(tmp_path)

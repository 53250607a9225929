"""The table of areas: whole, consistent, small, and what its maker writes."""

from __future__ import annotations

import collections
import subprocess
import sys
from pathlib import Path

import petasentra as ps
from petasentra.admin import units

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "python" / "petasentra" / "admin" / "units.csv"


def test_the_table_is_what_its_maker_writes_from_the_shared_data(shared: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "python" / "tools" / "make_admin_units.py", "--check", shared],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(ps.__file__).parents[1]), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 300_000


def test_the_country_and_three_study_areas_are_in_it() -> None:
    levels = collections.Counter(unit.level for unit in units())
    assert (levels["provinsi"], levels["kabupaten"], levels["kecamatan"]) == (38, 514, 21 + 27 + 12)
    listed = collections.Counter(unit.kemendagri[:5] for unit in units() if unit.level == "desa" and unit.kemendagri)
    assert listed == {"35.17": 306, "35.24": 474, "52.02": 139}


def test_no_code_stands_twice() -> None:
    for system in ("kemendagri", "bps", "cod-ab"):
        codes = [unit.code(system) for unit in units() if unit.code(system)]  # type: ignore[arg-type]
        assert len(codes) == len(set(codes))


def test_every_parent_is_there_and_one_level_up() -> None:
    order = ["provinsi", "kabupaten", "kecamatan", "desa"]
    known = {unit.kemendagri: unit for unit in units() if unit.kemendagri}
    for unit in units():
        if unit.level == "provinsi":
            assert unit.parent == ""
        else:
            assert order.index(known[unit.parent].level) == order.index(unit.level) - 1


def test_a_unit_with_both_codes_says_how_they_were_paired() -> None:
    for unit in units():
        assert bool(unit.matched_by) == bool(unit.kemendagri and unit.cod_ab)

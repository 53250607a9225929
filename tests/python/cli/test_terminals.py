"""The command in a process of its own: other encodings, full disks, missing libraries, ``python -m petasentra``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import petasentra as ps

JOMBANG = ps.datasets.path("jombang")
CHECK = ["check", str(JOMBANG / "sentra.geojson"), "--pack", str(JOMBANG), "--as-of", "2015-06-01"]
FULL = Path("/dev/full")
#: Imports of these fail as if they were not installed.
WITHOUT = """
import importlib.machinery, sys
finder = importlib.machinery.PathFinder
find = finder.find_spec
finder.find_spec = lambda name, *rest: None if name.split(".")[0] in {missing!r} else find(name, *rest)
from petasentra.cli import main
sys.argv = ["petasentra", *{arguments!r}]
main()
"""


def process(
    *command: str, stdout: int | None = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    package = str(Path(ps.__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": package, **environment}
    return subprocess.run([sys.executable, *command], stdout=stdout, stderr=subprocess.PIPE, env=env, check=False,
                          timeout=120)  # fmt: skip


def test_python_dash_m_is_the_command() -> None:
    done = process("-m", "petasentra", "--version")
    assert done.returncode == 0
    assert done.stdout.decode().strip() == f"petasentra {ps.__version__}"


def test_a_terminal_of_plain_letters_gets_plain_letters() -> None:
    done = process("-m", "petasentra", *CHECK, PYTHONIOENCODING="ascii")
    assert done.returncode == 1, done.stderr
    assert "65,0 % luas tapak" in done.stdout.decode("ascii")


def test_json_for_a_terminal_of_plain_letters_loses_none() -> None:
    plain = process("-m", "petasentra", *CHECK, "--json", PYTHONIOENCODING="ascii")
    rich = process("-m", "petasentra", *CHECK, "--json", PYTHONIOENCODING="utf-8")
    assert json.loads(plain.stdout.decode("ascii")) == json.loads(rich.stdout.decode("utf-8"))


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [CHECK, [*CHECK, "--json"], ["--version"]])
def test_a_full_disk_is_no_bug(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = process("-m", "petasentra", *arguments, stdout=full)
    assert done.returncode == 3
    assert b"ruang simpan habis" in done.stderr
    assert b"Traceback" not in done.stderr


#: Files may not grow beyond 50 kB, as on a disk that is nearly full; an empty GeoPackage needs more.
NEARLY_FULL = """
import resource, sys
import petasentra as ps
from petasentra.cli.files import write_geopackage
layer = ps.datasets.jombang().sentra
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    write_geopackage({"sites": layer, "pieces": layer}, sys.argv[1])
except ps.IoError as error:
    print(error.file, error.message_id)
"""


def test_a_disk_that_fills_while_a_geopackage_is_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    goal = tmp_path / "hasil.gpkg"
    done = process("-c", NEARLY_FULL, str(goal))
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().startswith(str(goal))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["geopandas", "pyogrio", "matplotlib"])
def test_a_missing_library_is_named_before_the_work_starts(missing: str, tmp_path: Path) -> None:
    for command in ([*CHECK, "--out", str(tmp_path / "hasil")], ["demo", "--out", str(tmp_path / "hasil")]):
        done = process("-c", WITHOUT.format(missing=[missing], arguments=command))
        assert done.returncode == 2, done.stderr
        assert missing in done.stderr.decode()
        assert "pip install" in done.stderr.decode()
        assert done.stdout == b""
    assert not (tmp_path / "hasil").exists()


def test_verdicts_need_none_of_those_libraries() -> None:
    missing = ["geopandas", "pyogrio", "matplotlib", "pandas", "shapely"]
    done = process("-c", WITHOUT.format(missing=missing, arguments=[*CHECK, "--json"]))
    assert done.returncode == 1, done.stderr
    assert len(json.loads(done.stdout)["sites"]) == 6

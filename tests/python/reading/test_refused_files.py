"""What is no layer ends in a clear error, without a crash, a word on the terminal or a change in the folder."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from written_layers import write_points

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
def test_a_table_without_geometry_is_refused(shared: Path, engine: Any) -> None:
    with pytest.raises(ps.SchemaError) as table:
        ps.read_layer(shared / "torture/postgis_loader/mfile.dbf", engine=engine)
    assert table.value.code == 105


@pytest.mark.parametrize("engine", ["gdal", "pyogrio"])
@pytest.mark.parametrize(
    "content", [b"", b"not geodata at all", b"PK\x03\x04broken", b"SQLite format 3\x00" + b"\x00" * 200]
)
@pytest.mark.parametrize("ending", [".shp", ".zip", ".gpkg", ".geojson", ".fgb", ".kml"])
def test_bytes_of_no_format_are_refused_in_both_languages(
    tmp_path: Path, engine: Any, content: bytes, ending: str
) -> None:
    path = tmp_path / f"rusak{ending}"
    path.write_bytes(content)
    with pytest.raises(ps.IoError) as refused:
        ps.read_layer(path, engine=engine)
    assert refused.value.code == 702
    assert refused.value.message_id != refused.value.message_en
    assert refused.value.hint_id


def test_an_unknown_engine_or_encoding_is_an_option_error(tmp_path: Path) -> None:
    path = write_points(tmp_path / "a.shp")
    with pytest.raises(ps.OptionError):
        ps.read_layer(path, engine="fiona")  # type: ignore[arg-type]
    for engine in ("gdal", "pyogrio"):
        with pytest.raises(ps.OptionError):
            ps.read_layer(path, encoding="klingon", engine=engine)  # type: ignore[arg-type]


TORTURE = """
import json, sys
import petasentra as ps
from pathlib import Path
answers = {}
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.suffix not in (".shp", ".zip", ".gpkg", ".geojson", ".dbf", ".shx", ".prj", ".sbn"):
        continue
    name = path.as_posix()
    report = ps.inspect(path)
    try:
        answer = type(ps.read_layer(path)).__name__
    except ps.PetasentraError as error:
        answer = type(error).__name__
        assert error.message_id and error.message_en and error.code, name
    shown = [len(report.findings), len(report.text("id")), len(report._repr_html_())]
    answers[name] = [answer, len(report.layers), *shown]
print(json.dumps(answers))
"""


@pytest.mark.parametrize(
    ("folder", "files", "kinds"),
    [
        ("fiona", 14, {"Layer", "IoError"}),
        ("postgis_loader", 75, {"Layer", "SchemaError"}),
        ("pyogrio", 5, {"Layer"}),
        ("pyshp", 10, {"Layer", "IoError"}),
        ("shapelib", 30, {"Layer", "IoError"}),
    ],
)
def test_torture_files_give_a_layer_or_an_error_and_the_process_lives(
    shared: Path, folder: str, files: int, kinds: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", TORTURE, str(shared / "torture" / folder)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == "", "the reader prints nothing"
    answers = json.loads(done.stdout)
    assert len(answers) >= files
    assert {answer[0] for answer in answers.values()} == kinds


def test_reading_changes_nothing_in_the_folder(shared: Path, tmp_path: Path) -> None:
    import shutil

    for name in ("admin/demo_kabupaten.gpkg", "torture/pyshp/latin1.shp", "torture/pyshp/latin1.dbf"):
        shutil.copy(shared / name, tmp_path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    ps.read_layer(tmp_path / "demo_kabupaten.gpkg")
    assert len(ps.read_layer(tmp_path / "latin1.shp")) == 1  # its missing index is rebuilt in memory only
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before

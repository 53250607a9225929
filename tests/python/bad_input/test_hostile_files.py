"""No file, however broken, crashes the reader or makes `inspect` raise.

Truncated, empty, noisy and mislabelled files are read in a process of their own, so that a crash is seen as one; each
gives a layer, or an error that names the file in both languages.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import shapely
from invented_pack import GROUND, sites
from processes import output_of


def truncated(path: Path, source: Path, keep: float) -> None:
    data = source.read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])


def hostile_files(folder: Path) -> None:
    frame = sites(*[shapely.affinity.translate(GROUND, 200 * n) for n in range(50)])
    for name in ("asli.gpkg", "asli.shp", "asli.fgb", "asli.geojson"):
        frame.to_file(folder / name)
    for name in ("asli.gpkg", "asli.fgb", "asli.geojson"):
        for keep in (0.02, 0.5, 0.98):
            truncated(folder / f"potong-{keep}{Path(name).suffix}", folder / name, keep)
    for part in (".shp", ".shx", ".dbf"):
        stem = f"potong{part[1:]}"
        for other in (".shp", ".shx", ".dbf", ".prj", ".cpg"):
            shutil.copy(folder / f"asli{other}", folder / f"{stem}{other}")
        truncated(folder / f"{stem}{part}", folder / f"asli{part}", 0.4)
    for name in ("nol.shp", "nol.gpkg", "nol.geojson", "nol.zip", "nol.kml", "nol.fgb", "nol"):
        (folder / name).write_bytes(b"")
    noise = np.random.default_rng(1).bytes(4096)
    for name in ("derau.shp", "derau.gpkg", "derau.zip", "derau.geojson", "derau.kml", "derau.fgb", "derau.dat"):
        (folder / name).write_bytes(noise)
    (folder / "folder.shp").mkdir()
    (folder / "dalam.geojson").write_text("[" * 100_000)
    (folder / "bukan.geojson").write_text(
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": 7}]}'
    )
    (folder / "teks.kml").write_text("<kml><Document><Placemark><Polygon><coordinates>abc</coordinates></Polygon>")


LOOK = """
import json, sys, pathlib, petasentra as ps
said = {}
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    for engine in ("gdal", "pyogrio"):
        try:
            said[f"{path.name} {engine}"] = len(ps.read_layer(path, engine=engine))
        except ps.PetasentraError as error:
            texts = [error.message_id, error.message_en, error.hint_id, error.hint_en]
            said[f"{path.name} {engine}"] = [type(error).__name__, *texts, error.file]
    ps.inspect(path)
print(json.dumps(said))
"""


def test_no_broken_file_crashes_the_reader_or_makes_inspect_raise(tmp_path):
    hostile_files(tmp_path)
    said = json.loads(output_of(LOOK, tmp_path).splitlines()[-1])
    assert said["asli.gpkg gdal"] == said["asli.shp gdal"] == said["asli.gpkg pyogrio"] == 50
    refused = {name: answer for name, answer in said.items() if not isinstance(answer, int)}
    assert len(refused) >= 20
    for name, (kind, *texts, file) in refused.items():
        assert kind in ("IoError", "SchemaError", "GeometryError"), (name, kind, texts)
        assert all(texts), (name, texts)
        assert file.split("/")[-1] == name.split(" ")[0], (name, file)


def test_no_broken_file_of_the_shared_collection_crashes_the_reader(shared):
    folders = sorted(p for p in (shared / "torture").rglob("*") if p.is_dir())
    assert folders
    for folder in folders:
        said = json.loads(output_of(LOOK, folder).splitlines()[-1])
        assert all(isinstance(answer, int) or all(answer[1:5]) for answer in said.values()), said

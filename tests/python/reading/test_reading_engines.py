"""Both engines, our GDAL and pyogrio, give the same layer and the same report; without the first the second reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from geopandas_reads import COMPARED_DIFFERENTLY, FOLDERS, geodata, layers_of
from processes import output_of

import petasentra as ps
from petasentra.files.reading import gdal_available

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("folder", FOLDERS)
def test_both_engines_give_the_same_report(shared: Path, folder: str) -> None:
    # pyogrio tells neither field widths nor GDAL's own warnings.
    told_by_one = {"engine", "messages"}
    for path in geodata(shared / folder):
        name = path.relative_to(shared).as_posix()
        if name in COMPARED_DIFFERENTLY and name != "torture/pyshp/REL.zip":
            continue
        for layer in [name for name, _ in layers_of(path)] if path.suffix != ".zip" else [None]:
            if name.endswith("multishapefile.zip"):
                layer = "blockgroups"
            one = ps.read_layer(path, layer=layer, engine="gdal").load_report
            two = ps.read_layer(path, layer=layer, engine="pyogrio").load_report
            assert one is not None
            assert two is not None
            left = {key: value for key, value in one.to_dict().items() if key not in told_by_one}
            right = {key: value for key, value in two.to_dict().items() if key not in told_by_one}
            for field in left["fields"] + right["fields"]:
                field["width"] = 0
            assert left == right, name


def test_the_arrow_stream_of_both_engines_is_equal(shared: Path) -> None:
    import pyarrow as pa

    for name in ("admin/jombang_desa.gpkg", "ikm/umkm_bejalen_titik.geojson", "torture/pyogrio/test_gpkg_nulls.gpkg"):
        one = pa.table(ps.read_layer(shared / name, engine="gdal"))
        two = pa.table(ps.read_layer(shared / name, engine="pyogrio"))
        assert [field.type for field in one.schema] == [field.type for field in two.schema]
        assert one.to_pydict() == two.to_pydict()


def test_without_the_extension_module_pyogrio_reads(shared: Path, tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['petasentra._io'] = None\n"
        "import petasentra as ps\n"
        "layer = ps.read_layer(sys.argv[1])\n"
        "print(layer.load_report.engine, len(layer), ps.inspect(sys.argv[1]).readable)\n"
        "try: ps.write_layer(layer, sys.argv[2])\n"
        "except ps.OptionError as error: print(error.code)\n"
    )
    output = output_of(program, shared / "admin/demo_kabupaten.gpkg", tmp_path / "x.gpkg")
    assert output.split() == ["pyogrio", "3", "True", "801"]
    assert gdal_available()

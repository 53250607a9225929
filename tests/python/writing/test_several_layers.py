"""Several layers become one GeoPackage, all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import pyogrio
import pytest
from shapely.geometry import Point

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path


def places(n: int) -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame({"n": range(n)}, geometry=[Point(i, i) for i in range(n)], crs=4326)


def test_the_file_holds_these_layers_and_no_others(tmp_path: Path) -> None:
    path = tmp_path / "studi.gpkg"
    ps.write_layer(places(1), path, layer_name="lama")
    desa = ps.datasets.jombang().desa
    reports = ps.write_layers({"tempat": places(3), "désa": desa}, path)
    assert {name: report.rows for name, report in reports.items()} == {"tempat": 3, "désa": len(desa)}
    assert [name for name, _ in pyogrio.list_layers(path)] == ["tempat", "désa"]
    assert ps.read_layer(path, layer="désa").to_arrow().to_pydict() == desa.to_arrow().to_pydict()
    assert len(geopandas.read_file(path, layer="tempat")) == 3


@pytest.mark.parametrize(
    ("layers", "name", "error"),
    [
        ({"a": places(1), "b": places(2)}, "studi.fgb", ps.OptionError),
        ({}, "studi.gpkg", ps.OptionError),
        ({"": places(1)}, "studi.gpkg", ps.OptionError),
        ({"a": places(1), "b": places(2).assign(N=1)}, "studi.gpkg", ps.IoError),
        ({"a": places(1)}, "tidak/ada.gpkg", ps.IoError),
    ],
)
def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, layers: dict[str, Any], name: str, error: type[Exception]
) -> None:
    path = tmp_path / "studi.gpkg"
    ps.write_layer(places(2), path, layer_name="lama")
    before = path.read_bytes()
    with pytest.raises(error):
        ps.write_layers(layers, tmp_path / name)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["studi.gpkg"]

"""What each format keeps of a column of every type, read back by ours and by geopandas; what it loses is noted."""

from __future__ import annotations

import datetime as dt
import warnings
from typing import TYPE_CHECKING, Any

import geopandas
import pytest
from tables_to_write import PLACES, every_type, every_type_layer

import petasentra as ps

if TYPE_CHECKING:
    from pathlib import Path

ROWS = every_type().to_pydict()
DAY, CLOCK = ["1969-12-31", None, "2024-02-29"], ["08:30:00", None, "18:00:01"]
MOMENT = ["2024-05-24T08:00:00.25", None, "1950-01-01T00:00:00"]
JOINED = {"bendera": ["Pasal 5, ayat 2; conflict", None, ""], "angka": ["1; 2", None, ""]}
# What reads back otherwise than it went out, by format; all else is equal.
CHANGED: dict[str, dict[str, list[Any]]] = {
    "parquet": {},
    "gpkg": {"buka": CLOCK, **JOINED},
    "fgb": {
        "berdiri": [dt.datetime(1969, 12, 31), None, dt.datetime(2024, 2, 29)], "buka": CLOCK, **JOINED,
    },
    "geojson": {"foto": ["0001", None, "FF"]},
    "shp": {
        "besar": [str(2**53 + 1), None, str(-(2**61))], "luas": [0.33333333333333, None, 3583928.85],
        "aktif": [1, None, 0], "dicatat": MOMENT, "buka": CLOCK, "foto": ["0001", None, "FF"],
        "bendera": ["Pasal 5, ayat 2; conflict", None, None], "angka": ["1; 2", None, None],
    },
    "kml": {
        "besar": [str(2**53 + 1), None, str(-(2**61))], "luas": [0.333333333333333, None, 3583928.85],
        "aktif": [1, None, 0], "berdiri": DAY, "dicatat": MOMENT, "buka": CLOCK, "foto": ["0001", None, "FF"],
        **JOINED,
    },
}  # fmt: skip
NOTES = {
    "parquet": [],
    "gpkg": ["LIST_JOINED", "LIST_JOINED", "TYPE_CHANGED"],
    "fgb": ["LIST_JOINED", "LIST_JOINED", "TYPE_CHANGED"],
    "geojson": ["TYPE_CHANGED"],
    "shp": ["LIST_JOINED", "LIST_JOINED", "TYPE_CHANGED", "NUMBER_ROUNDED"],
    "kml": ["LIST_JOINED", "LIST_JOINED", "TYPE_CHANGED", "NUMBER_ROUNDED"],
}


@pytest.mark.parametrize("ending", sorted(CHANGED))
def test_every_type_comes_back_or_is_noted(tmp_path: Path, ending: str) -> None:
    report = every_type_layer().write(tmp_path / f"a.{ending}")
    assert [note.code for note in report.notes] == NOTES[ending]
    assert all(note.message_id != note.message_en for note in report.notes)
    back = ps.read_layer(tmp_path / f"a.{ending}")
    rows = back.to_arrow().to_pydict()
    for name, before in ROWS.items():
        assert rows[name] == CHANGED[ending].get(name, before), name
    frame = back.to_geopandas().geometry
    assert [(one.x, one.y) for one in frame] == [(one.x, one.y) for one in PLACES]
    assert back.crs is not None
    assert back.crs.authority_code in ("EPSG:4326", "OGC:CRS84")
    named = " ".join(note.message_en for note in report.notes)
    assert [name for name in CHANGED[ending] if name not in named] == []


@pytest.mark.parametrize("ending", sorted(CHANGED))
def test_geopandas_reads_the_same_values(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    every_type_layer().write(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = geopandas.read_parquet(path) if ending == "parquet" else geopandas.read_file(path)
    assert theirs["nama"].tolist()[::2] == ROWS["nama"][::2]
    assert theirs["nama"].isna().tolist() == [False, True, False]
    assert theirs["unit"].tolist()[::2] == [25, -3]
    assert theirs["unit"].isna()[1]
    assert theirs["luas"].tolist()[2] == 3583928.85
    assert [(one.x, one.y) for one in theirs.geometry] == [(one.x, one.y) for one in PLACES]
    assert theirs.crs == 4326


@pytest.mark.parametrize("ending", sorted(CHANGED))
def test_a_layer_without_rows_keeps_its_columns(tmp_path: Path, ending: str) -> None:
    report = every_type_layer()[:0].write(tmp_path / f"a.{ending}")
    assert report.rows == 0
    back = ps.read_layer(tmp_path / f"a.{ending}")
    assert len(back) == 0
    if ending not in ("geojson", "kml"):  # in which columns stand in the rows
        assert back.columns == list(ROWS)


@pytest.mark.parametrize("ending", ["parquet", "gpkg", "shp", "geojson", "kml"])
def test_rows_without_geometry_come_back_without(tmp_path: Path, ending: str) -> None:
    frame = geopandas.GeoDataFrame({"n": [1, 2]}, geometry=[PLACES[0], None], crs=4326)
    ps.write_layer(frame, tmp_path / f"a.{ending}")
    back = ps.read_layer(tmp_path / f"a.{ending}").to_geopandas()
    assert back.geometry.isna().tolist() == [False, True]
    assert [int(one) for one in back["n"]] == [1, 2]  # KML has no integers of 64 bits: they are text

"""The files a check leaves behind: report, map, GeoPackage, table."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from petasentra.cli.site_columns import sites_with_results
from petasentra.errors import IoError
from petasentra.files.replacing import make_folder, replacing
from petasentra.files.replacing import write_text as write_text  # noqa: PLC0414  (for the commands)

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.conformance.check_result import CheckResult
    from petasentra.files.load_report import Note
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table


@dataclass(frozen=True)
class FileNames:
    """What the four files are called."""

    report: str
    map: str
    geopackage: str
    table: str

    @staticmethod
    def of(lang: Lang, geopackage: str | None = None) -> FileNames:
        """Names in the language of the report."""
        if lang == "en":
            return FileNames("report.html", "map.html", geopackage or "result.gpkg", "table.csv")
        return FileNames("laporan.html", "peta.html", geopackage or "hasil.gpkg", "tabel.csv")


@dataclass(frozen=True)
class Outputs:
    """What was written: the path of each file by kind, and notes on what could not be kept as it was."""

    paths: dict[str, Path]
    notes: tuple[Note, ...] = ()


def write_outputs(result: CheckResult, folder: Path, names: FileNames, lang: Lang) -> Outputs:
    """Write the four files into `folder`, made if need be."""
    make_folder(folder)
    paths = {
        "report": folder / names.report,
        "map": folder / names.map,
        "geopackage": folder / names.geopackage,
        "table": folder / names.table,
    }
    result.report(paths["report"], lang=lang)
    result.explore(paths["map"], lang=lang)
    sites, notes = sites_with_results(result)
    write_geopackage({"sites": sites, "pieces": result.pieces}, paths["geopackage"])
    write_csv(result.table, paths["table"])
    return Outputs(paths, tuple(notes))


def write_geopackage(layers: Mapping[str, Layer], path: Path) -> None:
    """Write layers into one new GeoPackage, lists as text, without columns marked personal."""
    from petasentra.files.reading import gdal_available
    from petasentra.files.writing import write_layers

    if gdal_available():
        write_layers({name: _without_personal(layer) for name, layer in layers.items()}, path)
    else:
        _write_by_pyogrio(layers, path)


def _write_by_pyogrio(layers: Mapping[str, Layer], path: Path) -> None:
    with replacing(path) as draft:
        for number, (name, layer) in enumerate(layers.items()):
            frame = layer.to_geopandas().drop(columns=list(layer.personal))
            for column in frame.columns.drop(frame.geometry.name):
                if frame[column].map(_is_list).any():
                    frame[column] = [_cell(value) for value in frame[column]]
            try:
                frame.to_file(draft, driver="GPKG", layer=name, engine="pyogrio", mode="w" if number == 0 else "a")
            except (RuntimeError, ValueError) as error:
                raise _refused(path, name, error) from error


def _without_personal(layer: Layer) -> Layer:
    from petasentra.layers.layer import Layer

    if not layer.personal:
        return layer
    table = layer.to_arrow().drop_columns(sorted(layer.personal))
    return Layer.from_arrow(table, geometry=layer.geometry_name)


def write_csv(table: Table, path: Path) -> None:
    """Write a table as UTF-8 CSV with a byte order mark, which is what spreadsheets need to see the letters right."""
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.columns)
        for row in table.to_pylist():
            writer.writerow([_cell(row[name]) for name in table.columns])


def plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as JSON can hold it: numbers that are no numbers become null, dates become text."""
    return {str(name): _plain_value(value) for name, value in record.items()}


def plain_rows(table: Table | None) -> list[dict[str, Any]]:
    """Return the rows of a table as JSON can hold them; none where there is no table."""
    return [] if table is None else [plain(row) for row in table.to_pylist()]


def path_texts(files: Mapping[str, Path]) -> dict[str, str]:
    """Return where files are, by kind, as JSON can hold it."""
    return {kind: str(path) for kind, path in files.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return [_plain_value(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def _is_list(value: object) -> bool:
    # A list column comes back from pandas as lists or as numpy arrays.
    return isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) == 1


def _cell(value: object) -> str:
    value = _plain_value(value.tolist() if hasattr(value, "tolist") else value)
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _refused(path: Path, layer: str, error: Exception) -> IoError:
    """Make an error of what the writing library says of a layer (it reports a full disk this way too)."""
    return IoError(
        f"The layer cannot be written as GeoPackage. GDAL: {error}",
        f"Lapisan tidak dapat ditulis sebagai GeoPackage. GDAL: {error}",
        hint_en="Check the room left on the disk, and the names of the columns.",
        hint_id="Periksa sisa ruang simpan dan nama-nama kolomnya.",
        file=str(path),
        layer=layer,
    )

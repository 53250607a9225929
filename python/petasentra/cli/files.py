"""The files a check leaves behind: report, map, GeoPackage, table."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.conformance import CheckResult
    from petasentra.layers import Layer
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


def write_outputs(result: CheckResult, folder: Path, names: FileNames, lang: Lang) -> dict[str, Path]:
    """Write the four files into `folder`, made if need be, and return their paths by kind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(folder, error) from None
    paths = {
        "report": folder / names.report,
        "map": folder / names.map,
        "geopackage": folder / names.geopackage,
        "table": folder / names.table,
    }
    result.report(paths["report"], lang=lang)
    result.explore(paths["map"], lang=lang)
    write_geopackage({"sites": sites_with_verdicts(result), "pieces": result.pieces}, paths["geopackage"])
    write_csv(result.table, paths["table"])
    return paths


def sites_with_verdicts(result: CheckResult) -> Layer:
    """Return the sites with their own columns, those marked personal left out, and the verdict of each beside them."""
    from petasentra.layers import Layer

    personal = result.sites.personal
    frame = result.sites.to_geopandas().drop(columns=list(personal))
    verdicts = result.table.to_pandas()
    for column in verdicts.columns:
        if column not in frame.columns and column not in personal:
            frame[column] = verdicts[column].to_numpy()
    return Layer.from_geopandas(frame)


def write_geopackage(layers: Mapping[str, Layer], path: Path) -> None:
    """Write layers into one new GeoPackage, lists as text, without columns marked personal.

    `petasentra.write_layer` makes files of one layer; several go through pyogrio. The file takes the place of an old
    one when it is whole.
    """
    draft = path.with_name("." + path.name)
    draft.unlink(missing_ok=True)
    try:
        for number, (name, layer) in enumerate(layers.items()):
            frame = layer.to_geopandas().drop(columns=list(layer.personal))
            for column in frame.columns.drop(frame.geometry.name):
                if frame[column].map(_is_list).any():
                    frame[column] = [_cell(value) for value in frame[column]]
            frame.to_file(draft, driver="GPKG", layer=name, engine="pyogrio", mode="w" if number == 0 else "a")
        draft.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            draft.unlink()


def write_csv(table: Table, path: Path) -> None:
    """Write a table as UTF-8 CSV with a byte order mark, which is what spreadsheets need to see the letters right."""
    draft = path.with_name("." + path.name)
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(table.columns)
            for row in table.to_pylist():
                writer.writerow([_cell(row[name]) for name in table.columns])
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise _cannot_write(path, error) from None


def write_text(text: str, path: Path) -> None:
    """Write a file that is whole or not there."""
    draft = path.with_name("." + path.name)
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise _cannot_write(path, error) from None


def plain(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as JSON can hold it: numbers that are no numbers become null, dates become text."""
    return {str(name): _plain_value(value) for name, value in record.items()}


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


def _cannot_write(path: Path, error: OSError) -> Exception:
    from petasentra.errors import IoError

    reason = error.strerror or str(error)
    return IoError(
        f"{path} cannot be written: {reason}.",
        f"{path} tidak dapat ditulis: {reason}.",
        hint_id="Pilih folder lain dengan --out.",
        hint_en="Choose another folder with --out.",
        file=str(path),
    )

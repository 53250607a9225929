"""The files a check leaves behind: report, map, GeoPackage, table."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from petasentra.conformance import CheckResult
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
    import petasentra as ps

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
    # Both layers go into a new file that takes the old one's place when it is whole.
    draft = paths["geopackage"].with_name("." + names.geopackage)
    draft.unlink(missing_ok=True)
    try:
        ps.write_layer(result.sites, draft, layer_name="sites")
        ps.write_layer(result.pieces, draft, layer_name="pieces")
        draft.replace(paths["geopackage"])
    finally:
        draft.unlink(missing_ok=True)
    write_csv(result.table, paths["table"])
    return paths


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
    """A record as JSON can hold it: numbers that are no numbers become null, dates become text."""
    return {str(name): _plain_value(value) for name, value in record.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return plain(value)
    if isinstance(value, (list, tuple)):
        return [_plain_value(item) for item in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return str(value)


def _cell(value: Any) -> str:
    value = _plain_value(value)
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

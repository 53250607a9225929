"""The load report of the readers that work without GDAL."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from petasentra import _core
    from petasentra.formats.reading_notes import Note

# The names that the readers of vector files use.
_WORDS = {"double": "float64", "float": "float32"}


def report_of(
    path: str,
    layer: str,
    handle: _core.Layer,
    notes: list[Note],
    *,
    driver: str,
    layers: list[str],
    crs_from: str,
    encoding: str = "UTF-8",
    encoding_from: str = "format",
) -> dict[str, Any]:
    """Return what `petasentra.files.load_report.LoadReport.from_dict` takes."""
    counts, table = handle.counts(), handle.table
    words = {name: table.type_name(name) for name in table.columns}
    with Path(path).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "path": path,
        "inner_path": "",
        "driver": driver,
        "layers": layers,
        "layer": layer,
        "crs_name": handle.crs.name,
        "crs_code": handle.crs.authority_code,
        "crs_from": crs_from,
        "encoding": encoding,
        "encoding_from": encoding_from,
        "fields": [{"name": name, "type": _WORDS.get(word, word), "width": 0} for name, word in words.items()],
        "features_announced": None,
        "features_read": counts["rows"],
        "geometries": counts,
        "sha256": sha256,
        "sidecars": {},
        "messages": [],
        "notes": notes,
        "engine": "python",
    }

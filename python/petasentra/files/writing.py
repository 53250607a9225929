"""Write layers to vector files."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from petasentra._progress import progress_callback
from petasentra.errors import OptionError
from petasentra.files.load_report import Lang, Note
from petasentra.files.reading import gdal_available
from petasentra.layers.layer import as_layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from petasentra._progress import Progress
    from petasentra.layers.layer import LayerLike

PARQUET = "Parquet"
PARQUET_ENDINGS = (".parquet", ".geoparquet", ".pq")


@dataclass(frozen=True)
class WriteReport:
    """What was written and what the format could not hold.

    Attributes
    ----------
    path, driver, layer, rows
        The file, GDAL's name of its format, the layer's name in it and the number of rows.
    notes
        Column names and values that were cut, types that became text, the CRS it was transformed from.
    messages
        What GDAL itself said.
    """

    path: str
    driver: str
    layer: str
    rows: int
    notes: tuple[Note, ...] = ()
    messages: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, dicts, texts and numbers, ready for JSON."""
        return asdict(self)

    def text(self, lang: Lang = "id") -> str:
        """Return the report as lines for a terminal."""
        words = "baris ditulis ke" if lang == "id" else "rows written to"
        lines = [f"{self.rows} {words} {self.path} ({self.driver}, layer {self.layer})"]
        return "\n".join(lines + [f"! {note.code}: {note.message(lang)}" for note in self.notes])

    def __str__(self) -> str:
        return self.text()


def write_layer(
    layer: LayerLike,
    path: str | os.PathLike[str],
    *,
    layer_name: str | None = None,
    driver: str | None = None,
    progress: Progress = None,
) -> WriteReport:
    """Write a layer to a new file, or in place of an old one.

    The file appears when it is complete: it is written in a hidden folder beside its goal, counted and then moved. An
    error, Ctrl-C or the death of the process leaves an old file as it was. What a dead process leaves is the hidden
    folder ``.petasentra-...``; the next write into the same place removes it. Rows keep their order.

    A Shapefile is several files, which nothing replaces at once: the old ``.shp`` is taken away first and the new one
    comes last, so that shapes of one never stand beside attributes of the other. An error in between brings the old
    parts back; if the process dies in between, the next write into that folder does.

    Parameters
    ----------
    layer
        A Layer, a GeoDataFrame or any Arrow table with a geometry column.
    path
        ``.gpkg``, ``.geojson``, ``.fgb``, ``.shp``, ``.kml``, or ``.parquet`` (GeoParquet 1.1). A GeoPackage keeps its
        other layers. GeoJSON follows RFC 7946: WGS 84, nine decimals of a degree (0.1 mm), outer rings
        counter-clockwise; KML is WGS 84 too. Layers in another CRS are transformed, and a note says from which.
    layer_name
        Name inside the file; default the file's name without its ending.
    driver
        GDAL's name of the format (or ``"Parquet"``), where the ending does not say it.
    progress
        True shows a bar; a callable gets the done share, 0..1. Not told of for GeoParquet.

    Returns
    -------
    WriteReport
        Its notes say what the format could not hold: names cut to 10 characters, texts cut to 254 bytes, numbers
        rounded to 15 digits, lists joined into text, dates and times that became text.

    Raises
    ------
    IoError
        The folder is missing or not writable, the disk is full, another program has the file open, or GDAL refuses
        something.
    GeometryError
        A Shapefile cannot mix points, lines and polygons, FlatGeobuf has no rows without geometry, GeoParquet no M.
    CrsError
        GeoJSON and KML hold WGS 84 only, and the layer's CRS is not known or a vertex has no place there.
    OptionError
        The ending names no known format, or the module ``_io`` or pyarrow is not there.

    Examples
    --------
    >>> import petasentra as ps, tempfile, pathlib
    >>> desa = ps.read_layer(ps.datasets.path("jombang") / "desa.fgb")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ps.write_layer(desa, pathlib.Path(folder) / "desa.fgb").driver
    'FlatGeobuf'
    """
    if driver == PARQUET or (driver is None and PurePath(path).suffix.lower() in PARQUET_ENDINGS):
        from petasentra.files.geoparquet_writing import write_geoparquet

        rows = write_geoparquet(as_layer(layer), path)
        return WriteReport(os.fspath(path), PARQUET, layer_name or PurePath(path).stem, rows)
    _require_gdal()
    from petasentra import _io

    return _report(
        _io.write_layer(
            as_layer(layer),
            os.fspath(path),
            layer_name=layer_name or "",
            driver=driver or "",
            progress=progress_callback(progress, "write"),
        )
    )


def write_layers(
    layers: Mapping[str, LayerLike], path: str | os.PathLike[str], *, progress: Progress = None
) -> dict[str, WriteReport]:
    """Write several layers into one GeoPackage, which holds these and no others afterwards.

    All or nothing, as `write_layer`: the file takes the place of an old one when every layer is in it.

    Parameters
    ----------
    layers
        Name in the file to layer; each a Layer, a GeoDataFrame or any Arrow table with a geometry column.
    path
        A ``.gpkg``.
    progress
        True shows a bar; a callable gets the done share, 0..1.

    Returns
    -------
    dict
        What could not be kept as it was, by the names of `layers`.

    Raises
    ------
    OptionError
        Another ending than ``.gpkg``, no layers, or a name that is empty.
    IoError
        The file cannot be written; see `write_layer`.

    Examples
    --------
    >>> import petasentra as ps, tempfile, pathlib
    >>> study = ps.datasets.jombang()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "jombang.gpkg"
    ...     reports = ps.write_layers({"desa": study.desa, "sentra": study.sentra}, path)
    ...     len(ps.read_layer(path, layer="sentra")) == reports["sentra"].rows
    True
    """
    _require_gdal()
    from petasentra import _io

    sources = [(str(name), as_layer(layer)) for name, layer in layers.items()]
    raw = _io.write_layers(sources, os.fspath(path), progress=progress_callback(progress, "write"))
    return {name: _report(one) for (name, _), one in zip(sources, raw, strict=True)}


def _report(raw: dict[str, Any]) -> WriteReport:
    return WriteReport(
        path=raw["path"],
        driver=raw["driver"],
        layer=raw["layer"],
        rows=raw["rows"],
        notes=tuple(Note(**note) for note in raw["notes"]),
        messages=tuple(raw["messages"]),
    )


def _require_gdal() -> None:
    if gdal_available():
        return
    raise OptionError(
        message_id="Modul penulis (_io) tidak dibangun pada pemasangan ini.",
        message_en="The writer module (_io) was not built in this installation.",
        hint_id="Simpan sebagai .parquet, pakai layer.to_geopandas().to_file(...), atau bangun petasentra dengan GDAL.",
        hint_en="Save as .parquet, use layer.to_geopandas().to_file(...), or build petasentra with GDAL.",
        code=801,
    )

"""Write layers to vector files."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from petasentra.errors import OptionError
from petasentra.layers import as_layer
from petasentra.load_report import Lang, Note
from petasentra.reading import gdal_available

if TYPE_CHECKING:
    from petasentra.layers import LayerLike


@dataclass(frozen=True)
class WriteReport:
    """What was written and what the format could not hold.

    Attributes
    ----------
    path, driver, layer, rows
        The file, GDAL's name of its format, the layer's name in it and the number of rows.
    notes
        Column names that were cut, lists that became text, values that were dropped.
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
) -> WriteReport:
    """Write a layer to a new file, or in place of an old one.

    The file appears when it is complete: it is written beside its goal and then moved, so an error leaves an old file
    as it was. Rows keep their order.

    Parameters
    ----------
    layer
        A Layer, a GeoDataFrame or any Arrow table with a geometry column.
    path
        ``.gpkg``, ``.geojson``, ``.fgb``, ``.shp`` or ``.kml``; a GeoPackage keeps its other layers.
    layer_name
        Name inside the file; default the file's name without its ending.
    driver
        GDAL's name of the format, where the ending does not say it.

    Returns
    -------
    WriteReport
        Its notes say what the format could not hold: names cut to 10 characters, lists joined into text.

    Raises
    ------
    IoError
        The folder is missing or not writable, another program has the file open, or GDAL refuses something.
    GeometryError
        A Shapefile cannot mix points, lines and polygons.
    CrsError
        KML holds WGS 84 coordinates only.
    OptionError
        The ending names no known format, or the module ``_io`` was not built.

    Examples
    --------
    >>> import petasentra as ps, tempfile, pathlib
    >>> desa = ps.read_layer(ps.datasets.path("jombang") / "desa.fgb")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     ps.write_layer(desa, pathlib.Path(folder) / "desa.fgb").driver
    'FlatGeobuf'
    """
    if not gdal_available():
        raise OptionError(
            message_id="Modul penulis (_io) tidak dibangun pada pemasangan ini.",
            message_en="The writer module (_io) was not built in this installation.",
            hint_id="Pakai layer.to_geopandas().to_file(...), atau bangun petasentra dengan GDAL.",
            hint_en="Use layer.to_geopandas().to_file(...), or build petasentra with GDAL.",
            code=801,
        )
    from petasentra import _io

    raw = _io.write_layer(as_layer(layer), os.fspath(path), layer_name=layer_name or "", driver=driver or "")
    return WriteReport(
        path=raw["path"],
        driver=raw["driver"],
        layer=raw["layer"],
        rows=raw["rows"],
        notes=tuple(Note(**note) for note in raw["notes"]),
        messages=tuple(raw["messages"]),
    )

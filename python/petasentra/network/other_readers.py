"""Which function reads a file: said where another one was given it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from petasentra.errors import PetasentraError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["reading_by"]

#: Function -> endings of what it reads.
_READERS = {
    "RoadNetwork.from_osm": (".pbf", ".osm", ".osm.gz", ".osm.bz2"),
    "RoadNetwork.from_graphml": (".graphml", ".graphml.gz"),
    "RoadNetwork.from_layer": (
        ".gpkg", ".shp", ".geojson", ".json", ".fgb", ".kml", ".kmz", ".gml", ".gdb", ".tab", ".parquet", ".zip",
    ),
    "RoadNetwork.from_tables": (".csv", ".xlsx"),
}  # fmt: skip


@contextmanager
def reading_by(function: str, path: str) -> Iterator[None]:
    """Say in an error about a file that another function reads files of its ending.

    Examples
    --------
    >>> import petasentra as ps
    >>> from petasentra.network.other_readers import reading_by
    >>> try:
    ...     with reading_by("RoadNetwork.from_osm", "jalan.gpkg"):
    ...         raise ps.IoError("No OpenStreetMap file.", "Bukan berkas OpenStreetMap.")
    ... except ps.IoError as error:
    ...     print(error.hint_en)
    Files .gpkg are read by RoadNetwork.from_layer(path).
    """
    try:
        yield
    except PetasentraError as error:
        for other, endings in _READERS.items():
            ending = next((one for one in endings if path.lower().endswith(one)), None)
            if ending is None or other == function or error.code == 701:  # 701: there is no such file
                continue
            call = f"{other}(nodes, edges)" if other == "RoadNetwork.from_tables" else f"{other}(path)"
            error.hint_en = f"Files {ending} are read by {call}."
            error.hint_id = f"Berkas {ending} dibaca dengan {call}."
            break
        raise

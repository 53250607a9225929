"""Roads of OpenStreetMap files, read by the module ``_io``."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from petasentra import _core
from petasentra._progress import progress_callback
from petasentra.errors import IoError
from petasentra.layers.layer import Layer
from petasentra.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra._progress import Progress

#: Columns of the edges by what the network calls them.
COLUMNS = {
    "id": "osm_way_id", "road_class": "highway", "one_way": "oneway", "bridge": "bridge", "tunnel": "tunnel",
    "level": "layer", "ferry": "ferry", "access": "access", "axle_limit_t": "maxaxleload",
    "weight_limit_t": "maxweight", "width_m": "maxwidth", "speed_limit": "maxspeed", "duration": "duration",
    "name": "name",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class OsmRoads:
    """Roads of a file as tables, and what was counted while reading."""

    nodes: Table
    edges: Layer
    restrictions: Table
    barriers: Table
    ways: int
    ways_not_roads: int
    missing_nodes: int
    title: str

    @property
    def columns(self) -> dict[str, str]:
        """Columns of the edges by what the network calls them."""
        return COLUMNS


def read_osm(path: str | os.PathLike[str], modes: Sequence[str], *, progress: Progress = None) -> OsmRoads:
    """Return the roads of a file; see `petasentra.RoadNetwork.from_osm`."""
    try:
        from petasentra import _io
    except ImportError as error:
        raise IoError(
            "OpenStreetMap files need the module _io, which was not built.",
            "Berkas OpenStreetMap memerlukan modul _io, yang tidak dibangun.",
            hint_en="Build with GDAL and libosmium (scripts/setup), or use from_tables.",
            hint_id="Bangun dengan GDAL dan libosmium (scripts/setup), atau pakai from_tables.",
            code=702,
            file=os.fspath(path),
        ) from error
    watched = progress_callback(progress, "OpenStreetMap")
    found = _io.read_osm_roads(os.fspath(path), modes=list(modes), progress=watched)
    stream = _core.Table.from_stream
    return OsmRoads(
        nodes=Table(stream(found["nodes"])),
        edges=Layer(_core.Layer.from_stream(found["edges"])),
        restrictions=Table(stream(found["restrictions"])),
        barriers=Table(stream(found["barriers"])),
        ways=found["ways"],
        ways_not_roads=found["ways_not_roads"],
        missing_nodes=found["missing_nodes"],
        title=Path(path).name,
    )

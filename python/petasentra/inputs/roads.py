"""Roads of any kind, and places with their names, from files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from petasentra.errors import CrsError, GeometryError, OptionError
from petasentra.inputs.columns import columns_of
from petasentra.inputs.people import without_people
from petasentra.network.words import road_columns, told_scheme
from petasentra.optional import MAPS, require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from petasentra.files.load_report import LoadReport, Note
    from petasentra.layers.layer import Layer
    from petasentra.network.road_network import RoadNetwork

_OSM = (".osm", ".osm.gz", ".osm.bz2", ".pbf")
_GRAPHML = (".graphml", ".graphml.gz")
#: Lines and bundles of lines, and collections that may hold some, by the numbers of ISO WKB.
_LINES = {2, 5, 7}
#: Columns that name places, where none is said.
NAME_COLUMNS = ("site_id", "id", "name", "nama", "NAMOBJ")


@dataclass(frozen=True)
class RoadsRead:
    """A network, and what is said of its source.

    `read` are the columns that were found, fact by fact; `joins` tells that a tolerance could join ends.
    """

    network: RoadNetwork
    file: str
    columns: str
    schematic: bool
    reports: tuple[LoadReport, ...] = ()
    read: str = ""
    joins: bool = False


@dataclass(frozen=True)
class Places:
    """Places as points, with their names; `inside` tells that points stand for areas or lines."""

    layer: Layer
    ids: tuple[str, ...]
    file: str
    inside: bool
    invented: bool
    reports: tuple[LoadReport, ...]
    notes: tuple[Note, ...]


def read_roads(
    path: Path,
    *,
    columns: Sequence[str],
    tolerance_m: float,
    crossings: bool,
    layer: str | None,
    crs: str | None,
) -> RoadsRead:
    """Read roads by the ending of their file.

    Raises
    ------
    OptionError
        The columns are no scheme and no ``fact=column``, or an option is not for this kind of file.
    GeometryError
        The file has rows, and none of them is a line.
    """
    import petasentra as ps

    ending = path.name.lower()
    if ending.endswith(_OSM + _GRAPHML):
        _refuse_for_graphs(columns=bool(columns), tolerance_m=tolerance_m > 0, crossings=crossings, layer=bool(layer),
                           crs=bool(crs))  # fmt: skip
        graph = ps.RoadNetwork.from_osm(path) if ending.endswith(_OSM) else ps.RoadNetwork.from_graphml(path)
        return RoadsRead(graph, str(path), "", schematic=False)
    lines = ps.read_layer(path, layer=layer, crs=crs)
    _require_lines(lines, path)
    scheme = _columns(columns, lines)
    with columns_of(path):
        read = ", ".join(f"{fact}={name}" for fact, name in road_columns(scheme, lines.columns).items())
        network = ps.RoadNetwork.from_layer(lines, columns=scheme or {}, tolerance_m=tolerance_m, crossings=crossings)
    said = scheme if isinstance(scheme, str) else read
    return RoadsRead(network, str(path), said, _any_marked(lines, "schematic"), _reports(lines), read=read, joins=True)


def read_places(path: Path, *, name: str | None, layer: str | None, crs: str | None) -> Places:
    """Read places; of areas and lines a point within stands for the whole."""
    import petasentra as ps

    as_read = ps.read_layer(path, layer=layer, crs=crs)
    if as_read.crs is None or not as_read.crs.known:
        raise CrsError(
            f"{path.name} does not say in which coordinate system its places are.",
            f"{path.name} tidak menyebut sistem koordinat tempatnya.",
            hint_en="Lay the .prj file beside it, or pass crs=EPSG:4326 or whichever it is.",
            hint_id="Letakkan berkas .prj di sampingnya, atau beri crs=EPSG:4326 atau mana pun yang benar.",
            file=str(path),
        )
    column = name or next((one for one in NAME_COLUMNS if one in as_read.columns), "")
    if name and name not in as_read.columns:
        with columns_of(path):
            as_read[name]
    named, column, notes = without_people(as_read, personal=[], keep=[], site_id=column)
    rows = len(named)
    ids = tuple(str(one) for one in named[column]) if column else tuple(f"#{row + 1}" for row in range(rows))
    points, inside = _points(named)
    return Places(points, ids, str(path), inside, _any_marked(as_read, "invented"), _reports(as_read), tuple(notes))


def _refuse_for_graphs(**given: bool) -> None:
    names = [f"--{name.replace('_', '-')}" for name, there in given.items() if there]
    names = [{"--layer": "--roads-layer", "--crs": "--roads-crs"}.get(one, one) for one in names]
    if names:
        raise OptionError(
            f"{', '.join(names)} is for layers of lines; OpenStreetMap and GraphML files say it themselves.",
            f"{', '.join(names)} hanya untuk lapisan garis; berkas OpenStreetMap dan GraphML menyatakannya sendiri.",
            code=801,
        )


def _require_lines(layer: Layer, path: Path) -> None:
    """Refuse a file in which no row is a line: it is another one than was meant."""
    rows, kinds = len(layer), set(layer.core.geometry_arrays()["kind"].tolist())
    if not rows or kinds & _LINES:
        return
    raise GeometryError(
        f"{path.name} has no roads: none of its {rows} rows is a line.",
        f"{path.name} tidak memuat jalan: tidak satu pun dari {rows} barisnya berupa garis.",
        hint_en="Give the file of roads first, then that of origins, then that of targets; "
        "--roads-layer chooses a layer in it.",
        hint_id="Sebut berkas jalan lebih dahulu, lalu berkas asal, lalu berkas tujuan; "
        "--roads-layer memilih lapisan di dalamnya.",
        file=str(path),
    )


def _columns(given: Sequence[str], lines: Layer) -> str | dict[str, str] | None:
    parts = [part.strip() for one in given for part in one.split(",") if part.strip()]
    if not parts:
        return told_scheme(lines.columns)
    if len(parts) == 1 and "=" not in parts[0]:
        return parts[0]
    pairs = [part.partition("=") for part in parts]
    wrong = [fact for fact, sign, name in pairs if not (sign and fact and name)]
    if wrong:
        raise OptionError(
            f"--columns {wrong[0]} is neither a scheme alone nor fact=column.",
            f"--columns {wrong[0]} bukan satu skema dan bukan keterangan=kolom.",
            hint_en="For example: --columns rbi, or --columns road_class=KELAS,name=NAMA.",
            hint_id="Misalnya: --columns rbi, atau --columns road_class=KELAS,name=NAMA.",
            code=801,
        )
    return {fact: name for fact, _, name in pairs}


def _points(layer: Layer) -> tuple[Layer, bool]:
    require(*MAPS, purpose_id="Waktu tempuh", purpose_en="Travel times")
    from petasentra.layers.layer import Layer

    frame = layer.to_geopandas()[[layer.geometry_name]]
    kinds = set(frame.geometry.geom_type.dropna())
    if kinds <= {"Point"}:
        return Layer.from_geopandas(frame), False
    return Layer.from_geopandas(frame.set_geometry(frame.geometry.representative_point())), True


def _any_marked(layer: Layer, column: str) -> bool:
    return column in layer.columns and any(one is True or one in (1, "1", "true") for one in layer[column])


def _reports(layer: Layer) -> tuple[LoadReport, ...]:
    return () if layer.load_report is None else (layer.load_report,)

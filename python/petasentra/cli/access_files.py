"""The files of ``petasentra access``: two tables, a GeoPackage and a map; or the one that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from petasentra.cli.files import write_csv, write_geopackage
from petasentra.errors import OptionError
from petasentra.files.replacing import make_folder, replacing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from petasentra.cli.access_answer import AccessAnswer
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang

#: Kind of file -> its name in Indonesian and English.
_NAMES = {
    "nearest": ("terdekat.csv", "nearest.csv"),
    "pairs": ("pasangan.parquet", "pairs.parquet"),
    "geopackage": ("waktu-tempuh.gpkg", "travel-times.gpkg"),
    "map": ("peta.html", "map.html"),
}
#: Ending of one file -> its kind.
ENDINGS = {".csv": "nearest", ".parquet": "pairs", ".gpkg": "geopackage", ".html": "map"}


def files_of(out: Path | None, lang: Lang) -> dict[str, Path]:
    """Return which files are to be written, by kind: all of them into a folder, or one by its ending.

    Raises
    ------
    OptionError
        The ending is none of those known.
    """
    if out is None:
        return {}
    if not out.suffix or out.is_dir():
        return {kind: out / names[lang == "en"] for kind, names in _NAMES.items()}
    kind = ENDINGS.get(out.suffix.lower())
    if kind is None:
        known = ", ".join(ENDINGS)
        raise OptionError(
            f"--out {out.name}: the ending has to be one of {known}; without one it is a folder.",
            f"--out {out.name}: akhirannya harus salah satu dari {known}; tanpa akhiran ia adalah folder.",
            code=801,
        )
    return {kind: out}


def names_of(targets: Sequence[Path]) -> list[str]:
    """Return a name for each file of targets: its own without the ending, with a number where it comes again.

    Names that differ in capitals only are one: on some disks so are their folders.
    """
    names: list[str] = []
    for path in targets:
        name, number = path.stem, 1
        while name.casefold() in (one.casefold() for one in names):
            number += 1
            name = f"{path.stem}-{number}"
        names.append(name)
    return names


def folders_of(out: Path | None, names: Sequence[str]) -> list[Path | None]:
    """Return where the files of each answer go: `out` itself for one, a folder in it for each of several.

    Raises
    ------
    OptionError
        `out` is one file, and there are several answers.
    """
    if out is None or len(names) == 1:
        return [out] * len(names)
    if out.suffix.lower() in ENDINGS and not out.is_dir():
        raise OptionError(
            f"--out {out.name}: one file does not hold the answers for {len(names)} files of targets; give a folder.",
            f"--out {out.name}: satu berkas tidak memuat jawaban untuk {len(names)} berkas tujuan; berikan folder.",
            code=801,
        )
    return [out / name for name in names]


def older_files(out: Path | None, written: Sequence[dict[str, Path]]) -> list[Path]:
    """Return files of earlier answers that stay in the folder: nobody should take them for those of this one."""
    if out is None or not out.is_dir():
        return []
    ours = {path for files in written for path in files.values()}
    folders = [out, *sorted(one for one in out.iterdir() if one.is_dir())]
    there = [folder / name for folder in folders for names in _NAMES.values() for name in names]
    return [path for path in there if path not in ours and path.is_file()]


def needs_areas(paths: dict[str, Path]) -> bool:
    """Return True if the ground within reach is to be written."""
    return bool({"geopackage", "map"} & paths.keys())


def write_files(found: AccessAnswer, areas: gpd.GeoDataFrame | None, paths: dict[str, Path], lang: Lang) -> None:
    """Write the files; each is whole or not there."""
    for path in paths.values():
        make_folder(path.parent)
    if "nearest" in paths:
        write_csv(_table(found.nearest), paths["nearest"])
    if "pairs" in paths:
        import pyarrow.parquet as pq

        with replacing(paths["pairs"]) as draft:
            pq.write_table(found.pairs(), draft)
    if "geopackage" in paths:
        write_geopackage(_layers(found, areas), paths["geopackage"])
    if "map" in paths:
        from petasentra.cli.access_page import access_page
        from petasentra.plotting.explore import write_map

        write_map(access_page(found, areas, lang), paths["map"], lang)


def _layers(found: AccessAnswer, areas: gpd.GeoDataFrame | None) -> dict[str, Layer]:
    from petasentra.layers.layer import Layer

    first = [row for row in found.nearest if row["rank"] == 1]
    origins = found.origins.layer.to_geopandas()
    for name in first[0] if first else ("origin",):
        origins[name] = [row[name] for row in first]
    targets = found.targets.layer.to_geopandas()
    targets["target"] = list(found.targets.ids)
    targets["off_road_m"] = list(cast("Any", found.likely.targets["distance_m"]))
    for name in ("status", "reason_id", "reason_en"):
        targets[name] = list(cast("Any", found.likely.targets[name]))
    layers = {"origins": origins, "targets": targets}
    if areas is not None:
        layers["areas"] = areas.copy()
    made = {}
    for name, frame in layers.items():
        frame["schematic"] = found.roads.schematic
        made[name] = Layer.from_geopandas(frame)
    return made | {"findings": found.report.findings}


def _table(rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401  (a Table; imported late)
    import pyarrow as pa

    from petasentra.tables import Table

    return Table.from_arrow(pa.Table.from_pylist(rows) if rows else pa.table({"origin": pa.array([], pa.string())}))

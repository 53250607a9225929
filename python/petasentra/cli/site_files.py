"""The files of ``petasentra site``: tables, a GeoPackage of candidates and sites, a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.files import write_csv, write_geopackage
from petasentra.layers import Layer
from petasentra.replacing import cannot_write

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.site_answer import SiteAnswer
    from petasentra.plotting.language import Lang

#: Kind of file -> its name in Indonesian and English.
_NAMES = {
    "places": ("calon.csv", "candidates.csv"),
    "measures": ("ukuran.csv", "measures.csv"),
    "sites": ("lokasi.csv", "sites.csv"),
    "demand": ("kebutuhan.csv", "demand.csv"),
    "geopackage": ("lokasi.gpkg", "sites.gpkg"),
    "map": ("peta.html", "map.html"),
}


def write_files(answer: SiteAnswer, folder: Path | None, lang: Lang) -> dict[str, Path]:
    """Write what there is into a folder, made if need be; return each file by its kind."""
    if folder is None:
        return {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    path_of = {kind: folder / names[lang == "en"] for kind, names in _NAMES.items()}
    paths = {}
    for kind, table in answer.tables.items():
        paths[kind] = path_of[kind]
        write_csv(table, paths[kind])
    layers = {} if answer.suited is None else {"candidates": answer.suited.places}
    if answer.located is not None:
        given = {"sites": answer.located.sites, "demand": answer.located.demand}
        layers |= {name: one for name, one in given.items() if isinstance(one, Layer)}
    if layers:
        paths["geopackage"] = path_of["geopackage"]
        write_geopackage(layers, paths["geopackage"])
    paths["map"] = path_of["map"]
    shown = answer.suited if answer.located is None else answer.located
    assert shown is not None
    shown.explore(paths["map"], lang=lang)
    return paths

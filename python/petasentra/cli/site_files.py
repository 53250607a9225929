"""The files of ``petasentra site``: tables, a GeoPackage of candidates and sites, a map, reports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from petasentra.cli.result_files import Names, ResultFiles
from petasentra.layers.layer import Layer

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.site_answer import SiteAnswer
    from petasentra.plotting.language import Lang

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {
    "places": ("calon.csv", "candidates.csv"),
    "measures": ("ukuran.csv", "measures.csv"),
    "sites": ("lokasi.csv", "sites.csv"),
    "demand": ("kebutuhan.csv", "demand.csv"),
    "geopackage": ("lokasi.gpkg", "sites.gpkg"),
    "map": ("peta.html", "map.html"),
    "candidates_report": ("laporan-calon.html", "candidates-report.html"),
    "report": ("laporan.html", "report.html"),
}


def write_files(answer: SiteAnswer, folder: Path | None, lang: Lang) -> dict[str, Path]:
    """Write what there is into a folder, made if need be; return each file by its kind."""
    if folder is None:
        return {}
    files = ResultFiles(folder, _NAMES, lang)
    files.tables(answer.tables)
    files.geopackage(_layers(answer))
    shown = answer.suited if answer.located is None else answer.located
    assert shown is not None
    files.page("map", lambda path: shown.explore(path, lang=lang))
    for kind, part in (("candidates_report", answer.suited), ("report", answer.located)):
        if part is not None:
            files.page(kind, partial(part.report, lang=lang))
    return files.written


def _layers(answer: SiteAnswer) -> dict[str, Layer]:
    layers = {} if answer.suited is None else {"candidates": answer.suited.places}
    if answer.located is not None:
        given = {"sites": answer.located.sites, "demand": answer.located.demand}
        layers |= {name: one for name, one in given.items() if isinstance(one, Layer)}
    return layers

"""The files of ``petasentra sentra``: tables, a GeoPackage of sentra and of the list, a map, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.result_files import Names, ResultFiles

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.sentra_answer import SentraAnswer
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {
    "units": ("unit.csv", "units.csv"),
    "check": ("temuan.csv", "findings.csv"),
    "reconciliation": ("banding-daftar.csv", "reconciliation.csv"),
    "list": ("daftar.csv", "list.csv"),
    "list_findings": ("temuan-daftar.csv", "list-findings.csv"),
    "summary": ("ringkasan.csv", "summary.csv"),
    "held_by": ("kawasan.csv", "held-by.csv"),
    "geopackage": ("sentra.gpkg", "sentra.gpkg"),
    "map": ("peta.html", "map.html"),
    "report": ("laporan.html", "report.html"),
    "list_report": ("laporan-daftar.html", "list-report.html"),
}


def write_files(answer: SentraAnswer, folder: Path | None, lang: Lang) -> dict[str, Path]:
    """Write what there is into a folder, made if need be; return each file by its kind."""
    if folder is None:
        return {}
    files = ResultFiles(folder, _NAMES, lang)
    files.tables(_tables(answer))
    files.geopackage(_layers(answer))
    found = answer.found
    if found is not None:
        files.page("map", lambda path: found.explore(path, under=answer.boundary, lang=lang))
        files.page("report", lambda path: found.report(path, lang=lang))
    compared = answer.reconciled
    if compared is not None:
        files.page("list_report", lambda path: compared.report(path, lang=lang))
    return files.written


def _tables(answer: SentraAnswer) -> dict[str, Table]:
    given = {
        "units": None if answer.found is None else answer.found.units,
        "check": None if answer.found is None else answer.found.findings,
        "reconciliation": None if answer.reconciled is None else answer.reconciled.table,
        "list": None if answer.listed is None else answer.listed.table,
        "list_findings": None if answer.listed is None else answer.listed.findings,
        "summary": answer.summary,
        "held_by": None if answer.held is None else answer.held.table,
    }
    return {kind: table for kind, table in given.items() if table is not None}


def _layers(answer: SentraAnswer) -> dict[str, Layer]:
    layers = {}
    if answer.found is not None:
        layers = {"sentra": answer.found.sentra, "almost": answer.found.almost}
    if answer.listed is not None:
        layers["list"] = answer.listed.layer
    return {name: layer for name, layer in layers.items() if len(layer) and layer.crs is not None}

"""The files of ``petasentra supply``: tables, bands of flows; where the chain has roads a GeoPackage and a map, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.result_files import Names, ResultFiles

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.supply_answer import SupplyAnswer
    from petasentra.layers.layer import Layer
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

#: Kind of file -> its name in Indonesian and English.
_NAMES: Names = {
    "check": ("temuan.csv", "check.csv"),
    "flows": ("aliran.csv", "flows.csv"),
    "unmet": ("kekurangan.csv", "unmet.csv"),
    "prices": ("harga.csv", "prices.csv"),
    "limits": ("batas.csv", "limits.csv"),
    "cuts": ("putus.csv", "cuts.csv"),
    "custody": ("neraca-b3.csv", "b3-balance.csv"),
    "custody_findings": ("temuan-b3.csv", "b3-findings.csv"),
    "floods": ("banjir.csv", "floods.csv"),
    "flood_findings": ("temuan-banjir.csv", "flood-findings.csv"),
    "passing": ("dilalui-b3.csv", "b3-passing.csv"),
    "geopackage": ("rantai.gpkg", "chain.gpkg"),
    "map": ("peta.html", "map.html"),
    "flood_map": ("peta-banjir.html", "flood-map.html"),
    "sankey": ("sankey.html", "sankey.html"),
}


def write_files(found: SupplyAnswer, folder: Path | None, lang: Lang) -> dict[str, Path]:
    """Write what there is into a folder, made if need be; return each file by its kind."""
    if folder is None:
        return {}
    files = ResultFiles(folder, _NAMES, lang)
    files.tables(_tables(found))
    files.geopackage(_layers(found))
    solved, roads = found.solved, found.read.roads
    if solved is not None:
        schematic = roads is not None and roads.schematic
        if roads is not None:
            files.page("map", lambda path: solved.explore(path, lang=lang, schematic=schematic))
        if found.floods is not None:
            floods = found.floods
            files.page("flood_map", lambda path: floods.explore(path, lang=lang, schematic=schematic))
        files.page("sankey", lambda path: solved.sankey(path, lang=lang, schematic=schematic))
    return files.written


def _tables(found: SupplyAnswer) -> dict[str, Table]:
    tables = {"check": found.check}
    if found.solved is not None:
        tables |= {
            "flows": found.solved.flows, "unmet": found.solved.unmet, "prices": found.solved.shadow_prices,
            "limits": found.solved.limits,
        }  # fmt: skip
    if found.cuts is not None:
        tables["cuts"] = found.cuts.table
    if found.floods is not None:
        tables |= {"floods": found.floods.table, "flood_findings": found.floods.findings}
    if found.custody is not None:
        tables |= {"custody": found.custody.balance, "custody_findings": found.custody.findings}
        if found.custody.passing is not None:
            tables["passing"] = found.custody.passing
    invented = found.solved is not None and any(found.solved.sites.to_arrow()["synthetic"].to_pylist())
    return {kind: _marked(table, invented) if invented else table for kind, table in tables.items()}


def _marked(table: Table, invented: bool) -> Table:
    """Return a table of figures with the column ``synthetic``, so that a file by itself says what it rests on."""
    import pyarrow as pa

    from petasentra.tables import Table

    if "synthetic" in table.columns or "code" in table.columns:
        return table
    held = table.to_arrow()
    return Table.from_arrow(held.append_column("synthetic", pa.array([invented] * len(held), pa.bool_())))


def _layers(found: SupplyAnswer) -> dict[str, Layer]:
    if found.solved is None or found.read.roads is None:
        return {}
    layers = {"routes": found.solved.routes()}
    if found.cuts is not None and found.cuts.lines is not None:
        layers["cuts"] = found.cuts.lines
    if found.floods is not None:
        layers |= {"flood_areas": found.floods.areas, "flood_roads": found.floods.lines}
    return layers

"""The files of ``petasentra supply``: tables, bands of flows; where the chain has roads a GeoPackage and a map, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from petasentra.cli.files import write_csv, write_geopackage
from petasentra.replacing import cannot_write

if TYPE_CHECKING:
    from pathlib import Path

    from petasentra.cli.supply_answer import SupplyAnswer
    from petasentra.layers import Layer
    from petasentra.plotting.language import Lang
    from petasentra.tables import Table

#: Kind of file -> its name in Indonesian and English.
_NAMES = {
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from None
    paths = {}
    for kind, table in _tables(found).items():
        paths[kind] = folder / _NAMES[kind][lang == "en"]
        write_csv(table, paths[kind])
    layers = _layers(found)
    if layers:
        paths["geopackage"] = folder / _NAMES["geopackage"][lang == "en"]
        write_geopackage(layers, paths["geopackage"])
    if found.solved is not None:
        schematic = found.read.roads is not None and found.read.roads.schematic
        if found.read.roads is not None:
            found.solved.explore(folder / _NAMES["map"][lang == "en"], lang=lang, schematic=schematic)
            paths["map"] = folder / _NAMES["map"][lang == "en"]
        if found.floods is not None:
            paths["flood_map"] = folder / _NAMES["flood_map"][lang == "en"]
            found.floods.explore(paths["flood_map"], lang=lang, schematic=schematic)
        paths["sankey"] = folder / _NAMES["sankey"][lang == "en"]
        found.solved.sankey(paths["sankey"], lang=lang, schematic=schematic)
    return paths


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
    return tables


def _layers(found: SupplyAnswer) -> dict[str, Layer]:
    if found.solved is None or found.read.roads is None:
        return {}
    layers = {"routes": found.solved.routes()}
    if found.cuts is not None and found.cuts.lines is not None:
        layers["cuts"] = found.cuts.lines
    if found.floods is not None:
        layers |= {"flood_areas": found.floods.areas, "flood_roads": found.floods.lines}
    return layers

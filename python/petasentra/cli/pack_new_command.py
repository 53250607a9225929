"""``petasentra pack new``: a plan pack to begin with, from a zoning file."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import (
    EncodingOption,
    ZonesCrs,
    ZonesFile,
    ZonesLayer,
)
from petasentra.cli.running import print_json


@grouped
def new(
    zones: ZonesFile,
    code: Annotated[str, typer.Option("--code", help="Kolom kode zona. | Column of the zone code.")],
    out: Annotated[Path, typer.Option("--out", help="Folder paket baru. | Folder of the new pack.", file_okay=False)],
    name: Annotated[str | None, typer.Option("--name", help="Kolom nama zona. | Column of the zone name.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Judul rencana. | Title of the plan.")] = None,
    level: Annotated[
        str,
        typer.Option("--level", help="Jenjang: rtrw-kabupaten, rtrw-kota, rdtr, ... | Level of the plan."),
    ] = "rtrw-kabupaten",
    in_force_from: Annotated[
        str | None, typer.Option("--in-force-from", help="Berlaku sejak, TTTT-BB-HH. | In force since, YYYY-MM-DD.")
    ] = None,
    matrix: Annotated[
        Path | None,
        typer.Option("--matrix", help="Matriks terbitan, XLSX atau CSV. | Published matrix, XLSX or CSV."),
    ] = None,
    layer: ZonesLayer = None,
    crs: ZonesCrs = None,
    encoding: EncodingOption = None,
    *,
    manner: Speech,
) -> None:
    """Buat paket rencana dari berkas zona. | Begin a plan pack from a zoning file.

    Yang belum diketahui ditandai ISI dan disebut oleh `pack lint`. | What is not known is marked ISI; `pack lint` lists
    it.
    """
    with manner.running():
        import petasentra as ps

        read = ps.read_layer(zones, layer=layer, crs=crs, encoding=encoding)
        begun = ps.packs.new_pack(
            read, out, code=code, name=name, title=title, level=level, in_force_from=in_force_from, matrix=matrix
        )
        if manner.as_json:
            print_json(
                {
                    "folder": str(begun.folder),
                    "zones": begun.zones,
                    "zones_without_code": begun.zones_without_code,
                    "files": list(begun.files),
                }
            )
            return
        console = show.console()
        table = show.grid(
            manner.either("Zona", "Zone"),
            manner.either("Fitur", "Features"),
            title=manner.either(f"{len(begun.zones)} kode zona", f"{len(begun.zones)} zone codes"),
        )
        for zone, count in begun.zones.items():
            table.add_row(escape(zone), str(count))
        console.print(table)
        if begun.zones_without_code:
            console.print(
                manner.either(
                    f"{begun.zones_without_code} zona tidak berkode.",
                    f"{begun.zones_without_code} zones have no code.",
                )
            )
        console.print()
        console.print(manner.either(f"Ditulis: {begun.folder}", f"Written: {begun.folder}"), soft_wrap=True)
        step = f"petasentra pack lint {begun.folder}"
        console.print(manner.either(f"Berikutnya: {step}", f"Next: {step}"), soft_wrap=True)

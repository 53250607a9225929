"""``petasentra pack schema``: the JSON Schema of the files of a pack, for editors."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from petasentra.cli.options import DebugOption, LangOption
from petasentra.cli.running import print_json, running
from petasentra.cli.words import either
from petasentra.files.replacing import make_folder, write_text


def schema(
    file: Annotated[
        Literal["pack", "instrument", "cases"],
        typer.Argument(help="Berkas yang dijelaskan: pack, instrument, atau cases. | Which file it describes."),
    ] = "pack",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="Tulis ketiganya ke folder ini. | Write all three into this folder.", file_okay=False
        ),
    ] = None,
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Cetak JSON Schema berkas paket, untuk penyunting teks. | Print the JSON Schema of a pack file, for editors."""
    with running(lang=lang, debug=debug):
        from petasentra.packs.schemas import FILES, schema_of, schema_text

        if out is None:
            print_json(schema_of(file))
            return
        make_folder(out)
        for name in FILES:
            path = out / f"{name}.schema.json"
            write_text(schema_text(name), path)
            typer.echo(either(lang, f"Ditulis: {path}", f"Written: {path}"))

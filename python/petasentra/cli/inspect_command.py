"""``petasentra inspect``: what is in this file, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from petasentra.cli import show
from petasentra.cli.options import DebugOption, JsonOption, LangOption
from petasentra.cli.running import ExitCode, print_json, running
from petasentra.plotting.language import Lang


def inspect(
    path: Annotated[Path, typer.Argument(help="Berkas geodata. | File with geodata.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Simpan laporan JSON ke berkas ini. | Save the report as JSON in this file.")
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Periksa isi dan cacat berkas geodata. | Look into a geodata file and tell its defects."""

"""``petasentra demo``: the Jombang study on the bundled data."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from petasentra.cli.options import DebugOption, LangOption
from petasentra.cli.running import running
from petasentra.optional import RESULT_FILES, require


def demo(
    out: Annotated[
        Path, typer.Option("--out", help="Folder untuk berkas hasil. | Folder for the result files.", file_okay=False)
    ] = Path("out/jombang"),
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Jalankan studi Jombang pada data contoh. | Run the Jombang study on the bundled example data."""
    with running(lang=lang, debug=debug):
        require(*RESULT_FILES, purpose_id="Studi contoh", purpose_en="The demo")

        from petasentra.cli.demo.study import run_study

        run_study(out, lang)

"""``petasentra inspect``: what is in this file, and what is wrong with it."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from petasentra.cli.files import plain, write_text
from petasentra.cli.options import DebugOption, JsonOption, LangOption
from petasentra.cli.running import ExitCode, json_text, running


def inspect(
    path: Annotated[Path, typer.Argument(help="Berkas geodata. | File with geodata.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Simpan laporan JSON ke berkas ini. | Save the report as JSON in this file."),
    ] = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Periksa isi dan cacat berkas geodata. | Look into a geodata file and tell its defects."""
    with running(lang=lang, as_json=as_json, debug=debug):
        import petasentra as ps

        report = ps.inspect(path)
        document = json_text(plain(report.to_dict()))
        if out is not None:
            write_text(document, out)
        typer.echo(document if as_json else report.text(lang), nl=not as_json)
        if not report.readable:
            raise typer.Exit(ExitCode.UNREADABLE)
        told = any(finding.severity != "note" for finding in report.findings)
        raise typer.Exit(ExitCode.FINDINGS if told else ExitCode.DONE)

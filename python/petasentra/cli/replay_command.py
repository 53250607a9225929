"""``petasentra replay``: ask the question of an audit or a report again, and say whether the answer is the same."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.option_groups import Work, grouped
from petasentra.cli.running import print_json


@grouped
def replay(
    file: Annotated[
        Path,
        typer.Argument(
            help="Audit (.audit.json), laporan (.html, .pdf), berkas usulan (.json). | Audit, report or dossier."
        ),
    ],
    sites: Annotated[
        Path | None,
        typer.Option("--sites", help="Berkas tapak, bila telah dipindahkan. | The sites, where they were moved."),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            "--pack",
            help="Folder paket rencana; laporan tidak menyebut letaknya. | Folder of the pack; a report does not say.",
            file_okay=False,
        ),
    ] = None,
    proposal: Annotated[
        Path | None,
        typer.Option("--proposal", help="Usulan (.toml), bila telah dipindahkan. | The proposal, where it was moved."),
    ] = None,
    *,
    manner: Work,
) -> None:
    """Ulangi pemeriksaan dan bandingkan. | Ask again and compare.

    Kode keluar 0 bila identik, 1 bila tidak. | Exit code 0 if identical, 1 if not.
    """
    with manner.running():
        import petasentra as ps

        outcome = ps.replay(file, sites=sites, pack=pack, proposal=proposal, threads=manner.threads)
        if manner.as_json:
            print_json({"file": str(file), **outcome.to_dict()})
        else:
            out = show.console()
            first, *rest = outcome.text(manner.lang).split("\n")
            colour = "green" if outcome.identical else "bright_red"
            out.print(f"[{colour}]{escape(first)}[/]")
            for line in rest:
                out.print(escape(line))
            word = manner.either("Sidik audit", "Audit hash")
            sha256 = outcome.sha256 if isinstance(outcome, ps.dossiers.DossierReplay) else outcome.audit.sha256
            out.print(f"[dim]{word}: {sha256}[/]", soft_wrap=True)
        manner.end(found=not outcome.identical)

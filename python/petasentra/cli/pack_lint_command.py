"""``petasentra pack lint``: what is odd, missing or unverified in a plan pack."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from typing import Annotated

import typer

from petasentra.cli import show
from petasentra.cli.files import plain_rows
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import PackFolder
from petasentra.cli.running import print_json
from petasentra.severity import worth_telling


@grouped
def lint(
    folder: PackFolder,
    variant: Annotated[str | None, typer.Option("--variant", help="Varian paket. | Variant of the pack.")] = None,
    *,
    manner: Speech,
) -> None:
    """Cari yang janggal, kurang, atau belum diverifikasi. | Find what is odd, missing or unverified.

    Kode keluar 1 bila ada temuan yang lebih dari catatan. | Exit code 1 if a finding is more than a note.
    """
    with manner.running():
        from petasentra.packs import lint as found_in

        table = found_in(folder, variant=variant)
        if manner.as_json:
            print_json({"folder": str(folder), "findings": plain_rows(table)})
        else:
            out = show.console()
            show.findings(table, manner.lang, out, title=manner.either("Temuan pada paket", "Findings in the pack"))
            if not len(table):
                out.print(manner.either("Tidak ada temuan.", "Nothing found."))
        manner.end(found=worth_telling(table))

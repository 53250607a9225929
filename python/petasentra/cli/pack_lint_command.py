"""``petasentra pack lint``: what is odd, missing or unverified in a plan pack."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from typing import Annotated

import typer

from petasentra.cli import show
from petasentra.cli.files import plain
from petasentra.cli.options import DebugOption, JsonOption, LangOption, PackFolder
from petasentra.cli.running import ExitCode, print_json, running
from petasentra.cli.words import either


def lint(
    folder: PackFolder,
    variant: Annotated[str | None, typer.Option("--variant", help="Varian paket. | Variant of the pack.")] = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Cari yang janggal, kurang, atau belum diverifikasi. | Find what is odd, missing or unverified.

    Kode keluar 1 bila ada temuan yang lebih dari catatan. | Exit code 1 if a finding is more than a note.
    """
    with running(lang=lang, as_json=as_json, debug=debug):
        from petasentra.packs import lint as found_in

        table = found_in(folder, variant=variant)
        grave = any(severity != "note" for severity in table["severity"])
        if as_json:
            print_json({"folder": str(folder), "findings": [plain(row) for row in table.to_pylist()]})
        else:
            out = show.console()
            show.findings(table, lang, out, title=either(lang, "Temuan pada paket", "Findings in the pack"))
            if not len(table):
                out.print(either(lang, "Tidak ada temuan.", "Nothing found."))
        raise typer.Exit(ExitCode.FINDINGS if grave else ExitCode.DONE)

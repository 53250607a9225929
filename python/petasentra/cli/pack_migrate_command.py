"""``petasentra pack migrate``: bring a pack to the newest format."""

# ruff: noqa: TC001  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict

import typer

from petasentra.cli.options import DebugOption, JsonOption, LangOption, PackFolder
from petasentra.cli.running import print_json, running
from petasentra.cli.words import either


def migrate(
    folder: PackFolder,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    debug: DebugOption = False,
) -> None:
    """Ubah paket ke format terbaru. | Bring a pack to the newest format.

    Paket dari versi yang lebih baru ditolak. | A pack of a newer version is refused.
    """
    with running(lang=lang, as_json=as_json, debug=debug):
        from petasentra import packs

        done = packs.migrate(folder)
        if as_json:
            print_json(asdict(done))
        elif not done.files:
            typer.echo(
                either(
                    lang,
                    f"Paket sudah berformat {done.after}; tidak ada yang diubah.",
                    f"The pack is of format {done.after} already; nothing was changed.",
                )
            )
        else:
            typer.echo(
                either(
                    lang, f"Format {done.before} menjadi {done.after}.", f"Format {done.before} is now {done.after}."
                )
            )
            for file in done.files:
                typer.echo(either(lang, f"Ditulis: {file}", f"Written: {file}"))

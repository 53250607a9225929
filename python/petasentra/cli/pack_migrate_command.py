"""``petasentra pack migrate``: bring a pack to the newest format."""

# ruff: noqa: TC001  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict

import typer

from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import PackFolder
from petasentra.cli.running import print_json


@grouped
def migrate(
    folder: PackFolder,
    *,
    manner: Speech,
) -> None:
    """Ubah paket ke format terbaru. | Bring a pack to the newest format.

    Paket dari versi yang lebih baru ditolak. | A pack of a newer version is refused.
    """
    with manner.running():
        from petasentra import packs

        done = packs.migrate(folder)
        if manner.as_json:
            print_json(asdict(done))
        elif not done.files:
            typer.echo(
                manner.either(
                    f"Paket sudah berformat {done.after}; tidak ada yang diubah.",
                    f"The pack is of format {done.after} already; nothing was changed.",
                )
            )
        else:
            typer.echo(
                manner.either(
                    f"Format {done.before} menjadi {done.after}.", f"Format {done.before} is now {done.after}."
                )
            )
            for file in done.files:
                typer.echo(manner.either(f"Ditulis: {file}", f"Written: {file}"))

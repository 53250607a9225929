"""The typer application: which commands there are. Each command stands in its own file."""

from __future__ import annotations

from typing import Annotated

import typer

from petasentra.cli.access_command import access
from petasentra.cli.check_command import check
from petasentra.cli.demo_command import demo
from petasentra.cli.diff_command import diff
from petasentra.cli.dossier_command import dossier
from petasentra.cli.inspect_command import inspect
from petasentra.cli.pack_app import pack_app
from petasentra.cli.recheck_command import recheck
from petasentra.cli.repair_command import repair
from petasentra.cli.replay_command import replay
from petasentra.cli.running import running
from petasentra.cli.sentra_command import sentra
from petasentra.cli.site_command import site
from petasentra.cli.supply_command import supply
from petasentra.cli.timeline_command import timeline
from petasentra.cli.validate_command import validate

EPILOG = (
    "Kode keluar / exit codes: 0 selesai tanpa temuan / done, nothing found; 1 selesai dengan temuan, termasuk "
    "ketentuan bertentangan dan yang perlu dinilai petugas / done with findings, conflicts and what needs an officer "
    "among them; 2 salah pakai / usage; 3 masukan tidak terbaca atau keluaran tidak tertulis / input unreadable or "
    "output not written; 4 dihentikan / interrupted; 70 kesalahan program / bug."
)

app = typer.Typer(
    name="petasentra",
    help="Kesesuaian tata ruang sentra IKM. | Zoning conformance for small-industry clusters in Indonesia.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command(epilog=EPILOG)(inspect)
app.command(epilog=EPILOG)(validate)
app.command(epilog=EPILOG)(repair)
app.command(epilog=EPILOG)(check)
app.command(epilog=EPILOG)(timeline)
app.command(epilog=EPILOG)(diff)
app.command(epilog=EPILOG)(recheck)
app.command(epilog=EPILOG)(access)
app.command(epilog=EPILOG)(supply)
app.command(epilog=EPILOG)(sentra)
app.command(epilog=EPILOG)(dossier)
app.command(epilog=EPILOG)(site)
app.command(epilog=EPILOG)(replay)
app.command(epilog=EPILOG)(demo)
app.add_typer(
    pack_app(EPILOG),
    name="pack",
    epilog=EPILOG,
    help="Alat untuk penulis paket rencana. | Tools for writing plan packs.",
)


def _print_version(wanted: bool) -> None:
    if wanted:
        with running(lang="id"):
            import petasentra

            typer.echo(f"petasentra {petasentra.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Versi. | Version.")
    ] = False,
) -> None:
    del version

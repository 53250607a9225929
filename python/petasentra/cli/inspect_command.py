"""``petasentra inspect``: what is in this file or folder, and what is wrong with it."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from petasentra.cli.files import plain
from petasentra.cli.hints import as_options
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import EncodingOption
from petasentra.cli.running import ExitCode, print_json

if TYPE_CHECKING:
    from petasentra.inspection.expected import Expected

#: `inspect` asks for no CRS and no layer; the commands that take what it looked at do.
_ANY = ""
_COMMANDS = "(check, validate, repair)"
_ELSEWHERE = {
    _ANY: {
        "crs": f"--crs {_COMMANDS}",
        "layer": f"--layer {_COMMANDS}",
        "encoding": "--encoding",
    }
}


@grouped
def inspect(
    path: Annotated[Path, typer.Argument(help="Berkas atau folder geodata. | File or folder with geodata.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Simpan laporan: .html, .json, atau .txt. | Save the report: .html, .json or .txt.",
            dir_okay=False,
        ),
    ] = None,
    expected: Annotated[
        str | None,
        typer.Option(
            "--expected",
            help="Letak yang diharapkan: barat,selatan,timur,utara, atau berkas. | Where it should lie: "
            "west,south,east,north, or a file.",
        ),
    ] = None,
    depth: Annotated[
        int, typer.Option("--depth", help="Kedalaman folder. | How many folders deep.", min=0, max=10)
    ] = 3,
    encoding: EncodingOption = None,
    *,
    manner: Speech,
) -> None:
    """Periksa isi dan cacat berkas atau folder geodata. | Look into geodata and tell its defects."""
    with manner.running():
        import petasentra as ps
        from petasentra.inspection.as_text import report_text

        asked: dict[str, Any] = {"expected": _place(expected)} if expected else {}
        report = ps.inspect(path, depth=depth, encoding=encoding, **asked)
        if out is not None:
            report.save(out, manner.lang)
        if manner.as_json:
            print_json(plain(report.to_dict()))
        else:
            typer.echo(report_text(report, manner.lang, _advice))
        if not report.readable:
            raise typer.Exit(ExitCode.UNREADABLE)
        told = any(finding.severity != "note" for finding in report.findings)
        manner.end(found=told)


def _advice(text: str) -> str:
    """Return a finding in the words of the command line, the commands named once, behind the first option of theirs."""
    first, named, rest = as_options(text, _ANY, _ELSEWHERE).partition(f" {_COMMANDS}")
    return first + named + rest.replace(named, "")


def _place(text: str) -> Expected:
    """Return the box or the layer that ``--expected`` names."""
    if text.count(",") == 3:
        try:
            west, south, east, north = (float(edge) for edge in text.split(","))
        except ValueError:
            pass
        else:
            return west, south, east, north
    from petasentra.files.reading import read_layer

    return read_layer(text)

"""Options that several commands share, and the reading of their values."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from petasentra.plotting.language import Lang


def read_date(text: str) -> dt.date:
    """Read a date written YYYY-MM-DD, or a usage error in both languages."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            f"'{text}' bukan tanggal; tulis TTTT-BB-HH, misalnya 2021-06-01. | "
            f"'{text}' is no date; write YYYY-MM-DD, for example 2021-06-01."
        ) from None


LangOption = Annotated[
    Lang, typer.Option("--lang", help="Bahasa pesan dan laporan. | Language of messages and reports.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Satu dokumen JSON di keluaran standar. | One JSON document on standard output.")
]
DebugOption = Annotated[
    bool, typer.Option("--debug", help="Tampilkan jejak kesalahan program. | Show the traceback of a bug.")
]
OutFolder = Annotated[
    Path | None,
    typer.Option("--out", help="Folder untuk berkas hasil. | Folder for the result files.", file_okay=False),
]

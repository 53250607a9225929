"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from petasentra.plotting.language import Lang

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
PerimeterFile = Annotated[
    Path | None,
    typer.Option("--perimeter", help="Batas wilayah yang harus tertutup zona. | Ground the zones must cover."),
]
PerimeterCrs = Annotated[
    str | None,
    typer.Option("--perimeter-crs", help="CRS batas wilayah bila berkasnya tidak menyebutnya. | CRS of the perimeter."),
]
EncodingOption = Annotated[
    str | None, typer.Option("--encoding", help="Pengodean teks, mis. CP1252. | Encoding of the text, e.g. CP1252.")
]

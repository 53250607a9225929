"""``petasentra dossier``: the dossier of a proposal, from one TOML file that names its data."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.files import path_texts
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import OutFolder
from petasentra.cli.running import print_json
from petasentra.cli.words import either

if TYPE_CHECKING:
    from petasentra.dossiers.dossier import Dossier
    from petasentra.plotting.language import Lang


@grouped
def dossier(
    file: Annotated[
        Path,
        typer.Argument(help="Usulan (.toml) yang menyebut berkas datanya. | A proposal (.toml) that names its data."),
    ],
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Hari usulan, TTTT-BB-HH. | Day of the proposal, YYYY-MM-DD.")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", help="Tahun anggaran yang diusulkan. | Budget year asked for.")
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option("--format", help="html, pdf, xlsx, atau json; dapat diulang. | Formats, repeatable."),
    ] = None,
    *,
    out: OutFolder = None,
    manner: Speech,
) -> None:
    """Berkas usulan DAK satu sentra, dan apa yang belum ada. | The dossier of a proposal, and what is missing.

    Kode keluar 0 bila tidak ada yang kurang dan tidak ada temuan, selain itu 1.
    Exit code 0 if nothing is missing and nothing is found, else 1.
    """
    with manner.running():
        import petasentra as ps
        from petasentra.dossiers.dossier import FORMATS
        from petasentra.files.replacing import make_folder

        given = ps.dossiers.read_proposal(file)
        given |= {name: one for name, one in (("as_of", as_of), ("year", year)) if one is not None}
        made = ps.dossier(**given)
        files: dict[str, Path] = {}
        if out is not None:
            make_folder(out)
            files = made.save(out / manner.either("usulan", "dossier"), formats=formats or FORMATS, lang=manner.lang)
        if manner.as_json:
            print_json({"dossier": made.document, "files": path_texts(files)})
        else:
            _show(made, files, manner.lang)
        manner.end(found=bool(len(made.missing) or len(made.findings)))


def _show(made: Dossier, files: dict[str, Path], lang: Lang) -> None:
    from petasentra.dossiers.printing import mark_words

    out = show.console()
    title = made.document["title"][lang]
    sections = show.grid(
        either(lang, "Bagian", "Section"), either(lang, "Isi", "What it says"), either(lang, "Tanda", "Marks"),
        title=escape(f"{title}: {made.document['sentra']['name']}"),
    )  # fmt: skip
    for one in made.document["sections"]:
        cells = (f"{one['number']}. {one['title'][lang]}", one["answer"][lang], mark_words(one["marks"], lang))
        sections.add_row(*(escape(cell) for cell in cells))
    out.print(sections)
    missing = made.missing.to_pylist()
    if missing:
        heads = (("Belum ada atau belum diketahui", "Missing or not known"), ("Sebab", "Why"), ("Tindakan", "To do"),
                 ("Menunggu", "Waits for"))  # fmt: skip
        lacking = show.grid(*(either(lang, *one) for one in heads))
        for row in missing:
            cells = (
                f"{row['step']}. {row[f'name_{lang}']}",
                *(row[f"{name}_{lang}"] for name in ("reason", "todo", "waits_for")),
            )
            lacking.add_row(*(escape(cell) for cell in cells))
        out.print(lacking)
    show.findings(made.findings, lang, out, codes=False)
    show.file_list(files, lang, out)

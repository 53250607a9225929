"""``petasentra pack verify``: who has seen the words of an article, on which day, and where they can be seen again."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from petasentra.cli import show
from petasentra.cli.option_groups import Speech, grouped
from petasentra.cli.options import PackFolder
from petasentra.cli.running import print_json
from petasentra.cli.words import either
from petasentra.errors import IoError, OptionError
from petasentra.files.utf8 import read_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from petasentra.packs import Unverified
    from petasentra.plotting.language import Lang, Words

_KINDS: dict[str, Words] = {
    "instrument": ("peraturan", "instrument"),
    "date": ("tanggal", "date"),
    "article": ("pasal", "article"),
    "layer": ("peta", "layer"),
    "permissions": ("matriks", "matrix"),
    "condition": ("syarat", "condition"),
}


@grouped
def verify(
    folder: PackFolder,
    article: Annotated[
        str | None,
        typer.Argument(help="PERATURAN#PASAL, seperti pada --list. | INSTRUMENT#ARTICLE, as --list names them."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Siapa yang melihat naskahnya. | Who has seen the words.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", help="Pada tanggal, TTTT-BB-HH. | On this day, YYYY-MM-DD.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Naskah pasal. | The words of the article.")] = None,
    text_file: Annotated[
        Path | None, typer.Option("--text-file", help="Berkas naskah pasal, UTF-8. | File with the words, UTF-8.")
    ] = None,
    page: Annotated[
        str | None, typer.Option("--page", help="Halaman atau gambar halaman. | Page, or image of the page.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Tautan ke naskah. | Link to the words.")] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            help="Yang turut dipastikan: instrument, in_force_from, permissions, id peta atau syarat; boleh diulang. | "
            "What it settles too: instrument, in_force_from, permissions, id of a layer or condition; may be repeated.",
        ),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="Tampilkan yang belum diverifikasi. | Show what is not verified.")
    ] = False,
    *,
    manner: Speech,
) -> None:
    """Catat siapa yang telah melihat naskah pasal. | Record who has seen the words of an article.

    Hanya perintah ini yang menetapkan verified = true. Dengan --list: kode keluar 1 bila masih ada yang tersisa.
    Only this command sets verified = true. With --list: exit code 1 while something is left.
    """
    with manner.running():
        from petasentra import packs

        if listed:
            open_ones = packs.unverified(folder)
            if manner.as_json:
                print_json({"folder": str(folder), "unverified": [asdict(one) for one in open_ones]})
            else:
                _show(open_ones, manner.lang)
            manner.end(found=bool(open_ones))
        done = packs.verify(
            folder, _needed(article, "INSTRUMENT#ARTICLE"), by=_needed(by, "--by"), on=_needed(on, "--on"),
            text=_words(text, text_file), page=page, url=url, also=also or (),
        )  # fmt: skip
        if manner.as_json:
            print_json(asdict(done))
        else:
            typer.echo(
                manner.either(
                    f"{done.article}: dilihat oleh {done.by} pada {done.on}, sidik naskah {done.text_sha256[:12]}",
                    f"{done.article}: seen by {done.by} on {done.on}, hash of the words {done.text_sha256[:12]}",
                )
            )
            for file in done.files:
                typer.echo(manner.either(f"Ditulis: {file}", f"Written: {file}"))


def _needed(value: str | None, option: str) -> str:
    if value:
        return value
    raise OptionError(
        f"{option} is missing.",
        f"{option} belum diberikan.",
        hint_en="Example: pack verify FOLDER perda-1#pasal-5 --by NAME --on 2026-11-23 --text-file F --page 12",
        hint_id="Contoh: pack verify FOLDER perda-1#pasal-5 --by NAMA --on 2026-11-23 --text-file F --page 12",
        code=801,
    )


def _words(text: str | None, file: Path | None) -> str | None:
    if file is None:
        return text
    if text is not None:
        raise OptionError(
            "--text and --text-file are both given.",
            "--text dan --text-file sama-sama diberikan.",
            hint_en="Give one of them.",
            hint_id="Berikan salah satu saja.",
            code=801,
        )
    try:
        return read_text(file, "Berkas naskah", "The file of the words")
    except FileNotFoundError as error:
        raise IoError(
            "There is no such file of the words.",
            "Berkas naskah itu tidak ada.",
            hint_en="Check the path.",
            hint_id="Periksa letaknya.",
            code=701,
            file=str(file),
        ) from error


def _show(found: Sequence[Unverified], lang: Lang) -> None:
    out = show.console()
    if not found:
        out.print(either(lang, "Semuanya telah diverifikasi.", "Everything is verified."))
        return
    made = show.grid(
        either(lang, "Nama", "Name"),
        either(lang, "Jenis", "Kind"),
        either(lang, "Isi", "What"),
        either(lang, "Berkas", "File"),
        title=either(lang, f"Belum diverifikasi: {len(found)}", f"Not verified: {len(found)}"),
    )
    for one in found:
        made.add_row(escape(one.name), either(lang, *_KINDS[one.kind]), escape(one.label), escape(one.file))
    out.print(made)

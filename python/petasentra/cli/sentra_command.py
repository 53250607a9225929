"""``petasentra sentra``: where sentra are among units, what is nearly one, and whether a list of them agrees."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from petasentra.cli import show
from petasentra.cli.option_groups import Manner, grouped
from petasentra.cli.running import print_json


def _column(option: str, what_id: str, what_en: str) -> Any:  # noqa: ANN401  (what typer makes)
    return typer.Option(option, help=f"Kolom {what_id}; - bila tidak ada. | Column of {what_en}; - for none.")


@grouped
def sentra(
    units: Annotated[
        Path | None,
        typer.Argument(help="Daftar unit usaha, dengan atau tanpa koordinat. | Register of units, with places or not."),
    ] = None,
    sk: Annotated[
        Path | None,
        typer.Option("--list", help="Daftar sentra, misalnya menurut SK. | List of sentra, for instance of a decree."),
    ] = None,
    eps_m: Annotated[
        float | None,
        typer.Option(
            "--eps-m", help="Jarak terjauh antarunit di satu tempat, meter. | One place: units this near, metres."
        ),
    ] = None,
    rule: Annotated[
        str,
        typer.Option("--rule", help="Ketentuan sentra, atau berkas .toml. | The rule, or a .toml file of your own."),
    ] = "pp29-2018",
    product: Annotated[str | None, _column("--product", "produk", "what a unit makes")] = None,
    material: Annotated[str | None, _column("--material", "bahan baku", "raw material")] = None,
    process: Annotated[str | None, _column("--process", "proses", "the process")] = None,
    kbli: Annotated[str | None, _column("--kbli", "KBLI, pengganti produk", "KBLI in place of the product")] = None,
    workers: Annotated[str | None, _column("--workers", "tenaga kerja", "workers")] = None,
    unit_id: Annotated[str | None, _column("--unit-id", "pengenal unit", "ids of units")] = None,
    name: Annotated[str | None, _column("--name", "nama unit", "names of units")] = None,
    area: Annotated[str | None, _column("--area", "desa", "the desa")] = None,
    boundary: Annotated[
        Path | None, typer.Option("--boundary", help="Batas wilayah unit. | Area inside which units have to be.")
    ] = None,
    stability: Annotated[
        list[float] | None,
        typer.Option(
            "--stability", help="Jarak lain untuk dibandingkan, boleh diulang. | Other distances, repeatable."
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            help="Ringkasan menurut province, kabupaten, atau commodity. | Sums of the list by these, repeatable.",
        ),
    ] = None,
    boundaries: Annotated[
        Path | None,
        typer.Option(
            "--boundaries", help="Batas provinsi atau kabupaten, untuk memeriksa daftar. | Outlines of areas."
        ),
    ] = None,
    held_by: Annotated[
        Path | None,
        typer.Option(
            "--held-by", help="Kawasan bertanggal (kind, name, valid_from, valid_to); perlu --as-of. | WPPI, KPI, KI."
        ),
    ] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Pada tanggal, TTTT-BB-HH. | As of this day.")] = None,
    layer: Annotated[str | None, typer.Option("--layer", help="Lapisan unit usaha. | Layer of the units.")] = None,
    crs: Annotated[str | None, typer.Option("--crs", help="CRS unit usaha. | CRS of the units.")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="Pengodean teks. | Encoding of the text.")] = None,
    list_layer: Annotated[str | None, typer.Option("--list-layer", help="Lapisan daftar. | Layer of the list.")] = None,
    list_crs: Annotated[str | None, typer.Option("--list-crs", help="CRS daftar. | CRS of the list.")] = None,
    *,
    manner: Manner,
) -> None:
    """Temukan sentra, bandingkan dengan daftar SK. | Find sentra, compare them with a list of a decree.

    Sentra di antara unit usaha, yang hampir menjadi sentra, selisihnya dengan daftar, dan ringkasan daftar itu.
    Sentra among units, what is nearly one, how a list differs from them, and sums of that list.

    Kode keluar 0 bila unit dan daftar tanpa temuan dan keduanya sesuai, selain itu 1.
    Exit code 0 if units and list have no findings and agree, else 1.
    """
    of_files = {str(sk): {"layer": "--list-layer", "crs": "--list-crs"}} if sk else {}
    with manner.running(of_files):
        from petasentra.cli import sentra_show
        from petasentra.cli.sentra_answer import SentraAnswer, document
        from petasentra.cli.sentra_files import write_files

        _refuse(units=units, listed=sk, eps_m=eps_m, held_by=held_by, as_of=as_of)
        parts: dict[str, Any] = {}
        if units is not None:
            columns = {"product": product, "material": material, "process": process, "kbli": kbli, "workers": workers,
                       "unit_id": unit_id, "name": name, "area": area}  # fmt: skip
            with manner.progress("Mencari", "Finding") as progress:
                asked = {"rule": rule, "eps_m": eps_m, "as_of": as_of, "threads": manner.threads}
                parts |= _find(units, columns, asked, boundary, progress,
                               layer=layer, crs=crs, encoding=encoding)  # fmt: skip
            if stability:
                parts["stability"] = parts["found"].stability(sorted({*stability, parts["found"].eps_m}))
        if sk is not None:
            parts |= _list(sk, tuple(dict.fromkeys(by or ["province"])), boundaries, held_by, as_of, parts.get("found"),
                           layer=list_layer, crs=list_crs, threads=manner.threads)  # fmt: skip
        answer = SentraAnswer(**parts)
        files = write_files(answer, manner.out, manner.lang)
        if manner.as_json:
            print_json(document(answer, files))
        else:
            lang, console = manner.lang, show.console()
            sentra_show.sentra_answer(answer, lang, console)
            show.reading_notes(answer.units.reports if answer.units else (), lang, console, of_files)
            show.file_list(files, lang, console)
            show.notice(sentra_show.notice(answer, lang), console)
        manner.end(found=answer.found_anything)


def _refuse(
    *, units: Path | None, listed: Path | None, eps_m: float | None, held_by: Path | None, as_of: str | None
) -> None:
    """Say which option is missing."""
    from petasentra.errors import OptionError

    if units is None and listed is None:
        raise OptionError(
            "Neither units nor a list is given.", "Unit usaha dan daftar belum diberikan.",
            hint_en="Give a file of units, or --list, or both.",
            hint_id="Beri berkas unit usaha, atau --list, atau keduanya.",
            code=801,
        )  # fmt: skip
    if units is not None and eps_m is None:
        raise OptionError(
            "--eps-m is missing: no regulation says how near units of one place are.",
            "--eps-m belum diberikan: tidak ada ketentuan yang menyebut seberapa dekat unit di satu tempat.",
            hint_en="For instance --eps-m 300, with --stability 200 --stability 500 to see how much rests on it.",
            hint_id="Misalnya --eps-m 300, dengan --stability 200 --stability 500 untuk melihat pengaruhnya.",
            code=801, column="eps_m",
        )  # fmt: skip
    if held_by is not None and (as_of is None or listed is None):
        raise OptionError(
            "--held-by needs --list and --as-of.", "--held-by memerlukan --list dan --as-of.", code=801,
        )  # fmt: skip


def _find(
    path: Path, columns: dict[str, str | None], asked: dict[str, Any], boundary: Path | None, progress: Any,  # noqa: ANN401
    *, layer: str | None, crs: str | None, encoding: str | None,
) -> dict[str, Any]:  # fmt: skip
    import petasentra as ps
    from petasentra.cli.sentra_reading import find_in, read_units_file

    read = read_units_file(path, columns, layer=layer, crs=crs, encoding=encoding)
    inside = None if boundary is None else ps.read_layer(boundary)
    found = find_in(read, boundary=inside, progress=progress, **asked)
    return {"units": read, "found": found, "boundary": inside}


def _list(
    path: Path, by: tuple[str, ...], boundaries: Path | None, held_by: Path | None, as_of: str | None, found: Any,  # noqa: ANN401
    *, layer: str | None, crs: str | None, threads: int | None,
) -> dict[str, Any]:  # fmt: skip
    import petasentra as ps

    outlines = None if boundaries is None else ps.read_layer(boundaries)
    listed = ps.sentra.read_registry(path, layer=layer, crs=crs, boundaries=outlines, threads=threads)
    parts: dict[str, Any] = {"listed": listed, "list_path": path, "by": by, "summary": listed.summary(by)}
    if found is not None:
        parts["reconciled"] = found.reconcile(listed)
    if held_by is not None:
        assert as_of is not None
        parts["held"] = listed.held_by(ps.read_layer(held_by), as_of)
    return parts

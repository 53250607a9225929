"""``petasentra check``: may these sites stand where they are, under which law, as of which day."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from petasentra.cli import show
from petasentra.cli.files import FileNames, write_outputs
from petasentra.cli.options import DebugOption, JsonOption, LangOption, OutFolder, read_date
from petasentra.cli.running import ExitCode, print_json, running
from petasentra.cli.words import CONFORMING, either
from petasentra.plotting.language import NOTICE_KKPR

if TYPE_CHECKING:
    from petasentra.conformance import CheckResult
    from petasentra.load_report import LoadReport


def check(
    sites: Annotated[
        Path, typer.Argument(help="Berkas tapak: titik, garis atau poligon. | Sites: points, lines or polygons.")
    ],
    as_of: Annotated[str, typer.Option("--as-of", help="Pada tanggal, TTTT-BB-HH. | As of this day, YYYY-MM-DD.")],
    pack: Annotated[
        Path | None, typer.Option("--pack", help="Folder paket rencana. | Folder of a plan pack.", file_okay=False)
    ] = None,
    variant: Annotated[str | None, typer.Option("--variant", help="Varian paket. | Variant of the pack.")] = None,
    zones: Annotated[
        Path | None, typer.Option("--zones", help="Berkas zona, tanpa paket. | Zone file, without a pack.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", help="Kolom kode zona. | Column of the zone code.")] = None,
    matrix: Annotated[
        Path | None, typer.Option("--matrix", help="Matriks kegiatan x zona, CSV atau XLSX. | Activity x zone matrix.")
    ] = None,
    instrument_title: Annotated[
        str | None,
        typer.Option("--instrument-title", help="Judul peraturan zona itu. | Title of the zones' regulation."),
    ] = None,
    in_force_from: Annotated[
        str | None, typer.Option("--in-force-from", help="Berlaku sejak, TTTT-BB-HH. | In force since, YYYY-MM-DD.")
    ] = None,
    activity: Annotated[
        str, typer.Option("--activity", help="Kolom kegiatan pada tapak. | Activity column of the sites.")
    ] = "activity",
    for_activity: Annotated[
        str | None,
        typer.Option("--for-activity", help="Satu kegiatan untuk semua tapak. | One activity for all sites."),
    ] = None,
    site_id: Annotated[
        str, typer.Option("--site-id", help="Kolom nama tapak. | Column that names the site.")
    ] = "site_id",
    layer: Annotated[
        str | None, typer.Option("--layer", help="Lapis di dalam berkas tapak. | Layer in the file of sites.")
    ] = None,
    crs: Annotated[
        str | None,
        typer.Option(
            "--crs", help="CRS tapak bila berkas tidak menyebutnya. | CRS of the sites if their file has none."
        ),
    ] = None,
    zones_crs: Annotated[
        str | None,
        typer.Option(
            "--zones-crs", help="CRS zona bila berkas tidak menyebutnya. | CRS of the zones if their file has none."
        ),
    ] = None,
    out: OutFolder = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads", min=1, help="Banyaknya utas; hasil tidak berubah. | Worker threads; results stay the same."
        ),
    ] = None,
    debug: DebugOption = False,
) -> None:
    """Periksa kesesuaian tapak dengan rencana tata ruang. | Check sites against a spatial plan.

    Rencana: --pack FOLDER, atau --zones dengan --code, --matrix dan --in-force-from.
    The plan: --pack FOLDER, or --zones with --code, --matrix and --in-force-from.
    """
    day = read_date(as_of)
    _require_one_plan(pack, zones, code, matrix, in_force_from)
    since = read_date(in_force_from) if in_force_from else None
    with running(lang=lang, as_json=as_json, debug=debug):
        import petasentra as ps

        if pack is not None:
            plan = ps.read_plan_pack(pack, variant=variant)
        else:
            assert zones is not None
            assert code is not None
            assert matrix is not None
            assert since is not None
            zone_layer = ps.read_layer(zones, crs=zones_crs)
            title = instrument_title or zones.stem
            plan = ps.PlanPack.from_zones(zone_layer, code=code, permissions=matrix, in_force_from=since, title=title)
        site_layer = ps.read_layer(sites, layer=layer, crs=crs)
        with _progress_bar(either(lang, "Memeriksa", "Checking"), hidden=as_json) as progress:
            result = ps.check(
                site_layer, plan, as_of=day, activity=activity, for_activity=for_activity, site_id=site_id,
                progress=progress, threads=threads,
            )  # fmt: skip
        reports = [report for report in (site_layer.load_report, *plan.load_reports) if report is not None]
        files = write_outputs(result, out, FileNames.of(lang), lang) if out is not None else {}
        if as_json:
            print_json(document(result, files, reports))
        else:
            show.check_result(result, files, lang, reports)
        raise typer.Exit(exit_code(result))


def exit_code(result: CheckResult) -> ExitCode:
    """1 if a site may not stand where it is, or is not known to, or the data have a finding above a note.

    Conflicting rules and tasks for an officer make no difference here: they stand in the columns.
    """
    all_conform = all(verdict in CONFORMING for verdict in result.table["verdict"])
    worth_telling = any(severity != "note" for severity in result.findings["severity"])
    return ExitCode.DONE if all_conform and not worth_telling else ExitCode.FINDINGS


def document(result: CheckResult, files: dict[str, Path], reports: Sequence[LoadReport] = ()) -> dict[str, Any]:
    """Make the JSON document of a check: its question, one object a site, findings, how files were read and written."""
    from petasentra.cli.files import plain

    return {
        "as_of": str(result.as_of),
        "plan": result.pack.title,
        "sites": [plain(row) for row in result.table.to_pylist()],
        "findings": [plain(row) for row in result.findings.to_pylist()],
        "reading": [
            {
                "file": report.path,
                "notes": [asdict(note) for note in report.notes],
                "messages": list(report.messages),
            }
            for report in reports
        ],
        "files": {name: str(path) for name, path in files.items()},
        "notice_id": NOTICE_KKPR[0],
        "notice_en": NOTICE_KKPR[1],
    }


def _require_one_plan(
    pack: Path | None, zones: Path | None, code: str | None, matrix: Path | None, in_force_from: str | None
) -> None:
    """Exactly one of a pack and a complete set of zone options."""
    if (pack is None) == (zones is None):
        raise typer.BadParameter(
            "Sebutkan rencananya: --pack FOLDER, atau --zones BERKAS; salah satu saja. | "
            "Name the plan: either --pack FOLDER or --zones FILE."
        )
    needed = {"--code": code, "--matrix": matrix, "--in-force-from": in_force_from}
    missing = " ".join(option for option, value in needed.items() if value is None)
    if zones is not None and missing:
        raise typer.BadParameter(
            f"Dengan --zones perlu juga: {missing}. | With --zones these are needed too: {missing}."
        )


@contextmanager
def _progress_bar(text: str, *, hidden: bool) -> Iterator[Callable[[float], None] | None]:
    """Show a bar on standard error if that is a terminal, else nothing."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=1.0)
        yield lambda share: bar.update(task, completed=share)

"""``petasentra check``: may these sites stand where they are, under which law, as of which day."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from petasentra.cli import show
from petasentra.cli.check_document import document
from petasentra.cli.check_options import require_one_plan
from petasentra.cli.files import FileNames, Outputs, write_outputs
from petasentra.cli.option_groups import Manner, SitesAsked, SitesRead, grouped
from petasentra.cli.options import AsOf, KnownOn, SitesFile, VariantName
from petasentra.cli.progress import progress_bar
from petasentra.cli.running import ExitCode, print_json
from petasentra.cli.words import CONFORMING, either, stated_verdict
from petasentra.days import as_day
from petasentra.inputs.people import without_people
from petasentra.optional import RESULT_FILES, require
from petasentra.severity import worth_telling

if TYPE_CHECKING:
    from petasentra.conformance.check_result import CheckResult


@grouped
def check(
    sites: SitesFile,
    as_of: AsOf,
    known_on: KnownOn = None,
    pack: Annotated[
        Path | None, typer.Option("--pack", help="Folder paket rencana. | Folder of a plan pack.", file_okay=False)
    ] = None,
    variant: VariantName = None,
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
    *,
    asked: SitesAsked,
    read: SitesRead,
    personal: Annotated[
        list[str] | None,
        typer.Option(
            "--personal", help="Kolom data pribadi; boleh diulang. | Column with personal data; may be repeated."
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep",
            help="Kolom yang tampak pribadi tetapi boleh ditulis. | Column that looks personal and may be written.",
        ),
    ] = None,
    zones_layer: Annotated[
        str | None,
        typer.Option("--zones-layer", help="Lapisan di dalam berkas zona. | Layer in the file of zones."),
    ] = None,
    zones_crs: Annotated[
        str | None,
        typer.Option(
            "--zones-crs", help="CRS zona bila berkas tidak menyebutnya. | CRS of the zones if their file has none."
        ),
    ] = None,
    zones_encoding: Annotated[
        str | None,
        typer.Option("--zones-encoding", help="Pengodean teks berkas zona. | Text encoding of the zones."),
    ] = None,
    manner: Manner,
) -> None:
    """Periksa kesesuaian tapak dengan rencana tata ruang. | Check sites against a spatial plan.

    Rencana: --pack FOLDER, atau --zones dengan --code, --matrix dan --in-force-from.
    The plan: --pack FOLDER, or --zones with --code, --matrix and --in-force-from.

    Kode keluar 0 bila setiap tapak sesuai dan tidak ada yang menunggu petugas, selain itu 1.
    Exit code 0 if every site conforms and nothing waits for an officer, else 1.
    """
    of_files = {str(zones): {name: f"--zones-{name}" for name in ("layer", "crs", "encoding")}}
    with manner.running(of_files):
        require_one_plan(
            {
                "--pack": pack, "--variant": variant, "--zones": zones, "--code": code, "--matrix": matrix,
                "--instrument-title": instrument_title, "--in-force-from": in_force_from, "--layer": read.layer,
                "--crs": read.crs, "--encoding": read.encoding, "--zones-layer": zones_layer, "--zones-crs": zones_crs,
                "--zones-encoding": zones_encoding, "--activity": asked.activity,
                "--for-activity": asked.for_activity, "--site-id": asked.site_id,
            }
        )  # fmt: skip
        day = as_day(as_of, "--as-of")
        known = None if known_on is None else as_day(known_on, "--known-on")
        if manner.out is not None:
            require(*RESULT_FILES, purpose_id="Berkas hasil (--out)", purpose_en="Result files (--out)")

        import petasentra as ps

        if pack is not None:
            plan = ps.read_plan_pack(pack, variant=variant)
        else:
            assert zones is not None
            assert code is not None
            assert matrix is not None
            assert in_force_from is not None
            since = as_day(in_force_from, "--in-force-from")
            zone_layer = ps.read_layer(zones, layer=zones_layer, crs=zones_crs, encoding=zones_encoding)
            title = instrument_title or zones.stem
            plan = ps.PlanPack.from_zones(zone_layer, code=code, permissions=matrix, in_force_from=since, title=title)
        as_read = read.layer_of(sites)
        site_layer, id_column, notes = without_people(
            as_read, personal=personal or [], keep=keep or [], site_id=asked.site_id
        )
        with progress_bar(either(manner.lang, "Memeriksa", "Checking"), hidden=manner.as_json) as progress:
            result = ps.check(
                site_layer, plan, as_of=day, known_on=known, activity=asked.activity,
                for_activity=asked.for_activity, site_id=id_column, progress=progress, threads=manner.threads,
            )  # fmt: skip
        reports = [report for report in (as_read.load_report, *plan.load_reports) if report is not None]
        written = (
            write_outputs(result, manner.out, FileNames.of(manner.lang), manner.lang)
            if manner.out is not None
            else Outputs({})
        )
        notes += written.notes
        if manner.as_json:
            print_json(document(result, written.paths, reports, notes))
        else:
            show.check_result(result, written.paths, manner.lang, reports, notes, of_files)
        raise typer.Exit(exit_code(result))


def exit_code(result: CheckResult) -> ExitCode:
    """1 if a site may not stand where it is, is not known to, or waits for an officer, or the data have a finding.

    Where rules conflict nothing can be stated, so that counts too; so does a file without sites.
    """
    rows = result.table.to_pylist()
    settled = rows and all(map(_settled, rows)) and not worth_telling(result.findings)
    return ExitCode.DONE if settled else ExitCode.FINDINGS


def _settled(row: dict[str, Any]) -> bool:
    return stated_verdict(row) in CONFORMING and "needs_officer" not in (row["flags"] or [])

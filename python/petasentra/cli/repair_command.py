"""``petasentra repair``: mend a layer of zones, with a ledger that can be undone."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from petasentra.cli import show
from petasentra.cli.files import plain
from petasentra.cli.hints import as_options
from petasentra.cli.options import (
    DebugOption,
    EncodingOption,
    FeatureId,
    JsonOption,
    LangOption,
    PerimeterCrs,
    PerimeterFile,
    SliverM2,
    Threads,
    ToleranceM,
    ValidFrom,
    ValidTo,
    ZonesCrs,
    ZonesFile,
    ZonesLayer,
)
from petasentra.cli.progress import progress_bar
from petasentra.cli.running import ExitCode, print_json, running
from petasentra.cli.words import either
from petasentra.inputs.columns import columns_of

if TYPE_CHECKING:
    from petasentra.layers import Layer
    from petasentra.plotting.language import Lang
    from petasentra.repairing import Repair


def repair(
    zones: ZonesFile,
    out: Annotated[Path, typer.Option("--out", help="Tulis zona yang diperbaiki. | Write the repaired zones.")],
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", help="Tulis buku perubahan; bawaan NAMA-ledger.gpkg. | Write the ledger."),
    ] = None,
    undo: Annotated[
        Path | None,
        typer.Option("--undo", help="Batalkan perbaikan menurut buku perubahan ini. | Undo by this ledger."),
    ] = None,
    rule: Annotated[
        Literal["largest_neighbour", "longest_border", "priority"],
        typer.Option("--rule", help="Siapa yang mendapat bidangnya. | Who gets the ground."),
    ] = "largest_neighbour",
    code: Annotated[
        list[str] | None,
        typer.Option(
            "--code", help="Kode temuan yang diperbaiki, boleh diulang. | Finding code to repair, repeatable."
        ),
    ] = None,
    priority: Annotated[
        str | None,
        typer.Option("--priority", help="Kolom peringkat; yang terkecil menang. | Column of ranks; smallest wins."),
    ] = None,
    max_m2: Annotated[
        float | None,
        typer.Option(
            "--max-m2",
            help="Biarkan bidang yang lebih luas; bawaan: 10000 untuk celah, selain itu inf. "
            "| Leave faults with more ground; default: 10000 for gaps, else inf.",
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option("--profile", help="Profil nilai berkode (DOMAIN_CLASH). | Profile of coded values."),
    ] = None,
    tolerance_m: ToleranceM = 0.002,
    sliver_m2: SliverM2 = 1.0,
    perimeter: PerimeterFile = None,
    perimeter_crs: PerimeterCrs = None,
    feature_id: FeatureId = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    layer: ZonesLayer = None,
    crs: ZonesCrs = None,
    encoding: EncodingOption = None,
    as_json: JsonOption = False,
    lang: LangOption = "id",
    threads: Threads = None,
    debug: DebugOption = False,
) -> None:
    """Perbaiki cacat zona dan catat setiap perubahan. | Repair zones and keep a ledger of every change."""
    of_files = {str(perimeter): {"crs": "--perimeter-crs"}}
    with running(lang=lang, as_json=as_json, debug=debug, of_files=of_files):
        import petasentra as ps
        from petasentra.repair_files import ledger_beside

        found_zones = ps.read_layer(zones, layer=layer, crs=crs, encoding=encoding)
        if undo is not None:
            _undo(found_zones, undo, out, as_json, lang)
            raise typer.Exit(ExitCode.DONE)
        outer = None if perimeter is None else ps.read_layer(perimeter, crs=perimeter_crs)
        with columns_of(zones), progress_bar(either(lang, "Memperbaiki", "Repairing"), hidden=as_json) as progress:
            result = ps.repair(
                found_zones, rule=rule, codes=code or None, priority=priority, profile=profile,
                max_m2="auto" if max_m2 is None else max_m2, tolerance_m=tolerance_m,
                sliver_m2=sliver_m2, perimeter=outer, feature_id=feature_id,
                valid_from=valid_from, valid_to=valid_to, progress=progress, threads=threads,
            )  # fmt: skip
        book = ledger or ledger_beside(out)
        written = result.write(out, ledger=book)
        files = {"layer": out, "ledger": book}
        if as_json:
            print_json(document(result, files))
        else:
            typer.echo(as_options(result.text(lang)))
            for note in written.notes:
                typer.echo(f"! {note.code}: {note.message(lang)}")
            for report in (found_zones.load_report, None if outer is None else outer.load_report):
                if report is not None:
                    show.reading_notes([report], lang, show.console(), of_files)
            for path in files.values():
                typer.echo(either(lang, f"Ditulis: {path}", f"Written: {path}"))
        raise typer.Exit(ExitCode.FINDINGS if len(result.left) or result.not_repaired else ExitCode.DONE)


def _undo(fixed: Layer, ledger: Path, out: Path, as_json: bool, lang: Lang) -> None:
    """Write the layer as it was before the repair that a ledger tells of."""
    import petasentra as ps

    original = ps.undo_repair(fixed, ps.read_layer(ledger))
    ps.write_layer(original, out)
    if as_json:
        print_json({"layer": original.title, "rows": len(original), "files": {"layer": str(out)}})
    else:
        typer.echo(either(lang, f"Perbaikan dibatalkan. Ditulis: {out}", f"The repair was undone. Written: {out}"))


def document(result: Repair, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document of a repair: settings, counts, one object a ledger row with the box of its place."""
    hidden = ("before_wkb", "after_vertices")
    rows = [
        {name: value for name, value in row.items() if name not in hidden} for row in result.ledger.table.to_pylist()
    ]
    boxes = result.ledger.to_geopandas().geometry.bounds.to_numpy().tolist()
    return {
        "layer": result.layer.title,
        "rule": result.rule,
        "codes": list(result.codes),
        "settings": plain(result.before.settings | result.limits),
        "found": result.before.counts,
        "counts": result.counts,
        "not_repaired": {
            code: {"count": one.count, "why": one.why, "reason_id": one.reason_id, "reason_en": one.reason_en}
            for code, one in result.not_repaired.items()
        },
        "ledger": [plain(row | {"bounds": box}) for row, box in zip(rows, boxes, strict=True)],
        "files": {name: str(path) for name, path in files.items()},
    }

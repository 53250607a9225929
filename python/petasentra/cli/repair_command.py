"""``petasentra repair``: mend a layer of zones, with a ledger that can be undone."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from petasentra.cli import show
from petasentra.cli.files import path_texts, plain
from petasentra.cli.hints import as_options
from petasentra.cli.option_groups import Work, ZonesAsked, ZonesRead, grouped
from petasentra.cli.options import ZonesFile
from petasentra.cli.running import print_json
from petasentra.inputs.columns import columns_of

if TYPE_CHECKING:
    from petasentra.layers.layer import Layer
    from petasentra.repairs.repairing import Repair


@grouped
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
    *,
    asked: ZonesAsked,
    read: ZonesRead,
    manner: Work,
) -> None:
    """Perbaiki cacat zona dan catat setiap perubahan. | Repair zones and keep a ledger of every change."""
    of_files = {str(read.perimeter): {"crs": "--perimeter-crs"}}
    with manner.running(of_files):
        import petasentra as ps
        from petasentra.repairs.files import ledger_beside

        found_zones = read.layer_of(zones)
        if undo is not None:
            _undo(found_zones, undo, out, manner)
            manner.end(found=False)
        outer = read.ground()
        with columns_of(zones), manner.progress("Memperbaiki", "Repairing") as progress:
            result = ps.repair(
                found_zones, rule=rule, codes=code or None, priority=priority, profile=profile,
                max_m2="auto" if max_m2 is None else max_m2, tolerance_m=asked.tolerance_m,
                sliver_m2=asked.sliver_m2, perimeter=outer, feature_id=asked.feature_id,
                valid_from=asked.valid_from, valid_to=asked.valid_to, progress=progress, threads=manner.threads,
            )  # fmt: skip
        book = ledger or ledger_beside(out)
        written = result.write(out, ledger=book)
        files = {"layer": out, "ledger": book}
        if manner.as_json:
            print_json(document(result, files))
        else:
            typer.echo(as_options(result.text(manner.lang)))
            for note in written.notes:
                typer.echo(f"! {note.code}: {note.message(manner.lang)}")
            for report in (found_zones.load_report, None if outer is None else outer.load_report):
                if report is not None:
                    show.reading_notes([report], manner.lang, show.console(), of_files)
            for path in files.values():
                typer.echo(manner.either(f"Ditulis: {path}", f"Written: {path}"))
        manner.end(found=bool(len(result.left) or result.not_repaired))


def _undo(fixed: Layer, ledger: Path, out: Path, manner: Work) -> None:
    """Write the layer as it was before the repair that a ledger tells of."""
    import petasentra as ps

    original = ps.undo_repair(fixed, ps.read_layer(ledger))
    ps.write_layer(original, out)
    if manner.as_json:
        print_json({"layer": original.title, "rows": len(original), "files": {"layer": str(out)}})
    else:
        typer.echo(manner.either(f"Perbaikan dibatalkan. Ditulis: {out}", f"The repair was undone. Written: {out}"))


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
        "files": path_texts(files),
    }

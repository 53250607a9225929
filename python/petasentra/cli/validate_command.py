"""``petasentra validate``: is this layer of zones a sound partition, and where is it not."""

# ruff: noqa: TC001, TC003  (typer reads the annotations when it runs)
from __future__ import annotations

from dataclasses import asdict
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
    from petasentra.validation.validating import Validation


@grouped
def validate(
    zones: ZonesFile,
    neighbour: Annotated[
        Path | None,
        typer.Option("--neighbour", help="Zona rencana tetangga. | Zones of the plan beyond the border."),
    ] = None,
    neighbour_crs: Annotated[
        str | None,
        typer.Option(
            "--neighbour-crs", help="CRS rencana tetangga bila berkasnya tidak menyebutnya. | CRS of that plan."
        ),
    ] = None,
    stated_area: Annotated[
        str,
        typer.Option("--stated-area", help="Kolom luas, auto, atau none. | Column of areas, auto or none."),
    ] = "auto",
    stated_area_unit: Annotated[
        Literal["auto", "ha", "m2", "km2"],
        typer.Option("--stated-area-unit", help="Satuan kolom itu. | Unit of that column."),
    ] = "auto",
    area_method: Annotated[
        Literal["planar-utm", "planar", "geodesic"],
        typer.Option("--area-method", help="Cara luas itu dihitung. | How those areas were computed."),
    ] = "planar-utm",
    profile: Annotated[
        str,
        typer.Option(
            "--profile", help="Profil kolom berkode, auto, atau none. | Profile of coded columns, auto, none."
        ),
    ] = "auto",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Tulis temuan sebagai lapisan, mis. temuan.gpkg. | Write the findings as a layer."),
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map", help="Tulis peta temuan, .html. | Write a map of the findings, .html.")
    ] = None,
    *,
    asked: ZonesAsked,
    read: ZonesRead,
    manner: Work,
) -> None:
    """Periksa apakah zona saling menutup tanpa cacat. | Check that zones partition the ground soundly."""
    of_files = {str(read.perimeter): {"crs": "--perimeter-crs"}, str(neighbour): {"crs": "--neighbour-crs"}}
    with manner.running(of_files):
        import petasentra as ps
        from petasentra.validation.words import text_of

        found_zones = read.layer_of(zones)
        outer = read.ground()
        beyond = None if neighbour is None else ps.read_layer(neighbour, crs=neighbour_crs)
        with columns_of(zones), manner.progress("Memeriksa", "Checking") as progress:
            result = ps.validate_zoning(
                found_zones, tolerance_m=asked.tolerance_m, sliver_m2=asked.sliver_m2, perimeter=outer,
                neighbour=beyond, feature_id=asked.feature_id,
                stated_area=None if stated_area == "none" else stated_area,
                stated_area_unit=stated_area_unit, area_method=area_method,
                valid_from=asked.valid_from, valid_to=asked.valid_to, profile=None if profile == "none" else profile,
                progress=progress, threads=manner.threads,
            )  # fmt: skip
        files: dict[str, Path] = {}
        if out is not None:
            result.write(out)
            files["findings"] = out
        if map_file is not None:
            result.explore(map_file, lang=manner.lang)
            files["map"] = map_file
        if manner.as_json:
            print_json(document(result, files))
        else:
            typer.echo(text_of(result, manner.lang, as_options))
            for report in (found_zones.load_report, *(other.load_report for other in (outer, beyond) if other)):
                if report is not None:
                    show.reading_notes([report], manner.lang, show.console(), of_files)
            for path in files.values():
                typer.echo(manner.either(f"Ditulis: {path}", f"Written: {path}"))
        manner.end(found=len(result) > 0)


def document(result: Validation, files: dict[str, Path]) -> dict[str, Any]:
    """Make the JSON document of a validation: settings, counts, one object a finding with the box of its place."""
    rows = result.table.to_pylist()
    boxes = result.to_geopandas().geometry.bounds.to_numpy().tolist()
    return {
        "layer": result.layer.title,
        "settings": plain(result.settings),
        "statistics": result.statistics,
        "ground": None if result.ground is None else asdict(result.ground) | {"difference": result.ground.difference},
        "counts": result.counts,
        "findings": [plain(row | {"bounds": box}) for row, box in zip(rows, boxes, strict=True)],
        "files": path_texts(files),
    }
